"""Verbs of delegations: let the holder of a post decide of a reserved matter, and end it.

Never commits.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from portal.audit.service import Json
from portal.decisions import queries
from portal.decisions.models import Delegation, ReservedMatter
from portal.decisions.service import register_checks as checks
from portal.decisions.service.records import note
from portal.decisions.service.register_checks import RegisterError
from portal.decisions.service.registering import Authority
from portal.kit.money import pence_of
from portal.kit.words import date_words
from tenants.audiences import PUBLIC
from tenants.base import SHARED
from tenants.roles import Permission
from tenants.scope import Scope


@dataclass(frozen=True)
class DelegationDetails:
    """To which post, in consultation with whom, and how far: in words, and in pounds."""

    post: str
    consulting: str = ""
    limit_words: str = ""
    limit: Decimal | None = None
    last_day: date | None = None


def delegate(
    scope: Scope,
    line: ReservedMatter,
    details: DelegationDetails,
    from_day: date,
    authority: Authority,
) -> Delegation:
    """Record that the owners let a post decide of a matter. Raises RegisterError by its field."""
    hat = scope.require(Permission.REGISTER_KEEP, body_id=line.body_id)
    checks.refuse_authority(scope, authority.words, authority.slug)
    line = queries.locked(scope, line)
    _refuse(line, details, from_day)
    row = Delegation(
        company_id=scope.company_id,
        area_id=SHARED,
        audience=PUBLIC,
        reserved_matter_id=line.id,
        number=line.number,
        post=details.post.strip(),
        consulting=details.consulting.strip(),
        limit_words=details.limit_words.strip(),
        limit_pence=None if details.limit is None else pence_of(details.limit),
        decided_by=authority.words,
        decided_slug=authority.slug,
        in_force_from=from_day,
        in_force_to=details.last_day,
        kept_at=scope.now(),
        kept_by=scope.visitor.name,
        kept_hat=hat.label,
    )
    scope.session.add(row)
    said: dict[str, Json] = {"number": line.number, "post": row.post, "from": from_day.isoformat()}
    note(scope, hat, "delegation:given", row, said)
    return row


def end_delegation(
    scope: Scope,
    line: ReservedMatter,
    delegation: Delegation,
    last_day: date,
    authority: Authority,
) -> Delegation:
    """End a delegation after its last day. Raises RegisterError, beside its field."""
    hat = scope.require(Permission.REGISTER_KEEP, body_id=line.body_id)
    checks.refuse_authority(scope, authority.words, authority.slug)
    row = queries.locked(scope, delegation)
    if row.in_force_to is not None and row.in_force_to < scope.today():
        raise RegisterError("last_day", f"It ended on {date_words(row.in_force_to)}.")
    if last_day < max(row.in_force_from, scope.today()) - timedelta(days=1):
        raise RegisterError(
            "last_day",
            "Enter yesterday or a later day: what was decided under it until then holds.",
        )
    row.in_force_to = last_day
    said: dict[str, Json] = {"on": last_day.isoformat(), "decided_by": authority.words}
    note(scope, hat, "delegation:ended", row, said)
    return row


def _refuse(line: ReservedMatter, details: DelegationDetails, from_day: date) -> None:
    if not details.post.strip():
        raise RegisterError("post", "Enter the post.")
    if details.limit is not None and details.limit < 0:
        raise RegisterError("limit", "A limit is nothing or more.")
    if from_day < line.in_force_from:
        day = date_words(line.in_force_from)
        raise RegisterError("from_day", f"The matter is reserved from {day}. Enter a later day.")
    end = line.in_force_to if line.ended_under is not None else None
    if end is not None and from_day > end:
        raise RegisterError("from_day", f"The matter is reserved until {date_words(end)} only.")
    if details.last_day is not None and details.last_day < from_day:
        raise RegisterError("last_day", "Enter a last day on or after the first.")
