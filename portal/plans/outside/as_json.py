"""A whole plan as JSON, and back: what is written is read again to an equal plan."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, TypeVar

from portal.kit.text import tidy
from portal.plans.content import FIELDS, Content, Milestone
from portal.plans.outside.problems import PlanFileError
from portal.plans.outside.whole import Cover, WholeItem, WholePlan, WholeSection

FORMAT, FORMAT_VERSION = "goldthread plan", 1
"""How a file of ours begins."""
Wanted = TypeVar("Wanted", str, int, list[Any], dict[str, Any])
_CALLED: dict[type, str] = {str: "text", int: "a whole number", list: "a list", dict: "an object"}


def write(plan: WholePlan) -> bytes:
    """The plan as JSON (RFC 8259): cover, then sections with their digests and items in order."""
    value = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "company": plan.company,
        "plan": asdict(plan.cover),
        "read": list(plan.facts),
        "version": plan.version,
        "digest": plan.version_digest or None,
        "sections": [_section(section) for section in plan.sections],
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8")


def read(text: str) -> WholePlan:
    """The plan that a file holds, not checked yet. Raises PlanFileError.

    What is said there of digests, revisions and readers is not looked at: it is made anew.
    """
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise PlanFileError(f"This is no JSON: {error.msg}.", f"line {error.lineno}") from error
    except RecursionError as error:
        raise PlanFileError("The lists in this file are nested too deep.") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise PlanFileError("This is no plan that was downloaded from here as JSON.")
    check_version(value.get("format_version"))
    sections = enumerate(_held(value, "sections", list, "the file"), 1)
    cover = cover_of(_held(value, "plan", dict, "the file"))
    return WholePlan(cover, tuple(_read_section(held, f"section {at}") for at, held in sections))


def check_version(version: object) -> None:
    """Raise PlanFileError for a file that a later portal wrote."""
    if version != FORMAT_VERSION or isinstance(version, bool):
        raise PlanFileError(
            f"This file is written in form {version!r}; this portal reads form {FORMAT_VERSION}."
        )


def cover_of(held: Mapping[str, Any]) -> Cover:
    """The cover from its values by name. Raises PlanFileError."""
    place = "the plan"
    texts = {
        name: _held(held, name, str, place, "")
        for name in ("slug", "title", "kind", "area", "lineage", "service", "parent", "follows")
    }
    return Cover(
        first_year=_held(held, "first_year", int, place),
        years=_held(held, "years", int, place),
        covers=_held(held, "covers", str, place, "company"),
        **texts,
    )


def section_of(held: Mapping[str, Any], place: str, items: tuple[WholeItem, ...]) -> WholeSection:
    """A section from its values by name. Raises PlanFileError."""
    letter, title, kind, area = (
        _held(held, name, str, place) for name in ("letter", "title", "kind", "area")
    )
    under = _held(held, "under", str, place, "")
    shared = held.get("shared") is not False
    return WholeSection(letter, title, kind, area, under, items, shared)


def milestone_of(held: Any, place: str) -> Milestone:
    """A milestone from its values by name. Raises PlanFileError."""
    step = _of(held, dict, "a milestone", place)
    due = step.get("due")
    try:
        day = None if due is None else date.fromisoformat(_of(due, str, "“due”", place))
    except ValueError as error:
        words = f"“{str(due)[:30]}” is no day. Write it as 2019-06-24, or leave it out."
        raise PlanFileError(words, place) from error
    key, text = (_held(step, name, str, place) for name in ("key", "text"))
    written = _held(step, "written", str, place, "")
    carried = None if step.get("carried") is None else _held(step, "carried", int, place)
    return Milestone(key, _held(step, "year", int, place), text, day, written, carried)


def _read_section(held: Any, place: str) -> WholeSection:
    section = _of(held, dict, "a section", place)
    items = enumerate(_held(section, "items", list, place), 1)
    made = tuple(_read_item(item, f"{place}, item {at}") for at, item in items)
    return section_of(section, place, made)


def _read_item(held: Any, place: str) -> WholeItem:
    item = _of(held, dict, "an item", place)
    content = _held(item, "content", dict, place)
    details = _held(content, "details", dict, place, {})
    texts = {name: _held(content, name, str, place, "") for name in FIELDS}
    others = {name: _held(details, name, str, place) for name in details}
    steps = _held(content, "milestones", list, place, [])
    made = Content.of({**others, **texts}, [milestone_of(step, place) for step in steps])
    return WholeItem(_held(item, "ref", str, place), made)


def _held(
    held: Mapping[str, Any],
    name: str,
    kind: type[Wanted],
    place: str,
    otherwise: Wanted | None = None,
) -> Wanted:
    """A value by its name; ``otherwise`` where it is not there. Raises PlanFileError."""
    if name not in held and otherwise is not None:
        return otherwise
    return _of(held.get(name), kind, f"“{name[:60]}”", place)


def _of(value: Any, kind: type[Wanted], what: str, place: str) -> Wanted:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise PlanFileError(f"{what} is missing, or is not {_CALLED[kind]}.", place)
    return tidy(value) if isinstance(value, str) else value


def _section(section: WholeSection) -> dict[str, Any]:
    return {
        "letter": section.letter,
        "title": section.title,
        "kind": section.kind,
        "area": section.area,
        "under": section.under,
        "text": section.text,
        "shared": section.shared,
        "digest": section.digest() if section.shared else None,
        "items": [_item(item) for item in section.items],
    }


def _item(item: WholeItem) -> dict[str, Any]:
    return {
        "ref": item.ref,
        "revision": item.revision,
        "digest": item.digest,
        "content": item.content.canonical(),
    }
