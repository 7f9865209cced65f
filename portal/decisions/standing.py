"""How a matter stands: everything a page needs to say of it, and the sentences. No I/O."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from portal.decisions.models import (
    Citation,
    Matter,
    Recommendation,
    ReservedMatter,
    Sitting,
    Vote,
)
from portal.decisions.rules import Choice, Outcome, Rule, Seat, decide
from portal.decisions.rules import citations as cited
from portal.decisions.rules.codes import code_in_words, rule_kept
from portal.kit.words import counted, date_words, join_names, number_in_words, sentence_case
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from tenants.clock import civil_day
from tenants.models import Area, Body
from tenants.roles import TITLES, Role

OUTCOMES = {
    "approved_in_principle": "Approved in principle",
    "approved": "Approved",
    "approved_as_amended": "Approved as amended",
    "deferred": "Deferred",
    "withdrawn": "Withdrawn",
    "not_approved": "Not approved",
    "not_decided": "Not decided",
}
UNDECIDED = ("not_decided", "deferred", "withdrawn")
"""Outcomes that decide nothing of what was asked."""
ASKS = {"approval_in_principle": "Approval in principle", "approval": "Approval"}
VERBS = {"approve": "Approve", "agree": "Agree", "note": "Note", "refer": "Refer"}
DECIDING_VERBS = frozenset({"approve", "agree"})
"""What has to carry for the version to be approved; noting and referring do not stop it."""
RESULTS = {
    "carried": "Carried",
    "lost": "Not carried",
    "tied": "Tied, not carried",
    "inquorate": "Inquorate",
}
CHOICES = {"for": "For", "against": "Against", "abstain": "Abstained"}
ROUTES = {
    "one_committee": "One committee decides once, for all owners",
    "each_owner": "Each owner decides by its own body",
}
EFFECTS = {
    "version": "The version comes into force",
    "budget": "The budget is locked",
    "appointment": "Somebody is appointed",
    "removal": "Somebody is removed",
    "admission": "A council may be admitted as an owner",
    "none": "Nothing in this portal",
}
"""What an approval does at its effective time."""


@dataclass(frozen=True)
class SeatView:
    """One voting seat on the day of the sitting; ``present`` is None until it is marked."""

    appointment_id: int
    person_id: int
    name: str
    role: Role
    area: Area
    present: bool | None

    @property
    def title(self) -> str:
        return TITLES[self.role]


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

    @property
    def open_recommendation(self) -> Recommendation | None:
        """The one being voted on."""
        return next((each for each in self.recommendations if each.state == "open"), None)

    @property
    def present(self) -> list[SeatView]:
        """The seats whose members are in the room."""
        return [seat for seat in self.seats if seat.present]

    @property
    def owners(self) -> list[Area]:
        """The councils of this body: the owners on the day, and any other that has a seat."""
        known = {area.area_id: area for area in self.councils}
        for seat in self.seats:
            known.setdefault(seat.area.area_id, seat.area)
        return list(known.values())

    def seat_of(self, appointment_id: int | None) -> SeatView | None:
        """The seat of this appointment, if it is one of the body's."""
        return next((seat for seat in self.seats if seat.appointment_id == appointment_id), None)

    def votes_on(self, recommendation: Recommendation) -> dict[int, Vote]:
        """The votes on one recommendation that the reader may read, by appointment."""
        cast_on = [vote for vote in self.votes if vote.recommendation_id == recommendation.id]
        return {vote.appointment_id: vote for vote in cast_on}

    def waiting_for(self, recommendation: Recommendation) -> list[SeatView]:
        """Members present who have not voted on it."""
        voted = self.votes_on(recommendation)
        return [seat for seat in self.present if seat.appointment_id not in voted]

    def outcome(
        self, recommendation: Recommendation, *, closed: bool, casting: Choice | None = None
    ) -> Outcome:
        """What the vote has come to, or would if it were closed now, with this casting vote."""
        names = [area.name for area in self.owners]
        seats = self._rule_seats(recommendation)
        return decide(rule_of(self.matter), names, seats, closed, casting)

    def tally(self, recommendation: Recommendation) -> list[dict[str, Any]]:
        """Votes by council in numbers, never by name."""
        voted = self.votes_on(recommendation)
        return [_council_tally(area, self.seats, voted) for area in self.owners]

    def _rule_seats(self, recommendation: Recommendation) -> list[Seat]:
        voted = self.votes_on(recommendation)
        return [_rule_seat(seat, voted.get(seat.appointment_id)) for seat in self.seats]

    @property
    def rule_words(self) -> str:
        """How the body decides, in words."""
        return code_in_words(self.matter.rule["rule"])

    @property
    def quorum_words(self) -> str:
        """The two parts of the quorum, as kept with the matter."""
        rule = rule_of(self.matter)
        needed = counted(rule.quorum, "member")
        return sentence_case(f"{needed}, at least {number_in_words(rule.per_council)} per council")

    @property
    def quorum_sentence(self) -> str:
        """Whether the body could vote now: who is there, and what the quorum lacks."""
        if not self.recommendations:
            return ""
        found = self.outcome(self.recommendations[-1], closed=False)
        if found.result == "inquorate":
            return found.sentence
        return f"Quorate: {counted(len(self.present), 'member')} present."

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


def rule_of(matter: Matter) -> Rule:
    """The body's rule as it was on the day of submission."""
    return rule_kept(matter.rule)


def body_words(name: str) -> str:
    """A body in the middle of a sentence: "the joint committee"; proper names keep capitals."""
    first, _, rest = name.partition(" ")
    plain = rest == rest.lower() and first[1:] == first[1:].lower()
    return f"the {first.lower()} {rest}".rstrip() if plain else f"the {name}"


def letters(recommendations: Sequence[Recommendation]) -> str:
    """ "recommendation (b)"; "recommendations (a) and (c)"."""
    named = [f"({each.letter})" for each in recommendations]
    return f"recommendation{'s' if len(named) > 1 else ''} {join_names(named)}"


def outcome_of(
    asks: str, recommendations: Sequence[Recommendation], *, amended: bool = False
) -> str:
    """What closed votes make of a matter: all that asks to approve or agree has to carry.

    One that was lost is a decision against it. One closed without a quorum is no decision: the
    body can be asked again (its standing orders on quorum, Local Government Act 1972, s.106).
    """
    results = {each.result for each in recommendations if each.verb in DECIDING_VERBS}
    if results == {"carried"}:
        approved = "approved_as_amended" if amended else "approved"
        return "approved_in_principle" if asks == "approval_in_principle" else approved
    return "not_decided" if results in ({"inquorate"}, {"carried", "inquorate"}) else "not_approved"


def ended_sentence(matter: Matter) -> str:
    """That nothing was voted on, since when, by whose word and why."""
    day = date_words(civil_day(matter.decided_at)) if matter.decided_at else ""
    reason = (matter.ended_because or "").rstrip(".")
    return f"{OUTCOMES[matter.outcome or 'deferred']} on {day}: {reason}."


def decided_sentence(matter: Matter, recommendations: Sequence[Recommendation]) -> str:
    """The outcome, its day, and which recommendations made it so."""
    day = date_words(cast(date, matter.decided_at and civil_day(matter.decided_at)))
    head = f"{OUTCOMES[matter.outcome or 'not_approved']} on {day}"
    failed = [each for each in recommendations if each.result != "carried"]
    if not failed:
        return f"{head}: {_all_carried(len(recommendations))}."
    blocking = [each for each in failed if each.verb in DECIDING_VERBS]
    if matter.outcome == "not_decided":
        few = "too few members were present for"
        return f"Nothing was decided on {day}: {few} {letters(blocking)}."
    if blocking:
        return f"{head}: {_why_not(blocking)}."
    aside = letters(failed)
    return f"{head}: {sentence_tail(recommendations)}; {aside} did not, which does not stop it."


def sentence_tail(recommendations: Sequence[Recommendation]) -> str:
    """Which recommendations carried, in the middle of a sentence."""
    carried = [each for each in recommendations if each.result == "carried"]
    return f"{letters(carried)} carried"


def _all_carried(number: int) -> str:
    if number == 1:
        return "the only recommendation carried"
    return (
        f"{'both' if number == 2 else 'all'} {counted(number, 'recommendation')} carried".replace(
            "both two", "both"
        )
    )


def _why_not(blocking: Sequence[Recommendation]) -> str:
    lost = [each for each in blocking if each.result in ("lost", "tied")]
    inquorate = [each for each in blocking if each.result == "inquorate"]
    parts = [f"{letters(lost)} {'was' if len(lost) == 1 else 'were'} not carried"] if lost else []
    if inquorate:
        parts.append(f"no decision on {letters(inquorate)}, the meeting was inquorate")
    return "; ".join(parts)


def _rule_seat(seat: SeatView, vote: Vote | None) -> Seat:
    here = bool(seat.present)
    choice = cast(Choice, vote.choice) if vote is not None and here else None
    return Seat(str(seat.appointment_id), seat.area.name, here, choice)


def _council_tally(
    area: Area, seats: Sequence[SeatView], voted: Mapping[int, Vote]
) -> dict[str, Any]:
    held = [seat for seat in seats if seat.area.area_id == area.area_id]
    here = [seat for seat in held if seat.present]
    count = Counter(
        voted[seat.appointment_id].choice if seat.appointment_id in voted else "silent"
        for seat in here
    )
    return {
        "slug": area.slug,
        "name": area.name,
        "for": count["for"],
        "against": count["against"],
        "abstain": count["abstain"],
        "silent": count["silent"],
        "absent": len(held) - len(here),
    }
