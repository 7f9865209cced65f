"""Verbs of dispensations: record one that was granted, and end it before its last day.

Granted on the member's written request for one of the grounds of s.33(2) of the Localism Act 2011,
for at most four years; the clerk records it as monitoring officer, with the body that granted it.
"""

from dataclasses import dataclass
from datetime import date

from portal.interests import rules
from portal.interests.considered import Considered
from portal.interests.members import Member
from portal.interests.models import Dispensation
from portal.interests.records import note
from portal.interests.service import InterestError, registrar
from portal.kit.words import date_words
from tenants.audiences import PUBLIC
from tenants.roles import Permission
from tenants.scope import Scope


@dataclass(frozen=True)
class DispensationDetails:
    """A dispensation as it was granted; ``subject`` is needed where it reaches one subject."""

    reach: str
    relieves: str
    ground: str
    reason: str
    granted_by: str
    starts_on: date
    ends_on: date
    subject: str = ""


def grant(
    scope: Scope, member: Member, details: DispensationDetails, matter: Considered | None = None
) -> Dispensation:
    """Record a dispensation for this member; for one ``matter`` if its reach says so.

    It is public, but one for a matter that is not is read with that matter. Raises InterestError.
    """
    hat = registrar(scope, member, Permission.DISPENSATION_GRANT)
    _check(details, matter)
    dispensation = Dispensation(
        company_id=scope.company_id,
        area_id=member.areas[0].area_id if matter is None else matter.area_id,
        audience=PUBLIC if matter is None else matter.audience,
        person_id=member.id,
        reach=details.reach,
        matter_id=None if matter is None else matter.id,
        subject=details.subject.strip() if matter is None else matter.title,
        relieves=details.relieves,
        ground=details.ground,
        reason=details.reason.strip(),
        granted_by=details.granted_by.strip(),
        starts_on=details.starts_on,
        ends_on=details.ends_on,
        recorded_at=scope.now(),
        recorded_by=scope.visitor.name,
        recorded_hat=hat.label,
    )
    scope.session.add(dispensation)
    note(scope, hat, "dispensation:granted", dispensation)
    return dispensation


def end(scope: Scope, member: Member, dispensation: Dispensation, because: str) -> Dispensation:
    """End a dispensation from today on, with the reason. Raises InterestError."""
    hat = registrar(scope, member, Permission.DISPENSATION_GRANT)
    today = scope.today()
    if dispensation.ended_on is not None or dispensation.ends_on < today:
        raise InterestError("It has ended already.", "because")
    if not because.strip():
        raise InterestError("Say why it ends.", "because")
    dispensation.ended_on, dispensation.ended_by = today, scope.visitor.name
    dispensation.ended_because = because.strip()
    note(scope, hat, "dispensation:ended", dispensation)
    return dispensation


def _check(details: DispensationDetails, matter: Considered | None) -> None:
    if details.reach not in rules.REACHES or (details.reach == "matter") != (matter is not None):
        raise InterestError("Choose what it covers.", "reach")
    if details.relieves not in rules.RELIEVES:
        raise InterestError("Choose what she may do.", "relieves")
    if details.ground not in rules.GROUNDS:
        raise InterestError("Choose the ground on which it was granted.", "ground")
    _check_words(details)
    _check_days(details)


def _check_words(details: DispensationDetails) -> None:
    needed = [
        ("reason", details.reason, "Say why it was granted."),
        ("granted_by", details.granted_by, "Say which body granted it."),
    ]
    if details.reach == "subject":
        needed.insert(0, ("subject", details.subject, "Say which subject it covers."))
    for field, words, message in needed:
        if not words.strip():
            raise InterestError(message, field)


def _check_days(details: DispensationDetails) -> None:
    if details.ends_on < details.starts_on:
        raise InterestError("Its last day is before its first.", "ends_on")
    last = rules.last_day_allowed(details.starts_on)
    if details.ends_on > last:
        raise InterestError(
            f"A dispensation lasts four years at most: from that day until {date_words(last)}.",
            "ends_on",
        )
