"""A substitute sits in a seat of the same council for one meeting, and votes in it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.audit import queries as audit
from portal.decisions import queries
from portal.decisions.models import Sitting
from portal.decisions.queries import seating
from portal.decisions.service import sittings, substitutes
from portal.decisions.service.checks import DecisionError
from portal.decisions.service.substitutes import SeatError
from tenants import service as tenancy
from tenants.models import Appointment, Body
from tenants.roles import Role
from tenants.scope import NotAllowedError, Scope
from tests.both import both_databases
from tests.factories import decisions, manners, people
from tests.factories import tenancy as signed_in
from tests.factories.decisions import CLERK, COMMITTEE
from tests.factories.world import World

REPLACED = "member-1@kingston.example"
STANDS_IN = "stand-in@kingston.example"
AT = "/afc/decisions"


def seat_of(world: World, scope: Scope, email: str) -> int:
    """The seat in which this member sits, or whose member she is."""
    person = world.person_id(email)
    committee = decisions.sitting(scope).body_id
    return scope.session.scalars(
        select(Appointment.id).where(
            Appointment.person_id == person,
            Appointment.body_id == committee,
            Appointment.role != Role.SUBSTITUTE.value,
        )
    ).one()


def invite(world: World, email: str = STANDS_IN, name: str = "Stand In") -> None:
    """The clerk lets somebody sit in the seat of Kingston's first member."""
    with world.scope_of(CLERK) as scope:
        seat = seat_of(world, scope, REPLACED)
        row = substitutes.seat_invited(scope, decisions.sitting(scope), seat, email, name)
        person = scope.session.get_one(Appointment, row.substitute_id).person_id
        scope.session.commit()
    with world.operator_of() as operator:
        signed_in.keep_signed_in(operator.session, person, email)
        operator.session.commit()


@pytest.fixture
def seated(world: World, matter: str) -> str:
    """A substitute is there instead of the member; the vote on (a) is open."""
    invite(world)
    decisions.begin(world)
    decisions.call(world, matter)
    return matter


@both_databases
def test_she_votes_in_the_seat_and_the_minutes_say_so(world: World, matter: str) -> None:
    invite(world)
    decisions.begin(world)
    decisions.call(world, matter)
    for email in (STANDS_IN, *(each for each in COMMITTEE if each != REPLACED)):
        decisions.vote(world, email, matter)
    assert decisions.close(world, matter).endswith("One seat was taken by a substitute.")
    with world.scope_of(CLERK, writes=False) as scope:
        votes = queries.votes_on(scope, decisions.recommendation(scope, matter, "a"))
        seat = seat_of(world, scope, REPLACED)
        assert votes[seat].person_id == world.person_id(STANDS_IN)
    with world.operator_of() as scope:
        assert audit.verify(scope).whole


def test_the_member_replaced_cannot_vote(world: World, seated: str) -> None:
    with pytest.raises(DecisionError, match="Stand In sits in your seat at this meeting"):
        decisions.vote(world, REPLACED, seated)
    page = world.browser(REPLACED).get(f"{AT}/{seated}/vote/a").text
    assert "Stand In sits in your seat, and votes in it." in page


def test_she_is_told_of_the_vote_and_the_member_is_not(world: World, seated: str) -> None:
    assert "Recommendation (a)" in world.browser(STANDS_IN).get("/afc/").text
    assert "Recommendation (a)" not in world.browser(REPLACED).get("/afc/").text


def test_she_reads_the_papers_on_the_day_and_nothing_the_day_after(
    world: World, seated: str
) -> None:
    assert world.browser(STANDS_IN).get(f"{AT}/{seated}").status_code == 200
    with world.operator_of() as operator:
        company = operator.company
        assert company.demonstration_day is not None
        company.demonstration_day += timedelta(days=1)
        operator.session.commit()
    answer = world.browser(STANDS_IN).get(f"{AT}/{seated}")
    assert answer.status_code == 404


def test_she_reads_nothing_the_day_before(world: World, matter: str) -> None:
    with world.operator_of() as operator:
        decisions.sitting(operator).on_day += timedelta(days=1)
        operator.session.commit()
    invite(world)
    assert world.browser(STANDS_IN).get(f"{AT}/{matter}").status_code == 404


def test_the_clerk_can_call_her_by_name(world: World, matter: str) -> None:
    invite(world)
    decisions.begin(world)
    manners.open_in(world, matter, "recorded")
    manners.call(world, matter, STANDS_IN, "against")
    page = world.browser(CLERK).get(f"{AT}/{matter}/sitting").text
    assert "Stand In for Member 1 Kingston" in page


def test_a_member_of_another_council_cannot_sit_in_the_seat(world: World, matter: str) -> None:
    with world.operator_of() as operator:
        board = operator.session.scalars(select(Body.id).where(Body.slug == "board")).one()
        person = tenancy.invite_person(operator, "other@richmond.example", "Other", "x" * 20)
        role, starts = Role.NON_VOTING_MEMBER, people.APPOINTED
        tenancy.appoint(operator, person, role, 2, starts_on=starts, body_id=board)
        operator.session.commit()
    with pytest.raises(SeatError, match="Other sits for Richmond, not for Kingston"):
        invite(world, "other@richmond.example")
    with pytest.raises(SeatError, match="has a seat of this body herself"):
        invite(world, "member-2@kingston.example")


def test_members_of_the_council_elsewhere_are_offered(world: World, matter: str) -> None:
    with world.operator_of() as operator:
        board = operator.session.scalars(select(Body.id).where(Body.slug == "board")).one()
        person = tenancy.invite_person(operator, "able@kingston.example", "Able", "x" * 20)
        role, starts = Role.NON_VOTING_MEMBER, people.APPOINTED
        tenancy.appoint(operator, person, role, 1, starts_on=starts, body_id=board)
        operator.session.commit()
        able = person.id
    with world.scope_of(CLERK) as scope:
        sitting, seat = decisions.sitting(scope), seat_of(world, scope, REPLACED)
        assert [each.name for each in seating.candidates(scope, sitting, 1)] == ["Able"]
        assert seating.candidates(scope, sitting, 2) == []
        substitutes.seat_member(scope, sitting, seat, able)
        other = seat_of(world, scope, "member-1@richmond.example")
        with pytest.raises(SeatError, match="Choose a member of Richmond"):
            substitutes.seat_member(scope, sitting, other, able)


def test_the_member_can_come_after_all_until_somebody_voted_in_her_seat(
    world: World, matter: str
) -> None:
    invite(world)
    with world.scope_of(CLERK) as scope:
        seat = seat_of(world, scope, REPLACED)
        substitutes.take_back(scope, decisions.sitting(scope), seat)
        scope.session.commit()
    assert world.browser(STANDS_IN).get(f"{AT}/{matter}").status_code == 404
    invite(world)
    decisions.begin(world)
    decisions.call(world, matter)
    decisions.vote(world, STANDS_IN, matter)
    with world.scope_of(CLERK) as scope, pytest.raises(SeatError, match="for the whole meeting"):
        substitutes.take_back(scope, decisions.sitting(scope), seat)


def test_only_who_conducts_the_sitting_seats_a_substitute(world: World, matter: str) -> None:
    with world.scope_of(REPLACED) as scope:
        sitting, seat = decisions.sitting(scope), seat_of(world, scope, REPLACED)
        with pytest.raises(NotAllowedError):
            substitutes.seat_invited(scope, sitting, seat, STANDS_IN, "X")


def test_vacant_seats_are_minuted_and_count_for_nothing(world: World, matter: str) -> None:
    with world.scope_of(CLERK) as scope:
        body = scope.session.get_one(Body, decisions.sitting(scope).body_id)
        kingston = scope.councils[0]
        substitutes.allocate_seats(scope, body, kingston, 5)
        scope.session.commit()
    decisions.begin(world)
    assert "2 vacant seats" in world.browser(CLERK).get(f"{AT}/{matter}/sitting").text
    decisions.call(world, matter)
    for email in COMMITTEE:
        decisions.vote(world, email, matter)
    sentence = decisions.close(world, matter)
    assert sentence.startswith("Carried: all eight members present voted for")
    assert sentence.endswith("Two seats are vacant.")


def test_a_member_without_a_vote_attends_and_reads_and_never_votes(
    world: World, matter: str
) -> None:
    email = "without-vote@kingston.example"
    with world.operator_of() as operator:
        person = tenancy.invite_person(operator, email, "Without Vote", people.PASSWORD)
        signed_in.keep_signed_in(operator.session, person.id, email)
        body, starts = decisions.sitting(operator).body_id, people.APPOINTED
        tenancy.appoint(operator, person, Role.NON_VOTING_MEMBER, 1, starts_on=starts, body_id=body)
        operator.session.commit()
    decisions.begin(world)
    decisions.call(world, matter)
    assert world.browser(email).get(f"{AT}/{matter}").status_code == 200
    assert world.browser(email).submit(f"{AT}/{matter}/vote/a", vote="for").status_code == 403
    page = world.browser(CLERK).get(f"{AT}/{matter}/sitting").text
    assert "Also attending, without a vote: Without Vote" in page
    assert "8 members present who may vote" in page


def mark_remote(world: World, email: str) -> Sitting:
    """Everybody is there, this member remotely."""
    with world.scope_of(CLERK) as scope:
        sitting = decisions.sitting(scope)
        seats = [seat.appointment_id for seat in queries.seats(scope, sitting)]
        sittings.mark_attendance(scope, sitting, seats, remote=[seat_of(world, scope, email)])
        scope.session.commit()
        return sitting


def test_whoever_takes_part_remotely_neither_counts_nor_votes_in_a_council_s_body(
    world: World, matter: str
) -> None:
    decisions.begin(world)
    mark_remote(world, REPLACED)
    decisions.call(world, matter)
    with pytest.raises(DecisionError, match="vote in the room, in person"):
        decisions.vote(world, REPLACED, matter)
    page = world.browser(REPLACED).get(f"{AT}/{matter}/vote/a").text
    assert "You take part remotely." in page
    shown = world.browser(CLERK).get(f"{AT}/{matter}/sitting").text
    assert "7 members present who may vote" in shown


def test_a_substitute_is_seated_and_taken_back_on_the_pages(world: World, matter: str) -> None:
    clerk = world.browser(CLERK)
    with world.scope_of(CLERK) as scope:
        seat = str(seat_of(world, scope, REPLACED))
    assert (
        "Substitute for Member 1 Kingston"
        in clerk.get(f"{AT}/{matter}/sitting/substitute?seat={seat}").text
    )
    fields: dict[str, Any] = {
        "seat": seat,
        "person": "invited",
        "email": "nobody",
        "name": "Stand In",
    }
    refused = clerk.submit(f"{AT}/{matter}/sitting/substitute", **fields)
    assert refused.status_code == 422
    assert "Enter an e-mail address" in refused.text
    assert 'value="Stand In"' in refused.text
    fields["email"] = STANDS_IN
    assert clerk.submit(f"{AT}/{matter}/sitting/substitute", **fields).status_code == 303
    assert "Stand In, substitute for Member 1 Kingston" in clerk.get(f"{AT}/{matter}/sitting").text
    assert clerk.submit(f"{AT}/{matter}/sitting/own-seat", seat=seat).status_code == 303
    assert "Stand In" not in clerk.get(f"{AT}/{matter}/sitting").text
