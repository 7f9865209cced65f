"""What was voted on in public, how each council voted, and the votes recorded by name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.decisions.models import Matter, Recommendation, Vote
from portal.decisions.queries.lists import DECIDED
from portal.decisions.sayings import CHOICES, MANNERS, RESULTS, VERBS
from portal.kit.tables import Row
from tenants.audiences import PUBLIC
from tenants.models import Appointment, Body, Person
from tenants.scope import Scope


@dataclass(frozen=True)
class Named:
    """How a member voted, where her vote was recorded by name."""

    person: int
    name: str
    council: str | None
    choice: str


@dataclass(frozen=True)
class Voted:
    """A recommendation that was decided in public."""

    id: int
    matter: str
    body: str
    letter: str
    verb: str
    text: str
    result: str
    """A key of ``sayings.RESULTS``."""
    manner: str
    rule: str
    """The code of the rule that held on the day of submission."""
    submitted_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    tally: Sequence[Mapping[str, Any]]
    """By council, as ``Recommendation.tally``; empty where nobody's votes were counted."""
    named: Sequence[Named]


_IS_PUBLIC = (
    Matter.audience == PUBLIC,
    Matter.state == "decided",
    Matter.outcome.in_(DECIDED),
    Recommendation.audience == PUBLIC,
    Recommendation.result.is_not(None),
)
_VOTED = (
    select(
        Recommendation.id,
        Matter.slug.label("matter"),
        Body.slug.label("body"),
        Recommendation.letter,
        Recommendation.verb,
        Recommendation.text,
        Recommendation.result,
        Recommendation.manner,
        Matter.rule["rule"].as_string().label("rule"),
        Matter.submitted_at,
        Recommendation.opened_at,
        Recommendation.closed_at,
        Recommendation.tally,
    )
    .join(Matter, Matter.id == Recommendation.matter_id)
    .join(Body, Body.id == Matter.body_id)
    .where(*_IS_PUBLIC)
    .order_by(Matter.decided_at.desc(), Matter.id.desc(), Recommendation.letter)
)
_NAMED = (
    select(Vote.recommendation_id, Person.id, Person.name, Appointment.area_id, Vote.choice)
    .join(Recommendation, Recommendation.id == Vote.recommendation_id)
    .join(Matter, Matter.id == Recommendation.matter_id)
    .join(Person, Person.id == Vote.person_id)
    .join(Appointment, Appointment.id == Vote.appointment_id)
    .where(
        *_IS_PUBLIC,
        Vote.audience == PUBLIC,
        Vote.recorded.is_(True),
        Vote.choice.in_(tuple(CHOICES)),
    )
    .order_by(Vote.recommendation_id, Person.name, Person.id)
)


def voted(scope: Scope) -> list[Voted]:
    """Every recommendation that was decided in public, the newest first: two queries."""
    named: dict[int, list[Named]] = defaultdict(list)
    councils = {area.area_id: area.slug for area in scope.councils}
    for recommendation, person, name, area_id, choice in scope.session.execute(_NAMED):
        named[recommendation].append(Named(person, name, councils.get(area_id), choice))
    return [
        Voted(**{**row._mapping, "tally": row.tally or (), "named": named[row.id]})
        for row in scope.session.execute(_VOTED)
    ]


def votes(scope: Scope) -> Iterator[Row]:
    """A row for each council's votes; one without numbers where none were counted by council."""
    for each in voted(scope):
        said = {
            "matter": each.matter,
            "letter": each.letter,
            "verb": VERBS[each.verb],
            "text": each.text,
            "result": RESULTS[each.result],
            "manner": MANNERS[each.manner],
            "closed_at": each.closed_at,
        }
        for counted in each.tally or [{}]:
            yield {
                **said,
                "council": counted.get("slug"),
                "for": counted.get("for"),
                "against": counted.get("against"),
                "abstained": counted.get("abstain"),
                "silent": counted.get("silent"),
                "absent": counted.get("absent"),
            }


def recorded_votes(scope: Scope) -> Iterator[Row]:
    """A row for each vote that was recorded by name."""
    for each in voted(scope):
        for one in each.named:
            yield {
                "matter": each.matter,
                "letter": each.letter,
                "person": one.person,
                "name": one.name,
                "council": one.council,
                "vote": CHOICES[one.choice],
            }
