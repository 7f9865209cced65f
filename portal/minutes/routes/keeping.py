"""Pages of whoever keeps the minutes: the draft, a passage, an action that arose."""

from flask import Response, abort, flash, request

from portal.actions import arisen
from portal.actions import arising as actions
from portal.actions.arisen import ArisenLine
from portal.actions.arising import ActionDetails, Source
from portal.actions.rules import ActionError
from portal.kit import digests
from portal.kit.diffs import tracked
from portal.meetings import queries as meetings
from portal.meetings.models import Meeting
from portal.minutes import apart, pages, queries
from portal.minutes.forms import ActionForm, PassageForm
from portal.minutes.gathering import source_words
from portal.minutes.merging import ThreeWay
from portal.minutes.models import Minutes, Passage
from portal.minutes.service import keeping
from portal.minutes.service.checks import ClashError, MinutesError
from portal.web.fragments import go, show
from portal.web.guard import Room, resolves
from tenants.roles import Permission
from tenants.scope import Scope

KEEP = Permission.MINUTES_KEEP
BOTH = ("GET", "POST")


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at = "/meetings/<minuted>/minutes"
    resolves("passage", find_passage)
    resolves("struck", find_struck)
    room.page(f"{at}/edit", KEEP)(edit)
    room.page("/meetings/<meeting>/minutes/draft", KEEP, methods=("POST",))(draft)
    room.page(f"{at}/edit/<passage>", KEEP, methods=BOTH)(edit_passage)
    room.page(f"{at}/actions", KEEP, methods=BOTH)(add_action)
    room.page(f"{at}/actions/<struck>/strike", KEEP, methods=("POST",))(strike_action)


def find_passage(scope: Scope, key: str, *, minuted: Meeting, **_: object) -> Passage | None:
    """The passage of this key in a meeting's minutes; its ``body_id`` is the meeting's."""
    minutes = queries.minutes_of(scope, minuted.id)
    if minutes is None:
        return None
    items = [each.item_id for each in queries.passages_of(scope, minutes) if each.item_id]
    if key.endswith("-exempt"):
        apart.let_in(scope, items)
    return queries.passage_of(scope, minutes, key)


def find_struck(scope: Scope, number: str, *, minuted: Meeting, **_: object) -> ArisenLine | None:
    """The action of this number, where it arose at this meeting."""
    found = arisen.find(scope, number)
    return found if found is not None and found.action.meeting_id == minuted.id else None


def edit(scope: Scope, minuted: Meeting) -> Response:
    """The draft passage by passage, with what was recorded since beside it."""
    return _edit_page(scope, minuted)


def draft(scope: Scope, meeting: Meeting) -> Response:
    """Draft the minutes, or draft them again."""
    minutes = queries.minutes_of(scope, meeting.id)
    try:
        if minutes is None:
            keeping.begin(scope, meeting)
        else:
            waiting = keeping.draft_again(scope, minutes)
            said = f" {waiting} wait for you to choose." if waiting else ""
            flash(f"Drafted again from what is recorded now.{said}", "success")
    except MinutesError as error:
        if minutes is None:
            flash(str(error), "error")
            return go("minutes.minutes", company=scope.company.slug, meeting=meeting.slug)
        return _edit_page(scope, meeting, str(error), 409)
    return go("minutes.edit", company=scope.company.slug, minuted=meeting.slug)


def edit_passage(scope: Scope, minuted: Meeting, passage: Passage) -> Response:
    """Say a passage in other words, or say what stands of three texts."""
    minutes = _minutes(scope, minuted)
    way = keeping.pending(scope, minutes, minuted).get(passage.key)
    if request.method == "GET":
        data = {"base": str(passage.revision), "text": way.text if way else passage.text}
        return _passage_page(scope, minuted, passage, PassageForm(formdata=None, data=data), way)
    form = PassageForm()
    if not form.validate():
        return _passage_page(scope, minuted, passage, form, way, 422)
    text = form.text.data or ""
    try:
        if way is not None and form.seen.data == digests.digest(way.now):
            keeping.settle(scope, passage, text, drafted=way.now, base=form.revision)
        elif way is not None and form.seen.data:
            raise ClashError("More was recorded since you opened this passage: it is shown below.")
        else:
            keeping.edit(scope, passage, text, base=form.revision)
    except MinutesError as error:
        return _passage_page(scope, minuted, passage, form, way, 409, str(error))
    return go("minutes.edit", company=scope.company.slug, minuted=minuted.slug)


def add_action(scope: Scope, minuted: Meeting) -> Response:
    """Write down an action that arose."""
    minutes = _minutes(scope, minuted)
    items = meetings.items_of(scope, minuted)
    form = ActionForm(formdata=None) if request.method == "GET" else ActionForm()
    form.offer(items)
    if request.method == "GET":
        return _action_page(scope, minuted, form)
    if not form.validate():
        return _action_page(scope, minuted, form, 422)
    try:
        actions.arise(scope, _source(scope, minuted, minutes, form.item.data or ""), _said(form))
    except ActionError as error:
        form[error.field or "words"].errors = [str(error)]
        return _action_page(scope, minuted, form, 422)
    return go("minutes.edit", company=scope.company.slug, minuted=minuted.slug)


def strike_action(scope: Scope, minuted: Meeting, struck: ArisenLine) -> Response:
    """Strike an action out of a draft."""
    try:
        actions.withdraw(scope, struck)
    except ActionError as error:
        return _edit_page(scope, minuted, str(error), 409)
    return go("minutes.edit", company=scope.company.slug, minuted=minuted.slug)


def _minutes(scope: Scope, meeting: Meeting) -> Minutes:
    minutes = queries.minutes_of(scope, meeting.id)
    if minutes is None:
        abort(404)
    return minutes


def _source(scope: Scope, meeting: Meeting, minutes: Minutes, number: str) -> Source:
    agenda = meetings.agenda_of(scope, meeting)
    item = agenda.of(int(number))
    if item is None:
        abort(404)
    exempt = item.item.part == 2
    if minutes.state != "draft":
        raise ActionError("The minutes are published: actions arise in a draft.", "words")
    if exempt and not apart.let_in(scope, [item.item.id]):
        raise ActionError("You are not let in to this item of Part II.", "item")
    return Source(
        body_id=meeting.body_id,
        meeting_id=meeting.id,
        item_id=item.item.id,
        item=number,
        words=source_words(agenda, item.number),
        path=f"meetings/{meeting.slug}/minutes",
        on_day=agenda.sitting.on_day,
        audience=apart.audience_of(item.item.id) if exempt else minutes.audience,
    )


def _said(form: ActionForm) -> ActionDetails:
    return ActionDetails(form.words.data or "", form.lead.data or "", form.by.data or "")


def _edit_page(scope: Scope, meeting: Meeting, refused: str = "", status: int = 200) -> Response:
    kept = queries.kept_of(scope, meeting)
    if kept is None:
        abort(404)
    ways = keeping.pending(scope, kept.minutes, meeting) if kept.minutes.state == "draft" else {}
    passages = queries.passages_of(scope, kept.minutes)
    pages.put(scope, meeting, pages.title_of(kept), "Keep")
    return show(
        "minutes/edit.html",
        status=status,
        kept=kept,
        passages=passages,
        revisions=queries.revisions_of(scope, [each.id for each in passages]),
        ways=ways,
        actions=arisen.of_meeting(scope, meeting.id),
        base=pages.here(scope, meeting),
        refused=refused,
        state=pages.state_words(kept),
    )


def _passage_page(
    scope: Scope,
    meeting: Meeting,
    passage: Passage,
    form: PassageForm,
    way: ThreeWay | None,
    status: int = 200,
    refused: str = "",
) -> Response:
    kept = queries.kept_of(scope, meeting)
    if kept is None:
        abort(404)
    pages.put(scope, meeting, pages.title_of(kept), passage.heading)
    clash = form.revision != passage.revision
    if clash:
        # Sent again as it is, it replaces what the colleague wrote: the writer has seen it now.
        form.base.data = str(passage.revision)
    form.seen.data = digests.digest(way.now) if way else ""
    return show(
        "minutes/passage.html",
        status=status,
        passage=passage,
        form=form,
        way=way,
        was=tracked(way.before, way.now) if way else [],
        typed=tracked(way.before, way.typed) if way else [],
        base=pages.here(scope, meeting),
        refused=refused,
        theirs=passage.text if clash else "",
    )


def _action_page(scope: Scope, meeting: Meeting, form: ActionForm, status: int = 200) -> Response:
    kept = queries.kept_of(scope, meeting)
    if kept is None:
        abort(404)
    pages.put(scope, meeting, pages.title_of(kept), "Action")
    return show("minutes/action.html", status=status, form=form, base=pages.here(scope, meeting))
