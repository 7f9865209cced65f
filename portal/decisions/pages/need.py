"""What "Do I need consent?" answers: the matters, who decides them, and from when it has effect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.decisions.pages import register as pages
from portal.decisions.queries.lines import RegisterLine
from portal.decisions.rules.codes import read_code
from portal.decisions.rules.earliest import Earliest, Sits, as_key_decision, earliest
from portal.decisions.rules.need import Act, Covers, Finding, Granted, Need, covers
from tenants.models import Area

HEADLINES = {
    "reserved": "You need the owners’ consent.",
    "depends": "It cannot be said yet.",
    "not_reserved": "Not reserved: you need no consent of the owners.",
}


@dataclass(frozen=True)
class Delegated:
    """A delegation, and whether it covers the act: in a word and in a sentence."""

    words: str
    covers: Covers
    decided_by: str


@dataclass(frozen=True)
class Answer:
    """What one line makes of the act."""

    finding: Finding
    row: pages.Row
    delegated: Sequence[Delegated]
    earliest: Earliest
    if_key: Earliest | None
    """The same, if it is a key decision of an executive; None where no executive decides."""


def answers(
    found: Need,
    act: Act,
    lines: Sequence[RegisterLine],
    sits: Mapping[int, Sequence[Sits]],
    areas: Mapping[int, Area],
    today: date,
) -> list[Answer]:
    """What each line that reserves the act, or might, makes of it."""
    by_number = {line.matter.number: line for line in lines}
    return [
        _answer(each, act, by_number[each.line.number], sits[each.line.number], areas, today)
        for each in found.applying
    ]


def _answer(
    finding: Finding,
    act: Act,
    line: RegisterLine,
    bodies: Sequence[Sits],
    areas: Mapping[int, Area],
    today: date,
) -> Answer:
    rule = read_code(line.matter.rule)
    key = any(each.key_clear_days is not None for each in bodies)
    return Answer(
        finding=finding,
        row=pages.row(line, areas),
        delegated=[
            Delegated(
                pages.delegation_words(each),
                covers(Granted(each.limit, bool(each.limit_words)), act),
                each.decided_by,
            )
            for each in line.delegations
        ],
        earliest=earliest(today, rule, bodies),
        if_key=earliest(today, rule, as_key_decision(bodies)) if key else None,
    )
