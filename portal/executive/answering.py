"""A form that is answered: done, and on; refused, with all that was typed."""

from collections.abc import Callable, Sequence

from flask import Response, flash, make_response, request

from portal.executive.service.checks import NoticeError
from portal.web.forms import PortalForm
from portal.web.fragments import show


def answer(
    form: PortalForm,
    act: Callable[[], str],
    *,
    title: str,
    about: str,
    button: str,
    words: Sequence[str] = (),
    then: str,
    back: str,
    offered: bool = True,
) -> Response:
    """The page of a form, or what came of it. ``act`` says what was done, or raises NoticeError."""
    status, problem = 200, ""
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                flash(act(), "success")
                return make_response("", 303, {"Location": then})
            except NoticeError as error:
                status = 409
                problem = _beside(form, error)
    return show(
        "executive/form.html",
        status=status,
        form=form,
        problem=problem,
        title=title,
        about=about,
        words=words,
        button=button,
        back=back,
        offered=offered,
    )


def _beside(form: PortalForm, error: NoticeError) -> str:
    """Put the message beside its field; of no field, it is the page's."""
    if not error.field:
        return str(error)
    form[error.field].errors = [str(error)]
    return ""
