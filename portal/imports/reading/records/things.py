"""Records of actions, measures, risks, priorities and the rest, each from one line's cells."""

import re

from portal.imports.reading.records.making import Making, Record, iso, recurrence
from portal.imports.reading.tables.walking import Item
from portal.imports.reading.text import norm
from portal.imports.reading.values.numbers import read_number
from portal.imports.reading.values.scores import read_score
from portal.imports.reading.values.travel import between, read_travel


def action(make: Making, item: Item) -> list[Record]:
    """An action, with its time as written and what could be read of it."""
    when = make.time(item, "when")
    what, detail = make.cell(item, "what"), make.cell(item, "detail")
    if not what and not detail:
        make.flag(item, "what", "", "the line does not say what is to be done")
    return [
        {
            "kind": "action",
            "domain": make.about(item),
            "ref": make.cell(item, "ref"),
            "what": what,
            "detail": detail,
            "lead": make.cell(item, "lead"),
            "when": make.cell(item, "when"),
            "due": iso(when.due),
            "recurrence": recurrence(when),
            "cells": make.rest(item, "ref", "what", "detail", "lead", "when", "group"),
        }
    ]


_BARE = re.compile(
    r"(?:(?:key|performance|outcome|success|local|main|our|the|proposed) )*"
    r"(?:indicators?|measures?|kpis?|pis?|metrics?|descriptions?|names?|titles?|definitions?"
    r"|outcomes?)(?: (?:description|name|title|definition|of success))?"
)
_FIGURES = ("number", "percent", "latest", "target", "projection", "sn", "national")


def measure(make: Making, item: Item) -> list[Record]:
    """A line of a scorecard: figures as numbers, targets in words as words."""
    read = {name: make.figure(item, name) for name in _FIGURES}
    if read["latest"] is None and make.kind.column("rate") is not None:
        read["latest"] = make.figure(item, "rate")
    name = make.cell(item, "name")
    if not name:
        make.flag(item, "name", "", "the line does not say what is measured")
    _compare_travel(make, item, read["latest"])
    return [
        {
            "kind": "measure",
            "name": name,
            "group": _block(make, item),
            "unit": _unit(make, item),
            **read,
            "dot": make.cell(item, "dot"),
            "cells": make.rest(item, "name", "group", "unit", "dot", *_FIGURES),
        }
    ]


def _block(make: Making, item: Item) -> str:
    """The block of the scorecard: often the name of the column that holds the measures' names."""
    column = make.kind.column("name")
    header = make.name(column) if column is not None and column < len(make.table.names) else ""
    header = "" if header.startswith("Column ") or _BARE.fullmatch(norm(header)) else header
    group = make.cell(item, "group") or item.group or make.table.caption
    return group or header or make.table.about


def _unit(make: Making, item: Item) -> str:
    if said := make.cell(item, "unit"):
        return said
    for what in ("latest", "target", "projection", "national", "sn", "percent"):
        number = read_number(make.cell(item, what))
        if number is not None and number.unit:
            return number.unit
    name = norm(make.cell(item, "name"))
    if name.startswith(("%", "percentage", "proportion")):
        return "%"
    rate = make.kind.column("rate")
    per = re.search(r"per 1?0?0?0?[ ,]?\d*000", norm(make.name(rate)) if rate is not None else name)
    return per[0].replace(" 000", ",000") if per else ""


def _compare_travel(make: Making, item: Item, latest: object) -> None:
    """Flag an arrow that points another way than the figures before and now."""
    said = read_travel(make.cell(item, "dot"))
    before = read_number(make.cell(item, "baseline"))
    if said is None or before is None or not isinstance(latest, int | float):
        return
    told = between(before.value, latest)
    if told != said:
        make.flag(item, "dot", said, f"direction of travel says {said}, figures say {told}")


def risk(make: Making, item: Item) -> list[Record]:
    """A risk, its score computed from likelihood and impact and compared with the printed one."""
    score = read_score(*(make.cell(item, what) for what in ("likelihood", "impact", "score")))
    for doubt in score.doubts:
        make.flag(item, "score", score.score, doubt)
    likelihood, impact = make.cell(item, "likelihood"), make.cell(item, "impact")
    return [
        {
            "kind": "risk",
            "ref": make.cell(item, "ref"),
            "description": make.cell(item, "description"),
            "likelihood": score.likelihood if score.likelihood is not None else likelihood or None,
            "impact": score.impact if score.impact is not None else impact or None,
            "score": score.score,
            "printed": score.printed,
            "owner": make.cell(item, "owner"),
            "cells": make.rest(
                item, "ref", "description", "likelihood", "impact", "score", "owner"
            ),
        }
    ]


def priority(make: Making, item: Item) -> list[Record]:
    """A priority; in a matrix one for each council's cell."""
    columns = make.kind.columns("council")
    if columns:
        return [
            {
                "kind": "priority",
                "priority": make.table.about,
                "council": make.name(column),
                "what": item.cells[column],
                "cells": make.rest(item, "council"),
            }
            for column in columns
            if column < len(item.cells) and item.cells[column]
        ]
    return [
        {
            "kind": "priority",
            "priority": item.group or make.table.caption or make.table.about,
            "ref": make.cell(item, "ref"),
            "what": make.cell(item, "what"),
            "outcome": make.cell(item, "outcome"),
            "lead": make.cell(item, "lead"),
            "plans": make.cell(item, "plans"),
            "cells": make.rest(item, "ref", "what", "outcome", "lead", "plans"),
        }
    ]


def equality(make: Making, item: Item) -> list[Record]:
    """An equality objective or proposal; the days of its assessment and decision as written."""
    for what in ("assessment", "decision"):
        if any(map(str.isdigit, make.cell(item, what))):
            make.time(item, what)
    return [
        {
            "kind": "equality",
            "group": item.group or make.table.caption or make.table.about,
            **{what: make.cell(item, what) for what in _EQUALITY},
            "what": make.cell(item, "what") or make.cell(item, "groups"),
            "cells": make.rest(item, *_EQUALITY),
        }
    ]


_EQUALITY = ("ref", "what", "assessment", "decision", "lead")


def schedule(make: Making, item: Item) -> list[Record]:
    """A step of a sign-off: what, by which body, when."""
    return [
        {
            "kind": "schedule",
            "what": make.cell(item, "what"),
            "body": make.cell(item, "body"),
            "when": make.cell(item, "when"),
            "due": iso(make.time(item, "when").due),
            "cells": make.rest(item, "what", "body", "when"),
        }
    ]


def section(make: Making, item: Item) -> list[Record]:
    """A section of a document's framework, with the lines below that describe it."""
    ref = make.cell(item, "ref")
    if not ref.isascii():
        make.flag(item, "ref", ref, "it looks like a Latin letter, but is another alphabet's")
    first = make.cell(item, "title") or make.cell(item, "text")
    text = make.cell(item, "text") if make.kind.column("title") is not None else ""
    below = item.cells[make.table.width] if len(item.cells) > make.table.width else ""
    return [
        {
            "kind": "section",
            "ref": ref,
            "title": first,
            "text": "\n".join(filter(None, [text if text != first else "", below])),
            "cells": _without_below(make, item),
        }
    ]


def _without_below(make: Making, item: Item) -> dict[str, str]:
    cells = item.cells[: make.table.width]
    return make.rest(Item(item.row, cells), "ref", "title", "text")


def plain_line(make: Making, item: Item) -> list[Record]:
    """A line of a table that is no list the portal knows."""
    return [{"kind": "text", "cells": make.rest(item)}]
