"""Verbs of a draft: begin it, draft it again, edit a passage. For whoever keeps the minutes.

Drafting again changes only passages that nobody edited. Where the records and the clerk's words
both changed, she is shown all three texts and says what stands (``settle``).
"""

from portal.meetings import queries as meetings
from portal.meetings.models import Meeting
from portal.minutes import apart, queries
from portal.minutes.drafting import Drafted, draft
from portal.minutes.gathering import facts_of
from portal.minutes.merging import ThreeWay, three_way
from portal.minutes.models import Minutes, Passage, PassageRevision
from portal.minutes.records import note
from portal.minutes.service.checks import (
    ClashError,
    MinutesError,
    check_text,
    locked,
    refuse_before,
    refuse_unless,
)
from tenants.roles import Hat, Permission
from tenants.scope import Scope


def begin(scope: Scope, meeting: Meeting) -> Minutes:
    """Draft the minutes of a meeting from what was recorded so far. Raises MinutesError."""
    hat = scope.require(Permission.MINUTES_KEEP, body_id=meeting.body_id)
    _, sitting = queries.meeting_called(scope, meeting.id)
    refuse_before(sitting)
    if queries.minutes_of(scope, meeting.id) is not None:
        raise MinutesError("These minutes were begun already.")
    row = Minutes(
        company_id=scope.company_id,
        area_id=meeting.area_id,
        audience=apart.draft_audience(meeting.body_id),
        meeting_id=meeting.id,
        body_id=meeting.body_id,
        state="draft",
        published_by="",
        published_hat="",
        confirmed_by="",
        signed_by="",
        signed_hat="",
        digest="",
    )
    scope.session.add(row)
    note(scope, hat, "minutes:begun", row, {"meeting": meeting.slug})
    _bring_in(scope, hat, row, meeting)
    return row


def draft_again(scope: Scope, minutes: Minutes) -> int:
    """Bring in what was recorded since. Returns how many passages wait for the clerk to choose.

    Raises MinutesError once they are published.
    """
    hat = scope.require(Permission.MINUTES_KEEP, body_id=minutes.body_id)
    minutes = locked(scope, minutes)
    refuse_unless(minutes, "draft")
    meeting, _ = queries.meeting_called(scope, minutes.meeting_id)
    return _bring_in(scope, hat, minutes, meeting)


def edit(scope: Scope, passage: Passage, text: str, *, base: int) -> Passage:
    """Say a passage in other words. ``base`` is the revision that the writer had before her.

    Raises ClashError where a colleague changed it since, and MinutesError.
    """
    hat, _ = _editable(scope, passage)
    return _revise(scope, hat, passage, check_text(text), "edited", base)


def settle(scope: Scope, passage: Passage, text: str, *, drafted: str, base: int) -> Passage:
    """Say what stands of a passage that was drafted anew as ``drafted`` beside the clerk's words.

    Raises as ``edit`` does.
    """
    hat, _ = _editable(scope, passage)
    _revise(scope, hat, passage, check_text(text), "edited", base)
    passage.drafted = drafted
    note(scope, hat, "passage:settled", passage, {"key": passage.key})
    return passage


def pending(scope: Scope, minutes: Minutes, meeting: Meeting) -> dict[str, ThreeWay]:
    """What was recorded since, beside each passage that it would change, by the passage's key."""
    drafted = _drafted(scope, meeting)
    held = {passage.key: passage for passage in queries.passages_of(scope, minutes)}
    found = {}
    for each in drafted:
        passage = held.get(each.key)
        if passage is None:
            found[each.key] = three_way("", each.text, "")
            continue
        way = three_way(passage.drafted, each.text, passage.text)
        if way.way not in ("same", "kept"):
            found[each.key] = way
    return found


def _drafted(scope: Scope, meeting: Meeting) -> list[Drafted]:
    """The draft as it follows now, as far as the reader is let in to Part II."""
    listed = meetings.items_of(scope, meeting)
    items = {str(item.number): item.id for item in listed}
    shut = [item.id for item in listed if item.part == 2]
    opened = apart.let_in(scope, shut)
    return [
        each
        for each in draft(facts_of(scope, meeting))
        if each.part == 1 or items[each.item] in opened
    ]


def _bring_in(scope: Scope, hat: Hat, minutes: Minutes, meeting: Meeting) -> int:
    listed = meetings.items_of(scope, meeting)
    items = {str(item.number): item.id for item in listed}
    _, sitting = queries.meeting_called(scope, meeting.id)
    apart.make_doors(scope, hat, listed, sitting.on_day)
    drafted = _drafted(scope, meeting)
    held = {passage.key: passage for passage in queries.passages_of(scope, minutes)}
    waiting = 0
    for place, each in enumerate(drafted, 1):
        passage = held.get(each.key)
        if passage is None:
            passage = _add(scope, hat, minutes, each, items.get(each.item))
        else:
            waiting += _again(scope, hat, passage, each)
        if passage.position != place:
            passage.position = place
            note(scope, hat, "passage:placed", passage, {"key": passage.key})
    return waiting


def _again(scope: Scope, hat: Hat, passage: Passage, each: Drafted) -> bool:
    """Let a passage follow its records where nobody edited it; else whether it waits."""
    way = three_way(passage.drafted, each.text, passage.text)
    if way.way in ("merged", "clash"):
        return True
    if way.way == "follows":
        _revise(scope, hat, passage, each.text, "drafted", passage.revision)
    if (passage.drafted, passage.heading) != (each.text, each.heading):
        passage.drafted, passage.heading = each.text, each.heading
        note(scope, hat, "passage:drafted", passage, {"key": passage.key})
    return False


def _add(scope: Scope, hat: Hat, minutes: Minutes, each: Drafted, item_id: int | None) -> Passage:
    exempt = each.part == 2 and item_id is not None
    passage = Passage(
        company_id=scope.company_id,
        area_id=minutes.area_id,
        audience=apart.audience_of(item_id) if exempt and item_id else minutes.audience,
        minutes_id=minutes.id,
        body_id=minutes.body_id,
        item_id=item_id,
        key=each.key,
        position=0,
        heading=each.heading,
        part=each.part,
        drafted=each.text,
        text=each.text,
        revision=0,
    )
    scope.session.add(passage)
    scope.session.flush()
    return _revise(scope, hat, passage, each.text, "drafted", 0)


def _editable(scope: Scope, passage: Passage) -> tuple[Hat, Minutes]:
    hat = scope.require(Permission.MINUTES_KEEP, body_id=passage.body_id)
    minutes = locked(scope, scope.session.get_one(Minutes, passage.minutes_id))
    refuse_unless(minutes, "draft")
    return hat, minutes


def _revise(scope: Scope, hat: Hat, passage: Passage, text: str, kind: str, base: int) -> Passage:
    """Add a revision; the passage stands as it says. Its caller has locked the minutes."""
    scope.session.refresh(passage)
    if passage.revision != base:
        raise ClashError("A colleague changed this passage since you opened it.")
    if passage.revision and passage.text == text:
        return passage
    passage.text, passage.revision = text, base + 1
    row = PassageRevision(
        company_id=scope.company_id,
        area_id=passage.area_id,
        audience=passage.audience,
        passage_id=passage.id,
        number=base + 1,
        kind=kind,
        text=text,
        made_at=scope.now(),
        made_by_id=scope.visitor.person_id,
        made_by=scope.visitor.name,
        hat=hat.label,
    )
    scope.session.add(row)
    note(scope, hat, f"passage:{kind}", row, {"key": passage.key, "revision": row.number})
    note(scope, hat, "passage:revised", passage, {"key": passage.key})
    return passage


revise = _revise
"""A step of confirming: the meeting amends a passage of published minutes."""
