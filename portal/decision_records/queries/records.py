"""Everything that the record of one decision says, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from portal.audit.queries import head_of
from portal.decision_records.queries.conflicts import conflicts
from portal.decision_records.sayings import call_in_words, effect_words
from portal.decision_records.shapes import Part, Record, Resolution, Subject
from portal.decisions.models import Matter, Recommendation, ReservedMatter, Sitting
from portal.decisions.queries import find_matter
from portal.decisions.rules.codes import code_in_words
from portal.decisions.standing import (
    OUTCOMES,
    RESULTS,
    UNDECIDED,
    VERBS,
    decided_sentence,
)
from portal.effects.queries import after
from portal.kit.words import date_words, sentence_case
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from tenants.clock import civil_day
from tenants.models import Body
from tenants.scope import NotFoundError, Scope


def has_record(matter: Matter) -> bool:
    """Whether something was decided, so that there is a record of it."""
    return matter.state == "decided" and matter.outcome not in (None, *UNDECIDED)


def find_decision(scope: Scope, slug: str, **_: object) -> Matter | None:
    """The decided matter at this address, inside the reader's walls."""
    found = find_matter(scope, slug)
    return found if found is not None and has_record(found) else None


def record_of(scope: Scope, matter: Matter) -> Record:
    """The record of a decided matter. Raises NotFoundError where nothing was decided."""
    if not has_record(matter) or matter.decided_at is None:
        raise NotFoundError("Nothing was decided on this matter.")
    reserved, body, sitting = _place(scope, matter)
    recommendations = _recommendations(scope, matter)
    parts = _parts(scope, matter)
    day = civil_day(matter.decided_at)
    follows = after(scope, [matter.id])[matter.id]
    outcome = OUTCOMES[matter.outcome or "not_approved"]
    return Record(
        company=scope.company.name,
        slug=scope.company.slug,
        accent=scope.area(0).accent,
        matter=matter.slug,
        title=matter.title,
        outcome=outcome,
        sentence=_sentence(matter, recommendations, outcome),
        decided_on=day,
        body=body.name,
        by_whom=_by_whom(body, recommendations),
        meeting=_meeting(sitting),
        register=f"{reserved.number}, {reserved.title}",
        way=code_in_words(matter.rule["rule"]),
        resolutions=[_resolution(each) for each in recommendations],
        subjects=list(_subjects(scope, matter)),
        parts=[_part(row) for row in parts],
        amended=[str(each["ref"]) for each in matter.amendments or []],
        reasons=matter.reasons or "",
        options_rejected=matter.options_rejected or "",
        key_decision=matter.key_decision,
        conflicts=conflicts(scope, [matter.id, *(row.id for row in parts)], day),
        call_in=call_in_words(follows, scope.today()),
        takes_effect=effect_words(follows),
        head=head_of(scope),
        read_on=scope.today(),
    )


def _place(scope: Scope, matter: Matter) -> tuple[ReservedMatter, Body, Sitting | None]:
    row = scope.session.execute(
        select(ReservedMatter, Body, Sitting)
        .select_from(Matter)
        .join(ReservedMatter, ReservedMatter.id == Matter.reserved_matter_id)
        .join(Body, Body.id == Matter.body_id)
        .outerjoin(Sitting, Sitting.id == Matter.sitting_id)
        .where(Matter.id == matter.id)
    ).one()
    return row[0], row[1], row[2]


def _recommendations(scope: Scope, matter: Matter) -> Sequence[Recommendation]:
    statement = select(Recommendation).where(Recommendation.matter_id == matter.id)
    return scope.session.scalars(statement.order_by(Recommendation.letter)).all()


def _sentence(matter: Matter, recommendations: Sequence[Recommendation], outcome: str) -> str:
    if any(each.result for each in recommendations):
        return decided_sentence(matter, recommendations)
    day = date_words(civil_day(matter.decided_at)) if matter.decided_at else ""
    return f"{outcome} on {day}."


def _by_whom(body: Body, recommendations: Sequence[Recommendation]) -> str:
    """The body, and who recorded its last vote."""
    closed = [each for each in recommendations if each.closed_at is not None]
    if not closed:
        return body.name
    last = max(closed, key=lambda each: (str(each.closed_at), each.letter))
    who = ", ".join(part for part in (last.closed_by, last.closed_hat) if part)
    return f"{body.name}. Recorded by {who}." if who else body.name


def _meeting(sitting: Sitting | None) -> str:
    if sitting is None:
        return ""
    said = [sitting.title, date_words(sitting.on_day), sitting.starts_at, sitting.venue]
    return ", ".join(part for part in said if part)


def _resolution(each: Recommendation) -> Resolution:
    return Resolution(
        each.letter,
        VERBS[each.verb],
        each.text,
        RESULTS[each.result] if each.result else "Not voted on",
        each.sentence or "",
        [(name, sentence_case(said)) for name, said in each.per_council or []],
    )


def _subjects(scope: Scope, matter: Matter) -> Sequence[Subject]:
    """The version or document submitted, and the version approved in its place."""
    numbers = [matter.version_id, matter.approved_version_id]
    rows = scope.session.execute(
        select(Version.id, Version.number, Version.digest, Plan.slug, Plan.title)
        .join(Plan, Plan.id == Version.plan_id)
        .where(Version.id.in_([number for number in numbers if number is not None]))
    )
    seen = {row.id: row for row in rows}
    return [*_submitted(matter, seen.get(matter.version_id)), *_approved(matter, seen)]


def _submitted(matter: Matter, row: Any) -> list[Subject]:
    if matter.document_name:
        return [Subject(f"The document “{matter.document_name}”", matter.document_digest or "")]
    if matter.version_number is None:
        return []
    named = f"“{row.title}”, version {row.number}" if row else f"Version {matter.version_number}"
    path = f"plans/{row.slug}/versions/{row.number}/" if row else ""
    return [Subject(f"{named}, as submitted", matter.version_digest or "", path)]


def _approved(matter: Matter, rows: Mapping[int, Any]) -> list[Subject]:
    row = rows.get(matter.approved_version_id or 0)
    if row is None:
        return []
    path = f"plans/{row.slug}/versions/{row.number}/"
    words = f"“{row.title}”, version {row.number}, approved in its place with the amendments"
    return [Subject(words, row.digest, path)]


def _parts(scope: Scope, matter: Matter) -> Sequence[Any]:
    """What each body decided, as far as the reader may read it."""
    return scope.session.execute(
        select(Matter.id, Matter.slug, Matter.outcome, Matter.decided_at, Body.name)
        .join(Body, Body.id == Matter.body_id)
        .where(Matter.part_of_id == matter.id)
        .order_by(Matter.id)
    ).all()


def _part(row: Any) -> Part:
    outcome = OUTCOMES[row.outcome] if row.outcome else "Not decided"
    day = civil_day(row.decided_at) if row.decided_at else None
    return Part(row.name, outcome, day, f"decisions/{row.slug}")
