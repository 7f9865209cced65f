"""What an editor sends while somebody types: words to keep, words to look at. Nothing is saved."""

from flask import Response, abort, flash, make_response, request

from portal.plans.forms import MarkdownField
from portal.plans.models import Plan
from portal.plans.pages import editor
from portal.plans.pages.editor import Desk, Shown
from portal.plans.room import room
from portal.plans.routes.priority_routes import KEPT, UNCHANGED, done, open_desk
from portal.plans.service import scratch
from portal.plans.shapes import Reading
from portal.web.fragments import go, show, wants_fragment
from tenants.roles import Permission
from tenants.scope import Scope

ELSEWHERE = (
    "You are writing this in another window or on another device, which keeps your words. "
    "What you type here is not kept."
)
POST = ("POST",)


@room.page("/plans/<plan>/priorities/<ref>/scratch", Permission.PLAN_EDIT, methods=POST)
def keep_scratch(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Keep what was typed; with ``leave`` the writer is shown the text again, else a line that says
    so where it said something else before."""
    desk = open_desk(scope, plan, ref)
    form = editor.posted(desk)
    leaves = "leave" in request.form
    try:
        held = scratch.keep(scope, ref.item, editor.typed_in(desk, form))
    except scratch.ElsewhereError:
        if not leaves:
            return _told("elsewhere", 409)
        form.form_errors = [ELSEWHERE]
        return editor.editor(desk, form, Shown(409))
    if leaves:
        return done(desk, KEPT if held else UNCHANGED)
    return _told("kept" if held else "")


@room.page("/plans/<plan>/priorities/<ref>/scratch/continue", Permission.PLAN_EDIT, methods=POST)
def continue_scratch(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Go on with the unsaved words, in the editor that opens now."""
    desk = open_desk(scope, plan, ref)
    held = scratch.take_up(scope, ref.item, editor.new_name())
    if held is None:
        return editor.fresh(desk)
    return editor.continued(desk, held) if wants_fragment() else _editor_of(desk, held.desk)


@room.page("/plans/<plan>/priorities/<ref>/scratch/discard", Permission.PLAN_EDIT, methods=POST)
def discard_scratch(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Throw the unsaved words away, and open the editor with the saved text."""
    desk = open_desk(scope, plan, ref)
    scratch.discard(scope, ref.item)
    if wants_fragment():
        return editor.fresh(desk)
    flash("Your unsaved words are gone.", "notice")
    return _editor_of(desk)


@room.page("/plans/<plan>/priorities/<ref>/preview", Permission.PLAN_EDIT, methods=POST)
def preview(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """One Markdown text as its page will show it: in place, or in the editor given back whole."""
    desk = open_desk(scope, plan, ref)
    form = editor.posted(desk)
    name = request.args.get("field", "")
    if name not in form or not isinstance(form[name], MarkdownField):
        abort(404)
    words = form[name].data or ""
    if wants_fragment():
        return show("plans/preview.html", words=words, most=form[name].flags.data_most)
    return editor.editor(desk, form, Shown(previews={name: words}))


def _told(state: str, status: int = 200) -> Response:
    """What has become of the words, for the line under the form: said once, not at every pause."""
    if request.form.get("told", "") == state:
        return make_response("", 204)
    return show("plans/kept.html", state=state, status=status, elsewhere=ELSEWHERE)


def _editor_of(desk: Desk, name: str | None = None) -> Response:
    names = {"company": desk.scope.company.slug, "plan": desk.plan.slug, "ref": desk.ref}
    return go("plans.edit", **names, part=desk.part, desk=name)
