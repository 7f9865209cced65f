"""Reads TOML strictly: every value has its type, and nothing is left unread."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, time
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")


class ContentError(ValueError):
    """A file of the demonstration cannot be used; the message says where and why, in words."""


class Table:
    """One TOML table. A key that nobody asked for is an error, since it is likely a misspelling."""

    def __init__(self, values: Mapping[str, object], where: str) -> None:
        self._values = values
        self._asked: set[str] = set()
        self.where = where

    def text(self, key: str) -> str:
        """A text without white space at its ends. Raises ContentError where it is empty."""
        text = self._needed(key, str, "a text").strip()
        if not text:
            raise ContentError(f"{self.where}: “{key}” is empty.")
        return text

    def optional_text(self, key: str) -> str | None:
        """As ``text``, or None where the key is missing."""
        return self.text(key) if key in self else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of one or more texts."""
        items = self._needed(key, list, "a list")
        if not items or not all(isinstance(item, str) and item.strip() for item in items):
            raise ContentError(f"{self.where}: “{key}” needs at least one text, and only texts.")
        return tuple(items)

    def optional_texts(self, key: str) -> tuple[str, ...]:
        """As ``texts``, or none where the key is missing."""
        return self.texts(key) if key in self else ()

    def number(self, key: str) -> int:
        """A whole number."""
        return self._needed(key, int, "a whole number")

    def optional_number(self, key: str) -> int | None:
        """As ``number``, or None where the key is missing."""
        return self.number(key) if key in self else None

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers; none where the key is missing."""
        items = self._needed(key, list, "a list") if key in self else []
        if not all(type(item) is int for item in items):
            raise ContentError(f"{self.where}: “{key}” needs whole numbers, and only those.")
        return tuple(items)

    def day(self, key: str) -> date:
        """A date without a time of day."""
        return self._needed(key, date, "a date")

    def optional_day(self, key: str) -> date | None:
        """As ``day``, or None where the key is missing."""
        return self.day(key) if key in self else None

    def clock(self, key: str) -> time:
        """A local time of day."""
        return self._needed(key, time, "a time of day")

    def one_of(self, key: str, allowed: frozenset[str]) -> str:
        """A text out of those allowed."""
        text = self.text(key)
        if text not in allowed:
            known = ", ".join(sorted(allowed))
            raise ContentError(f"{self.where}: “{key}” is “{text}”, which is not one of {known}.")
        return text

    def each(self, key: str, build: "Callable[[Table], Value]") -> tuple[Value, ...]:
        """What ``build`` makes of each table under ``key``; nothing where the key is missing."""
        items = self._needed(key, list, "a list of tables") if key in self else []
        return tuple(self._inner(key, n, item).read(build) for n, item in enumerate(items, 1))

    def one(self, key: str, build: "Callable[[Table], Value]") -> Value:
        """What ``build`` makes of the one table under ``key``."""
        values = self._needed(key, dict, "a table")
        return Table(values, f"{self.where}, {key}").read(build)

    def flag(self, key: str) -> bool:
        """Whether ``key`` is there and true."""
        return key in self and self._needed(key, bool, "true or false")

    def read(self, build: "Callable[[Table], Value]") -> Value:
        """What ``build`` makes of this table. Raises ContentError for keys it did not ask for."""
        value = build(self)
        if unknown := sorted(set(self._values) - self._asked):
            raise ContentError(f"{self.where}: nothing is known of “{unknown[0]}”.")
        return value

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def _inner(self, key: str, number: int, item: object) -> "Table":
        where = f"{self.where}, {key} {number}"
        if not isinstance(item, dict):
            raise ContentError(f"{where}: this is not a table.")
        return Table(item, where)

    def _needed(self, key: str, kind: type[Value], called: str) -> Value:
        self._asked.add(key)
        if key not in self._values:
            raise ContentError(f"{self.where}: “{key}” is missing.")
        value = self._values[key]
        # Not isinstance: a date and time is a kind of date, and true is a kind of number.
        if type(value) is not kind:
            raise ContentError(f"{self.where}: “{key}” is not {called}.")
        return value


def read_file(folder: Path, name: str, build: Callable[[Table], Value]) -> Value:
    """What ``build`` makes of a TOML file, which messages call by its name in ``folder``.

    Raises ContentError where there is none.
    """
    try:
        values = tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{name} cannot be read: {error}") from error
    return Table(values, name).read(build)
