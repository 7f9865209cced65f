"""What comes of a council's decision, in the transaction that made it.

Writers lock the part first (its sitting, itself, its recommendation), then the whole. Parts of
other councils are locked after the whole only where nobody has begun to vote on them: so two
councils that decide at the same moment take turns, and never wait for each other crosswise.
"""

from portal.audit.service import Happening, Json
from portal.audit.service import on as when
from portal.consents import queries
from portal.consents.queries import Part, Whole, text_of
from portal.consents.rules import Verdict
from portal.consents.service import disputing
from portal.consents.service.concluding import conclude, open_to_public
from portal.decisions import queries as decisions
from portal.decisions.models import Matter
from portal.decisions.rules.owners import Owner
from portal.decisions.service import asking, ending
from portal.decisions.service import records as decision_records
from portal.effects.service import following
from portal.kit.words import date_words, join_names
from portal.plans.service.amending import Amendment, amend_submitted
from tenants.clock import civil_day
from tenants.roles import Hat, Permission
from tenants.scope import Scope

AMENDED = "approved_as_amended"


def follow() -> None:
    """Act on every decision from now on, after the room below has opened its call-in.

    The last consent brings the effect about: what that waits for has to be known by then.
    """
    following.follow()
    when("matter:decided", _after_deciding)


def _after_deciding(scope: Scope, happening: Happening) -> None:
    part = scope.session.get_one(Matter, happening.subject_id)
    if part.part_of_id is None:
        return
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=part.body_id)
    matter = decisions.locked(scope, scope.session.get_one(Matter, part.part_of_id))
    if part.purpose == "dispute":
        disputing.settled(scope, hat, matter, part)
    elif part.purpose == "consent" and matter.state == "submitted":
        consent_given(scope, hat, matter, part)


def consent_given(scope: Scope, hat: Hat, matter: Matter, part: Matter) -> None:
    """Count a council's decision, whatever it is, and ask anew whom it leaves to be asked."""
    open_to_public(scope, hat, matter)
    if part.amendments and part.outcome in (AMENDED, "approved_in_principle"):
        _take_over(scope, hat, matter, part)
    found = queries.whole(scope, matter, fresh=True)
    _ask_anew(scope, hat, found)
    draw_conclusion(scope, hat, queries.whole(scope, matter, fresh=True))


def draw_conclusion(scope: Scope, hat: Hat, found: Whole) -> None:
    """End the matter where the rule is met; where it cannot be met, the owners are in dispute."""
    verdict = found.verdict
    if verdict.result == "met":
        disputing.agreed(scope, hat, found.matter)
        conclude(scope, hat, found, approved=True)
    elif verdict.result == "failed":
        _fail(scope, hat, found, verdict)


def _fail(scope: Scope, hat: Hat, found: Whole, verdict: Verdict) -> None:
    """One owner alone has nobody to disagree with."""
    if len(found.owners) == 1:
        conclude(scope, hat, found, approved=False)
    elif found.dispute is None:
        disputing.begin(scope, hat, found.matter, verdict)


def _take_over(scope: Scope, hat: Hat, matter: Matter, part: Matter) -> None:
    """A council's amendments of the text before the councils make the text before them anew.

    Amendments of a text that is before them no longer make none: that council is asked again.
    """
    if part.version_id is None or part.version_id != matter.version_id:
        return
    chosen = [Amendment(each["ref"], each["texts"]) for each in part.amendments or []]
    before = matter.version_number
    version = amend_submitted(scope, decisions.version_of(scope, matter), hat, chosen)
    part.approved_version_id = version.id
    matter.version_id, matter.version_number = version.id, version.number
    matter.version_digest = version.digest
    decision_records.note(scope, hat, "consent:amended", part, {"version": version.number})
    payload: dict[str, Json] = {"from": before, "to": version.number, "digest": version.digest}
    decision_records.note(scope, hat, "matter:text-amended", matter, payload)


def _ask_anew(scope: Scope, hat: Hat, found: Whole) -> None:
    """Ask every council whose last word is not about the text before the councils, or is none."""
    for owner in found.owners:
        part = found.newest(owner)
        if part is None or not _to_ask_anew(scope, found.matter, part):
            continue
        if part.matter.state == "submitted":
            ending.take_back(scope, hat, part.matter, why_stale(found, part))
        again(scope, hat, found, owner, part)


def _to_ask_anew(scope: Scope, matter: Matter, part: Part) -> bool:
    """Whether a council's last part has ended without its word on the text, or is of another.

    One that is being voted on goes on: what comes of it is counted then.
    """
    if part.matter.state == "submitted":
        if part.covered == text_of(matter) or decisions.voting_began(scope, part.matter):
            return False
        locked = decisions.locked(scope, part.matter)
        return locked.state == "submitted" and not decisions.voting_began(scope, locked)
    return part.covered != text_of(matter) or part.matter.outcome in ("deferred", "not_decided")


def again(scope: Scope, hat: Hat, found: Whole, owner: Owner, part: Part) -> Matter:
    """Ask a council once more, about the text as it now is; at the same sitting if that is near."""
    kept = part.sitting is not None and part.matter.outcome == "withdrawn"
    sitting = part.sitting if kept and part.sitting and part.sitting.state != "closed" else None
    recommended = asking.recommended(found.recommendations)
    return asking.ask(scope, hat, found.matter, owner, sitting, recommended)


def why_stale(found: Whole, part: Part) -> str:
    """Why what a council was asked or said no longer covers the text, in words."""
    by = next((p for p in found.parts if p.amended and p.covered == text_of(found.matter)), None)
    number = found.matter.version_number
    if by is None or by.matter.decided_at is None:
        return f"The text before the councils is version {number} now"
    owner = next(each.name for each in found.owners if each.area == by.matter.council_id)
    refs = join_names([str(each["ref"]) for each in by.matter.amendments or []])
    day = date_words(civil_day(by.matter.decided_at))
    return f"{owner} amended {refs} on {day}, which made version {number}"
