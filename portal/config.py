"""Settings: environment variables ``PORTAL_…`` and nothing else (the twelve-factor app)."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[1]
DEMO_PASSWORD = "goldthread-demonstration"  # noqa: S105 - of made-up people, printed at start


class ConfigError(RuntimeError):
    """A setting that cannot be, said in words."""


@dataclass(frozen=True)
class Config:
    """The settings of one portal."""

    database_url: str
    owner_database_url: str
    """Role that owns the tables and runs migrations on PostgreSQL; never used to serve."""
    secret_key: str
    environment: str
    """``development`` (shows /design, cookies over http) or ``production``."""
    data: Path
    sources: Mapping[str, str]
    proxies: int = 0
    """How many proxies of ours stand before the portal: their headers alone say who asks."""
    address: str = ""
    """Where people reach the portal, without a slash at its end: e-mails lead there."""
    mail_host: str = ""
    """The mail server; empty while there is none, and e-mails wait."""
    mail_port: int = 25
    mail_user: str = ""
    mail_password: str = ""
    mail_security: str = "none"
    """``none`` (a relay on this machine), ``starttls`` or ``tls``."""
    mail_from: str = ""
    demo_password: str = DEMO_PASSWORD
    """Of everybody in the demonstration; printed by ``portal demo``, so no secret."""

    @property
    def production(self) -> bool:
        return self.environment == "production"


SECRET = frozenset({"secret_key", "mail_password"})
MAIL_SECURITY = ("none", "starttls", "tls")


def load(environ: Mapping[str, str] | None = None) -> Config:
    """Read the settings. Raises ConfigError, naming the variable, for one that cannot be."""
    environ = os.environ if environ is None else environ
    sources: dict[str, str] = {}

    def setting(name: str, default: str) -> str:
        key = f"PORTAL_{name.upper()}"
        sources[name] = f"environment, {key}" if environ.get(key) else "default"
        return environ.get(key) or default

    environment = setting("environment", "development")
    if environment not in ("development", "production"):
        raise ConfigError("PORTAL_ENVIRONMENT is either development or production.")
    data = Path(setting("data", str(HOME / "instance")))
    database_url = setting("database_url", f"sqlite:///{data / 'portal.sqlite3'}")
    return Config(
        database_url=_with_driver(database_url),
        owner_database_url=_with_driver(setting("owner_database_url", database_url)),
        secret_key=setting("secret_key", "") or _own_secret(environment, data),
        environment=environment,
        data=data,
        demo_password=setting("demo_password", DEMO_PASSWORD),
        proxies=_count("PORTAL_PROXIES", setting("proxies", "0")),
        **_mail(setting),
        sources=sources,
    )


def _mail(setting: Callable[[str, str], str]) -> dict[str, Any]:
    """Where the portal is reached, and how it sends e-mail."""
    security = setting("mail_security", "none")
    if security not in MAIL_SECURITY:
        raise ConfigError("PORTAL_MAIL_SECURITY is one of none, starttls and tls.")
    host = setting("mail_host", "")
    sender = setting("mail_from", "")
    if host and not sender:
        raise ConfigError("Set PORTAL_MAIL_FROM: the address that e-mails come from.")
    return {
        "address": setting("address", "http://127.0.0.1:8000").rstrip("/"),
        "mail_host": host,
        "mail_port": _count("PORTAL_MAIL_PORT", setting("mail_port", "25")),
        "mail_user": setting("mail_user", ""),
        "mail_password": setting("mail_password", ""),
        "mail_security": security,
        "mail_from": sender,
    }


def shown(config: Config) -> list[tuple[str, str, str]]:
    """Name, value and source of every setting, secrets and passwords masked."""
    rows = []
    for field in fields(config):
        if field.name in config.sources:
            value = "********" if field.name in SECRET else _masked(getattr(config, field.name))
            rows.append((f"PORTAL_{field.name.upper()}", value, config.sources[field.name]))
    return rows


def _count(name: str, text: str) -> int:
    if not text.isdecimal():
        raise ConfigError(f"{name} is a whole number, such as 1.")
    return int(text)


def _masked(value: object) -> str:
    text = str(value)
    scheme, at, rest = text.rpartition("@")
    if not at or ":" not in scheme.removeprefix("postgresql+psycopg://"):
        return text
    return f"{scheme.rpartition(':')[0]}:********@{rest}"


def _with_driver(url: str) -> str:
    """Psycopg 3 for every spelling of a PostgreSQL address."""
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _own_secret(environment: str, data: Path) -> str:
    """A secret made once and kept beside the database, for development only."""
    if environment == "production":
        raise ConfigError("Set PORTAL_SECRET_KEY: sessions and forms are signed with it.")
    kept = data / "secret"
    if not kept.exists():
        data.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()
