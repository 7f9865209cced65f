"""Verbs of minutes that are finished: published as a draft, amended and confirmed, signed.

Minutes are signed at the same or the next meeting by whoever presides over it (Local Government
Act 1972, Schedule 12, paragraph 41). Afterwards nothing of them changes.
"""

from portal.actions import arising
from portal.audit.service import Json
from portal.chamber import queries as chamber
from portal.kit.words import date_words
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.rules import audience_of_agenda
from portal.minutes import apart, queries
from portal.minutes.models import Minutes, Passage
from portal.minutes.records import note
from portal.minutes.sealing import digest_of
from portal.minutes.service.checks import MinutesError, check_text, locked, refuse_unless
from portal.minutes.service.keeping import pending, revise
from portal.search.service import Findable, index_again
from tenants.models import Body
from tenants.roles import Hat, Permission
from tenants.scope import Scope

SEARCH_SOURCE = "minutes"
"""What the index of texts calls the minutes' own."""


def publish(scope: Scope, minutes: Minutes) -> Minutes:
    """Publish the draft: to everybody for a council's body or a joint committee, to whoever reads
    what is submitted for a body of the company. What was exempt stays apart.

    Raises MinutesError while something recorded since waits to be settled, and before the meeting
    is closed.
    """
    hat = scope.require(Permission.MINUTES_KEEP, body_id=minutes.body_id)
    minutes = locked(scope, minutes)
    refuse_unless(minutes, "draft")
    meeting, sitting = queries.meeting_called(scope, minutes.meeting_id)
    if sitting.state != "closed":
        raise MinutesError("Close the meeting first: minutes are published of what is over.")
    if pending(scope, minutes, meeting):
        raise MinutesError(
            "More was recorded since these minutes were drafted. Draft them again, and settle each "
            "passage that waits."
        )
    body = scope.session.get_one(Body, minutes.body_id)
    audience = audience_of_agenda(body.kind)
    for passage in queries.passages_of(scope, minutes):
        _publish(scope, hat, passage, audience)
    minutes.state, minutes.audience = "published", audience
    minutes.published_at = scope.now()
    minutes.published_by, minutes.published_hat = scope.visitor.name, hat.label
    arising.open_with_minutes(scope, hat, meeting.id, audience)
    let_find(scope, minutes)
    note(scope, hat, "minutes:published", minutes, {"meeting": meeting.slug})
    return minutes


def amend(scope: Scope, passage: Passage, text: str, *, base: int) -> Passage:
    """Record how the meeting that confirms has a passage read instead. What was published stays
    beside it. Raises MinutesError unless they are published and not yet confirmed."""
    hat = scope.require(Permission.MINUTES_KEEP, body_id=passage.body_id)
    minutes = locked(scope, scope.session.get_one(Minutes, passage.minutes_id))
    refuse_unless(minutes, "published")
    _refuse_without_meeting(scope, minutes)
    revise(scope, hat, passage, check_text(text), "amended", base)
    let_find(scope, minutes)
    return passage


def confirm(scope: Scope, minutes: Minutes, meeting: Meeting, item: AgendaItem) -> Minutes:
    """Record that a later meeting of the body confirmed the minutes, as amended where they were.

    They are sealed by their digest. Raises MinutesError for a meeting that cannot confirm them.
    """
    hat = scope.require(Permission.MINUTES_KEEP, body_id=minutes.body_id)
    minutes = locked(scope, minutes)
    refuse_unless(minutes, "published")
    possible = {(each.id, found.id) for each, _, found in _confirming(scope, minutes)}
    if (meeting.id, item.id) not in possible:
        raise MinutesError("Choose a later meeting of this body, and its item for minutes.")
    passages = _all_passages(scope, minutes)
    minutes.state, minutes.confirmed_at = "confirmed", scope.now()
    minutes.confirmed_by = scope.visitor.name
    minutes.confirmed_meeting_id, minutes.confirmed_item_id = meeting.id, item.id
    minutes.digest = digest_of(passages)
    amended: list[Json] = [each.key for each in passages if each.revision != each.published]
    said: dict[str, Json] = {"at": meeting.slug, "digest": minutes.digest, "amended": amended}
    note(scope, hat, "minutes:confirmed", minutes, said)
    return minutes


def sign(scope: Scope, minutes: Minutes) -> Minutes:
    """Sign confirmed minutes, as whoever presided over the meeting that confirmed them.

    Raises MinutesError for anybody else, and for minutes that are not confirmed or signed already.
    """
    hat = scope.require(Permission.VOTE_CAST, body_id=minutes.body_id)
    minutes = locked(scope, minutes)
    if minutes.state != "confirmed" or minutes.confirmed_meeting_id is None:
        raise MinutesError("The next meeting confirms these minutes before they are signed.")
    if minutes.signed_at is not None:
        raise MinutesError("These minutes are signed already.")
    if presided_by(scope, minutes.confirmed_meeting_id) != scope.person_id:
        raise MinutesError(
            "Whoever presided over the meeting that confirmed these minutes signs them (Local "
            "Government Act 1972, Schedule 12, paragraph 41)."
        )
    minutes.signed_at, minutes.signed_by = scope.now(), scope.visitor.name
    minutes.signed_hat = hat.label
    note(scope, hat, "minutes:signed", minutes, {"digest": minutes.digest})
    return minutes


def presided_by(scope: Scope, meeting_id: int) -> int | None:
    """The person who presided over a meeting; None where it was not recorded."""
    rows = [row for row in chamber.proceedings(scope, meeting_id) if row.kind == "presided"]
    return rows[-1].person_id if rows else None


def let_find(scope: Scope, minutes: Minutes) -> None:
    """Let search find the passages of Part I, as they stand, by whoever may read them."""
    meeting, sitting = queries.meeting_called(scope, minutes.meeting_id)
    passages = [each for each in queries.passages_of(scope, minutes) if each.part == 1]
    index_again(
        scope,
        Findable(
            source=SEARCH_SOURCE,
            source_id=minutes.id,
            thing=f"minutes {minutes.id}",
            path=f"meetings/{meeting.slug}/minutes",
            title=f"Minutes: {sitting.title}, {date_words(sitting.on_day)}",
            text="\n".join(f"{each.heading}\n{each.text}" for each in passages),
            area_id=minutes.area_id,
            audience=minutes.audience,
        ),
    )


def _publish(scope: Scope, hat: Hat, passage: Passage, audience: str) -> None:
    """Open a passage with the revision it stands at; earlier ones stay with the body."""
    passage.published = passage.revision
    if passage.part == 1:
        passage.audience = audience
        last = queries.revisions_of(scope, [passage.id])[passage.id][-1]
        last.audience = audience
        note(scope, hat, "passage:opened", last)
    note(scope, hat, "passage:published", passage, {"key": passage.key})


def _all_passages(scope: Scope, minutes: Minutes) -> list[Passage]:
    """Every passage, those apart too: the seal is over all of them."""
    items = [each.item_id for each in queries.passages_of(scope, minutes) if each.item_id]
    apart.let_in(scope, items)
    return list(queries.passages_of(scope, minutes))


def _confirming(scope: Scope, minutes: Minutes) -> list[tuple[Meeting, object, AgendaItem]]:
    meeting, sitting = queries.meeting_called(scope, minutes.meeting_id)
    body = scope.session.get_one(Body, minutes.body_id)
    return [*queries.confirming(scope, queries.Kept(minutes, meeting, sitting, body))]


def _refuse_without_meeting(scope: Scope, minutes: Minutes) -> None:
    if not _confirming(scope, minutes):
        raise MinutesError(
            "A later meeting amends these minutes, under its item for minutes: none has sat yet."
        )
