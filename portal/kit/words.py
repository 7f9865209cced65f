"""Small pieces of plain English: numbers, lists, dates, and words in addresses."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, time

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FIRST_HALF = ("January", "February", "March", "April", "May", "June")
_SECOND_HALF = ("July", "August", "September", "October", "November", "December")
MONTHS = _FIRST_HALF + _SECOND_HALF
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

LONGEST_SLUG = 60
"""Characters."""

_ADDRESSES = """
about access accessibility account actions agenda api assets audit bodies budgets calendar
calendar.ics change compare contact councils cookies decisions delete design documents edit
engagement equality executive-notices favicon.ico feed feed.atom feeds forward-plan hat healthz
help history imports interests
log-in log-out login logout measures meetings needs-you new notices open-data people plans
popolo.json priorities privacy readyz reports reserved-matters risks robots.txt save search sections
settings sign-in sign-out static submit vendor versions vote
"""
RESERVED_SLUGS = frozenset(_ADDRESSES.split())
"""Words that are addresses of pages, so that nothing can be named so."""


def number_in_words(number: int) -> str:
    """``three`` for 3; above ten, digits with commas: ``1,250``. Raises ValueError below zero."""
    if number < 0:
        raise ValueError("Only numbers from zero are written in words.")
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def join_names(names: Sequence[str], last: str = "and") -> str:
    """``a, b and c``; ``last`` is the word before the last name. Nothing for no names."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def plural(number: int, noun: str, many: str | None = None) -> str:
    """``1 member``, ``8 members``; give ``many`` where English is irregular (``children``)."""
    return f"{number:,} {_form(number, noun, many)}"


def counted(number: int, noun: str, many: str | None = None) -> str:
    """As ``plural``, with the number in words: ``eight members``. Raises ValueError below zero."""
    return f"{number_in_words(number)} {_form(number, noun, many)}"


def sentence_case(text: str) -> str:
    """The text with its first letter capital, and nothing else changed."""
    return text[:1].upper() + text[1:]


def date_words(day: date) -> str:
    """``24 June 2019``, whatever the machine's language."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_date_words(day: date) -> str:
    """``Monday 24 June 2019``."""
    return f"{_WEEKDAYS[day.weekday()]} {date_words(day)}"


def time_words(moment: time) -> str:
    """``11.30am``, ``2pm``, ``12 noon``, ``12 midnight``; seconds are left out. Local time."""
    if (moment.hour, moment.minute) in {(0, 0), (12, 0)}:
        return "12 midnight" if moment.hour == 0 else "12 noon"
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def slugify(text: str) -> str:
    """The text as a part of an address: ``Windsor & Maidenhead`` → ``windsor-and-maidenhead``.

    At most 60 characters of a to z, 0 to 9 and hyphens, cut between words where that is possible.
    Raises ValueError, in words for the person who typed it, where nothing is left or where the
    result is the address of one of our own pages (``RESERVED_SLUGS``).
    """
    slug = _shortened(_plain_letters(text))
    if not slug:
        raise ValueError("Use a name with at least one letter from a to z or a number.")
    # Also as typed: “feed.atom” would come out as the harmless “feed-atom”.
    if slug in RESERVED_SLUGS or text.strip().lower() in RESERVED_SLUGS:
        raise ValueError(f"“{text.strip()}” is the address of a page here: choose another name.")
    return slug


def _form(number: int, noun: str, many: str | None) -> str:
    if number == 1:
        return noun
    if many is not None:
        return many
    if re.search("[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search("(s|x|z|ch|sh)$", noun) else "s")


def _plain_letters(text: str) -> str:
    spelled = unicodedata.normalize("NFKD", text.casefold()).replace("&", " and ")
    without_marks = "".join(c for c in spelled if not unicodedata.combining(c) and c not in "'’")
    return re.sub("[^a-z0-9]+", "-", without_marks).strip("-")


def _shortened(slug: str) -> str:
    if len(slug) <= LONGEST_SLUG:
        return slug
    return slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
