"""What was recorded of a meeting, read from the rooms that keep it, as facts to draft from.

The number of queries is the same however many items, matters and members there are.
"""

from collections.abc import Sequence
from datetime import datetime, time

from portal.actions import arisen
from portal.actions.arisen import ArisenLine
from portal.actions.models import ArisenAction, ArisenEntry
from portal.chamber import queries as chamber
from portal.chamber import rules
from portal.chamber.models import Movement, Proceeding
from portal.decisions.models import Matter, Sitting
from portal.decisions.queries import seating
from portal.decisions.standing import SeatView
from portal.kit.words import date_words
from portal.meetings import queries as meetings
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.queries import AgendaView
from portal.minutes import queries
from portal.minutes.amendments import in_words
from portal.minutes.facts import Action, Arising, Facts, Item, Last, Pause, Seated
from portal.minutes.facts import Movement as Moved
from portal.minutes.matters import Business, business_of
from tenants.clock import CIVIL
from tenants.scope import Scope


def facts_of(scope: Scope, meeting: Meeting) -> Facts:
    """All that was recorded of a meeting, as far as its clerk may read it."""
    agenda = meetings.agenda_of(scope, meeting)
    sitting = agenda.sitting
    happened = chamber.proceedings(scope, meeting.id)
    seats = seating.seats(scope, sitting)
    business = business_of(scope, agenda, chamber.motions(scope, meeting.id))
    actions = arisen.of_meeting(scope, meeting.id)
    vacant = seating.vacancies(scope, agenda.body.id, seats)
    closed = rules.last_at(happened, "closed")
    return Facts(
        company=scope.company.name,
        body=agenda.body.name,
        title=sitting.title,
        on_day=sitting.on_day,
        starts_at=sitting.starts_at,
        venue=sitting.venue or "Remotely",
        seats=[_seated(seat, _chair(happened)) for seat in seats],
        items=[
            *(_item(each.item, business, happened, actions) for each in agenda.items),
            *(_unlisted(each, business) for each in business.before.loose if business.opened(each)),
        ],
        clerk=meeting.clerk_name,
        attending=[name for name, _ in seating.also_there(scope, sitting)],
        vacant=[(scope.area(area).name, number) for area, number in vacant.items()],
        opened=_clock(rules.first_at(happened, "opened")),
        closed=_clock(closed),
        movements=_movements(scope, agenda, happened),
        pauses=[_pause(each) for each in rules.breaks(happened)],
        last=last_minutes(scope, meeting),
        arising=arising_at(scope, sitting, meeting.body_id, closed or scope.now()),
        accent=scope.company.accent,
    )


def last_minutes(scope: Scope, meeting: Meeting) -> list[Last]:
    """What this meeting did with the minutes of earlier ones."""
    return [
        Last(each.sitting.title, each.sitting.on_day, amendments_in_words(scope, each))
        for each in queries.confirmed_by(scope, meeting.id)
    ]


def amendments_in_words(scope: Scope, kept: queries.Kept) -> list[str]:
    """What was amended in minutes between their publication and their confirmation."""
    before = queries.published_texts(scope, kept.minutes.id)
    return [
        f"{passage.heading}: {words}."
        for passage in queries.passages_of(scope, kept.minutes)
        if passage.part == 1
        for words in in_words(before.get(passage.id, ""), passage.text)
    ]


def arising_at(scope: Scope, sitting: Sitting, body_id: int, moment: datetime) -> list[Arising]:
    """What arises at a meeting of a body: the actions of earlier ones, as each stood at a moment.

    Those completed before the meeting before this one were reported there.
    """
    since = queries.day_before(scope, body_id, sitting.on_day)
    lines = arisen.arising(scope, body_id, sitting.on_day, since)
    told = arisen.told_until(scope, lines, moment)
    return [_arising(line.action, told.get(line.id)) for line in lines]


def _arising(action: ArisenAction, entry: ArisenEntry | None) -> Arising:
    status = arisen.status_words(entry.status if entry else "")
    note = entry.note if entry else ""
    return Arising(action.words, action.source, action.lead, action.by, status, note)


def _seated(seat: SeatView, chair: int | None) -> Seated:
    return Seated(
        seat.name,
        seat.area.name,
        seat.title,
        bool(seat.present),
        seat.instead_of,
        seat.remote,
        seat.appointment_id == chair,
    )


def _chair(happened: Sequence[Proceeding]) -> int | None:
    chairs = [row.appointment_id for row in happened if row.kind == "presided"]
    return chairs[-1] if chairs else None


def _item(
    item: AgendaItem,
    business: Business,
    happened: Sequence[Proceeding],
    actions: Sequence[ArisenLine],
) -> Item:
    began = [row.at for row in happened if row.kind == "began" and row.item_id == item.id]
    of_item = [line.action for line in actions if line.action.item_id == item.id]
    return Item(
        number=str(item.number),
        title=item.title,
        code=_code(item),
        part=item.part,
        withdrawn_because=item.withdrawn_because if item.state == "withdrawn" else None,
        urgent_because=item.urgent_because,
        paragraphs=item.paragraphs,
        public_interest=item.public_interest,
        confidential=item.confidential,
        presenter=item.presenter,
        began=_clock(began[0] if began else None),
        actions=[Action(each.number, each.words, each.lead, each.by) for each in of_item],
        amendments=business.amendments(item),
        **business.of(item),
    )


def _unlisted(matter: Matter, business: Business) -> Item:
    """A matter that no item put before the meeting: what was done with it is minuted all the
    same."""
    return Item(number="", title=matter.title, slug=matter.slug, **business.done(matter))


def _code(item: AgendaItem) -> str:
    return item.code or (item.kind if item.kind in ("minutes", "arising") else "")


def _movements(scope: Scope, agenda: AgendaView, happened: Sequence[Proceeding]) -> list[Moved]:
    numbers = {each.item.id: str(each.number) for each in agenda.items}
    rows: Sequence[Movement] = chamber.movements(scope, agenda.meeting.id)
    opened = rules.first_at(happened, "opened")
    return [
        Moved(row.name, _local(row.at), row.present, numbers.get(row.item_id or 0, ""))
        for row in rules.came_and_left(rows, opened)
    ]


def _pause(each: rules.Break) -> Pause:
    return Pause(_local(each.begins), _clock(each.ends), each.because)


def _local(moment: datetime) -> time:
    return moment.astimezone(CIVIL).time().replace(second=0, microsecond=0)


def _clock(moment: datetime | None) -> time | None:
    return _local(moment) if moment is not None else None


def source_words(agenda: AgendaView, number: int) -> str:
    """ "Joint committee, 24 June 2019, item 7"."""
    return f"{agenda.body.name}, {date_words(agenda.sitting.on_day)}, item {number}"
