"""Verbs before a sitting: keep the register, plan a sitting, submit a version, settle a citation.

With ``sittings`` and ``voting`` the only writer of this room's tables; never commits.
"""

from dataclasses import dataclass
from datetime import date

from portal.audit.service import Json
from portal.decisions import queries
from portal.decisions.models import Matter, ReservedMatter, Sitting
from portal.decisions.rules.codes import read_code
from portal.decisions.rules.owners import EACH_OWNER, kept
from portal.decisions.service.asking import ask_owners, owners_on
from portal.decisions.service.checks import LETTERS as LETTERS
from portal.decisions.service.checks import DecisionError as DecisionError
from portal.decisions.service.checks import Recommended as Recommended
from portal.decisions.service.checks import Submission as Submission
from portal.decisions.service.checks import SubmissionError as SubmissionError
from portal.decisions.service.checks import checked
from portal.decisions.service.composing import (
    add_citations,
    add_recommendations,
    let_find,
    new_matter,
    payload_of,
    walls,
)
from portal.decisions.service.records import note
from portal.decisions.standing import ROUTES
from portal.plans.models.frozen import Version
from portal.plans.service import PlanError, versioning
from tenants.audiences import PUBLIC, SUBMITTED
from tenants.clock import civil_day
from tenants.models import Body
from tenants.roles import Hat, Permission
from tenants.scope import Scope


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
    hat = scope.require(Permission.REGISTER_KEEP, body_id=body.id)
    if details.route not in ROUTES:
        raise DecisionError(f"No such route: {details.route}.")
    try:
        read_code(details.rule)
    except ValueError as error:
        raise DecisionError(str(error)) from error
    reserved = ReservedMatter(**walls(scope, PUBLIC), body_id=body.id, **vars(details))
    scope.session.add(reserved)
    note(scope, hat, "register:kept", reserved, {"number": details.number, "title": details.title})
    return reserved


def plan_sitting(scope: Scope, body: Body, details: SittingDetails) -> Sitting:
    """Plan a sitting of a body, so that matters can be put before it."""
    hat = scope.require(Permission.SITTING_PREPARE, body_id=body.id)
    sitting = Sitting(**walls(scope, SUBMITTED), body_id=body.id, state="planned", **vars(details))
    scope.session.add(sitting)
    payload: dict[str, Json] = {"body": body.slug, "on": details.on_day.isoformat()}
    note(scope, hat, "sitting:planned", sitting, payload)
    return sitting


def submit(scope: Scope, submission: Submission) -> Matter:
    """Put a text before the body that decides it, or before every owner's own body.

    The body's rule is copied, so that a later change of it does not reach this matter.
    Raises SubmissionError, beside its field; nothing is written then.
    """
    hat = scope.require(Permission.MATTER_SUBMIT)
    reserved = checked(scope, submission)
    body = queries.locked(scope, scope.session.get_one(Body, reserved.body_id))
    matter = new_matter(scope, hat, submission, reserved, body)
    if reserved.route == EACH_OWNER:
        matter.sitting_id = None
        matter.rule = {**matter.rule, "owners": kept(owners_on(scope, reserved))}
    if submission.version is not None:
        _submit_version(scope, hat, submission.version)
    scope.session.add(matter)
    scope.session.flush()
    add_recommendations(scope, hat, matter, submission.recommendations)
    add_citations(scope, hat, matter)
    let_find(scope, matter, submission.recommendations)
    note(scope, hat, "matter:submitted", matter, payload_of(matter, reserved))
    ask_owners(scope, hat, matter, submission)
    return matter


def _submit_version(scope: Scope, hat: Hat, version: Version) -> None:
    try:
        versioning.submit(scope, queries.locked(scope, version), hat)
    except PlanError as error:
        raise SubmissionError("version", str(error)) from error


def settle_citation(scope: Scope, matter: Matter, number: int) -> Matter:
    """Record under which reserved matter a matter stands, where its papers disagree.

    Before the first vote the matter moves to that line of the register, as the line was when the
    matter was submitted. Raises DecisionError.
    """
    hat = scope.require(Permission.CITATION_SETTLE, body_id=matter.body_id)
    matter = queries.locked(scope, matter)
    reserved = queries.registered(scope, number, civil_day(matter.submitted_at))
    held = scope.session.get_one(ReservedMatter, matter.reserved_matter_id)
    if reserved is None or (reserved.body_id, reserved.route) != (held.body_id, held.route):
        raise DecisionError(f"This body's register holds no matter {number}. Choose another.")
    if reserved.id != held.id and queries.voting_began(scope, matter):
        done = "It was decided" if matter.state != "submitted" else "Voting began"
        raise DecisionError(f"{done} under matter {held.number}: that stays as it was.")
    for each in (matter, *queries.parts(scope, matter)):
        each.reserved_matter_id = reserved.id
    for part in queries.parts(scope, matter):
        note(scope, hat, "matter:moved", part, {"number": number})
    matter.settled_number, matter.settled_at = number, scope.now()
    matter.settled_by, matter.settled_hat = scope.visitor.name, hat.label
    note(scope, hat, "citation:settled", matter, {"number": number, "before": held.number})
    return matter
