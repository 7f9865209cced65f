"""Interests in one matter: declared, taken back, and the room that was left for it."""

from collections.abc import Callable
from functools import partial

from flask import Response, flash, request

from portal.interests import declaring, dispensing, forms, pages, queries
from portal.interests.considered import Considered
from portal.interests.members import Member
from portal.interests.models import Declaration
from portal.interests.room import room
from portal.interests.service import InterestError
from portal.web.fragments import go
from tenants.roles import Permission
from tenants.scope import Scope

AT = "/decisions/<matter>/interests"
ONE = f"{AT}/<int:declaration>"
DECLARE = Permission.INTEREST_DECLARE


@room.page(AT, Permission.MATTER_READ)
def of_matter(scope: Scope, matter: Considered) -> Response:
    """Who declared what, who is dispensed, and who wears two hats."""
    return pages.matter_page(scope, matter)


@room.page(f"{AT}/declare", DECLARE, methods=("POST",))
def declare(scope: Scope, matter: Considered) -> Response:
    """Declare an interest: a member hers, the clerk any member's."""
    seated = pages.members_of(scope, matter)
    held = queries.held(scope, matter, [each.id for each in seated], scope.today())
    form = pages.declaration_form(scope, seated, held)
    typed = pages.TypedOfMatter(declaring=form)
    member = _declarer(scope, matter, form, seated)
    if not form.validate() or member is None:
        if member is None:
            forms.chosen(form.member, seated)
        return pages.matter_page(scope, matter, typed, 422)
    try:
        declaring.declare(scope, matter, member, form.details())
    except InterestError as error:
        status = 422 if error.field else 409
        return pages.matter_page(scope, matter, typed, status, pages.unsaid(form, error))
    return _done(scope, matter, "The interest is declared.")


def _declarer(
    scope: Scope, matter: Considered, form: forms.DeclarationForm, seated: list[Member]
) -> Member | None:
    """Whose declaration it is: the one chosen by the clerk, else her own."""
    if scope.may(Permission.INTEREST_KEEP, body_id=matter.body_id):
        return forms.chosen(form.member, seated)
    return next((each for each in seated if each.id == scope.visitor.person_id), None)


@room.page(f"{ONE}/withdraw", DECLARE, methods=("POST",))
def withdraw(scope: Scope, matter: Considered, declaration: Declaration) -> Response:
    """Take back what was declared in error."""
    form = forms.BecauseForm()
    typed = pages.TypedOfMatter(withdrawing=(declaration.id, form))
    if not form.validate():
        return pages.matter_page(scope, matter, typed, 422)
    act = partial(declaring.withdraw, scope, matter, declaration, form.because.data or "")
    return _did(scope, matter, act, "It is taken back.", typed)


@room.page(f"{ONE}/room", Permission.SITTING_CONDUCT, methods=("POST",))
def leave_room(scope: Scope, matter: Considered, declaration: Declaration) -> Response:
    """Record that she left the room, or came back."""
    left = request.form.get("left") == "yes"
    act = partial(declaring.record_room, scope, matter, declaration, left=left)
    words = "She is recorded as out of the room." if left else "She is recorded as back."
    return _did(scope, matter, act, words)


@room.page(f"{AT}/dispensations", Permission.DISPENSATION_GRANT, methods=("POST",))
def grant_for_matter(scope: Scope, matter: Considered) -> Response:
    """Record a dispensation for this matter."""
    seated = pages.members_of(scope, matter)
    form = pages.dispensation_form(seated)
    typed = pages.TypedOfMatter(granting=form)
    fine = form.validate()
    member = forms.chosen(form.holder, seated)
    if not fine or member is None:
        return pages.matter_page(scope, matter, typed, 422)
    details = form.details(for_matter=True)
    try:
        dispensing.grant(scope, member, details, matter)
    except InterestError as error:
        return pages.matter_page(scope, matter, typed, 422, pages.unsaid(form, error))
    return _done(scope, matter, "The dispensation is recorded.")


def _did(
    scope: Scope,
    matter: Considered,
    act: Callable[[], object],
    done: str,
    typed: pages.TypedOfMatter = pages.NOTHING_OF_MATTER,
) -> Response:
    try:
        act()
    except InterestError as error:
        return pages.matter_page(scope, matter, typed, 409, str(error))
    return _done(scope, matter, done)


def _done(scope: Scope, matter: Considered, words: str) -> Response:
    flash(words, "success")
    return go("interests.of_matter", company=scope.company.slug, matter=matter.slug)
