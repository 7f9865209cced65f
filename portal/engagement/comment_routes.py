"""Comments on an item: each change goes back to its page; what could not be saved comes back."""

from collections.abc import Callable
from functools import partial

from flask import Response, request

from portal.engagement import comment_queries, comments, forms
from portal.engagement.models import Comment
from portal.engagement.room import room
from portal.engagement.service import EngagementError
from portal.plans.models import Plan
from portal.plans.room import plan_path, plans_path
from portal.plans.shapes import Reading
from portal.web.forms import PortalForm, choice
from portal.web.fragments import go, show
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import Scope

ON_AN_ITEM = "/plans/<plan>/priorities/<ref>/comments"
ON_A_COMMENT = f"{ON_AN_ITEM}/<int:comment>"


@room.page(f"{ON_AN_ITEM}/", Permission.COMMENT_WRITE, methods=("POST",))
def write_comment(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Begin a thread on the text that the reader reads."""
    form = comment_form(scope, ref)
    if not form.validate():
        return _again(scope, plan, ref, form, "Comment", 422)
    areas = {area.slug: area.area_id for area in scope.councils}
    try:
        written = comments.write(scope, ref, form.words.data or "", areas.get(form.council.data))
    except EngagementError as error:
        form.council.errors = [str(error)]
        return _again(scope, plan, ref, form, "Comment", 409)
    return _on(scope, plan, ref, written)


@room.page(f"{ON_A_COMMENT}/reply", Permission.COMMENT_WRITE, methods=("POST",))
def reply(scope: Scope, plan: Plan, ref: Reading, comment: Comment) -> Response:
    """Reply in a thread."""
    form = forms.WordsForm()
    act = partial(comments.reply, scope, comment, form.words.data or "")
    return _did(scope, plan, ref, comment, form, "Reply", act)


@room.page(f"{ON_A_COMMENT}/edit", Permission.COMMENT_WRITE, methods=("POST",))
def edit_comment(scope: Scope, plan: Plan, ref: Reading, comment: Comment) -> Response:
    """Change one's own words."""
    form = forms.WordsForm()
    act = partial(comments.edit, scope, comment, form.words.data or "")
    return _did(scope, plan, ref, comment, form, "Edit your comment", act)


@room.page(f"{ON_A_COMMENT}/withdraw", Permission.COMMENT_WRITE, methods=("POST",))
def withdraw(scope: Scope, plan: Plan, ref: Reading, comment: Comment) -> Response:
    """Take one's own words back."""
    form = forms.ConfirmForm()
    act = partial(comments.withdraw, scope, comment)
    return _did(scope, plan, ref, comment, form, "Withdraw your comment", act)


@room.page(f"{ON_A_COMMENT}/resolve", Permission.COMMENT_WRITE, methods=("POST",))
def resolve(scope: Scope, plan: Plan, ref: Reading, comment: Comment) -> Response:
    """Close a thread with words."""
    form = forms.ResolveForm()
    act = partial(comments.resolve, scope, comment, form.words.data or "")
    return _did(scope, plan, ref, comment, form, "Resolve", act)


def comment_form(scope: Scope, reading: Reading, *, empty: bool = False) -> forms.CommentForm:
    """The form of a first comment, with the councils that a director can write to."""
    form = forms.CommentForm(formdata=None) if empty else forms.CommentForm()
    councils = comments.addressees(scope, reading)
    form.council.choices = [
        choice("", "The company alone"),
        *(choice(area.slug, f"{area.name} and the company") for area in councils),
    ]
    return form


def _did(
    scope: Scope,
    plan: Plan,
    ref: Reading,
    comment: Comment,
    form: PortalForm,
    what: str,
    act: Callable[[], object],
) -> Response:
    if not form.validate():
        return _again(scope, plan, ref, form, what, 422, comment)
    try:
        act()
    except EngagementError as error:
        form.form_errors = [str(error)]
        return _again(scope, plan, ref, form, what, 409, comment)
    return _on(scope, plan, ref, comment)


def _again(
    scope: Scope,
    plan: Plan,
    ref: Reading,
    form: PortalForm,
    what: str,
    status: int,
    comment: Comment | None = None,
) -> Response:
    """A page with the one form that could not be saved, and all that was typed into it."""
    path = plan_path(scope, plan)
    here = f"{path}priorities/{ref.item.ref}"
    place(("Plans", plans_path(scope)), (plan.title, path), (ref.item.ref, here), (what, None))
    return show(
        "engagement/comment.html",
        status=status,
        what=what,
        form=form,
        ref=ref.item.ref,
        action=request.path,
        back=here,
        thread=comment_queries.thread_of(scope, comment) if comment else None,
    )


def _on(scope: Scope, plan: Plan, ref: Reading, comment: Comment) -> Response:
    names = {"company": scope.company.slug, "plan": plan.slug, "ref": ref.item.ref}
    return go("plans.priority", **names, _anchor=f"comment-{comment.id}")
