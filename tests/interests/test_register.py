"""A member's register: entered, ended, withheld; nothing of a sensitive interest gets out."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from portal.audit.queries import verify
from portal.interests import queries, service
from portal.interests.models import Interest
from portal.interests.service import InterestError
from tenants import registrars
from tenants.scope import NotAllowedError
from tests.both import both_databases
from tests.factories import interests
from tests.factories.interests import CLERK, DAY, MEMBER, OTHER
from tests.factories.world import World

SECRET = "A refuge in Tolworth"
HERE = "/afc/interests/"


def read_by(world: World, email: str | None, of: str = MEMBER, company: str = "afc") -> list[str]:
    """The words of a member's entries, as somebody reads them."""
    with world.scope_of(email, company, writes=False) as scope:
        registrars.keep(scope)
        return [each.what for each in queries.interests_of(scope, world.person_id(of))]


def withholds(world: World, of: str = MEMBER) -> bool:
    with world.scope_of(None, writes=False) as scope:
        register = queries.register_of(scope, world.person_id(of))
        return register is not None and register.withholds


@both_databases
def test_what_a_member_enters_is_public(world: World) -> None:
    interests.enter(world)
    assert read_by(world, None) == ["Teacher at a school in Surbiton"]
    assert not withholds(world)


@both_databases
def test_a_sensitive_interest_is_hers_and_her_clerks_alone(world: World) -> None:
    interests.enter(world, what=SECRET, sensitive=True)
    assert read_by(world, MEMBER) == [SECRET]
    assert read_by(world, CLERK) == [SECRET]
    others = (None, OTHER, "director@afc.example", "chair@board.afc.example")
    for email in (*others, "co-chair@kingston.example", "commissioner@kingston.example"):
        assert read_by(world, email) == [], email
    assert withholds(world)


@both_databases
def test_the_clerk_of_another_company_opens_nothing(world: World) -> None:
    interests.enter(world, what=SECRET, sensitive=True)
    assert read_by(world, "clerk@tfc.example") == []


def test_a_clerk_reads_nothing_withheld_before_she_asks_for_it(world: World) -> None:
    number = interests.enter(world, what=SECRET, sensitive=True)
    with world.scope_of(CLERK, writes=False) as scope:
        assert scope.session.get(Interest, number) is None
        registrars.keep(scope)
        assert scope.session.get(Interest, number) is not None


@both_databases
def test_withholding_an_entry_and_publishing_it_again_moves_its_words(world: World) -> None:
    number = interests.enter(world)
    for verb, shown in ((service.withhold, []), (service.publish, [interests.details().what])):
        with world.scope_of(MEMBER) as scope:
            verb(scope, interests.member_of(world, scope, MEMBER), interests.entry(scope, number))
            scope.session.commit()
        assert read_by(world, None) == shown
        assert withholds(world) == (not shown)


@both_databases
def test_the_clerk_agrees_that_an_interest_is_sensitive(world: World) -> None:
    number = interests.enter(world, what=SECRET, sensitive=True)
    with world.scope_of(CLERK) as scope:
        registrars.keep(scope)
        found = interests.entry(scope, number)
        service.agree(scope, interests.member_of(world, scope, MEMBER), found)
        scope.session.commit()
        assert found.agreed_by == "Clerk Afc"


def test_the_list_tells_the_clerk_alone_whose_withheld_interest_waits_for_her(
    world: World,
) -> None:
    interests.enter(world, what=SECRET, sensitive=True)
    for email, told in ((CLERK, True), (OTHER, False), (MEMBER, False), (None, False)):
        assert ("Waiting for your word" in world.browser(email).get(HERE).text) is told


def test_the_clerks_own_entry_of_a_sensitive_interest_is_agreed_by_that(world: World) -> None:
    number = interests.enter(world, by=CLERK, what=SECRET, sensitive=True)
    with world.scope_of(MEMBER, writes=False) as scope:
        assert interests.entry(scope, number).agreed_by == "Clerk Afc"


def test_a_member_cannot_agree_for_the_clerk(world: World) -> None:
    number = interests.enter(world, what=SECRET, sensitive=True)
    with world.scope_of(MEMBER) as scope:
        member, found = interests.member_of(world, scope, MEMBER), interests.entry(scope, number)
        with pytest.raises(NotAllowedError, match="Only the member herself"):
            service.agree(scope, member, found)


@both_databases
def test_an_interest_is_ended_and_keeps_its_place(world: World) -> None:
    number = interests.enter(world, held_from=date(2018, 5, 1))
    with world.scope_of(MEMBER) as scope:
        member = interests.member_of(world, scope, MEMBER)
        ended = service.end(scope, member, interests.entry(scope, number), DAY - timedelta(days=1))
        scope.session.commit()
        assert ended.ended_by == "Member 1 Kingston"
    assert read_by(world, None) == ["Teacher at a school in Surbiton"]
    with world.scope_of(None, writes=False) as scope:
        assert queries.current_counts(scope, DAY) == {}


def test_the_register_withholds_nothing_once_the_sensitive_interest_is_over(world: World) -> None:
    number = interests.enter(world, what=SECRET, sensitive=True)
    with world.scope_of(MEMBER) as scope:
        member = interests.member_of(world, scope, MEMBER)
        service.end(scope, member, interests.entry(scope, number), DAY - timedelta(days=1))
        scope.session.commit()
    assert not withholds(world)
    assert read_by(world, None) == []


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2018, 4, 30), "on or after 1 May 2018"),
        (DAY + timedelta(days=1), "today or before"),
    ],
)
def test_an_end_that_cannot_be_is_refused(world: World, last: date, words: str) -> None:
    number = interests.enter(world, held_from=date(2018, 5, 1))
    with world.scope_of(MEMBER) as scope:
        member, found = interests.member_of(world, scope, MEMBER), interests.entry(scope, number)
        with pytest.raises(InterestError, match=words):
            service.end(scope, member, found, last)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"category": "gifts"}, "category"),
        ({"whose": "cousin"}, "whose"),
        ({"what": " "}, "what"),
        ({"held_from": DAY + timedelta(days=1)}, "held_from"),
        ({"area_id": 2}, "council"),
    ],
)
def test_an_entry_that_cannot_stand_says_which_box_is_wrong(
    world: World, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InterestError) as refused:
        interests.enter(world, **changes)
    assert refused.value.field == field


@pytest.mark.parametrize("email", [OTHER, "co-chair@kingston.example", "chair@board.afc.example"])
def test_nobody_enters_an_interest_of_another_member(world: World, email: str) -> None:
    with pytest.raises(NotAllowedError, match="Only the member herself, and the clerk"):
        interests.enter(world, by=email)


@both_databases
def test_an_entry_that_names_the_company_is_an_office_in_it(world: World) -> None:
    number = interests.enter(world, what="Director, Achieving for Children (unpaid)")
    with world.scope_of(None, writes=False) as scope:
        assert interests.entry(scope, number).in_company


@both_databases
def test_no_entry_is_rewritten_even_by_hand(world: World) -> None:
    number = interests.enter(world)
    with world.scope_of(MEMBER) as scope:
        interests.entry(scope, number).what = "Nothing at all"
        with pytest.raises(DBAPIError):
            scope.session.flush()


@both_databases
def test_the_log_verifies_with_what_is_withheld_and_says_none_of_its_words(world: World) -> None:
    interests.enter(world, what=SECRET, sensitive=True)
    with world.operator_of() as scope:
        verdict = verify(scope)
        assert verdict.whole, verdict.breaks


def test_the_public_page_says_only_that_an_interest_is_withheld(world: World) -> None:
    interests.enter(world, what=SECRET, sensitive=True)
    here = f"{HERE}{world.person_id(MEMBER)}/"
    page = world.browser().get(here)
    assert "An interest is withheld under section 32 of the Localism Act 2011." in page.text
    assert SECRET not in page.text
    assert "has no interest in the register" not in page.text
    assert SECRET in world.browser(CLERK).get(here).text
    assert SECRET in world.browser(MEMBER).get(here).text
    assert "An interest is withheld" in world.browser().get(HERE).text


def test_a_member_enters_an_interest_on_her_page(world: World) -> None:
    here = f"{HERE}{world.person_id(MEMBER)}/"
    browser = world.browser(MEMBER)
    answer = browser.submit(
        f"{here}entries", category="land", whose="partner", what="A flat in Ham", council="1"
    )
    assert answer.status_code == 303
    page = world.browser().get(here)
    assert "A flat in Ham" in page.text
    assert "Her or his partner’s" in page.text


def test_what_could_not_be_entered_comes_back_as_it_was_typed(world: World) -> None:
    here = f"{HERE}{world.person_id(MEMBER)}/"
    day: dict[str, Any] = {"held_from-day": "31"}
    answer = world.browser(MEMBER).submit(
        f"{here}entries", what="A flat in Ham", whose="own", **day
    )
    assert answer.status_code == 422
    assert "Choose what kind of interest it is." in answer.text
    assert "31 is not a day that exists." in answer.text
    assert "A flat in Ham</textarea>" in answer.text


def test_an_end_in_the_future_is_answered_beside_its_box(world: World) -> None:
    number = interests.enter(world)
    here = f"{HERE}{world.person_id(MEMBER)}/"
    day: dict[str, Any] = {"held_to-day": "1", "held_to-month": "7", "held_to-year": "2019"}
    answer = world.browser(MEMBER).submit(f"{here}entries/{number}/end", **day)
    assert answer.status_code == 409
    assert "Enter its end once it has ended: today or before." in answer.text


def test_another_members_page_has_no_form_for_her_colleague(world: World) -> None:
    here = f"{HERE}{world.person_id(MEMBER)}/"
    assert "Enter an interest" not in world.browser(OTHER).get(here).text
    answer = world.browser(OTHER).submit(f"{here}entries", category="land", whose="own", what="x")
    assert answer.status_code == 403
    assert "Only the member herself" in answer.text


def test_a_person_without_a_seat_has_no_register(world: World) -> None:
    director = world.person_id("director@afc.example")
    assert world.browser().get(f"{HERE}{director}/").status_code == 404
    assert world.browser().get(f"{HERE}999999999999999999999/").status_code == 404
