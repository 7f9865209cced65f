"""What the pages of meetings say beside what is kept."""

from collections.abc import Sequence
from datetime import time

from portal.kit.words import date_words, join_names, plural, time_words, weekday_date_words
from portal.meetings.models import Agenda
from portal.meetings.queries import AgendaView, ItemView
from portal.meetings.rules import PARAGRAPHS, STATES
from tenants.clock import CIVIL, civil_day
from tenants.scope import Scope


def here(scope: Scope, path: str = "") -> str:
    """The address of a page of this room, in the scope's company."""
    return f"/{scope.company.slug}/meetings/{path}"


def title_of(view: AgendaView) -> str:
    """ "Joint committee, 24 June 2019"."""
    return f"{view.sitting.title}, {date_words(view.sitting.on_day)}"


def facts_of(view: AgendaView) -> list[str]:
    """The grey line of facts below the title."""
    sitting = view.sitting
    weekday = weekday_date_words(sitting.on_day).partition(" ")[0]
    facts = [f"{weekday}, {sitting.starts_at}", sitting.venue or "Remotely"]
    if view.body.name.casefold() != sitting.title.casefold():
        facts.append(view.body.name)
    if view.main is not None and view.meeting.state == "published":
        day = civil_day(view.main.published_at)
        in_time = "in time" if day <= view.main.latest_on else "late"
        return [*facts, f"Agenda published on {date_words(day)}, {in_time}"]
    return [*facts, STATES[view.meeting.state]]


def deadline_words(view: AgendaView) -> str:
    """ "Register by 12 noon on Sunday 23 June 2019"; empty where the public cannot speak."""
    until = view.meeting.speaking_deadline
    if until is None:
        return ""
    local = until.astimezone(CIVIL)
    return f"Register by {time_of(local.hour, local.minute)} on {weekday_date_words(local.date())}"


def time_of(hour: int, minute: int) -> str:
    """A local time as an agenda prints it."""
    return time_words(time(hour, minute))


def agenda_title(agenda: Agenda, view: AgendaView) -> str:
    """ "Agenda"; "Supplementary agenda", numbered where there are several."""
    if agenda.sequence == 1:
        return "Agenda"
    several = len(view.agendas) > 2
    return f"Supplementary agenda{f' {agenda.sequence - 1}' if several else ''}"


def agenda_adds(agenda: Agenda, view: AgendaView) -> str:
    """What a later publication adds: "Adds item 12 and the report of item 7, which was …"."""
    found = [each for each in (view.of(number) for number in agenda.adds) if each is not None]
    new = [each.number for each in found if each.agenda is agenda]
    reports = [each.number for each in found if each.agenda is not agenda]
    parts = [_items(new)] if new else []
    if len(reports) == 1:
        parts.append(f"the report of {_items(reports)}, which was to follow")
    elif reports:
        parts.append(f"the reports of {_items(reports)}, which were to follow")
    return f"Adds {join_names(parts)}" if parts else ""


def _items(numbers: Sequence[int]) -> str:
    """ "item 7"; "items 7 and 12"."""
    named = join_names([str(number) for number in numbers])
    return f"{'item' if len(numbers) == 1 else 'items'} {named}"


def published_words(agenda: Agenda) -> str:
    """When it was published, and whether in time."""
    day = civil_day(agenda.published_at)
    said = f"Published on {weekday_date_words(day)}"
    if day <= agenda.latest_on:
        return f"{said}, in time"
    if agenda.late_because:
        return f"{said}, late: the last day in time was {weekday_date_words(agenda.latest_on)}"
    return said


def exemption_words(each: ItemView) -> str:
    """Why an item is taken while the public is excluded."""
    item = each.item
    if item.confidential:
        return "Confidential: it may not be disclosed (Local Government Act 1972, section 100A(3))"
    if not item.paragraphs:
        return ""
    said = join_names([f"{number} ({PARAGRAPHS[number]})" for number in item.paragraphs])
    several = len(item.paragraphs) > 1
    return f"Exempt by {'paragraphs' if several else 'paragraph'} {said} of Schedule 12A"


def left_words(view: AgendaView) -> str:
    """What no publication holds yet, for whoever arranges the meeting."""
    if view.main is None or not view.unpublished:
        return ""
    number = len(view.unpublished)
    verb = "is" if number == 1 else "are"
    return f"{plural(number, 'item')} {verb} not published yet"
