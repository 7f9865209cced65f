"""The pack of a meeting's minutes: front sheet, then Part I as it was published or confirmed."""

from dataclasses import replace

from portal.jobs.kinds import JobError
from portal.kit.words import date_words
from portal.meetings import queries as meetings
from portal.meetings.models import Meeting
from portal.minutes import queries
from portal.minutes.document import DRAFT, Head, as_document
from portal.minutes.models import Minutes, Passage
from portal.packs.content import MINUTES, Line, PackContent, PaperContent
from portal.packs.front import front_of
from portal.packs.models import Pack
from tenants.clock import civil_day
from tenants.scope import Scope

SLUGS = {"published": "minutes-draft", "confirmed": "minutes"}
"""The address of the pack, by the state of the minutes."""


class _Said:
    """A passage as the pack prints it."""

    def __init__(self, passage: Passage, text: str) -> None:
        self.heading, self.text, self.part = passage.heading, text, passage.part


def gather(scope: Scope, pack: Pack) -> PackContent:
    """The content of a minutes pack. Raises JobError where there are no published minutes."""
    meeting = scope.session.get_one(Meeting, pack.meeting_id)
    minutes = queries.minutes_of(scope, meeting.id)
    if minutes is None or minutes.published_at is None:
        raise JobError("These minutes are not published.")
    view = meetings.agenda_of(scope, meeting)
    state, day = _state(scope, pack, minutes)
    texts = queries.published_texts(scope, minutes.id)
    confirmed = pack.slug == SLUGS["confirmed"]
    held = [
        _Said(each, each.text if confirmed else texts.get(each.id, each.text))
        for each in queries.passages_of(scope, minutes)
    ]
    sitting = view.sitting
    head = Head(
        scope.company.name,
        view.body.name,
        sitting.on_day,
        sitting.starts_at,
        sitting.venue,
        state,
        scope.company.accent,
    )
    document = as_document(head, held)
    line = Line(0, 1, document.title, papers=(PaperContent(document),), heading="Minutes")
    return PackContent(
        kind=MINUTES,
        front=replace(front_of(scope, view, None), published=day),
        lines=(line,),
        made_on=civil_day(minutes.published_at),
        accent=scope.company.accent,
    )


def _state(scope: Scope, pack: Pack, minutes: Minutes) -> tuple[str, str]:
    """How far the minutes have come, in words, and since when."""
    if pack.slug != SLUGS["confirmed"] or minutes.confirmed_at is None:
        at = minutes.published_at or scope.now()
        return DRAFT, date_words(civil_day(at))
    day = date_words(civil_day(minutes.confirmed_at))
    return f"Minutes as confirmed on {day}", day
