"""How a matter stands: everything a page needs to say of it, and the sentences. No I/O."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from portal.decisions.models import (
    Citation,
    Correction,
    HandCount,
    Matter,
    Recommendation,
    ReservedMatter,
    Sitting,
    Vote,
)
from portal.decisions.rules import Choice, Outcome, Seat, decide
from portal.decisions.rules import citations as cited
from portal.decisions.rules.codes import code_in_words
from portal.decisions.rules.hands import Hands, spread
from portal.decisions.rules.written import in_writing
from portal.decisions.sayings import ASKS as ASKS
from portal.decisions.sayings import CHOICES as CHOICES
from portal.decisions.sayings import DECIDING_VERBS as DECIDING_VERBS
from portal.decisions.sayings import EFFECTS as EFFECTS
from portal.decisions.sayings import MANNERS as MANNERS
from portal.decisions.sayings import OUTCOMES as OUTCOMES
from portal.decisions.sayings import RESULTS as RESULTS
from portal.decisions.sayings import ROUTES as ROUTES
from portal.decisions.sayings import UNDECIDED as UNDECIDED
from portal.decisions.sayings import VERBS as VERBS
from portal.decisions.sayings import body_words as body_words
from portal.decisions.sayings import decided_sentence as decided_sentence
from portal.decisions.sayings import ended_sentence as ended_sentence
from portal.decisions.sayings import letters as letters
from portal.decisions.sayings import outcome_of as outcome_of
from portal.decisions.sayings import rule_of as rule_of
from portal.decisions.sayings import sentence_tail as sentence_tail
from portal.interests.queries import Held
from portal.interests.rules import Bar
from portal.kit.words import counted, number_in_words, sentence_case
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from tenants.models import Area, Body
from tenants.roles import TITLES, Role

CHAIRS = frozenset({Role.CO_CHAIR, Role.BOARD_CHAIR})
"""Seats whose members preside."""


@dataclass(frozen=True)
class SeatView:
    """One voting seat on the day of the sitting; ``present`` is None until it is marked.

    The name and number are those of whoever sits in it: its member, or her substitute.
    """

    appointment_id: int
    """The seat itself: its member's appointment."""
    person_id: int
    name: str
    role: Role
    area: Area
    present: bool | None
    remote: bool = False
    hat_id: int | None = None
    """The appointment under which its sitter votes; None for the seat's own."""
    instead_of: str = ""
    """The member whose seat a substitute sits in."""
    bar: Bar | None = None
    """Why she may not vote on this matter: an interest that she declared, or that she left."""

    @property
    def title(self) -> str:
        return TITLES[self.role]

    @property
    def words(self) -> str:
        """Who sits here: "Ana Roe", "Ana Roe for Ben Poe", "Ana Roe, remotely"."""
        stands = f" for {self.instead_of}" if self.instead_of else ""
        return f"{self.name}{stands}{', remotely' if self.remote else ''}"

    @property
    def votes_under(self) -> int:
        """The appointment whose holder votes here."""
        return self.hat_id or self.appointment_id


@dataclass(frozen=True)
class Standing:
    """A matter with all that belongs to it, as far as its reader may read it."""

    matter: Matter
    reserved: ReservedMatter
    body: Body
    sitting: Sitting
    version: Version | None
    plan: Plan | None
    recommendations: Sequence[Recommendation]
    citations: Sequence[Citation]
    seats: Sequence[SeatView]
    votes: Sequence[Vote]
    councils: Sequence[Area]
    vacancies: Mapping[int, int] = field(default_factory=dict)
    """Seats without a member, by the area of the council that fills them."""
    hands: Mapping[int, Sequence[HandCount]] = field(default_factory=dict)
    """Hands counted, by recommendation."""
    corrections: Sequence[Correction] = ()
    interests: Mapping[int, Held] = field(default_factory=dict)
    """What the members declared, are dispensed from and are besides, by person."""

    @property
    def written(self) -> bool:
        """Whether it is resolved in writing, not at a meeting."""
        return self.sitting.kind == "written"

    @property
    def open_recommendation(self) -> Recommendation | None:
        """The one being voted on."""
        return next((each for each in self.recommendations if each.state == "open"), None)

    @property
    def present(self) -> list[SeatView]:
        """The seats whose members are in the room."""
        return [seat for seat in self.seats if seat.present]

    @property
    def voters(self) -> list[SeatView]:
        """The seats whose members are in the room and take part: no interest keeps them out."""
        return [seat for seat in self.present if seat.bar is None]

    @property
    def barred_chairs(self) -> list[SeatView]:
        """The chairs who are in the room and whom an interest keeps from voting on this."""
        return [seat for seat in self.present if seat.bar is not None and seat.role in CHAIRS]

    @property
    def owners(self) -> list[Area]:
        """The councils of this body: the owners on the day, and any other that has a seat."""
        known = {area.area_id: area for area in self.councils}
        for seat in self.seats:
            known.setdefault(seat.area.area_id, seat.area)
        return list(known.values())

    def seat_of(self, appointment_id: int | None) -> SeatView | None:
        """The seat in which the holder of this appointment votes, if there is one."""
        return next((seat for seat in self.seats if seat.votes_under == appointment_id), None)

    def votes_on(self, recommendation: Recommendation) -> dict[int, Vote]:
        """The votes on one recommendation that the reader may read, by appointment."""
        cast_on = [vote for vote in self.votes if vote.recommendation_id == recommendation.id]
        return {vote.appointment_id: vote for vote in cast_on}

    def waiting_for(self, recommendation: Recommendation) -> list[SeatView]:
        """Members present who take part and have not voted on it; where hands are counted nobody
        by name."""
        if recommendation.manner == "show_of_hands":
            return []
        voted = self.votes_on(recommendation)
        return [seat for seat in self.voters if seat.appointment_id not in voted]

    def outcome(
        self, recommendation: Recommendation, *, closed: bool, casting: Choice | None = None
    ) -> Outcome:
        """What the vote has come to, or would if it were closed now, with this casting vote."""
        names = [area.name for area in self.owners]
        seats = self.rule_seats(recommendation)
        if self.written:
            return in_writing(rule_of(self.matter), names, seats, closed)
        return decide(rule_of(self.matter), names, seats, closed, casting)

    def tally(self, recommendation: Recommendation) -> list[dict[str, Any]]:
        """Votes by council in numbers, never by name."""
        seats = self.rule_seats(recommendation)
        return [_council_tally(area, seats) for area in self.owners]

    def rule_seats(self, recommendation: Recommendation) -> list[Seat]:
        """The seats as the rules read them: who counts, and how each voted. Whether members voted
        on devices, were called by the clerk or raised their hands, the rules read the same."""
        seats = self.named_seats(recommendation)
        return spread(seats, self.hands_on(recommendation))

    def named_seats(self, recommendation: Recommendation) -> list[Seat]:
        """The same with the votes that are known by name alone, without the hands."""
        voted = self.votes_on(recommendation)
        seats = [_rule_seat(seat, voted.get(seat.appointment_id)) for seat in self.seats]
        return seats + [seat for area in self.owners for seat in self._vacant(area)]

    def hands_on(self, recommendation: Recommendation) -> dict[str, Hands]:
        """The hands counted on a recommendation, by the name of the council."""
        names = {area.area_id: area.name for area in self.owners}
        counted_hands = self.hands.get(recommendation.id, ())
        return {
            names[each.council_id]: Hands(each.hands_for, each.hands_against, each.abstaining)
            for each in counted_hands
            if each.council_id in names
        }

    def _vacant(self, area: Area) -> list[Seat]:
        number = self.vacancies.get(area.area_id, 0)
        return [
            Seat(f"vacant {area.area_id}-{n}", area.name, False, vacant=True) for n in range(number)
        ]

    @property
    def rule_words(self) -> str:
        """How the body decides, in words."""
        return code_in_words(self.matter.rule["rule"])

    @property
    def quorum_words(self) -> str:
        """The two parts of the quorum, as kept with the matter."""
        rule = rule_of(self.matter)
        needed = counted(rule.quorum, "member")
        if not rule.per_council or self.matter.council_id is not None:
            return sentence_case(needed)
        return sentence_case(f"{needed}, at least {number_in_words(rule.per_council)} per council")

    @property
    def quorum_sentence(self) -> str:
        """Whether the body could vote now: who is there, and what the quorum lacks."""
        if not self.recommendations:
            return ""
        if self.written:
            return ""
        # Who is there, whatever hands were counted before somebody left.
        names = [area.name for area in self.owners]
        seats = self.named_seats(self.recommendations[-1])
        found = decide(rule_of(self.matter), names, seats, False)
        if found.result == "inquorate":
            return found.sentence
        out = len(self.present) - len(self.voters)
        aside = f" {sentence_case(counted(out, 'member'))} without a vote on this." if out else ""
        return f"Quorate: {counted(len(self.voters), 'member')} present.{aside}"

    @property
    def citation_summary(self) -> str:
        """What the papers cite and what the register holds; nothing where they agree."""
        by_place: dict[str, list[cited.Citation]] = {}
        for citation in self.citations:
            found = cited.Citation(citation.number, citation.as_written, 0)
            by_place.setdefault(f"the {citation.place.lower()}", []).append(found)
        return cited.summary(by_place, self.reserved.number, f"“{self.reserved.title}”")

    @property
    def sentence(self) -> str:
        """Where the matter stands, in one sentence."""
        if self.matter.ended_because is not None:
            return ended_sentence(self.matter)
        if self.matter.state == "decided":
            return decided_sentence(self.matter, self.recommendations)
        current = self.open_recommendation
        if current is not None:
            return f"The vote on recommendation ({current.letter}) is open."
        return self._waiting_sentence()

    def _waiting_sentence(self) -> str:
        body, left = body_words(self.body.name), self._left()
        if self.sitting.state == "closed":
            return f"The sitting closed without a vote on {letters(left)}."
        number = counted(len(left), "recommendation")
        if len(left) < len(self.recommendations):
            number = f"{letters(left)}"
        return f"Waiting for {body} to vote on {number}."

    def _left(self) -> list[Recommendation]:
        return [each for each in self.recommendations if each.state != "closed"]


def _rule_seat(seat: SeatView, vote: Vote | None) -> Seat:
    here = bool(seat.present)
    out = here and seat.bar is not None
    counted_in = vote is not None and here and not out and vote.choice in CHOICES
    choice = cast(Choice, vote.choice) if vote is not None and counted_in else None
    number, stands = str(seat.appointment_id), bool(seat.instead_of)
    return Seat(number, seat.area.name, here, choice, left=out, substitute=stands)


def _council_tally(area: Area, seats: Sequence[Seat]) -> dict[str, Any]:
    held = [seat for seat in seats if seat.council == area.name]
    here = [seat for seat in held if seat.counts]
    count = Counter(seat.choice or "silent" for seat in here)
    vacant = sum(seat.vacant for seat in held)
    absent = sum(not seat.present and not seat.vacant for seat in held)
    found = {
        "slug": area.slug,
        "name": area.name,
        "for": count["for"],
        "against": count["against"],
        "abstain": count["abstain"],
        "silent": count["silent"],
        "absent": absent,
    }
    return {**found, "vacant": vacant} if vacant else found
