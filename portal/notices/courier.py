"""The one who speaks to the mail server: an e-mail is taken over by it, or it is said why not."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol

from portal.config import Config

PATIENCE = 30
"""Seconds until a mail server that says nothing is given up."""


class CourierError(Exception):
    """The mail server has not taken it over. ``for_good`` says that it never will."""

    def __init__(self, words: str, *, for_good: bool = False) -> None:
        super().__init__(words)
        self.for_good = for_good


class Courier(Protocol):
    """Takes e-mails away."""

    def deliver(self, message: EmailMessage) -> None:
        """Hand one over. Raises CourierError where that cannot be."""


@dataclass
class Smtp:
    """One connection to the mail server of the settings, opened when it is first needed."""

    config: Config
    _open: smtplib.SMTP | None = None

    def deliver(self, message: EmailMessage) -> None:
        """Hand one over. Raises CourierError where that cannot be."""
        try:
            self._connected().send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()))
            raise CourierError(_said(code, words), for_good=code >= 500) from refused
        except smtplib.SMTPResponseException as refused:
            # The whole connection may be at fault (sign-in, greylisting), so none of it is final
            # but a refusal of this very message.
            final = isinstance(refused, smtplib.SMTPDataError) and refused.smtp_code >= 500
            self.close()
            raise CourierError(
                _said(refused.smtp_code, refused.smtp_error), for_good=final
            ) from refused
        except (smtplib.SMTPException, OSError) as trouble:
            self.close()
            raise CourierError(str(trouble) or type(trouble).__name__) from trouble

    def close(self) -> None:
        """Say goodbye, if anybody is still there."""
        if self._open is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._open.quit()
            self._open = None

    def _connected(self) -> smtplib.SMTP:
        if self._open is None:
            self._open = self._connect()
        return self._open

    def _connect(self) -> smtplib.SMTP:
        host, port = self.config.mail_host, self.config.mail_port
        safe = ssl.create_default_context()
        if self.config.mail_security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=safe)
        else:
            server = smtplib.SMTP(host, port, timeout=PATIENCE)
        if self.config.mail_security == "starttls":
            server.starttls(context=safe)
        if self.config.mail_user:
            server.login(self.config.mail_user, self.config.mail_password)
        return server


@contextmanager
def smtp(config: Config) -> Iterator[Courier]:
    """A courier for one pass of the worker."""
    courier = Smtp(config)
    try:
        yield courier
    finally:
        courier.close()


def _said(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {text}"
