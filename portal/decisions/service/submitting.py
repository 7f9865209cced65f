"""Verbs before a sitting: keep the register, plan a sitting, submit a version, settle a citation.

With ``sittings`` and ``voting`` the only writer of this room's tables; never commits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.audit.service import Json
from portal.decisions import queries
from portal.decisions.models import Citation, Matter, Recommendation, ReservedMatter, Sitting
from portal.decisions.rules.citations import find_citations
from portal.decisions.rules.codes import read_code
from portal.decisions.service.checks import LETTERS as LETTERS
from portal.decisions.service.checks import DecisionError as DecisionError
from portal.decisions.service.checks import Recommended as Recommended
from portal.decisions.service.checks import Submission as Submission
from portal.decisions.service.checks import SubmissionError as SubmissionError
from portal.decisions.service.checks import checked
from portal.decisions.service.records import note
from portal.decisions.standing import ROUTES
from portal.kit.words import slugify
from portal.plans.service import PlanError, versioning
from portal.search.service import Findable, index
from tenants.audiences import PUBLIC, SUBMITTED
from tenants.base import SHARED
from tenants.models import Area, Body
from tenants.roles import Hat, Permission
from tenants.scope import Scope

SEARCH_SOURCE = "matter"
FRONT_SHEET = "Agenda front sheet"
REPORT = "Report"
LONGEST_QUOTE = 200
"""Characters of a citation that are kept as written."""


@dataclass(frozen=True)
class MatterDetails:
    """A line of the register: what is reserved, and by which route and rule it is decided."""

    number: int
    title: str
    band: str
    trigger: str
    route: str
    rule: str
    quorum: str
    in_force_from: date
    in_force_to: date | None = None


@dataclass(frozen=True)
class SittingDetails:
    """A meeting of a body: local time as printed ("11.30am")."""

    slug: str
    title: str
    on_day: date
    starts_at: str
    venue: str


def register_matter(scope: Scope, body: Body, details: MatterDetails) -> ReservedMatter:
    """Put a reserved matter into the register. Raises DecisionError for a route or rule unknown."""
    hat = scope.require(Permission.REGISTER_KEEP)
    if details.route not in ROUTES:
        raise DecisionError(f"No such route: {details.route}.")
    try:
        read_code(details.rule)
    except ValueError as error:
        raise DecisionError(str(error)) from error
    reserved = ReservedMatter(**_walls(scope, PUBLIC), body_id=body.id, **vars(details))
    scope.session.add(reserved)
    note(scope, hat, "register:kept", reserved, {"number": details.number, "title": details.title})
    return reserved


def plan_sitting(scope: Scope, body: Body, details: SittingDetails) -> Sitting:
    """Plan a sitting of a body, so that matters can be put before it."""
    hat = scope.require(Permission.SITTING_PREPARE)
    sitting = Sitting(**_walls(scope, SUBMITTED), body_id=body.id, state="planned", **vars(details))
    scope.session.add(sitting)
    payload: dict[str, Json] = {"body": body.slug, "on": details.on_day.isoformat()}
    note(scope, hat, "sitting:planned", sitting, payload)
    return sitting


def submit(scope: Scope, submission: Submission) -> Matter:
    """Put a frozen version before the body that decides it, under a reserved matter.

    The body's rule is copied, so that a later change of it does not reach this matter.
    Raises SubmissionError, beside its field; nothing is written then.
    """
    hat = scope.require(Permission.MATTER_SUBMIT)
    reserved = checked(scope, submission)
    body = queries.locked(scope, scope.session.get_one(Body, reserved.body_id))
    version = queries.locked(scope, submission.version)
    matter = _matter(scope, hat, submission, reserved, body)
    try:
        versioning.submit(scope, version, hat)
    except PlanError as error:
        raise SubmissionError("version", str(error)) from error
    scope.session.add(matter)
    scope.session.flush()
    _add_recommendations(scope, hat, matter, submission.recommendations)
    _add_citations(scope, hat, matter)
    _find(scope, matter, submission.recommendations)
    note(scope, hat, "matter:submitted", matter, _payload(matter, reserved))
    return matter


def settle_citation(scope: Scope, matter: Matter, number: int) -> Matter:
    """Record under which reserved matter a matter stands, where its papers disagree.

    Before the first vote the matter moves to that line of the register. Raises DecisionError.
    """
    hat = scope.require(Permission.CITATION_SETTLE, body_id=matter.body_id)
    matter = queries.locked(scope, matter)
    reserved = queries.registered(scope, number)
    held = scope.session.get_one(ReservedMatter, matter.reserved_matter_id)
    if reserved is None or reserved.body_id != matter.body_id:
        raise DecisionError(f"This body's register holds no matter {number}. Choose another.")
    if reserved.id != held.id and queries.voting_began(scope, matter):
        done = "It was decided" if matter.state != "submitted" else "Voting began"
        raise DecisionError(f"{done} under matter {held.number}: that stays as it was.")
    matter.reserved_matter_id = reserved.id
    matter.settled_number, matter.settled_at = number, scope.now()
    matter.settled_by, matter.settled_hat = scope.visitor.name, hat.label
    note(scope, hat, "citation:settled", matter, {"number": number, "before": held.number})
    return matter


def _matter(
    scope: Scope, hat: Hat, submission: Submission, reserved: ReservedMatter, body: Body
) -> Matter:
    return Matter(
        **_walls(scope, SUBMITTED),
        slug=_free_slug(scope, submission.title, reserved.number),
        title=submission.title,
        reserved_matter_id=reserved.id,
        submitted_number=reserved.number,
        body_id=body.id,
        sitting_id=submission.sitting.id,
        version_id=submission.version.id,
        version_number=submission.version.number,
        version_digest=submission.version.digest,
        asks=submission.asks,
        rule=rule_to_keep(reserved, body, scope.councils),
        front_sheet=submission.front_sheet,
        report=submission.report,
        takes_effect_on=submission.takes_effect_on,
        state="submitted",
        submitted_at=scope.now(),
        submitted_by=scope.visitor.name,
        submitted_hat=hat.label,
    )


def rule_to_keep(reserved: ReservedMatter, body: Body, councils: Sequence[Area]) -> dict[str, Any]:
    """The rule with all that it needs, kept with a matter: a later change does not reach it."""
    return {
        "route": reserved.route,
        "rule": reserved.rule,
        "quorum": body.quorum,
        "per_council": body.quorum_per_council,
        "abstention_breaks_unanimity": body.abstention_breaks_unanimity,
        "weights": {area.name: str(area.share) for area in councils if area.share is not None},
    }


def _free_slug(scope: Scope, title: str, number: int) -> str:
    """An address from the title, or from the matter's number where no letter of it can be used."""
    try:
        slug = slugify(title)[:54].rstrip("-")
    except ValueError:
        slug = f"matter-{number}"
    taken = queries.taken_slugs(scope, slug)
    numbered = (f"{slug}-{count}" for count in range(2, len(taken) + 3))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)


def _add_recommendations(
    scope: Scope, hat: Hat, matter: Matter, recommendations: Sequence[Recommended]
) -> None:
    for letter, each in zip(LETTERS, recommendations, strict=False):
        row = Recommendation(
            **_walls(scope, SUBMITTED),
            matter_id=matter.id,
            body_id=matter.body_id,
            letter=letter,
            verb=each.verb,
            text=each.text,
            state="waiting",
        )
        scope.session.add(row)
        note(scope, hat, "recommendation:submitted", row, {"letter": letter, "verb": each.verb})


def _add_citations(scope: Scope, hat: Hat, matter: Matter) -> None:
    for place, text in ((FRONT_SHEET, matter.front_sheet), (REPORT, matter.report)):
        for found in find_citations(text):
            row = Citation(
                **_walls(scope, SUBMITTED),
                matter_id=matter.id,
                place=place,
                as_written=found.as_written[:LONGEST_QUOTE],
                number=found.number,
            )
            scope.session.add(row)
            note(scope, hat, "citation:found", row, {"place": place, "number": found.number})


def _find(scope: Scope, matter: Matter, recommendations: Sequence[Recommended]) -> None:
    texts = [*(each.text for each in recommendations), matter.front_sheet, matter.report]
    index(
        scope,
        Findable(
            source=SEARCH_SOURCE,
            source_id=matter.id,
            thing=f"matter {matter.id}",
            path=f"decisions/{matter.slug}",
            title=matter.title,
            text=" ".join(texts),
            area_id=matter.area_id,
            audience=SUBMITTED,
        ),
    )


def _payload(matter: Matter, reserved: ReservedMatter) -> dict[str, Json]:
    return {
        "title": matter.title,
        "number": reserved.number,
        "version": matter.version_number,
        "digest": matter.version_digest,
    }


def _walls(scope: Scope, audience: str) -> dict[str, Any]:
    return {"company_id": scope.company_id, "area_id": SHARED, "audience": audience}
