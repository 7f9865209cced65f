"""Verbs on the items of an agenda: list, say anew, take off, withdraw, put in order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from portal.audit.service import Json
from portal.kit.words import counted
from portal.meetings import queries
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.records import note
from portal.meetings.rules import KINDS, PARAGRAPHS, STANDING, audience_of_draft
from portal.meetings.service.checks import MeetingError, locked, refuse_over
from tenants.roles import Hat, Permission
from tenants.scope import Scope

MOST_ITEMS = 200
"""On one agenda."""
_ASIDE = 1_000_000
"""Above every number of an item, where numbers step aside while they change."""


@dataclass(frozen=True)
class ItemDetails:
    """An item: what it is, who presents it, and in which part of the meeting.

    The title is what the public may read, of Part II too. ``paragraphs`` are those of Schedule 12A.
    """

    title: str
    kind: str = "report"
    code: str = ""
    part: int = 1
    presenter: str = ""
    matter_id: int | None = None
    urgent_because: str = ""
    to_follow: bool = False
    paragraphs: Collection[int] = ()
    public_interest: str = ""
    exemption_reviewed_on: date | None = None
    confidential: bool = False


def list_item(scope: Scope, meeting: Meeting, details: ItemDetails) -> AgendaItem:
    """Put an item on the agenda, last of its part. It is published by the next publication.

    Raises MeetingError, beside its field.
    """
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=meeting.body_id)
    meeting = locked(scope, meeting)
    refuse_over(meeting)
    return list_new(scope, hat, meeting, details)


def list_new(scope: Scope, hat: Hat, meeting: Meeting, details: ItemDetails) -> AgendaItem:
    """The step of listing and of arranging. Its caller has asked, and locked the meeting."""
    _check(details)
    items = queries.items_of(scope, meeting)
    item = AgendaItem(
        company_id=meeting.company_id,
        area_id=meeting.area_id,
        audience=audience_of_draft(meeting.body_id),
        meeting_id=meeting.id,
        body_id=meeting.body_id,
        position=max((each.position for each in items), default=0) + 1,
        number=max((each.number for each in items), default=0) + 1,
        state="listed",
        withdrawn_because="",
        agenda_id=None,
        **_values(details),
    )
    scope.session.add(item)
    payload: dict[str, Json] = {"meeting": meeting.slug, "title": item.title}
    note(scope, hat, "item:listed", item, payload)
    _number_anew(scope, hat, meeting)
    return item


def revise_item(scope: Scope, item: AgendaItem, details: ItemDetails) -> AgendaItem:
    """Say anew what an unpublished item is. Raises MeetingError, beside its field."""
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=item.body_id)
    meeting = _meeting(scope, item)
    _refuse_published(item)
    _check(details)
    for name, value in _values(details).items():
        setattr(item, name, value)
    note(scope, hat, "item:revised", item, {"meeting": meeting.slug, "title": item.title})
    _number_anew(scope, hat, meeting)
    return item


def remove_item(scope: Scope, item: AgendaItem) -> None:
    """Take an item off a draft that nobody but the body has seen. Raises MeetingError."""
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=item.body_id)
    meeting = _meeting(scope, item)
    _refuse_published(item)
    item.state = "removed"
    note(scope, hat, "item:removed", item, {"meeting": meeting.slug, "title": item.title})
    _number_anew(scope, hat, meeting)


def withdraw_item(scope: Scope, item: AgendaItem, because: str) -> AgendaItem:
    """Withdraw an item: it keeps its place and its number, and says why. Raises MeetingError."""
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=item.body_id)
    meeting = _meeting(scope, item)
    if item.state != "listed":
        raise MeetingError("This item was withdrawn already.")
    if not because.strip():
        raise MeetingError("Enter why it is withdrawn.", "because")
    item.state, item.withdrawn_because = "withdrawn", because.strip()
    note(scope, hat, "item:withdrawn", item, {"meeting": meeting.slug, "number": item.number})
    return item


def reorder(scope: Scope, meeting: Meeting, wanted: Sequence[int], seen: Collection[int]) -> None:
    """Bring the unpublished items (their ids) into an order; the published ones stand before them.

    ``seen`` are those that stood there when the ordering began. Raises MeetingError where a
    colleague has listed or taken off others since.
    """
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=meeting.body_id)
    meeting = locked(scope, meeting)
    refuse_over(meeting)
    loose = {item.id: item for item in queries.items_of(scope, meeting) if item.agenda_id is None}
    if set(wanted) != set(loose) or len(wanted) != len(loose) or set(seen) != set(loose):
        raise MeetingError(
            "A colleague has changed this agenda since you opened it. Here it is as it stands now."
        )
    places = sorted(item.position for item in loose.values())
    for place, item_id in zip(places, wanted, strict=True):
        loose[item_id].position = place
    _number_anew(scope, hat, meeting)


def _meeting(scope: Scope, item: AgendaItem) -> Meeting:
    meeting = locked(scope, scope.session.get_one(Meeting, item.meeting_id))
    scope.session.refresh(item)
    refuse_over(meeting)
    return meeting


def _refuse_published(item: AgendaItem) -> None:
    if item.agenda_id is not None:
        raise MeetingError(
            f"Item {item.number} is published and stays as it was. Withdraw it, and list another."
        )


def _values(details: ItemDetails) -> dict[str, object]:
    exempt = details.part == 2
    return {
        "title": details.title.strip(),
        "kind": details.kind,
        "code": details.code,
        "part": details.part,
        "presenter": details.presenter.strip(),
        "matter_id": details.matter_id,
        "urgent_because": details.urgent_because.strip(),
        "to_follow": details.to_follow,
        "paragraphs": sorted(set(details.paragraphs)) if exempt else [],
        "public_interest": details.public_interest.strip() if exempt else "",
        "exemption_reviewed_on": details.exemption_reviewed_on if exempt else None,
        "confidential": details.confidential and exempt,
    }


def _check(details: ItemDetails) -> None:
    if not details.title.strip():
        raise MeetingError("Enter the item’s title, as the public may read it.", "title")
    if details.kind not in KINDS or (details.code and details.code not in STANDING):
        raise MeetingError("Choose what the item is.", "kind")
    if details.part not in (1, 2):
        raise MeetingError("Choose Part I or Part II.", "part")
    if details.part == 2:
        _check_exemption(details)


def _check_exemption(details: ItemDetails) -> None:
    """Part II says why: by paragraph, with the public interest (Schedule 12A paragraph 10), and
    when that is looked at again. Confidential information is closed by s.100A(3) itself."""
    if not set(details.paragraphs) <= set(PARAGRAPHS):
        raise MeetingError("Choose among paragraphs 1 to 7 of Schedule 12A.", "paragraphs")
    if details.confidential or details.kind == "standing":
        return
    if not details.paragraphs:
        raise MeetingError("Choose the paragraph by which it is exempt.", "paragraphs")
    if not details.public_interest.strip():
        raise MeetingError(
            "Enter why the public interest in keeping it exempt outweighs that in disclosing it.",
            "public_interest",
        )
    if details.exemption_reviewed_on is None:
        raise MeetingError("Enter when the exemption is reviewed.", "exemption_reviewed_on")


def _number_anew(scope: Scope, hat: Hat, meeting: Meeting) -> None:
    """Number the items that nobody has seen, after those published: Part I, then Part II."""
    items = queries.items_of(scope, meeting)
    last = max((each.number for each in items if each.agenda_id is not None), default=0)
    loose = [each for each in items if each.agenda_id is None]
    moved = [(item, number) for number, item in enumerate(loose, last + 1) if item.number != number]
    for item, number in moved:
        item.number = number + _ASIDE
    scope.session.flush()
    for item, number in moved:
        item.number = number
    for item, _ in moved:
        note(scope, hat, "item:numbered", item, {"meeting": meeting.slug, "number": item.number})
    if len(items) > MOST_ITEMS:
        raise MeetingError(f"An agenda has at most {counted(MOST_ITEMS, 'item')}.")
