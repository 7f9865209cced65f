"""Every decision that anybody may read, for open data: one file, the same for whoever asks."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.audit.queries import head_of
from portal.decision_records.open_data import Decision, Published, Resolved
from portal.decisions.models import Matter, Recommendation, ReservedMatter, Sitting
from portal.decisions.queries.lists import DECIDED
from portal.decisions.standing import OUTCOMES, RESULTS, VERBS
from tenants.audiences import PUBLIC
from tenants.clock import civil_day
from tenants.models import Body
from tenants.scope import Scope


def published(scope: Scope) -> Published:
    """All public decisions, the newest first, with their recommendations: three queries.

    What the reader may read besides is left out, so that the file says the same to everybody.
    """
    rows = scope.session.execute(_DECISIONS).all()
    resolved = _resolved(scope)
    decisions = [_decision(row, resolved[row.id]) for row in rows]
    return Published(
        scope.company.name, scope.company.slug, scope.today(), head_of(scope), decisions
    )


_IS_PUBLIC = (Matter.audience == PUBLIC, Matter.state == "decided", Matter.outcome.in_(DECIDED))
_DECISIONS = (
    select(
        Matter.id,
        Matter.slug,
        Matter.title,
        Matter.purpose,
        Matter.outcome,
        Matter.decided_at,
        Matter.takes_effect_on,
        Matter.key_decision,
        Matter.reasons,
        Matter.options_rejected,
        Matter.version_number,
        Matter.version_digest,
        Matter.document_name,
        Matter.document_digest,
        ReservedMatter.number.label("reserved_number"),
        ReservedMatter.title.label("reserved_title"),
        Body.slug.label("body_slug"),
        Body.name.label("body_name"),
        Sitting.on_day.label("sits_on"),
    )
    .join(ReservedMatter, ReservedMatter.id == Matter.reserved_matter_id)
    .join(Body, Body.id == Matter.body_id)
    .outerjoin(Sitting, Sitting.id == Matter.sitting_id)
    .where(*_IS_PUBLIC)
    .order_by(Matter.decided_at.desc(), Matter.id.desc())
)
_RESOLVED = (
    select(
        Recommendation.matter_id,
        Recommendation.letter,
        Recommendation.verb,
        Recommendation.text,
        Recommendation.result,
        Recommendation.sentence,
    )
    .join(Matter, Matter.id == Recommendation.matter_id)
    .where(*_IS_PUBLIC, Recommendation.audience == PUBLIC)
    .order_by(Recommendation.matter_id, Recommendation.letter)
)


def _resolved(scope: Scope) -> dict[int, Sequence[Resolved]]:
    found: dict[int, list[Resolved]] = defaultdict(list)
    for matter_id, letter, verb, text, result, sentence in scope.session.execute(_RESOLVED):
        said = RESULTS[result] if result else "Not voted on"
        found[matter_id].append(Resolved(letter, VERBS[verb], text, said, sentence or ""))
    return defaultdict(tuple, found)


def _decision(row: Any, resolved: Sequence[Resolved]) -> Decision:
    return Decision(
        matter=row.slug,
        title=row.title,
        reserved_matter=row.reserved_number,
        reserved_title=row.reserved_title,
        body=row.body_slug,
        body_name=row.body_name,
        meeting_on=row.sits_on,
        decided_on=civil_day(row.decided_at),
        outcome=OUTCOMES[row.outcome],
        takes_effect_on=row.takes_effect_on,
        key_decision=row.key_decision,
        reasons=row.reasons or "",
        options_rejected=row.options_rejected or "",
        subject=_subject(row),
        subject_digest=row.version_digest or row.document_digest or "",
        resolved=resolved,
    )


def _subject(row: Any) -> str:
    return row.document_name or (f"Version {row.version_number}" if row.version_number else "")
