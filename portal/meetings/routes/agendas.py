"""The pages on which a clerk keeps an agenda: its order, its items, the body's standing items."""

from flask import Response, request

from portal.decisions.models import Matter
from portal.meetings import queries
from portal.meetings.forms import BecauseForm, ItemForm, MatterForm, item_form
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.pages import ordering
from portal.meetings.routes.sharing import BOTH, below, refused
from portal.meetings.rules import STANDING, StandingItem
from portal.meetings.service import listing, offering, standing
from portal.meetings.service.checks import MeetingError
from portal.web.forms import choice
from portal.web.fragments import go, show
from portal.web.guard import Room
from tenants.models import Body
from tenants.roles import Permission
from tenants.scope import Scope


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    may, at = Permission.MEETING_ARRANGE, "/meetings/<meeting>"
    room.page(f"{at}/order", may, methods=BOTH)(order)
    room.page(f"{at}/items/add", may, methods=BOTH)(add_item)
    room.page(f"{at}/items/<item>", may, methods=BOTH)(edit_item)
    room.page(f"{at}/items/<item>/withdraw", may, methods=BOTH)(withdraw_item)
    room.page(f"{at}/items/<item>/remove", may, methods=("POST",))(remove_item)
    room.page(f"{at}/matters", may, methods=BOTH)(matters)
    room.page(f"{at}/standing-items", may, methods=BOTH)(standing_items)


def order(scope: Scope, meeting: Meeting) -> Response:
    """The order of the items that are not published: by buttons, by dragging, or by keyboard."""
    said, status = "", 200
    if request.method == "POST":
        try:
            seen, wanted = ordering.asked(request.form)
            listing.reorder(scope, meeting, wanted, seen)
            said = "The order is saved."
        except MeetingError as error:
            said, status = str(error), 409
    around = below(scope, meeting, "Order of the agenda")
    loose = queries.agenda_of(scope, meeting).unpublished
    return show(
        "meetings/order.html", block="order", status=status, said=said, loose=loose, **around
    )


def add_item(scope: Scope, meeting: Meeting) -> Response:
    """Put an item on the agenda."""
    form = item_form()
    if request.method == "GET":
        return _item_page(scope, meeting, form)
    if not form.validate():
        return _item_page(scope, meeting, form, status=422)
    try:
        listing.list_item(scope, meeting, form.details())
    except MeetingError as error:
        return _item_page(scope, meeting, refused(form, error), status=422)
    return _back(scope, meeting)


def edit_item(scope: Scope, meeting: Meeting, item: AgendaItem) -> Response:
    """Say anew what an item is that is not published yet."""
    form = item_form(item)
    if request.method == "GET":
        return _item_page(scope, meeting, form, item)
    if not form.validate():
        return _item_page(scope, meeting, form, item, 422)
    try:
        listing.revise_item(scope, item, form.details(item.matter_id))
    except MeetingError as error:
        status = 422 if error.field else 409
        return _item_page(scope, meeting, refused(form, error), item, status)
    return _back(scope, meeting)


def _item_page(
    scope: Scope,
    meeting: Meeting,
    form: ItemForm,
    item: AgendaItem | None = None,
    status: int = 200,
) -> Response:
    around = below(scope, meeting, f"Item {item.number}" if item else "Add an item")
    return show("meetings/item.html", status=status, form=form, item=item, **around)


def withdraw_item(scope: Scope, meeting: Meeting, item: AgendaItem) -> Response:
    """Withdraw an item, which keeps its number."""
    form, status = BecauseForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                listing.withdraw_item(scope, item, form.because.data or "")
                return _back(scope, meeting)
            except MeetingError as error:
                form, status = refused(form, error), 409
    return show(
        "meetings/because.html",
        status=status,
        form=form,
        heading=f"Withdraw item {item.number}",
        words=f"“{item.title}” keeps its place and its number, with the reason beside it.",
        button="Withdraw the item",
        **below(scope, meeting, f"Withdraw item {item.number}"),
    )


def remove_item(scope: Scope, meeting: Meeting, item: AgendaItem) -> Response:
    """Take an item off the draft; a published one can only be withdrawn."""
    try:
        listing.remove_item(scope, item)
    except MeetingError as error:
        return _item_page(scope, meeting, refused(item_form(item, fresh=True), error), item, 409)
    return _back(scope, meeting)


def matters(scope: Scope, meeting: Meeting) -> Response:
    """Say where a matter stands that was put before the meeting since."""
    view = queries.agenda_of(scope, meeting)
    offered = {matter.slug: matter for matter in queries.offered(scope, view)}
    form = _matter_form(offered, view)
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            number = int(form.item.data or 0)
            found = view.of(number) if number else None
            try:
                matter = offered[form.matter.data]
                offering.take_up(scope, meeting, matter, found.item if found else None)
                return _back(scope, meeting)
            except MeetingError as error:
                form, status = refused(form, error), 409
    around = below(scope, meeting, "Matters put before it")
    return show("meetings/matters.html", status=status, form=form, offered=offered, **around)


def _matter_form(offered: dict[str, Matter], view: queries.AgendaView) -> MatterForm:
    form = MatterForm()
    form.matter.choices = [choice(slug, matter.title) for slug, matter in offered.items()]
    waiting = [each for each in view.items if each.waits_for_a_matter]
    form.item.choices = [
        *(choice(each.number, f"Under item {each.number}: {each.item.title}") for each in waiting),
        choice(0, "As an item of its own"),
    ]
    return form


def standing_items(scope: Scope, meeting: Meeting) -> Response:
    """The standing items with which the agendas of this meeting's body begin."""
    body = scope.session.get_one(Body, meeting.body_id)
    lines, wrong, status = list(queries.standing_items(scope, body)), "", 200
    if request.method == "POST":
        lines = ordering.lines_of(request.form)
        if request.form.get("do") == "keep":
            try:
                standing.keep_template(scope, body, lines)
                return _back(scope, meeting)
            except MeetingError as error:
                wrong, status = str(error), 422
        else:
            lines = ordering.changed(lines, request.form.get("do", ""))
    around = below(scope, meeting, "Standing items")
    shown: list[StandingItem] = lines
    return show(
        "meetings/standing_items.html",
        status=status,
        lines=shown,
        wrong=wrong,
        titles=STANDING,
        body=body,
        **around,
    )


def _back(scope: Scope, meeting: Meeting) -> Response:
    return go("meetings.meeting", company=scope.company.slug, meeting=meeting.slug)
