"""An officer's decision under a delegation, recorded by the same means as a body's.

In writing as soon as it is made: what, on which day, why, and which options were rejected (the
Openness of Local Government Bodies Regulations 2014, regulation 7). Public unless it is exempt.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from portal.audit.service import Json
from portal.decisions.models import Delegation, Matter, ReservedMatter
from portal.decisions.queries.lists import SEARCH_SOURCE
from portal.decisions.service import records as decisions
from portal.decisions.service.composing import free_slug, let_find, rule_to_keep
from portal.effects.models import OfficerDecision
from portal.effects.service.carrying import decided
from portal.effects.service.checks import FollowingError, filled, past_day
from portal.effects.service.records import note
from portal.kit.words import date_words
from portal.search.service import widen
from tenants import audiences
from tenants.audiences import PUBLIC
from tenants.base import SHARED
from tenants.clock import CIVIL
from tenants.models import Body
from tenants.roles import Hat, Permission
from tenants.scope import Scope

LONGEST = 20_000
"""Characters of each text."""


@dataclass(frozen=True)
class OfficerDetails:
    """Who decided what, when and why; ``exempt_because`` says why it is not public."""

    title: str
    officer: str
    consulted: str
    decided_on: date | None
    decision: str
    reasons: str
    options_rejected: str
    takes_effect_on: date | None = None
    exempt_because: str = ""


def record_officer_decision(
    scope: Scope, delegation: Delegation, details: OfficerDetails
) -> OfficerDecision:
    """Record a decision made under a delegation; it takes effect on its day, or one asked for.

    Raises FollowingError, with its field: for a day outside the delegation, and where it asks for
    a consultation that is not said to have happened.
    """
    line = scope.session.get_one(ReservedMatter, delegation.reserved_matter_id)
    hat = scope.require(Permission.RECORD_KEEP, body_id=line.body_id)
    day = _check(scope, delegation, details)
    matter = _matter(scope, hat, line, details, day)
    row = OfficerDecision(
        company_id=scope.company_id,
        area_id=SHARED,
        audience=matter.audience,
        matter_id=matter.id,
        delegation_id=delegation.id,
        officer=filled("officer", details.officer, "Enter who decided.", 200),
        consulted=details.consulted.strip(),
        decided_on=day,
        exempt_because=details.exempt_because.strip(),
    )
    scope.session.add(row)
    told: dict[str, Json] = {"matter": matter.slug, "delegation": delegation.id}
    note(scope, hat, "officer:decided", row, told)
    decided(scope, hat, matter)
    return row


def _check(scope: Scope, delegation: Delegation, details: OfficerDetails) -> date:
    day = past_day(scope, "decided_on", details.decided_on, delegation.in_force_from)
    if delegation.in_force_to is not None and day > delegation.in_force_to:
        ended = date_words(delegation.in_force_to)
        raise FollowingError("decided_on", f"This delegation ended on {ended}.")
    if delegation.consulting and not details.consulted.strip():
        raise FollowingError(
            "consulted", f"The delegation asks for consultation with {delegation.consulting}."
        )
    if details.takes_effect_on is not None and details.takes_effect_on < day:
        raise FollowingError("takes_effect_on", f"Enter a day on or after {date_words(day)}.")
    if len(details.consulted) > 500:
        raise FollowingError("consulted", "Use 500 characters or fewer.")
    return day


def _matter(
    scope: Scope, hat: Hat, line: ReservedMatter, details: OfficerDetails, day: date
) -> Matter:
    body = scope.session.get_one(Body, line.body_id)
    exempt = bool(details.exempt_because.strip())
    title = filled("title", details.title, "Enter a title.", 200)
    matter = Matter(
        company_id=scope.company_id,
        area_id=SHARED,
        audience=audiences.body(body.id) if exempt else PUBLIC,
        slug=free_slug(scope, title, line.number),
        title=title,
        reserved_matter_id=line.id,
        submitted_number=line.number,
        body_id=body.id,
        purpose="officer",
        effect="none",
        asks="approval",
        rule=rule_to_keep(line, body, scope.councils),
        front_sheet="",
        **_words(details),
        takes_effect_on=details.takes_effect_on,
        state="decided",
        outcome="approved",
        decided_at=datetime.combine(day, time(12), CIVIL).astimezone(UTC),
        submitted_at=scope.now(),
        submitted_by=scope.visitor.name,
        submitted_hat=hat.label,
    )
    scope.session.add(matter)
    decisions.note(scope, hat, "matter:recorded", matter, {"title": title})
    if not exempt:
        let_find(scope, matter, [])
        widen(scope, SEARCH_SOURCE, [matter.id], PUBLIC)
    return matter


def _words(details: OfficerDetails) -> dict[str, str]:
    """What was decided, why, and what was not chosen: each is needed (SI 2014/2095 reg 7)."""
    rejected = "Enter which options were rejected, or that there were none."
    return {
        "report": filled("decision", details.decision, "Enter what was decided.", LONGEST),
        "reasons": filled("reasons", details.reasons, "Enter the reasons.", LONGEST),
        "options_rejected": filled("options_rejected", details.options_rejected, rejected, LONGEST),
    }
