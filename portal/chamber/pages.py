"""What the screens of a meeting show, made from its course. No I/O, but for where a page stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.chamber.models import Motion
from portal.chamber.queries import Course
from portal.decisions.models import Recommendation
from portal.decisions.pages import CouncilProgress, progress
from portal.decisions.standing import SeatView
from portal.kit.digests import digest
from portal.kit.words import date_words, time_words
from portal.meetings.models import Meeting
from portal.web.frame import Frame, place
from tenants.audiences import PUBLIC
from tenants.clock import CIVIL
from tenants.models import Area
from tenants.scope import Scope
from tenants.settings import COMPANY_KINDS

STATES = {
    "planned": "Not opened yet",
    "open": "Open",
    "adjourned": "Adjourned",
    "closed": "Closed",
}


@dataclass(frozen=True)
class CouncilHere:
    """The seats of one council: who is there, who is not."""

    area: Area
    seats: Sequence[SeatView]
    vacant: int

    @property
    def present(self) -> list[SeatView]:
        return [seat for seat in self.seats if seat.present]

    @property
    def words(self) -> str:
        """ "2 of 3 present"."""
        return f"{len(self.present)} of {len(self.seats) + self.vacant} present"


@dataclass(frozen=True)
class Minuted:
    """What will be, or is, minuted of a recommendation."""

    letter: str
    sentence: str


@dataclass(frozen=True)
class OnScreen:
    """What the room may read: public words alone, and no names of who voted how."""

    title: str
    number: str
    closed_to_public: bool
    recommendation: str
    letter: str
    progress: Sequence[CouncilProgress]
    sentence: str
    following: str


def here(scope: Scope, meeting: Meeting, path: str = "chamber") -> str:
    """The address of a page of a meeting in its course."""
    return f"/{scope.company.slug}/meetings/{meeting.slug}/{path}"


def put(scope: Scope, course: Course, words: str, *more: str) -> Frame:
    """Say where a page of this meeting stands."""
    base = f"/{scope.company.slug}/meetings/"
    title = f"{course.sitting.title}, {date_words(course.sitting.on_day)}"
    chamber = (words, here(scope, course.meeting) if more else None)
    crumbs = [("Meetings", base), (title, f"{base}{course.meeting.slug}"), chamber]
    found = place(*crumbs, *((each, None) for each in more))
    found.current = "meetings.index"
    return found


def facts(course: Course) -> list[str]:
    """The grey line under the title."""
    state = STATES[course.sitting.state]
    pause = course.pause
    if pause is not None:
        state = f"Adjourned since {time_words(pause.begins.astimezone(CIVIL).time())}"
    chair = course.presiding
    presides = f"{chair.name} in the chair" if chair else "Nobody in the chair yet"
    return [date_words(course.sitting.on_day), course.sitting.starts_at, state, presides]


def councils(course: Course) -> list[CouncilHere]:
    """Who is here, council by council."""
    return [
        CouncilHere(
            area,
            [seat for seat in course.seats if seat.area.area_id == area.area_id],
            course.vacancies.get(area.area_id, 0),
        )
        for area in course.owners
    ]


def voting(course: Course) -> Recommendation | None:
    """The recommendation being voted on now, of the item that is being taken."""
    return course.standing.open_recommendation if course.standing else None


def pips(course: Course) -> list[CouncilProgress]:
    """How many of each council have voted; none while no vote is open."""
    open_now = voting(course)
    if course.standing is None or open_now is None:
        return []
    return progress(course.standing, open_now)


def minuted(course: Course) -> list[Minuted]:
    """What will be minuted of the open vote, and what is of those closed on this item."""
    standing = course.standing
    if standing is None:
        return []
    closed = [
        Minuted(each.letter, each.sentence or "")
        for each in standing.recommendations
        if each.state == "closed"
    ]
    open_now = standing.open_recommendation
    if open_now is None:
        return closed
    return [Minuted(open_now.letter, standing.outcome(open_now, closed=True).sentence), *closed]


def on_screen(course: Course) -> OnScreen:
    """What the screen in the room says: of an item of Part II its public title alone."""
    now = course.now
    if now is None:
        following = _titled(course)
        return OnScreen("", "", False, "", "", (), "", following)
    shut = now.item.part == 2
    open_now = None if shut else voting(course)
    last = None if shut or open_now else _last_closed(course)
    shown = open_now or last
    return OnScreen(
        title=now.item.title,
        number=str(now.number),
        closed_to_public=shut,
        recommendation=_public_words(course, shown),
        letter=shown.letter if shown else "",
        progress=pips(course) if open_now else (),
        sentence=(last.sentence or "") if last else "",
        following=_titled(course),
    )


def fingerprint(course: Course) -> str:
    """Changes when a screen has something new to say; keeps still otherwise."""
    standing = course.standing
    open_now = voting(course)
    voted = standing.votes_on(open_now) if standing and open_now else {}
    hands = standing.hands_on(open_now) if standing and open_now else {}
    return digest(
        [
            course.sitting.state,
            [row.id for row in course.proceedings],
            [[s.appointment_id, bool(s.present), bool(s.bar), s.words] for s in course.seats],
            [[row.id, row.outcome] for row in course.motions],
            [each.state for each in standing.recommendations] if standing else [],
            [[vote.id, vote.choice] for vote in voted.values()],
            [list(each) for each in hands.values()],
        ]
    )[:12]


def moved_words(motion: Motion) -> str:
    """ "Moved by Ana Reed, seconded by Ben Poe"."""
    seconded = f", seconded by {motion.seconder}" if motion.seconder else ""
    return f"Moved by {motion.mover}{seconded}"


def _titled(course: Course) -> str:
    found = course.following
    return f"{found.number}. {found.item.title}" if found else ""


def _last_closed(course: Course) -> Recommendation | None:
    closed = [
        each
        for each in (course.standing.recommendations if course.standing else ())
        if each.closed_at is not None
    ]
    return max(closed, key=lambda each: (each.closed_at, each.letter), default=None)


def _public_words(course: Course, recommendation: Recommendation | None) -> str:
    """The words of a recommendation, where the public may read them; a company's own body shows
    its members what it votes on."""
    if recommendation is None:
        return ""
    own = course.body.kind in COMPANY_KINDS
    return recommendation.text if own or recommendation.audience == PUBLIC else ""
