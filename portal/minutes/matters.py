"""What was decided on the matters of a meeting, read for all of them at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select

from portal.chamber import queries as chamber
from portal.chamber.models import Motion
from portal.chamber.queries import Before
from portal.decisions import queries as decisions
from portal.decisions.models import Correction, Matter, Recommendation, Vote
from portal.decisions.sayings import (
    MANNERS,
    VOTED,
    decided_sentence,
    ended_sentence,
    rule_of,
)
from portal.interests.models import Declaration, Dispensation
from portal.interests.queries import dispensed_of, in_force_on
from portal.interests.rules import Declared as Declaring
from portal.kit.words import join_names
from portal.meetings.models import AgendaItem
from portal.meetings.queries import AgendaView
from portal.meetings.rules import meets_in_public
from portal.minutes.facts import Declared, Moved, Named, Resolved
from portal.minutes.resolutions import is_unanimous
from tenants.audiences import PUBLIC
from tenants.models import Person
from tenants.scope import Scope


@dataclass(frozen=True)
class Business:
    """The matters of a meeting with all that was recorded of each, by the matter's number."""

    before: Before
    recommendations: Mapping[int, Sequence[Recommendation]]
    named: Mapping[int, Sequence[Named]]
    """Votes recorded by name, by recommendation."""
    corrections: Mapping[int, Sequence[str]]
    declared: Mapping[int, Sequence[Declared]]
    motions: Sequence[Motion]
    in_public: bool
    """Whether the body meets in public."""

    def of(self, item: AgendaItem) -> dict[str, Any]:
        """What was recorded of an item's matter, by the names of ``facts.Item``."""
        matter = self.before.by_item.get(item.id)
        if matter is None or (item.part == 1 and not self.opened(matter)):
            return {}
        return self.done(matter)

    def opened(self, matter: Matter) -> bool:
        """Whether whoever will read the minutes may read of it: the public, once its papers are
        open; of a company's own body whoever reads what is submitted."""
        return matter.audience == PUBLIC or not self.in_public

    def done(self, matter: Matter) -> dict[str, Any]:
        """What was recorded of a matter, by the names of ``facts.Item``."""
        letters = self.recommendations.get(matter.id, ())
        found: dict[str, Any] = {
            "declared": self.declared.get(matter.id, ()),
            "outcome": _outcome(matter, letters),
            "amended": [_amended(each) for each in matter.amendments or ()],
        }
        found["resolved"] = [self._resolved(matter, each) for each in letters]
        return found

    def amendments(self, item: AgendaItem) -> list[Moved]:
        """The amendments moved on an item, and who moved it as a whole."""
        return [
            Moved(row.mover, row.seconder, row.words, row.outcome)
            for row in self.motions
            if row.item_id == item.id and row.kind == "amendment"
        ]

    def _resolved(self, matter: Matter, letter: Recommendation) -> Resolved:
        closed = letter.state == "closed"
        mover = [
            row
            for row in self.motions
            if row.recommendation_id == letter.id and row.kind == "motion"
        ]
        return Resolved(
            letter=letter.letter,
            text=letter.text,
            result=(letter.result or "") if closed else "",
            sentence=(letter.sentence or "") if closed else "",
            unanimous=is_unanimous(letter.tally or (), rule_of(matter).name),
            councils=[sentence for _, sentence in letter.per_council or ()],
            manner=_manner(letter),
            named=self.named.get(letter.id, ()),
            moved=Moved(mover[-1].mover, mover[-1].seconder) if mover else None,
            corrections=self.corrections.get(letter.id, ()),
        )


def business_of(scope: Scope, agenda: AgendaView, motions: Sequence[Motion]) -> Business:
    """The matters of a meeting: five queries, however many there are."""
    before = chamber.matters_by_item(scope, agenda)
    ids = [matter.id for matter in (*before.by_item.values(), *before.loose)]
    letters = decisions.recommendations_of(scope, ids)
    numbers = {row.id: row for rows in letters.values() for row in rows}
    return Business(
        before=before,
        recommendations=letters,
        named=_named(scope, numbers),
        corrections=_corrections(scope, list(numbers)),
        declared=_declared(scope, ids, agenda),
        motions=motions,
        in_public=meets_in_public(agenda.body.kind),
    )


def _named(scope: Scope, letters: Mapping[int, Recommendation]) -> dict[int, list[Named]]:
    """The votes that are recorded by name, and no others: the rest stay with the body."""
    rows = scope.session.execute(
        select(Vote.recommendation_id, Person.name, Vote.choice)
        .join(Person, Person.id == Vote.person_id)
        .where(Vote.recommendation_id.in_(list(letters)), Vote.recorded)
        .order_by(Vote.id)
    )
    found: dict[int, list[Named]] = {}
    for number, name, choice in rows:
        asked = letters[number].manner != "recorded"
        found.setdefault(number, []).append(Named(name, VOTED[choice], asked))
    return found


def _corrections(scope: Scope, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    row: Correction
    for row in decisions.corrections(scope, ids):
        words = f"for “{row.recorded}” read “{row.correct}”, because {row.because}"
        found.setdefault(row.recommendation_id, []).append(words)
    return found


def _declared(scope: Scope, ids: Sequence[int], agenda: AgendaView) -> dict[int, list[Declared]]:
    """What was declared of these matters and not taken back, with the dispensations relied on."""
    covers = or_(
        Dispensation.id == Declaration.dispensation_id,
        Dispensation.reach == "company",
        Dispensation.matter_id == Declaration.matter_id,
    )
    of_hers = Dispensation.person_id == Declaration.person_id
    rows = scope.session.execute(
        select(Declaration, Person.name, Dispensation)
        .join(Person, Person.id == Declaration.person_id)
        .outerjoin(Dispensation, and_(of_hers, covers, in_force_on(agenda.sitting.on_day)))
        .where(Declaration.matter_id.in_(ids), Declaration.withdrawn_at.is_(None))
        .order_by(Declaration.id, Dispensation.id)
    )
    found: dict[int, dict[int, Declared]] = {}
    for row, name, dispensation in rows:
        known = found.setdefault(row.matter_id, {})
        before = known[row.id].dispensation if row.id in known else ""
        said = [before, dispensed_of(dispensation).words if dispensation is not None else ""]
        known[row.id] = _declaring(row, name, agenda, "; ".join(each for each in said if each))
    return {matter_id: list(known.values()) for matter_id, known in found.items()}


def _declaring(row: Declaration, name: str, agenda: AgendaView, dispensation: str) -> Declared:
    board = agenda.body.kind == "board"
    said = Declaring(row.id, row.kind, row.nature, row.sensitive, row.left_room, None, board)
    return Declared(name, said.words, row.left_room, dispensation)


def _outcome(matter: Matter, letters: Sequence[Recommendation]) -> str:
    if matter.ended_because is not None:
        return ended_sentence(matter)
    return decided_sentence(matter, letters) if matter.state == "decided" else ""


def _amended(each: Mapping[str, Any]) -> str:
    """ "KIN-01: title, outcome"."""
    return f"{each['ref']}: {join_names([name.replace('_', ' ') for name in each['texts']])}"


def _manner(letter: Recommendation) -> str:
    if letter.manner in ("devices", "written"):
        return ""
    by = f", required by {join_names(letter.required_by)}" if letter.required_by else ""
    return f"{MANNERS[letter.manner]}{by}"
