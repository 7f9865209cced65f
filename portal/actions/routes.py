"""The list of actions, one action, and updating it in place or on a page of its own."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl

from flask import Response, flash, make_response, request

from portal.actions import arising, asking, history, pages, panels, queries, records, service
from portal.actions.asking import Choice
from portal.actions.doors import find_action
from portal.actions.forms import UpdateForm
from portal.actions.models import ActionEntry
from portal.actions.queries import ActionLine, Heading
from portal.actions.room import action_path, anchor, list_path, room
from portal.actions.rules import ActionError
from portal.actions.service import ActionClashError, Telling
from portal.actions.totals import Group
from portal.kit.timescales import read_timescale
from portal.plans.kinds import refs_of
from portal.plans.models import Plan
from portal.plans.queries import referring
from portal.plans.room import plan_path
from portal.web.fragments import show, wants_fragment
from portal.web.frame import navigate, place
from portal.web.guard import resolves
from tenants.audiences import RELEASED
from tenants.roles import Permission
from tenants.scope import Scope

__all__ = ["room"]

resolves("action", find_action)
navigate(
    30,
    "Actions",
    "actions.index",
    shown=lambda scope: any(scope.reads(hat.area_id, RELEASED) for hat in scope.hats),
)
records.register_digests()
arising.register_digests()
panels.fill_slots()

NEXT = re.compile(r"(\d{1,12})-([\w.-]{1,20})")
"""The row to go on to: the number of its item, and its reference."""


@room.page("/actions/", Permission.PLAN_READ)
def index(scope: Scope) -> Response:
    """The actions of every plan whose progress this reader may know, a page at a time."""
    here = place(("Actions", None), lens=True)
    headings = queries.headings(scope)
    choice = asking.read(scope, request.args, headings, here.lens_area)
    groups = queries.groups(scope, choice.whole)
    lines = queries.listed(scope, choice.asked, offset=(choice.page - 1) * queries.PAGE)
    back = choice.href(page=str(choice.page) if choice.page > 1 else "").lstrip("?")
    mine = bool(choice.asked.plan_ids) or _leads(scope, choice)
    return show(
        "actions/index.html",
        block="list",
        headings=headings,
        plans={h.plan_slug: h.plan_title for h in headings},
        back=back,
        rows=pages.rows(scope, lines, back),
        tabs=pages.tabs(choice, groups, mine=mine),
        paging=pages.pages_of(choice, pages.count_of(choice, groups), len(lines)),
        known=bool(choice.asked.areas),
        **_standing(scope, choice, headings, groups),
    )


def _standing(
    scope: Scope, choice: Choice, headings: Sequence[Heading], groups: Sequence[Group]
) -> dict[str, Any]:
    """The sentence and the totals over a list."""
    return {
        "choice": choice,
        "base": list_path(scope),
        "columns": pages.columns(),
        "sentence": pages.sentence(groups),
        "totals": pages.totals_of(choice, groups, headings, pages.printed_of(scope, choice)),
    }


@room.page("/actions/<plan>/<action>", Permission.PLAN_READ)
def action(scope: Scope, plan: Plan, action: ActionLine) -> Response:
    """One action: how it stands, its dates and its log. Following a link here writes nothing."""
    _place(scope, action)
    entries = queries.log_of(scope, action.item_id)
    refs = refs_of(action.text("serves"))
    return show(
        "actions/action.html",
        row=pages.row(scope, action),
        log=history.log(entries),
        strip=history.strip(entries),
        strip_words=history.strip_words(entries),
        dates=history.dates(action.when, entries),
        doubts=read_timescale(action.when).doubts,
        places=[(ref, led) for ref, led in referring.led_to(scope, plan, refs).items()],
        base=list_path(scope),
        plan_path=plan_path(scope, plan),
    )


@room.page("/actions/<plan>/<action>/update", Permission.PROGRESS_RECORD, methods=("GET", "POST"))
def update(scope: Scope, plan: Plan, action: ActionLine) -> Response:
    """Tell how an action stands: in its row, or on a page of its own."""
    if request.method == "POST":
        return _save(scope, plan, action)
    if wants_fragment() and request.args.get("part") == "row":
        return _row(scope, action)
    data = {
        "base": str(action.head),
        "status": action.status,
        "next": request.args.get("next", ""),
        "back": request.args.get("back", ""),
    }
    return _editor(scope, action, UpdateForm(formdata=None, data=data))


def _save(scope: Scope, plan: Plan, action: ActionLine) -> Response:
    form = UpdateForm()
    form.offer(recurs=_recurs(action))
    if not form.validate():
        return _editor(scope, action, form, 422)
    what = Telling(
        form.status.data,
        form.note.data or "",
        form.impact.data or "",
        form.new_date.day,
        form.agreed_by.data or "",
    )
    try:
        service.tell(scope, action, what, base=form.seen)
    except ActionError as error:
        form[error.field or "status"].errors = [str(error)]
        return _editor(scope, action, form, 422)
    except ActionClashError as clash:
        form.base.data = str(clash.newest.number)
        return _editor(scope, action, form, 409, clash.newest)
    return _saved(scope, plan, action, form)


def _saved(scope: Scope, plan: Plan, action: ActionLine, form: UpdateForm) -> Response:
    now = queries.find_action(scope, action.ref, plan=plan) or action
    if wants_fragment():
        return _row(scope, now, f"Saved. {now.ref}: {pages.status_words(now.status)}.")
    flash(f"{now.ref} is saved: {pages.status_words(now.status)}.", "success")
    following = NEXT.fullmatch(form.next.data or "")
    if not form.back.data and following is None:
        return _to(action_path(scope, action))
    item = following[1] if following else str(action.item_id)
    return _to(pages.back_to(scope, asking.clean(form.back.data or ""), item))


def _to(address: str) -> Response:
    """303 to a page of ours."""
    return make_response("", 303, {"Location": address})


def _row(scope: Scope, action: ActionLine, saved: str = "") -> Response:
    """The row alone, as it stands in the list; after a save with the totals as they are now."""
    values = request.form if request.method == "POST" else request.args
    following = values.get("next", "")
    back = asking.clean(values.get("back", ""))
    shown = pages.row(scope, action, following if NEXT.fullmatch(following) else "", back)
    standing = _standing_of(scope, back) if saved else None
    return show("actions/row.html", row=shown, back=back, saved=saved, standing=standing)


def _standing_of(scope: Scope, back: str) -> dict[str, Any]:
    """The totals of the list that an update was begun from."""
    headings = queries.headings(scope)
    lens = place(("Actions", None), lens=True).lens_area
    choice = asking.read(scope, dict(parse_qsl(back)), headings, lens)
    return _standing(scope, choice, headings, queries.groups(scope, choice.whole))


def _editor(
    scope: Scope,
    action: ActionLine,
    form: UpdateForm,
    status: int = 200,
    newest: ActionEntry | None = None,
) -> Response:
    form.offer(recurs=_recurs(action))
    _place(scope, action, "Update")
    for field in form:
        field.id = f"{field.name}-{action.item_id}"
    following = NEXT.fullmatch(form.next.data or "")
    return show(
        "actions/update.html",
        block="editor",
        status=status,
        row=pages.row(scope, action),
        form=form,
        following=following[2] if following else "",
        back=asking.clean(form.back.data or ""),
        list_path=list_path(scope),
        anchor=anchor(action),
        clash=history.clash_words(newest) if newest else "",
        in_list=wants_fragment(),
    )


def _place(scope: Scope, line: ActionLine, *more: str) -> None:
    here = action_path(scope, line)
    of_plan = (line.plan_title, f"{list_path(scope)}?plan={line.plan_slug}")
    crumbs = [(line.ref, here if more else None), *((each, None) for each in more)]
    place(("Actions", list_path(scope)), of_plan, *crumbs)


def _recurs(line: ActionLine) -> bool:
    read = read_timescale(line.when)
    return read.kind == "recurring" and bool(read.months)


def _leads(scope: Scope, choice: Choice) -> bool:
    """Whether the reader's posts are such as could lead an action: asked only of who holds any."""
    return bool(choice.asked.posts) and not scope.holds(Permission.PLAN_CREATE)
