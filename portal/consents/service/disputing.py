"""Verbs of a dispute: it begins by itself, each council says where it stands, it is referred to the
body that settles disputes, and that body's resolution ends it."""

from datetime import timedelta

from portal.audit.service import Json
from portal.consents import queries
from portal.consents.models import RESOLVED, Dispute, Position
from portal.consents.rules import Verdict
from portal.consents.service.concluding import conclude
from portal.consents.service.records import note
from portal.decisions import queries as decisions
from portal.decisions.models import Matter, Sitting
from portal.decisions.rules.owners import Owner
from portal.decisions.service import asking
from portal.decisions.service import records as decision_records
from portal.decisions.service.checks import DecisionError, refuse_past
from portal.decisions.service.composing import add_recommendations, not_taken
from portal.kit.words import LONGEST_SLUG, date_words
from portal.plans.service.amending import Amendment, amend_submitted
from tenants.audiences import PUBLIC
from tenants.models import Body
from tenants.roles import Hat, Permission
from tenants.scope import Scope
from tenants.settings import body_number

LONGEST_POSITION = 5000


def begin(scope: Scope, hat: Hat, matter: Matter, verdict: Verdict) -> Dispute:
    """Begin a dispute, with its clock: the rule kept with the matter cannot be met any more."""
    days = body_number(scope, matter.body_id, "dispute_days", scope.today())
    dispute = Dispute(
        company_id=scope.company_id,
        area_id=matter.area_id,
        audience=matter.audience,
        matter_id=matter.id,
        state="open",
        because=verdict.reason,
        opened_on=scope.today(),
        resolve_by=scope.today() + timedelta(days=days),
    )
    scope.session.add(dispute)
    payload: dict[str, Json] = {"matter": matter.slug, "by": dispute.resolve_by.isoformat()}
    note(scope, hat, "dispute:begun", dispute, payload)
    return dispute


def state_position(scope: Scope, matter: Matter, owner: Owner, words: str) -> Position:
    """Write down, or write anew, where a council stands, in its own words.

    For the clerk of its body and its commissioners. Raises DecisionError without a dispute.
    """
    asked = {"area_id": owner.area, "body_id": owner.body}
    hat = scope.require(Permission.POSITION_STATE, **asked)
    dispute = _unresolved(scope, matter)
    if not words.strip():
        raise DecisionError("Enter where the council stands.")
    if len(words) > LONGEST_POSITION:
        raise DecisionError(f"Say it in {LONGEST_POSITION:,} characters or fewer.")
    position = queries.position_of(scope, matter, owner.area)
    if position is None:
        position = Position(
            company_id=scope.company_id,
            area_id=owner.area,
            audience=dispute.audience,
            matter_id=matter.id,
        )
        scope.session.add(position)
    position.words, position.stated_at = words.strip(), scope.now()
    position.stated_by, position.stated_hat = scope.visitor.name, hat.label
    note(scope, hat, "dispute:position-stated", position, {"matter": matter.slug})
    return position


def refer(scope: Scope, matter: Matter, sitting: Sitting) -> Matter:
    """Put a dispute before a sitting of the body that settles disputes, by its ordinary pages.

    Raises DecisionError for a sitting of another body or one that is over, and where it is before
    that body already.
    """
    hat = scope.require(Permission.DISPUTE_REFER, body_id=matter.body_id)
    sitting = decisions.locked(scope, sitting)
    matter = decisions.locked(scope, matter)
    dispute = _unresolved(scope, matter)
    if dispute.state == "referred":
        raise DecisionError("The dispute is before that body already.")
    if sitting.body_id != matter.body_id:
        raise DecisionError("Choose a sitting of the body that settles disputes.")
    refuse_past(scope, sitting)
    part = _referred(scope, hat, matter, sitting)
    dispute.state, dispute.referred_id = "referred", part.id
    note(scope, hat, "dispute:referred", dispute, {"sitting": sitting.slug, "matter": part.slug})
    return part


def settled(scope: Scope, hat: Hat, matter: Matter, part: Matter) -> None:
    """Let the resolution of a dispute decide the matter; no resolution leaves it unresolved."""
    dispute = queries.dispute_of(scope, matter)
    if dispute is None or dispute.referred_id != part.id or matter.state != "submitted":
        return
    if part.outcome in ("deferred", "not_decided"):
        dispute.state = "open"
        note(scope, hat, "dispute:returned", dispute, {"matter": part.slug})
        return
    approved = part.outcome != "not_approved"
    if approved and part.amendments and part.version_id == matter.version_id:
        _amend(scope, hat, matter, part)
    _resolve(scope, hat, dispute, "resolution")
    found = queries.whole(scope, matter, fresh=True)
    verb = "approved" if approved else "did not approve"
    day = date_words(scope.today())
    words = f"The councils disagreed; {found.body.name} {verb} it on {day}, to settle the dispute."
    conclude(scope, hat, found, approved=approved, words=words)


def agreed(scope: Scope, hat: Hat, matter: Matter) -> None:
    """End a dispute, if there is one, because enough councils consent after all."""
    dispute = queries.dispute_of(scope, matter)
    if dispute is not None and dispute.state != RESOLVED:
        _resolve(scope, hat, dispute, "agreement")


def ask_again(scope: Scope, matter: Matter, owner: Owner) -> Matter:
    """Ask a council once more that declined, or whose sitting came to nothing. For directors.

    Raises DecisionError while it is being asked, and for one that consented to this text.
    """
    hat = scope.require(Permission.MATTER_SUBMIT)
    matter = decisions.locked(scope, matter)
    if matter.state != "submitted":
        raise DecisionError("This matter has ended.")
    found = queries.whole(scope, matter, fresh=True)
    part = found.newest(owner)
    if part is not None and part.matter.state == "submitted":
        raise DecisionError(f"{owner.body_name} is being asked already.")
    if queries.stand_of(matter, part, None) == "consents":
        raise DecisionError(f"{owner.name} consents to this very text.")
    recommended = asking.recommended(found.recommendations)
    return asking.ask(scope, hat, matter, owner, None, recommended)


def _unresolved(scope: Scope, matter: Matter) -> Dispute:
    dispute = queries.dispute_of(scope, matter)
    if dispute is None or matter.purpose != "consents":
        raise DecisionError("The councils are in no dispute about this.")
    if dispute.state == RESOLVED or matter.state != "submitted":
        raise DecisionError("The dispute was resolved: what each council said stands.")
    return dispute


def _referred(scope: Scope, hat: Hat, matter: Matter, sitting: Sitting) -> Matter:
    body = scope.session.get_one(Body, matter.body_id)
    part = asking.part_of(scope, hat, matter, "dispute", body)
    part.slug = not_taken(scope, f"{matter.slug[: LONGEST_SLUG - 12].rstrip('-')}-dispute")
    part.sitting_id = sitting.id
    scope.session.add(part)
    scope.session.flush()
    whole = decisions.recommendations_of(scope, [matter.id])[matter.id]
    add_recommendations(scope, hat, part, asking.recommended(whole))
    payload: dict[str, Json] = {"matter": matter.slug, "sitting": sitting.slug}
    decision_records.note(scope, hat, "matter:referred", part, payload)
    return part


def _amend(scope: Scope, hat: Hat, matter: Matter, part: Matter) -> None:
    chosen = [Amendment(each["ref"], each["texts"]) for each in part.amendments or []]
    version = amend_submitted(scope, decisions.version_of(scope, matter), hat, chosen)
    part.approved_version_id = version.id
    matter.version_id, matter.version_number = version.id, version.number
    matter.version_digest = version.digest
    decision_records.note(scope, hat, "dispute:amended", part, {"version": version.number})


def _resolve(scope: Scope, hat: Hat, dispute: Dispute, how: str) -> None:
    dispute.state, dispute.resolved_how, dispute.resolved_at = RESOLVED, how, scope.now()
    dispute.audience = PUBLIC
    note(scope, hat, "dispute:resolved", dispute, {"how": how})
    for position in queries.positions_of(scope, dispute.matter_id):
        position.audience = PUBLIC
        note(scope, hat, "dispute:position-published", position)
