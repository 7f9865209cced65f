"""What the scorecard and a measure's page show. No I/O, no Flask."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from portal.kit.figures import figure_words
from portal.kit.words import join_names, number_in_words, plural, sentence_case
from portal.measures import drawing, rules
from portal.measures.models import Comparator
from portal.measures.periods import Period
from portal.measures.queries import KIND, Card, Point, Trend
from portal.measures.rules import Status, Yardstick
from portal.measures.service import COMPARED_WITH
from portal.plans.shapes import Entry, SectionView
from tenants.base import SHARED
from tenants.models import Area

LEVELS: Mapping[Status, str] = {
    "outside": "bad",
    "within": "near",
    "meets": "good",
    "watched": "none",
    "unread": "none",
}
GROUPS: Mapping[Status, str] = {
    "outside": "Off target, beyond the band that was agreed",
    "within": "Off target, inside the band that was agreed",
    "meets": "",
    "unread": "The target or the tolerance cannot be read as it is written",
    "watched": "No target in figures: compared, not judged",
}
SHORT: Mapping[Status, str] = {
    "outside": "Outside",
    "within": "Within",
    "meets": "Meets",
    "watched": "",
    "unread": "Not judged",
}
SIGNS = {"%": "%", "per cent": "%"}


@dataclass(frozen=True)
class Row:
    """One measure of a scorecard. ``latest`` is empty where nothing is recorded, or not hers."""

    ref: str
    title: str
    href: str
    whose: str
    accent: str
    aside: str
    target: str
    status: Status | None
    level: str
    latest: str = ""
    period: str = ""
    provisional: bool = False
    short: str = ""
    went: str = ""
    arrow: str = ""
    judged: str = ""
    since: str = ""
    doubts: tuple[str, ...] = ()
    scale: drawing.Scale | None = None
    line: drawing.Line | None = None
    line_words: str = ""
    compared: Mapping[str, str] = field(default_factory=dict)
    contractual: bool = False
    records: str = ""


@dataclass(frozen=True)
class Block:
    """Rows under one heading."""

    title: str
    note: str
    rows: Sequence[Row]
    silent: bool = False
    """Whether nothing is recorded of them, so that a list says it all."""


def rows(card: Card, path: str, areas: Mapping[int, Area], lens: Area | None) -> list[Row]:
    """Every measure of a plan that this reader reads, in the plan's order, through her lens."""
    return [
        row_of(card, section, entry, path, areas)
        for section in card.view.sections
        if section.kind == KIND and (lens is None or section.area_id in (SHARED, lens.area_id))
        for entry in section.entries
    ]


def row_of(
    card: Card, section: SectionView, entry: Entry, path: str, areas: Mapping[int, Area]
) -> Row:
    """One measure with what it came to."""
    by = yardstick(entry)
    area = areas[section.area_id]
    plain = Row(
        entry.ref,
        entry.title,
        f"{path}{entry.ref}",
        area.name if section.area_id else "",
        area.slug,
        aside(entry, by),
        target_words(entry, by),
        None,
        "none",
        contractual=entry.text("measure_set") == "contractual",
        doubts=(by.doubt,) if by.doubt else (),
        compared=_compared(card.comparators.get(entry.item_id, ()), entry.text("unit")),
    )
    trend = card.trends.get(entry.item_id)
    return _with_figures(plain, entry, by, trend) if trend and trend.points else plain


def _with_figures(row: Row, entry: Entry, by: Yardstick, trend: Trend) -> Row:
    last, unit = trend.points[-1], entry.text("unit")
    status = rules.judge(last.figure, by)
    went, since, doubts = direction(trend.points)
    declared = (doubts,) if doubts else ()
    figures = [point.figure for point in trend.points]
    said = {
        "status": status,
        "level": LEVELS[status],
        "latest": with_unit(last.figure, unit),
        "period": Period(last.starts, last.ends).short,
        "provisional": last.state == "provisional",
        "short": SHORT[status],
        "went": rules.way_words(went, by.polarity) if went else "",
        "arrow": rules.ARROWS[went] if went else "",
        "judged": rules.judged(went, by.polarity) if went else "",
        "since": since,
        "doubts": (*row.doubts, *declared),
        "scale": drawing.scale(last.figure, by, status),
        "line": drawing.line(figures, by.target),
        "line_words": line_words(trend.points, unit),
    }
    return Row(**{**vars(row), **said})


def direction(points: Sequence[Point]) -> tuple[rules.Way | None, str, str]:
    """Which way the last figure went, since which period, and a doubt where somebody declared
    another way than the figures say."""
    if len(points) < 2:
        return None, "", ""
    before, last = points[-2:]
    went = rules.way(before.figure, last.figure)
    declared = rules.declared_way(last.declared)
    words = Period(before.starts, before.ends).words
    if declared is None or declared == went:
        return went, words, ""
    said, found = rules.WAYS[declared].lower(), rules.WAYS[went].lower()
    return went, words, f"Declared {said}, but the figures say {found}."


def yardstick(entry: Entry) -> Yardstick:
    """What a measure is judged by, as its text says it."""
    return rules.read_yardstick(
        entry.text("target"), entry.text("tolerance"), entry.text("polarity")
    )


def with_unit(value: Decimal, unit: str) -> str:
    """A figure in its unit: ``63.1%``, ``£1,250``, ``341``; of other units the figure alone."""
    sign = SIGNS.get(unit.strip().lower(), "")
    words = figure_words(value)
    if unit.strip().startswith("£"):
        return f"−£{words[1:]}" if words.startswith("−") else f"£{words}"
    return f"{words}{sign}"


def aside(entry: Entry, by: Yardstick) -> str:
    """What has to be known to read the figure: its unit, and which way is better."""
    unit = entry.text("unit").strip()
    parts = [sentence_case(unit)] if unit and unit.lower() not in SIGNS else []
    if by.polarity:
        parts.append(f"{by.polarity.capitalize()} is better")
    return ". ".join(parts)


def target_words(entry: Entry, by: Yardstick) -> str:
    """The target as it is written; ``None`` where there is none."""
    del by
    return entry.text("target").strip() or "None"


def line_words(points: Sequence[Point], unit: str) -> str:
    """The line in words, for whoever does not see it."""
    said = (
        f"{Period(each.starts, each.ends).words} {with_unit(each.figure, unit)}" for each in points
    )
    return ", ".join(said)


def blocks(found: Sequence[Row], view: str) -> list[Block]:
    """The rows as they are asked for: ``exceptions`` first, or as on ``paper``."""
    if view == "paper":
        return [Block("", "", found)] if found else []
    order: list[Status] = ["outside", "within", "meets", "unread", "watched"]
    kept = [
        Block(rules.STATUSES[status], GROUPS[status], [r for r in found if r.status == status])
        for status in order
    ]
    silent = [row for row in found if row.status is None]
    kept.append(Block("Nothing recorded yet", "", silent, silent=True))
    return [block for block in kept if block.rows]


def sentence(found: Sequence[Row]) -> str:
    """The answer to the page's question, about the contractual measures where there are any."""
    contractual = [row for row in found if row.contractual]
    asked, name = (contractual, "contract measure") if contractual else (list(found), "measure")
    count = Counter(row.status for row in asked if row.status is not None)
    if not count:
        return "Nothing has been recorded of these measures yet."
    parts = [
        f"{number_in_words(count[status])} {_verb(status, count[status])}"
        for status in ("outside", "within", "meets")
        if count[status]
    ]
    words = join_names(parts) if parts else "none is judged"
    silent = sum(row.status is None for row in asked)
    of = f"Of {plural(len(asked), name)}, {words}"
    return f"{of}; of {number_in_words(silent)} nothing is recorded." if silent else f"{of}."


def _verb(status: str, number: int) -> str:
    one = number == 1
    if status == "meets":
        return "meets its target" if one else "meet their target"
    place = "outside" if status == "outside" else "within"
    return f"{'is' if one else 'are'} {place} tolerance"


def _compared(found: Sequence[Comparator], unit: str) -> Mapping[str, str]:
    return {each.kind: with_unit(Decimal(each.figure), unit) for each in found}


def compared_words(each: Comparator) -> str:
    """Whose figure it is: "Statistical neighbours", or the name of another area."""
    return each.name or COMPARED_WITH[each.kind]


def parts_words(numerator: str | None, denominator: str | None) -> str:
    """``41 of 65, which is 63.08%``; nothing without both parts."""
    if numerator is None or denominator is None:
        return ""
    top, bottom = Decimal(numerator), Decimal(denominator)
    share = round(top * 100 / bottom, 2)
    return f"{figure_words(top)} of {figure_words(bottom)}, which is {figure_words(share)}%"


def is_late(last: Point | None, period: Period | None, today: date) -> bool:
    """Whether the last period that is over has no reading yet."""
    return period is not None and period.ends < today and (last is None or last.ends < period.ends)
