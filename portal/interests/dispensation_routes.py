"""Dispensations on a member's register: recorded, and ended early."""

from flask import Response, flash

from portal.interests import dispensing, forms, pages
from portal.interests.members import Member
from portal.interests.models import Dispensation
from portal.interests.room import room
from portal.interests.service import InterestError
from portal.web.fragments import go
from tenants.roles import Permission
from tenants.scope import Scope

GRANT = Permission.DISPENSATION_GRANT
AT = "/interests/<int:member>/dispensations"


@room.page(AT, GRANT, methods=("POST",))
def grant(scope: Scope, member: Member) -> Response:
    """Record a dispensation for every matter of the company, or for one subject."""
    form = forms.DispensationForm()
    typed = pages.Typed(granting=form)
    if not form.validate():
        return pages.member_page(scope, member, typed, 422)
    try:
        dispensing.grant(scope, member, form.details(for_matter=False))
    except InterestError as error:
        return pages.member_page(scope, member, typed, 422, pages.unsaid(form, error))
    return _done(scope, member, "The dispensation is recorded.")


@room.page(f"{AT}/<int:dispensation>/end", GRANT, methods=("POST",))
def end_dispensation(scope: Scope, member: Member, dispensation: Dispensation) -> Response:
    """End a dispensation from today on."""
    form = forms.BecauseForm()
    typed = pages.Typed(stopping=(dispensation.id, form))
    if not form.validate():
        return pages.member_page(scope, member, typed, 422)
    try:
        dispensing.end(scope, member, dispensation, form.because.data or "")
    except InterestError as error:
        return pages.member_page(scope, member, typed, 409, pages.unsaid(form, error))
    return _done(scope, member, "The dispensation has ended.")


def _done(scope: Scope, member: Member, words: str) -> Response:
    flash(words, "success")
    return go("interests.member", company=scope.company.slug, member=member.id)
