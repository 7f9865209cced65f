"""The registers: a list of the members, a page for each, and what is entered there."""

from collections.abc import Callable, Sequence
from functools import partial

from flask import Response, flash

from portal.interests import (
    declaration_routes,
    dispensation_routes,
    forms,
    members,
    pages,
    queries,
    records,
    rules,
    service,
)
from portal.interests.members import Member
from portal.interests.models import Interest
from portal.interests.room import UNDER, list_path, room
from portal.interests.service import InterestError
from portal.web.forms import PortalForm
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import resolves
from tenants import registrars
from tenants.roles import Permission
from tenants.scope import Scope

# These add their pages to the room when they are imported.
__all__ = ["declaration_routes", "dispensation_routes", "room"]

WRITE = Permission.INTEREST_WRITE
ENTRY = "/interests/<int:member>/entries/<int:interest>"


def _find_interest(scope: Scope, number: int, **found: Member) -> Interest | None:
    """An entry inside the reader's walls, and inside the clerk's as the member's registrar."""
    registrars.keep(scope)
    return queries.find_interest(scope, number, member=found["member"])


resolves("member", members.find_member)
resolves("interest", _find_interest)
resolves("dispensation", queries.find_dispensation)
resolves("declaration", queries.find_declaration)
records.register_digests()


@room.page("/interests/", Permission.INTEREST_READ)
def index(scope: Scope) -> Response:
    """The members with their registers, and the dispensations in force."""
    place(("Interests", None)).current = UNDER
    today = scope.today()
    found = members.members(scope)
    return show(
        "interests/index.html",
        base=list_path(scope),
        groups=pages.by_body(found, today),
        registers=queries.registers(scope),
        counts=queries.current_counts(scope, today),
        dispensations=queries.dispensations_on(scope, today),
        waiting=_waiting(scope),
        mine=next((each for each in found if each.id == scope.visitor.person_id), None),
        rules=rules,
        day_of=pages.day_of,
    )


def _waiting(scope: Scope) -> Sequence[tuple[int, str]]:
    """Whose withheld interests wait for this clerk's agreement; nobody's for who is no clerk."""
    if not scope.may(Permission.INTEREST_KEEP):
        return []
    registrars.keep(scope)
    return queries.waiting_for_agreement(scope, scope.today())


@room.page("/interests/<int:member>/", Permission.INTEREST_READ)
def member(scope: Scope, member: Member) -> Response:
    """One member's register."""
    return pages.member_page(scope, member)


@room.page("/interests/<int:member>/entries", WRITE, methods=("POST",))
def add(scope: Scope, member: Member) -> Response:
    """Enter an interest."""
    form = forms.InterestForm().offer(member)
    return _did(
        scope,
        member,
        form,
        lambda: service.add(scope, member, form.details()),
        "Entered in the register.",
        entering=form,
    )


@room.page(f"{ENTRY}/end", WRITE, methods=("POST",))
def end(scope: Scope, member: Member, interest: Interest) -> Response:
    """Enter the last day of an interest."""
    form = forms.EndForm()
    return _did(
        scope,
        member,
        form,
        lambda: service.end(scope, member, interest, form.held_to.data or scope.today()),
        "Its last day is entered.",
        ending=(interest.id, form),
    )


@room.page(f"{ENTRY}/agree", Permission.INTEREST_KEEP, methods=("POST",))
def agree(scope: Scope, member: Member, interest: Interest) -> Response:
    """The clerk agrees that an interest is sensitive."""
    act = partial(service.agree, scope, member, interest)
    return _did(scope, member, forms.ConfirmForm(), act, "It is withheld, as you both say.")


@room.page(f"{ENTRY}/withhold", WRITE, methods=("POST",))
def withhold(scope: Scope, member: Member, interest: Interest) -> Response:
    """Withhold an entry."""
    act = partial(service.withhold, scope, member, interest)
    return _did(scope, member, forms.ConfirmForm(), act, "It is withheld.")


@room.page(f"{ENTRY}/publish", WRITE, methods=("POST",))
def publish(scope: Scope, member: Member, interest: Interest) -> Response:
    """Publish an entry that was withheld."""
    act = partial(service.publish, scope, member, interest)
    return _did(scope, member, forms.ConfirmForm(), act, "It is public now.")


def _did(
    scope: Scope,
    member: Member,
    form: PortalForm,
    act: Callable[[], object],
    done: str,
    *,
    entering: forms.InterestForm | None = None,
    ending: tuple[int, forms.EndForm] | None = None,
) -> Response:
    """The register after a change; with what was typed, and why not, where there was none."""
    typed = pages.Typed(entering=entering, ending=ending)
    if not form.validate():
        return pages.member_page(scope, member, typed, 422)
    try:
        act()
    except InterestError as error:
        return pages.member_page(scope, member, typed, 409, pages.unsaid(form, error))
    flash(done, "success")
    return go("interests.member", company=scope.company.slug, member=member.id)
