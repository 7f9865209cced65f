"""Reads the demonstration's plans from TOML: covers, sections of any kind, and their items."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

from portal.demonstration.plan_shapes import (
    SHARED,
    Cover,
    Item,
    Links,
    Milestone,
    Plan,
    Priority,
    Section,
)
from portal.demonstration.reading import ContentError, Table, read_file
from portal.plans.kinds import PLAN_KINDS, Field, Kind, kind_of, kinds
from portal.plans.rules.covers import COVERS, LINEAGES

Value = TypeVar("Value")

REFERENCE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
LONGEST_REFERENCE = 20


def read_plan(folder: Path, name: str) -> Plan:
    """The plan that one file begins, with the files beside it that it names.

    Raises ContentError.
    """
    return read_file(folder, name, partial(_plan, _Beside(folder, name)))


@dataclass(frozen=True)
class _Beside:
    """Where a plan's own file lies, and so the files that it names."""

    folder: Path
    plan: str

    def read(self, name: str, build: Callable[[Table], Value]) -> Value:
        beside = str(PurePosixPath(self.plan).with_name(name))
        return read_file(self.folder, beside, build)


def _plan(beside: _Beside, table: Table) -> Plan:
    return Plan(
        company=table.text("company"),
        slug=table.text("slug"),
        title=table.text("title"),
        kind=table.one_of("kind", frozenset(dict(PLAN_KINDS))),
        first_year=table.number("first_year"),
        years=table.number("years"),
        cover=_cover(table),
        released=table.optional_texts("released"),
        sections=table.each("section", partial(_section, beside)),
    )


def _cover(table: Table) -> Cover:
    covers = table.one_of("covers", frozenset(dict(COVERS))) if "covers" in table else "company"
    return Cover(
        parent=table.optional_text("parent"),
        follows=table.optional_text("follows"),
        lineage=table.one_of("lineage", frozenset(dict(LINEAGES))) if "lineage" in table else "",
        owner=table.optional_text("owner"),
        covers=covers,
        area=table.text("area") if covers == "council" else SHARED,
        service=table.text("service") if covers == "service" else "",
    )


def _section(beside: _Beside, table: Table) -> Section:
    kind = kind_of(table.one_of("kind", frozenset(kind.name for kind in kinds())))
    listed = kind.layout == "table"
    return Section(
        letter=table.text("letter"),
        title=table.text("title"),
        kind=kind.name,
        area=table.text("area"),
        under=table.optional_text("under") or "",
        text=table.text("text") if kind.layout == "prose" else None,
        priorities=_priorities(beside, table) if kind.layout == "priorities" else (),
        items=_items(beside, table, kind) if listed else (),
    )


def _priorities(beside: _Beside, table: Table) -> tuple[Priority, ...]:
    return beside.read(table.text("priorities_in"), lambda inner: inner.each("priority", _priority))


def _items(beside: _Beside, table: Table, kind: Kind) -> tuple[Item, ...]:
    """Items that stand in the section's own table, then those of the files that it names."""
    build = partial(_item, kind)
    found = table.each("item", build)
    for name in table.optional_texts("items_in"):
        found += beside.read(name, lambda inner: inner.each("item", build))
    if not found:
        raise ContentError(f"{table.where}: the section has no item.")
    return found


def _item(kind: Kind, table: Table) -> Item:
    ref = _reference(table)
    named = [field for field in kind.fields if field.required or field.name in table]
    texts = {field.name: _value(field, table, ref) for field in named}
    return Item(ref, texts, table.where)


def _value(field: Field, table: Table, ref: str) -> str:
    """A text of an item as it is stored. Raises ContentError where its field cannot hold it."""
    match field.reads:
        case "choice":
            return table.one_of(field.name, frozenset(dict(field.choices)) - {""})
        case "names":
            value, parting = "; ".join(table.texts(field.name)), ";"
        case "lines" | "refs":
            value, parting = "\n".join(table.texts(field.name)), "\n"
        case _:
            return _fits(field, table.text(field.name), table, ref)
    if any(parting in part for part in table.texts(field.name)):
        raise ContentError(f"{table.where} ({ref}): an entry of “{field.name}” would fall apart.")
    return _fits(field, value, table, ref)


def _fits(field: Field, value: str, table: Table, ref: str) -> str:
    place = f"{table.where} ({ref}): “{field.name}”"
    if len(value) > field.most:
        raise ContentError(f"{place} has {len(value)} characters: {field.most} are the most.")
    if field.reads == "line" and "\n" in value:
        raise ContentError(f"{place} is one line, and this is more.")
    return value


def _reference(table: Table) -> str:
    ref = table.text("ref")
    if not REFERENCE.fullmatch(ref) or len(ref) > LONGEST_REFERENCE:
        raise ContentError(f"{table.where}: “{ref}” is not a reference such as KIN-01.")
    return ref


def _priority(table: Table) -> Priority:
    return Priority(
        ref=_reference(table),
        title=table.text("title"),
        theme=table.text("theme"),
        wording=table.text("wording"),
        outcome=table.text("outcome"),
        evidence=table.text("evidence"),
        success_measure=table.text("success_measure"),
        leads=table.texts("leads"),
        links=_links(table),
        milestones=table.each("milestones", _milestone),
        where=table.where,
    )


def _links(table: Table) -> Links:
    return Links(
        organisations=table.optional_texts("organisations"),
        serves=table.optional_texts("serves"),
        evidence_refs=table.optional_texts("evidence_refs"),
        measures=table.optional_texts("measures"),
        supporting=table.optional_texts("supporting"),
    )


def _milestone(table: Table) -> Milestone:
    key = table.text("key")
    year, _, number = key.partition("-")
    if not (year.isdecimal() and number.isdecimal()):
        raise ContentError(f"{table.where}: the key “{key}” is not a year and a number: 2019-1.")
    return Milestone(
        key=key, year=int(year), words=table.text("words"), due=table.optional_day("due")
    )
