"""What the pages of the register show: a line in words, and what each change of it changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from string import ascii_uppercase

from portal.decisions.models import Delegation, ReservedMatter
from portal.decisions.pages import moment_words
from portal.decisions.queries.lines import RegisterLine
from portal.decisions.rules.acts import FREE, FREE_TO_LIMIT, KINDS_OF_ACT
from portal.decisions.rules.codes import code_in_words
from portal.decisions.rules.need import Line
from portal.decisions.standing import ROUTES
from portal.kit.money import pounds_words
from portal.kit.words import date_words, join_names, sentence_case
from tenants.models import Area, Body


@dataclass(frozen=True)
class Seat:
    """A council with its own body that decides."""

    council: str
    accent: str
    body: str


@dataclass(frozen=True)
class Row:
    """A line as the register's table shows it."""

    number: int
    title: str
    band: str
    trigger: str
    limit: str
    route: str
    body: str
    seats: Sequence[Seat]
    rule: str
    quorum: str
    delegations: Sequence[str]
    since: date
    until: date | None
    change: str
    """What is to come, in a sentence; empty for nothing."""
    way: tuple[object, ...]

    @property
    def who(self) -> str:
        """Who decides it, as the table says it shortly."""
        return "Each owner" if self.seats else self.body


@dataclass(frozen=True)
class Way:
    """A way in which lines are decided: its letter, one of its lines, and all their numbers."""

    letter: str
    row: Row
    numbers: str


@dataclass(frozen=True)
class Change:
    """One thing that a change changed: what it was called, before and since."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class DelegationView:
    """A delegation as the line's page shows it; ``state`` is a key of ``STATES``."""

    id: int
    words: str
    since: date
    until: date | None
    state: str
    decided_by: str
    decided_slug: str | None
    kept: str


@dataclass(frozen=True)
class Form:
    """A line as it was for a time, for its history."""

    since: date
    until: date | None
    state: str
    words: str
    changes: Sequence[Change]
    facts: Sequence[tuple[str, str]]
    decided_by: str
    decided_slug: str | None
    ended_under: str
    kept: str


def rows(lines: Sequence[RegisterLine], areas: Mapping[int, Area]) -> list[Row]:
    """The register as its table shows it."""
    return [row(line, areas) for line in lines]


def ways(found: Sequence[Row]) -> dict[tuple[object, ...], Way]:
    """The ways in which lines are decided, each with a letter, in the order of the register."""
    by_way: dict[tuple[object, ...], list[Row]] = {}
    for each in found:
        by_way.setdefault(each.way, []).append(each)
    return {
        way: Way(_letter(place), held[0], ranges([each.number for each in held]))
        for place, (way, held) in enumerate(by_way.items())
    }


def _letter(place: int) -> str:
    return ascii_uppercase[place] if place < len(ascii_uppercase) else str(place + 1)


def ranges(numbers: Sequence[int]) -> str:
    """ "1 to 12, 14 and 16": numbers in rising order, three and more in a row as a range."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said: list[str] = []
    for run in runs:
        said += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(each) for each in run]
    return join_names(said)


def row(line: RegisterLine, areas: Mapping[int, Area]) -> Row:
    """One line as the table shows it."""
    matter = line.matter
    return Row(
        number=matter.number,
        title=matter.title,
        band=matter.band,
        trigger=matter.trigger,
        limit=limit_words(matter.limit, matter.within_plan),
        route=ROUTES[matter.route],
        body=line.body.name,
        seats=seats(line.councils, areas),
        rule=code_in_words(matter.rule),
        quorum=matter.quorum,
        delegations=[delegation_words(each) for each in line.delegations],
        since=matter.in_force_from,
        until=matter.in_force_to if line.coming is None else None,
        change=coming_words(matter, line.coming),
        way=line.way,
    )


def seats(councils: Mapping[int, Body], areas: Mapping[int, Area]) -> list[Seat]:
    """Each council's own body, by the council's name."""
    return [
        Seat(areas[area_id].name, areas[area_id].slug, body.name)
        for area_id, body in councils.items()
    ]


def limit_words(limit: Decimal | None, within_plan: str | None) -> str:
    """Above which sum, and what the plan makes free; empty where neither is said."""
    above = f"above {pounds_words(limit)}" if limit is not None else ""
    if within_plan == FREE:
        return sentence_case(f"{above or 'any sum'}, where the approved plan does not provide it")
    if within_plan == FREE_TO_LIMIT:
        return sentence_case(f"{above}, or any sum that the approved plan does not provide")
    return sentence_case(above)


def delegation_words(delegation: Delegation) -> str:
    """ "The chief executive, in consultation with the leaders, up to £250,000: renewals only"."""
    consulting = f", in consultation with {delegation.consulting}" if delegation.consulting else ""
    limit = f", up to {pounds_words(delegation.limit)}" if delegation.limit is not None else ""
    words = f": {delegation.limit_words}" if delegation.limit_words else ""
    return f"{sentence_case(delegation.post)}{consulting}{limit}{words}"


def coming_words(held: ReservedMatter | None, coming: ReservedMatter | None) -> str:
    """What is to come of a line, in one sentence; empty for nothing."""
    if coming is None:
        return ""
    day = date_words(coming.in_force_from)
    if held is None:
        return f"New from {day}."
    if coming.route != held.route:
        return f"From {day}: {ROUTES[coming.route].lower()}."
    return f"Changes on {day}."


def forms(history: Sequence[RegisterLine], areas: Mapping[int, Area], today: date) -> list[Form]:
    """Every form of a line, the newest first, each with what it changed."""
    before = [*history[1:], None]
    return [_form(line, old, areas, today) for line, old in zip(history, before, strict=True)]


def _form(
    line: RegisterLine, old: RegisterLine | None, areas: Mapping[int, Area], today: date
) -> Form:
    matter, facts = line.matter, line_facts(line, areas)
    unbroken = old is not None and old.matter.in_force_to == matter.in_force_from - timedelta(1)
    before = dict(line_facts(old, areas)) if old is not None and unbroken else {}
    changes = [
        Change(name, before.get(name, ""), after)
        for name, after in _with_gone(facts, before)
        if before and before.get(name, "") != after
    ]
    return Form(
        since=matter.in_force_from,
        until=matter.in_force_to,
        state=_state(matter.in_force_from, matter.in_force_to, today),
        words=_head(new=not before, again=old is not None),
        changes=changes,
        facts=facts,
        decided_by=matter.decided_by or "",
        decided_slug=matter.decided_slug,
        ended_under=matter.ended_under or "",
        kept=_kept(matter),
    )


def _with_gone(
    facts: Sequence[tuple[str, str]], before: Mapping[str, str]
) -> list[tuple[str, str]]:
    """The facts, and those that were said before and are not said any more."""
    said = {name for name, _ in facts}
    return [*facts, *((name, "") for name in before if name not in said)]


def _state(since: date, until: date | None, today: date) -> str:
    if until is not None and until < today:
        return "superseded"
    return "planned" if since > today else "in-force"


STATES = {"planned": "To come", "superseded": "Past", "in-force": "In force"}


def _head(*, new: bool, again: bool) -> str:
    if not new:
        return "Changed"
    return "Put into the register again" if again else "Put into the register"


def _kept(row: ReservedMatter | Delegation) -> str:
    if row.kept_at is None:
        return ""
    return f"{row.kept_by}, {row.kept_hat}, {moment_words(row.kept_at)}"


def delegation_views(found: Sequence[Delegation], today: date) -> list[DelegationView]:
    """Everything that was ever delegated of a line."""
    return [
        DelegationView(
            id=each.id,
            words=delegation_words(each),
            since=each.in_force_from,
            until=each.in_force_to,
            state=_state(each.in_force_from, each.in_force_to, today),
            decided_by=each.decided_by,
            decided_slug=each.decided_slug,
            kept=_kept(each),
        )
        for each in found
    ]


def line_facts(line: RegisterLine, areas: Mapping[int, Area]) -> list[tuple[str, str]]:
    """A line in pairs of name and words, those alone that it says."""
    matter = line.matter
    who = f"{line.body.name} settles disputes" if line.councils else line.body.name
    kind = KINDS_OF_ACT.get(matter.kind or "", "")
    facts = [
        ("Title", matter.title),
        ("Arises", matter.trigger),
        ("Kind of act", kind),
        ("Reserved", limit_words(matter.limit, matter.within_plan)),
        ("Route", ROUTES[matter.route]),
        *((seat.council, seat.body) for seat in seats(line.councils, areas)),
        ("Body of the owners", who),
        ("Rule", code_in_words(matter.rule)),
        ("Quorum", matter.quorum),
        ("Band", matter.band),
    ]
    return [(name, words) for name, words in facts if words]


def asked_line(line: RegisterLine) -> Line:
    """A line as "Do I need consent?" reads it."""
    matter = line.matter
    plan = matter.within_plan or "reserved"
    return Line(matter.number, matter.title, matter.kind, matter.limit, plan)
