"""Publishing an agenda, in time or by the urgent route, and what that opens to whom.

Part I opens to the public: the items, and the papers of the matters among them (LGA 1972 s.100B).
What comes after the last day in time is taken only for the chair's reason, which is kept with it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from portal.audit.service import Json
from portal.consents.service import concluding
from portal.decisions import queries as decisions
from portal.decisions.models import Matter
from portal.decisions.service import publishing as decisions_publishing
from portal.kit.words import date_words, join_names, weekday_date_words
from portal.meetings import checks, queries
from portal.meetings.models import Agenda, AgendaItem, Meeting
from portal.meetings.notice import Clock
from portal.meetings.queries import AgendaView
from portal.meetings.records import note
from portal.meetings.rules import audience_of_agenda, meets_in_public
from portal.meetings.service.checks import MeetingError, clock_of, locked, refuse_over
from portal.search.service import Findable, index_again
from tenants.models import Body
from tenants.roles import Hat, Permission
from tenants.scope import Scope


@dataclass(frozen=True)
class Publication:
    """What is published: every item not published yet, and the reports of items that were to
    follow (their numbers). ``late_because`` is the chair's reason, where it comes too late."""

    late_because: str = ""
    reports: Collection[int] = ()


def publish(scope: Scope, meeting: Meeting, what: Publication) -> Agenda:
    """Publish the agenda; after that, a supplementary one with what was added since.

    Too late for the notice that the body owes, the first needs the chair's reason, and so does
    each item that was added since. Reports that were to follow need none: their items were on the
    agenda in time. Raises MeetingError, beside its field; nothing is written then.
    """
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=meeting.body_id)
    meeting = locked(scope, meeting)
    refuse_over(meeting)
    view = queries.agenda_of(scope, meeting)
    clock = clock_of(scope, view.body, view.sitting)
    _check(view, clock, what)
    _refuse_against(scope, view)
    agenda = _write(scope, hat, view, clock, what)
    items = [each.item for each in view.unpublished]
    audience = audience_of_agenda(view.body.kind)
    for item in items:
        item.agenda_id, item.audience = agenda.id, audience
        note(scope, hat, "item:published", item, {"number": item.number})
    if meeting.state == "planned":
        meeting.state = "published"
        if meeting.audience != audience:
            meeting.audience = audience
        note(scope, hat, "meeting:published", meeting, {"meeting": meeting.slug})
    ready = [item for item in items if not item.to_follow]
    followed = [each.item for each in view.awaited if each.number in what.reports]
    open_papers_of(scope, hat, view.body, [*ready, *followed])
    _let_find(scope, view, audience)
    return agenda


def _let_find(scope: Scope, view: AgendaView, audience: str) -> None:
    """Let search find the meeting by the items of Part I, whoever reads its agenda."""
    items = [f"{each.number} {each.item.title}" for each in view.part_one]
    index_again(
        scope,
        Findable(
            source="meeting",
            source_id=view.meeting.id,
            thing=f"meeting {view.meeting.id}",
            path=f"meetings/{view.meeting.slug}",
            title=f"{view.sitting.title}, {date_words(view.sitting.on_day)}",
            text="\n".join([view.sitting.venue, *items]),
            area_id=view.meeting.area_id,
            audience=audience,
        ),
    )


def _check(view: AgendaView, clock: Clock, what: Publication) -> None:
    if view.sitting.state == "closed" or view.sitting.on_day < clock.today:
        raise MeetingError("This meeting is over: nothing can be added to its agenda.")
    awaited = {each.number for each in view.awaited}
    if not set(what.reports) <= awaited:
        raise MeetingError("Choose only reports that were to follow.", "reports")
    if not view.unpublished and not what.reports:
        raise MeetingError("There is nothing to publish: list an item first.")
    if clock.late:
        _check_late(view, clock, what)


def _refuse_against(scope: Scope, view: AgendaView) -> None:
    """Raise MeetingError where another room says why an item cannot be published."""
    items = [each.item for each in view.unpublished]
    against = checks.against_publishing(scope, view.meeting, items)
    said = [f"Item {each.number}: {against[each.id]}" for each in items if each.id in against]
    if said:
        raise MeetingError(" ".join(said))


def _check_late(view: AgendaView, clock: Clock, what: Publication) -> None:
    by = weekday_date_words(clock.latest_on)
    if view.main is None and not what.late_because.strip():
        raise MeetingError(
            f"The last day to publish in time was {by}. Enter why the chair takes the agenda as a "
            "matter of urgency: the minutes and the pack will say so.",
            "late_because",
        )
    loose = _without_reason(view)
    if view.main is not None and loose and not what.late_because.strip():
        named = join_names([str(number) for number in loose])
        raise MeetingError(
            f"Items added after {by} are taken only as urgent. Enter the chair’s reason for "
            f"{'item' if len(loose) == 1 else 'items'} {named}.",
            "late_because",
        )


def _without_reason(view: AgendaView) -> Sequence[int]:
    return [
        each.number
        for each in view.unpublished
        if each.item.state == "listed" and not each.item.urgent_because
    ]


def _write(scope: Scope, hat: Hat, view: AgendaView, clock: Clock, what: Publication) -> Agenda:
    meeting = view.meeting
    adds = sorted({*(each.number for each in view.unpublished), *what.reports})
    agenda = Agenda(
        company_id=meeting.company_id,
        area_id=meeting.area_id,
        audience=audience_of_agenda(view.body.kind),
        meeting_id=meeting.id,
        body_id=meeting.body_id,
        sequence=len(view.agendas) + 1,
        kind="supplementary" if view.agendas else "main",
        published_at=scope.now(),
        published_by=scope.visitor.name,
        published_hat=hat.label,
        latest_on=clock.latest_on,
        late_because=what.late_because.strip() if clock.late else "",
        adds=adds,
    )
    scope.session.add(agenda)
    payload: dict[str, Json] = {
        "meeting": meeting.slug,
        "sequence": agenda.sequence,
        "adds": [*adds],
        "late": clock.late,
    }
    note(scope, hat, "agenda:published", agenda, payload)
    return agenda


def open_papers_of(scope: Scope, hat: Hat, body: Body, items: Sequence[AgendaItem]) -> None:
    """Open what is public of the matters listed in Part I: never those of Part II or withdrawn.

    A company's own body sends its papers to its members alone.
    """
    for item in items if meets_in_public(body.kind) else ():
        if item.matter_id is None or item.part != 1 or item.state != "listed":
            continue
        matter = decisions.locked(scope, scope.session.get_one(Matter, item.matter_id))
        decisions_publishing.open_papers(scope, hat, matter)
        if matter.part_of_id is not None:
            whole = decisions.locked(scope, scope.session.get_one(Matter, matter.part_of_id))
            concluding.open_to_public(scope, hat, whole)
