"""What the page of a body's settings shows. No I/O, no Flask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.kit.words import date_words
from tenants.models import Body, BodySetting
from tenants.settings import SETTINGS


@dataclass(frozen=True)
class Row:
    """One setting: what holds today, since when, and what was or will be."""

    name: str
    question: str
    why: str
    value: str
    since: str
    others: list[str]


def rows(body: Body, kept: Mapping[str, Sequence[BodySetting]], today: date) -> list[Row]:
    """Every setting, in order, as it holds ``today`` and on other days."""
    return [_row(body, name, kept.get(name, ()), today) for name in SETTINGS]


def _row(body: Body, name: str, kept: Sequence[BodySetting], today: date) -> Row:
    setting = SETTINGS[name]
    now = next((each for each in kept if _holds(each, today)), None)
    value = now.value if now else setting.usual_for(body.kind)
    since = f"since {date_words(now.in_force_from)}" if now else "as is usual"
    others = [_span(name, each) for each in reversed(kept) if each is not now]
    return Row(name, setting.question, setting.why, setting.words(value), since, others)


def _holds(each: BodySetting, day: date) -> bool:
    return each.in_force_from <= day and (each.in_force_to is None or each.in_force_to >= day)


def _span(name: str, each: BodySetting) -> str:
    words = SETTINGS[name].words(each.value)
    first = date_words(each.in_force_from)
    if each.in_force_to is None:
        return f"{words}, from {first} on"
    return f"{words}, from {first} to {date_words(each.in_force_to)}"
