"""What the pages of meetings say beside what is kept."""

from portal.kit.words import date_words, weekday_date_words
from portal.meetings.queries import AgendaView
from portal.meetings.rules import STATES
from tenants.scope import Scope


def here(scope: Scope, path: str = "") -> str:
    """The address of a page of this room, in the scope's company."""
    return f"/{scope.company.slug}/meetings/{path}"


def title_of(view: AgendaView) -> str:
    """ "Joint committee, 24 June 2019"."""
    return f"{view.sitting.title}, {date_words(view.sitting.on_day)}"


def facts_of(view: AgendaView) -> list[str]:
    """The grey line of facts below the title."""
    sitting, meeting = view.sitting, view.meeting
    where = sitting.venue or "Remotely"
    day = weekday_date_words(sitting.on_day)
    facts = [view.body.name, f"{day}, {sitting.starts_at}", where, STATES[meeting.state]]
    if view.main is not None:
        facts.append(f"Published on {date_words(view.main.published_at.date())}")
    return facts
