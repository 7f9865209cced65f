"""What waits for a reader in this room: a dispensation that ends soon."""

from datetime import date

from sqlalchemy import or_, select

from portal.interests import rules
from portal.interests.members import MEMBERS
from portal.interests.models import Dispensation
from portal.interests.queries import in_force_on
from portal.kit.needs import Need
from portal.kit.words import date_words
from tenants.models import Appointment, Person
from tenants.roles import PERMISSIONS, Permission
from tenants.scope import Scope


def needs(scope: Scope) -> list[Need]:
    """Dispensations that end within 28 days, for whose they are and for their clerk: one query, and
    none for who has no seat."""
    if not any(Permission.INTEREST_WRITE in PERMISSIONS[hat.role] for hat in scope.hats):
        return []
    today = scope.today()
    hers = Dispensation.person_id == scope.person_id
    bodies = [
        hat.body_id for hat in scope.hats if Permission.INTEREST_KEEP in PERMISSIONS[hat.role]
    ]
    kept = select(Appointment.person_id).where(
        Appointment.body_id.in_(bodies), Appointment.role.in_([role.value for role in MEMBERS])
    )
    rows = scope.session.execute(
        select(Dispensation.person_id, Person.name, Dispensation.subject, Dispensation.ends_on)
        .join(Person, Person.id == Dispensation.person_id)
        .where(
            in_force_on(today),
            Dispensation.ends_on <= today + rules.SOON,
            or_(hers, Dispensation.person_id.in_(kept)) if bodies else hers,
        )
        .order_by(Dispensation.ends_on, Dispensation.id)
    )
    return [_ending(scope.person_id, *row) for row in rows]


def _ending(me: int, person_id: int, name: str, subject: str, ends_on: date) -> Need:
    whose = "Your dispensation" if person_id == me else f"{name}’s dispensation"
    return Need(
        "Renew",
        f"{whose} ends on {date_words(ends_on)}",
        f"It covers {subject or 'every matter of the company'}. After that day a declared "
        "disclosable interest bars from speaking and voting again.",
        f"interests/{person_id}/#dispensations",
        "See the dispensation",
        ends_on,
    )
