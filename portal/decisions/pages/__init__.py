"""What the pages of this room show, made from a matter's standing. No I/O, no Flask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.decisions.models import Matter, Recommendation
from portal.decisions.pages.entries import Entry as Entry
from portal.decisions.pages.entries import entry as entry
from portal.decisions.pages.entries import moment_words as moment_words
from portal.decisions.pages.voted import corrected
from portal.decisions.pages.voted import manner_words as manner_words
from portal.decisions.pages.voted import named_votes as named_votes
from portal.decisions.standing import (
    OUTCOMES,
    RESULTS,
    VERBS,
    SeatView,
    Standing,
    decided_sentence,
    ended_sentence,
)
from portal.kit.words import date_words, join_names, plural
from tenants.models import Area
from tenants.roles import Role

FINISHED = {
    "carried": "Carried",
    "lost": "Not carried",
    "tied": "Tied",
    "inquorate": "Inquorate",
}


@dataclass(frozen=True)
class Step:
    """Where one recommendation stands, for the row of steps."""

    letter: str
    state: str
    words: str
    href: str | None
    current: bool


@dataclass(frozen=True)
class Lane:
    """One council: who sits for it, and what it said to each recommendation."""

    name: str
    slug: str
    body: str
    state: str
    verdict: str
    rows: list[tuple[str, str]]
    stale: None = None
    action: None = None


@dataclass(frozen=True)
class CouncilProgress:
    """How many members of a council who are there have voted, never who."""

    name: str
    slug: str
    voted: int
    seats: int


@dataclass(frozen=True)
class CouncilSeats:
    """The seats of one council, for the register of attendance."""

    area: Area
    seats: list[SeatView]


def steps(
    standing: Standing, current: str = "", base: str = "", *, voting: bool = False
) -> list[Step]:
    """The recommendations in a row; for voters each leads to its ballot below ``base``."""
    following = next((each for each in standing.recommendations if each.state == "waiting"), None)
    found = []
    for each in standing.recommendations:
        here = each.letter == current
        href = f"{base}/vote/{each.letter}" if voting and not here else None
        found.append(Step(f"({each.letter})", *_state(each, following), href, here))
    return found


def _state(each: Recommendation, following: Recommendation | None) -> tuple[str, str]:
    if each.state == "closed":
        return each.result or "closed", FINISHED[each.result or "inquorate"]
    if each.state == "open":
        return "open", "Open"
    return ("next", "Next") if each is following else ("waiting", "Waiting")


def progress(standing: Standing, recommendation: Recommendation) -> list[CouncilProgress]:
    """The pips of a vote: by council, voted of those present who take part; of a closed one as it
    was counted, whoever came or left since."""
    if recommendation.state == "closed" and recommendation.tally is not None:
        return [_counted(each) for each in recommendation.tally]
    there = [seat for seat in standing.rule_seats(recommendation) if seat.counts]
    found = []
    for area in standing.owners:
        held = [seat for seat in there if seat.council == area.name]
        voted = sum(seat.choice is not None for seat in held)
        found.append(CouncilProgress(area.name, area.slug, voted, len(held)))
    return found


def _counted(tally: Mapping[str, Any]) -> CouncilProgress:
    voted = sum(tally[choice] for choice in ("for", "against", "abstain"))
    return CouncilProgress(tally["name"], tally["slug"], voted, voted + tally["silent"])


def lanes(standing: Standing) -> list[Lane]:
    """One lane per council, with what it said to each recommendation, once closed."""
    return [_lane(standing, area) for area in standing.owners]


def _lane(standing: Standing, area: Area) -> Lane:
    seats = _of_area(standing.seats, area)
    chairs = [seat.name for seat in seats if seat.role == Role.CO_CHAIR]
    body = f"Co-chair: {join_names(chairs)}" if chairs else standing.body.name
    rows = [("Members", join_names([s.name for s in seats]) or "No seat is filled")]
    rows += [(f"On ({each.letter})", _said(each, area)) for each in standing.recommendations]
    return Lane(area.name, area.slug, body, *_verdict(standing, area, seats), rows)


def _said(recommendation: Recommendation, area: Area) -> str:
    """What a council said to one recommendation, in words, without its name in front."""
    for name, sentence in recommendation.per_council or []:
        if name == area.name:
            words = sentence.removeprefix(f"{name}: ")
            return words[:1].upper() + words[1:]
    return "Being voted on" if recommendation.state == "open" else "Not voted on yet"


def _verdict(standing: Standing, area: Area, seats: Sequence[SeatView]) -> tuple[str, str]:
    closed = [each for each in standing.recommendations if each.state == "closed"]
    if not closed:
        here = sum(bool(seat.present) for seat in seats)
        marked = any(seat.present is not None for seat in seats)
        words = f"{here} of {plural(len(seats), 'member')} present" if marked else "Yet to meet"
        return "waiting", words
    undecided = [f"({e.letter})" for e in closed if e.result == "inquorate"]
    decided = [each for each in closed if each.result != "inquorate"]
    against = [f"({e.letter})" for e in decided if not _said(e, area).endswith(" agrees")]
    if against:
        return "lost", f"Does not agree to {join_names(against)}"
    if undecided:
        return "inquorate", f"No decision on {join_names(undecided)}"
    if len(closed) == len(standing.recommendations):
        return "carried", "Agrees to all" if len(closed) > 1 else "Agrees"
    return "carried", f"Agrees to {join_names([f'({each.letter})' for each in closed])}"


def tally_rows(recommendation: Recommendation) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The count as kept at closing, by council, and its totals; names as the table reads them."""
    rows = [
        {
            "name": each["name"],
            "slug": each["slug"],
            "for_": each["for"],
            "against": each["against"],
            "abstained": each["abstain"],
            "absent": each["absent"],
        }
        for each in recommendation.tally or []
    ]
    counts = ("for_", "against", "abstained", "absent")
    return rows, {name: sum(int(row[name]) for row in rows) for name in counts}


def can_vote(standing: Standing, area: Area) -> int:
    """How many members of a council are there and take part."""
    return len(_of_area(standing.voters, area))


def attendance(standing: Standing) -> list[CouncilSeats]:
    """The seats by council, for marking who is there."""
    return [CouncilSeats(area, _of_area(standing.seats, area)) for area in standing.owners]


def record(standing: Standing) -> list[Entry]:
    """Who did what to the matter, when and under which hat, the newest first."""
    matter = standing.matter
    asked = f"Version {matter.version_number} submitted under matter {matter.submitted_number}"
    entries = [
        entry(
            matter.submitted_at,
            matter.submitted_by,
            matter.submitted_hat,
            asked,
            digest=matter.version_digest or "",
        )
    ]
    if matter.settled_at is not None:
        what = f"Citation settled: matter {matter.settled_number}"
        settled_by, hat = matter.settled_by or "", matter.settled_hat or ""
        entries.append(entry(matter.settled_at, settled_by, hat, what))
    entries += _ending(matter)
    closed = [each for each in standing.recommendations if each.closed_at is not None]
    entries += [_closing(each) for each in closed]
    entries += corrected(standing)
    if matter.decided_at is not None and closed:
        last = max(closed, key=lambda each: (each.closed_at or matter.decided_at, each.letter))
        what = decided_sentence(matter, standing.recommendations)
        last_entry = entry(
            matter.decided_at,
            last.closed_by or "",
            last.closed_hat or "",
            what,
            digest=matter.version_digest or "",
        )
        entries.append(last_entry)
    return sorted(entries, key=lambda each: each.datetime, reverse=True)


def _ending(matter: Matter) -> list[Entry]:
    """That it was deferred or withdrawn, where it was."""
    if matter.ended_because is None or matter.decided_at is None:
        return []
    who, hat = matter.ended_by or "", matter.ended_hat or ""
    return [entry(matter.decided_at, who, hat, ended_sentence(matter))]


def _closing(each: Recommendation) -> Entry:
    what = f"Vote on ({each.letter}) closed. {each.sentence}"
    moment = each.closed_at
    if moment is None:
        raise ValueError(f"The vote on ({each.letter}) has not closed.")
    return entry(moment, each.closed_by or "", each.closed_hat or "", what)


def facts(standing: Standing) -> list[str]:
    """The grey line under the title."""
    matter = standing.matter
    state = OUTCOMES[matter.outcome] if matter.outcome else "Submitted"
    return [
        state,
        f"Reserved matter {standing.reserved.number}, {standing.reserved.title.lower()}",
        f"Version {matter.version_number}",
        f"{standing.body.name}, {date_words(standing.sitting.on_day)}",
    ]


def result_words(recommendation: Recommendation) -> str:
    """The state of a recommendation as a tag says it."""
    if recommendation.state == "closed":
        return RESULTS[recommendation.result or "inquorate"]
    return "Vote open" if recommendation.state == "open" else "Waiting"


def verb_words(recommendation: Recommendation) -> str:
    """Approve, Agree, Note or Refer."""
    return VERBS[recommendation.verb]


def _of_area(seats: Sequence[SeatView], area: Area) -> list[SeatView]:
    return [seat for seat in seats if seat.area.area_id == area.area_id]
