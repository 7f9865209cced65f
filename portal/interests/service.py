"""Verbs of a register: enter an interest, end it, agree that it is sensitive, or publish it.

Nothing is deleted. Each change is the member's own, or of the clerk of a body on which she sits,
who is her monitoring officer here (Localism Act 2011, s.29).
"""

from dataclasses import dataclass
from datetime import date

from portal.interests import queries, rules
from portal.interests.members import Member
from portal.interests.models import Interest, MemberRegister
from portal.interests.records import add_alone, note
from portal.kit.words import date_words
from tenants import audiences, registrars
from tenants.audiences import PUBLIC
from tenants.base import SHARED
from tenants.roles import Hat, Permission
from tenants.scope import Scope


class InterestError(ValueError):
    """What was asked cannot be, said in words; ``field`` is the box that it is about, or empty."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class InterestDetails:
    """An entry of the register, as it is typed."""

    category: str
    whose: str
    what: str
    held_from: date | None = None
    in_company: bool = False
    sensitive: bool = False
    area_id: int | None = None
    """The council to whose seat it belongs; None for the first of hers."""


def keeps(scope: Scope, member: Member) -> bool:
    """Whether this reader keeps the member's register: it is hers, or she is a clerk of hers."""
    if scope.visitor.person_id == member.id:
        return scope.may(Permission.INTEREST_WRITE)
    return is_registrar(scope, member)


def is_registrar(scope: Scope, member: Member) -> bool:
    """Whether this reader is a clerk of a body on which the member sits."""
    return any(scope.may(Permission.INTEREST_KEEP, body_id=body) for body in member.body_ids)


def registrar(scope: Scope, member: Member, permission: Permission) -> Hat:
    """The clerk's hat that reaches this member. Raises NotAllowedError."""
    bodies = [body for body in member.body_ids if scope.may(permission, body_id=body)]
    return scope.require(permission, body_id=(bodies or member.body_ids)[0])


def _keeper(scope: Scope, member: Member) -> Hat:
    if scope.visitor.person_id == member.id:
        return scope.require(Permission.INTEREST_WRITE)
    return registrar(scope, member, Permission.INTEREST_KEEP)


def add(scope: Scope, member: Member, details: InterestDetails) -> Interest:
    """Enter an interest. A sensitive one is withheld at once; a clerk's entry is agreed by that.

    Raises InterestError.
    """
    hat = _keeper(scope, member)
    _check(scope, member, details)
    registrars.keep(scope)
    agreed = details.sensitive and scope.visitor.person_id != member.id
    names = rules.names_company(details.what, scope.company.name)
    interest = Interest(
        company_id=scope.company_id,
        area_id=member.areas[0].area_id if details.area_id is None else details.area_id,
        audience=_audience(member, sensitive=details.sensitive),
        person_id=member.id,
        category=details.category,
        whose=details.whose,
        what=details.what.strip(),
        in_company=details.in_company or names,
        sensitive=details.sensitive,
        agreed_at=scope.now() if agreed else None,
        agreed_by=scope.visitor.name if agreed else None,
        held_from=details.held_from,
        held_to=None,
        entered_at=scope.now(),
        entered_by=scope.visitor.name,
        entered_hat=hat.label,
    )
    scope.session.add(interest)
    note(scope, hat, "interest:entered", interest)
    _turn_page(scope, hat, member)
    return interest


def end(scope: Scope, member: Member, interest: Interest, last_day: date) -> Interest:
    """Enter the last day on which an interest is held; it stays in the register with its days.

    Raises InterestError.
    """
    hat = _keeper(scope, member)
    if interest.held_to is not None:
        raise InterestError(f"It ended already, on {date_words(interest.held_to)}.", "held_to")
    if interest.held_from is not None and last_day < interest.held_from:
        day = date_words(interest.held_from)
        raise InterestError(f"Enter a day on or after {day}, from which it is held.", "held_to")
    if last_day > scope.today():
        raise InterestError("Enter its end once it has ended: today or before.", "held_to")
    interest.held_to, interest.ended_at = last_day, scope.now()
    interest.ended_by = scope.visitor.name
    note(scope, hat, "interest:ended", interest)
    _turn_page(scope, hat, member)
    return interest


def agree(scope: Scope, member: Member, interest: Interest) -> Interest:
    """The monitoring officer agrees that an interest is sensitive (s.32(1)(b)).

    Raises InterestError for one that is not withheld, or agreed to already.
    """
    hat = registrar(scope, member, Permission.INTEREST_KEEP)
    if not interest.sensitive or interest.agreed_at is not None:
        raise InterestError("Nothing waits to be agreed to here.")
    interest.agreed_at, interest.agreed_by = scope.now(), scope.visitor.name
    note(scope, hat, "interest:withheld", interest)
    return interest


def withhold(scope: Scope, member: Member, interest: Interest) -> Interest:
    """Withhold an entry that has become sensitive. Raises InterestError."""
    hat = _keeper(scope, member)
    if interest.sensitive:
        raise InterestError("It is withheld already.")
    agreed = scope.visitor.person_id != member.id
    interest.agreed_at = scope.now() if agreed else None
    interest.agreed_by = scope.visitor.name if agreed else None
    return _show_to(scope, hat, member, interest, sensitive=True)


def publish(scope: Scope, member: Member, interest: Interest) -> Interest:
    """Publish an entry that was withheld: it is not, or no longer, sensitive. Raises InterestError.

    For the member and her clerk alike: withholding needs both of them (s.32(1)(b)).
    """
    hat = _keeper(scope, member)
    if not interest.sensitive:
        raise InterestError("It is public already.")
    interest.agreed_at = interest.agreed_by = None
    return _show_to(scope, hat, member, interest, sensitive=False)


def _show_to(
    scope: Scope, hat: Hat, member: Member, interest: Interest, *, sensitive: bool
) -> Interest:
    registrars.keep(scope)
    interest.sensitive = sensitive
    interest.audience = _audience(member, sensitive=sensitive)
    note(scope, hat, "interest:withheld" if sensitive else "interest:published", interest)
    _turn_page(scope, hat, member)
    return interest


def _audience(member: Member, *, sensitive: bool) -> str:
    return audiences.withheld(member.id) if sensitive else PUBLIC


def _check(scope: Scope, member: Member, details: InterestDetails) -> None:
    if details.category not in rules.CATEGORIES:
        raise InterestError("Choose what kind of interest it is.", "category")
    if details.whose not in rules.WHOSE:
        raise InterestError("Choose whose interest it is.", "whose")
    if not details.what.strip():
        raise InterestError("Say what the interest is.", "what")
    if details.held_from is not None and details.held_from > scope.today():
        raise InterestError("Enter it once it has begun: today or before.", "held_from")
    if details.area_id not in (None, *(area.area_id for area in member.areas)):
        raise InterestError("Choose a council for which she sits.", "council")


def _turn_page(scope: Scope, hat: Hat, member: Member) -> None:
    """Date the register, and have its public face say whether it withholds anything."""
    scope.session.flush()
    page = _page_of(scope, member)
    withheld = [each for each in queries.interests_of(scope, member.id) if each.sensitive]
    today = scope.today()
    page.withholds = any(each.held_to is None or each.held_to >= today for each in withheld)
    page.changed_at = scope.now()
    note(scope, hat, "register-of-interests:changed", page)


def _page_of(scope: Scope, member: Member) -> MemberRegister:
    """The public face of her register, locked; made where there is none yet."""
    page = queries.register_of(scope, member.id, lock=True)
    if page is not None:
        return page
    page = MemberRegister(
        company_id=scope.company_id,
        area_id=SHARED,
        audience=PUBLIC,
        person_id=member.id,
        withholds=False,
        changed_at=scope.now(),
    )
    if add_alone(scope, page):
        return page
    found = queries.register_of(scope, member.id, lock=True)
    if found is None:
        raise InterestError("Her register changed at this very moment. Send it again.")
    return found
