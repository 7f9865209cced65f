"""How commands speak: refusals in words, and values that are read by plain functions."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from portal import config as settings
from portal.bench.recording import BenchError
from portal.decisions.service.checks import DecisionError
from portal.demonstration.build import OtherCompaniesError
from portal.documents.pdf import TypesettingError
from portal.effects.service.posts import EffectError
from portal.kit.chains import read_head
from portal.kit.colours import read_accent
from portal.kit.words import slugify
from portal.packs.service import PackError
from portal.plans.outside.problems import PlanFileError
from portal.plans.service.cover_rules import PlanError
from portal.web.database import UnsafeRoleError
from tenants.scope import NotAllowedError
from tenants.service import TenancyError

Command = Callable[..., Any]
Value = TypeVar("Value")

REFUSALS = (
    TenancyError,
    EffectError,
    UnsafeRoleError,
    OtherCompaniesError,
    BenchError,
    settings.ConfigError,
    PlanError,
    PlanFileError,
    NotAllowedError,
    DecisionError,
    TypesettingError,
    PackError,
)
"""Errors whose words are meant for the person at the command line."""


def in_words(command: Command) -> Command:
    """Say what went wrong in words and exit with 1, instead of a traceback."""

    @wraps(command)
    def spoken(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except REFUSALS as error:
            raise click.ClickException(str(error)) from error
        except (OperationalError, ProgrammingError) as error:
            raise click.ClickException(
                f"The database does not answer as it should: {error.orig}. "
                "Has `portal db upgrade` been run?"
            ) from error

    return spoken


class Read(click.ParamType[Value]):
    """A value read by a plain function, whose ValueError is the message."""

    def __init__(self, name: str, read: Callable[[str], Value]) -> None:
        self.name = name
        self.read = read

    def convert(self, value: Any, parameter: Any, context: Any) -> Value:
        try:
            return self.read(str(value))
        except ValueError as error:
            self.fail(str(error), parameter, context)


def _address(text: str) -> str:
    slug = slugify(text)
    if slug != text:
        raise ValueError(f"“{text}” cannot be part of an address. Use {slug}.")
    return slug


SLUG = Read("slug", _address)
ACCENT = Read("colour", read_accent)
HEAD = Read("head", read_head)
