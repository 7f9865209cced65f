"""All that a meeting's page shows beside its agenda, gathered once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from portal.decisions import queries as decisions
from portal.decisions.models import Matter
from portal.decisions.standing import SeatView
from portal.kit.words import plural
from portal.meetings import queries
from portal.meetings.notice import Clock
from portal.meetings.pages.calendar import InTheWay, in_the_way_of
from portal.meetings.pages.clock import ShownDay, strip
from portal.meetings.queries import AgendaView, members
from portal.meetings.service.checks import clock_of
from tenants.models import Area
from tenants.roles import Permission, Role
from tenants.scope import Scope


@dataclass(frozen=True)
class CouncilSeats:
    """The members whom one council appointed."""

    area: Area
    seats: Sequence[SeatView]
    host: bool

    @property
    def facts(self) -> str:
        """ "3, its co-chair is host"."""
        chairs = [seat for seat in self.seats if seat.role is Role.CO_CHAIR]
        return f"{len(self.seats)}{', its co-chair presides' if self.host and chairs else ''}"


@dataclass(frozen=True)
class MeetingPage:
    """What the page shows; ``offered`` is for whoever arranges it, and empty for all others."""

    view: AgendaView
    clock: Clock
    councils: Sequence[CouncilSeats]
    offered: Sequence[Matter]
    arranges: bool
    in_the_way: Sequence[InTheWay] = ()
    """What clashes with it, for whoever arranges it, until it is published."""

    @property
    def strip(self) -> list[list[ShownDay]]:
        """The days of the clock, while anything is still to be published."""
        return strip(self.clock) if self.counts else []

    @property
    def counts(self) -> bool:
        """Whether the clock still runs: the first publication is to come."""
        return self.view.main is None and self.view.meeting.state == "planned"

    @property
    def publishes(self) -> str:
        """What its clerk can publish now, in words; nothing where there is nothing."""
        if not self.arranges or self.view.meeting.state not in ("planned", "published"):
            return ""
        if self.view.main is None:
            return "Publish agenda"
        loose = self.view.unpublished or self.view.awaited
        return "Publish supplementary agenda" if loose else ""

    @property
    def changes(self) -> bool:
        """Whether its agenda can still be changed by this reader."""
        return self.arranges and self.view.meeting.state in ("planned", "published")

    @property
    def quorum(self) -> str:
        """ "3 members, at least 1 from each council"."""
        body = self.view.body
        if not body.quorum:
            return ""
        each = body.quorum_per_council
        return plural(body.quorum, "member") + (
            f", at least {each} from each council" if each else ""
        )

    @property
    def counts_words(self) -> str:
        """ "10 items in public, 1 in Part II"."""
        items = plural(len(self.view.part_one), "item")
        second = len(self.view.part_two)
        return f"{items} in public" + (f", {second} in Part II" if second else "")


def gather(scope: Scope, view: AgendaView) -> MeetingPage:
    """What the page of a meeting shows: two queries, and three more for its clerk."""
    arranges = scope.may(Permission.MEETING_ARRANGE, body_id=view.body.id)
    seats = decisions.seats(scope, view.sitting)
    councils = [
        CouncilSeats(area, list(held), area.area_id == view.meeting.host_council_id)
        for area, held in groupby(seats, key=lambda seat: seat.area)
    ]
    offered = queries.offered(scope, view) if arranges else []
    clock = clock_of(scope, view.body, view.sitting)
    in_the_way = _in_the_way(scope, view) if arranges and view.meeting.state == "planned" else []
    return MeetingPage(view, clock, councils, offered, arranges, in_the_way)


def _in_the_way(scope: Scope, view: AgendaView) -> list[InTheWay]:
    day = view.sitting.on_day
    lines = queries.between(scope, day, day)
    needed = members.needed_by(scope, {line.body_id for line in lines}, day)
    return in_the_way_of(view.meeting.id, lines, needed, scope.councils)
