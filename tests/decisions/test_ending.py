"""A matter is deferred, withdrawn or amended; its version's state follows from the record."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from portal.audit.queries import verify
from portal.decisions.service import ending
from portal.decisions.service import submitting as service
from portal.decisions.service.submitting import DecisionError, SubmissionError
from portal.plans import queries as plans
from portal.plans import sayings
from portal.plans import service as writing
from portal.plans.models import Item
from portal.plans.models.frozen import Version
from tenants.scope import NotAllowedError
from tests.both import both_databases
from tests.factories import decisions
from tests.factories.decisions import CLERK, DIRECTOR
from tests.factories.plans import PLANS
from tests.factories.tenancy import DAY
from tests.factories.world import World

BOROUGH = "KIN-01"
AMENDED = {"wording": "We will do it, and say by when."}


def version(world: World, number: int = 1, email: str | None = DIRECTOR) -> Version:
    with world.scope_of(email, writes=False) as scope:
        plan = plans.find_plan(scope, PLANS["afc"])
        assert plan is not None
        found = plans.find_version(scope, number, plan=plan)
        assert found is not None, number
        scope.session.expunge(found)
        return found


End = Callable[[World, str], None]


def defer(world: World, matter: str, email: str = CLERK) -> None:
    with world.scope_of(email) as scope:
        ending.defer(scope, decisions.find(scope, matter), "More engagement is needed.")
        scope.session.commit()


def withdraw(world: World, matter: str) -> None:
    with world.scope_of(DIRECTOR) as scope:
        ending.withdraw(scope, decisions.find(scope, matter), "The figures were wrong.")
        scope.session.commit()


def amend(world: World, matter: str, ref: str = BOROUGH, **texts: str) -> None:
    with world.scope_of(CLERK) as scope:
        ending.amend(scope, decisions.find(scope, matter), ref, texts or AMENDED)
        scope.session.commit()


def unbroken(world: World) -> bool:
    with world.operator_of() as scope:
        return verify(scope).breaks == ()


@both_databases
def test_a_deferred_version_can_be_submitted_again(world: World, matter: str) -> None:
    defer(world, matter)
    found = version(world)
    assert found.state == "deferred"
    assert found.decided_path == f"decisions/{matter}"
    with world.scope_of(DIRECTOR) as scope:
        again = scope.session.get_one(Version, found.id)
        assert service.submit(scope, decisions.submission(scope, again)).slug == f"{matter}-2"
        assert again.state == "submitted"
        scope.session.commit()
    assert unbroken(world)


def test_a_deferral_is_public_with_its_reason_and_its_version_is_not(
    world: World, matter: str
) -> None:
    defer(world, matter)
    page = world.browser().get(f"/afc/decisions/{matter}").text
    assert "Deferred on 24 June 2019: More engagement is needed." in page
    assert world.browser().get(f"/afc/plans/{PLANS['afc']}/versions/1/").status_code == 404


@both_databases
def test_a_withdrawn_matter_takes_its_version_with_it_and_shows_nobody_more(
    world: World, matter: str
) -> None:
    withdraw(world, matter)
    assert version(world).state == "withdrawn"
    assert world.browser().get(f"/afc/decisions/{matter}").status_code == 404
    page = world.browser(CLERK).get(f"/afc/decisions/{matter}").text
    assert "Withdrawn on 24 June 2019: The figures were wrong." in page
    assert unbroken(world)


@pytest.mark.parametrize("end", [defer, withdraw])
def test_nothing_is_voted_on_once_a_matter_has_ended(world: World, matter: str, end: End) -> None:
    decisions.begin(world)
    end(world, matter)
    with pytest.raises(DecisionError, match="This matter has ended"):
        decisions.call(world, matter)


@pytest.mark.parametrize("end", [defer, withdraw])
def test_a_matter_ends_once(world: World, matter: str, end: End) -> None:
    end(world, matter)
    with pytest.raises(DecisionError, match="This matter has ended"):
        defer(world, matter)


def test_once_voting_began_only_votes_decide(world: World, opened: str) -> None:
    with pytest.raises(DecisionError, match="Voting began"):
        defer(world, opened)
    with pytest.raises(DecisionError, match="Voting began"):
        amend(world, opened)


def test_a_reason_is_asked_for(world: World, matter: str) -> None:
    with world.scope_of(CLERK) as scope, pytest.raises(DecisionError, match="Enter a reason"):
        ending.defer(scope, decisions.find(scope, matter), "  ")


def test_a_member_records_no_deferral(world: World, matter: str) -> None:
    with pytest.raises(NotAllowedError):
        defer(world, matter, "member-1@kingston.example")


@both_databases
def test_a_version_approved_as_amended_is_one_of_its_own(world: World) -> None:
    matter = decisions.submit(world, asks="approval")
    amend(world, matter)
    decisions.begin(world)
    decisions.decide(world, matter)
    first, second = version(world), version(world, 2, None)
    assert (first.state, first.superseded_by_id) == ("submitted", second.id)
    assert (second.state, second.amended_from_id) == ("approved_as_amended", first.id)
    assert sayings.state_of(second, DAY) == "in_force"
    assert second.digest != first.digest
    with world.scope_of(CLERK, writes=False) as scope:
        found = decisions.find(scope, matter)
        assert (found.outcome, found.approved_version_id) == ("approved_as_amended", second.id)
        assert found.version_digest == first.digest
    assert unbroken(world)


def test_the_amended_text_is_read_by_the_public_and_goes_on_in_the_draft(world: World) -> None:
    matter = decisions.submit(world, asks="approval")
    amend(world, matter)
    decisions.begin(world)
    decisions.decide(world, matter)
    address = f"/afc/plans/{PLANS['afc']}/"
    assert AMENDED["wording"] in world.browser().get(f"{address}versions/2/").text
    assert AMENDED["wording"] in world.browser().get(f"{address}priorities/{BOROUGH}").text
    assert AMENDED["wording"] in world.browser(DIRECTOR).get(f"{address}priorities/{BOROUGH}").text


@both_databases
def test_what_was_written_on_in_the_draft_meanwhile_is_not_lost(world: World) -> None:
    matter = decisions.submit(world, asks="approval")
    with world.scope_of(DIRECTOR) as scope:
        item = scope.session.query(Item).filter_by(ref=BOROUGH).one()
        said = plans.content_of(plans.revision(scope, item.id, 1))
        writing.revise(scope, item, said.with_texts({"title": "Written on"}), base=1)
        writing_number = item.head
        scope.session.commit()
    amend(world, matter)
    decisions.begin(world)
    decisions.decide(world, matter)
    with world.scope_of(DIRECTOR, writes=False) as scope:
        item = scope.session.query(Item).filter_by(ref=BOROUGH).one()
        assert item.head == writing_number
        assert plans.revision(scope, item.id, item.head).title == "Written on"
    page = world.browser().get(f"/afc/plans/{PLANS['afc']}/priorities/{BOROUGH}").text
    assert AMENDED["wording"] in page
    assert unbroken(world)


def test_a_version_that_directors_froze_meanwhile_keeps_its_number(world: World) -> None:
    matter = decisions.submit(world, asks="approval")
    with world.scope_of(DIRECTOR) as scope:
        assert decisions.freeze(scope).number == 2
        scope.session.commit()
    amend(world, matter)
    decisions.begin(world)
    decisions.decide(world, matter)
    assert version(world, 2).state == "frozen"
    assert version(world, 3).state == "approved_as_amended"


def test_an_amendment_in_principle_is_approved_in_principle(world: World, matter: str) -> None:
    amend(world, matter)
    decisions.begin(world)
    decisions.decide(world, matter)
    assert version(world, 2, None).state == "approved_in_principle"


def test_an_amendment_that_changes_nothing_is_none(world: World, matter: str) -> None:
    amend(world, matter, wording=f"We will do what {BOROUGH} asks.")
    with world.scope_of(CLERK, writes=False) as scope:
        assert decisions.find(scope, matter).amendments is None


@pytest.mark.parametrize(
    ("ref", "texts", "words"),
    [("XX-99", AMENDED, "There is no XX-99"), (BOROUGH, {"colour": "red"}, "called colour")],
)
def test_what_is_not_in_the_version_cannot_be_amended(
    world: World, matter: str, ref: str, texts: dict[str, str], words: str
) -> None:
    with pytest.raises(DecisionError, match=words):
        amend(world, matter, ref, **texts)


def test_a_lost_vote_leaves_the_amendments_aside(world: World) -> None:
    matter = decisions.submit(world, asks="approval")
    amend(world, matter)
    decisions.begin(world)
    decisions.decide(world, matter, against="a")
    assert version(world).state == "rejected"


def test_an_approval_takes_effect_on_the_day_that_was_asked_for(world: World) -> None:
    later = DAY + timedelta(days=99)
    matter = decisions.submit(world, asks="approval", takes_effect_on=later)
    decisions.begin(world)
    decisions.decide(world, matter)
    found = version(world, 1, None)
    assert found.in_force_from == later
    assert sayings.state_of(found, DAY) == "approved"
    assert "It comes into force on 1 October 2019" in sayings.warning(found, DAY)


def test_an_approval_takes_no_effect_before_its_sitting(world: World) -> None:
    with pytest.raises(SubmissionError, match="Enter a day on or after the sitting"):
        decisions.submit(world, takes_effect_on=DAY - timedelta(days=1))


def test_the_clerk_defers_in_the_browser(world: World, matter: str) -> None:
    clerk, at = world.browser(CLERK), f"/afc/decisions/{matter}"
    assert f'href="{at}/defer"' in clerk.get(at).text
    assert clerk.submit(f"{at}/defer").status_code == 422
    assert clerk.submit(f"{at}/defer", because="Not ready.").location == at
    assert "Deferred on 24 June 2019: Not ready." in clerk.get(at).text
    refused = clerk.submit(f"{at}/defer", because="Again.")
    assert refused.status_code == 409
    assert "Again." in refused.text


def test_a_director_withdraws_in_the_browser(world: World, matter: str) -> None:
    director, at = world.browser(DIRECTOR), f"/afc/decisions/{matter}"
    assert f'href="{at}/withdraw"' in director.get(at).text
    assert director.submit(f"{at}/withdraw", because="A mistake.").location == at
    assert "Withdrawn on 24 June 2019: A mistake." in director.get(at).text


def test_the_clerk_records_an_amendment_in_the_browser(world: World, matter: str) -> None:
    clerk, at = world.browser(CLERK), f"/afc/decisions/{matter}"
    assert f'<option value="{BOROUGH}">' in clerk.get(f"{at}/amend").text
    page = clerk.get(f"{at}/amend?ref={BOROUGH}").text
    assert f"We will do what {BOROUGH} asks." in page
    kept: dict[str, Any] = {
        "title": f"Priority {BOROUGH}",
        "theme": "Early help",
        "lead": f"Lead of {BOROUGH}",
    }
    empty = clerk.submit(f"{at}/amend?ref={BOROUGH}", **kept, wording="")
    assert empty.status_code == 422
    with world.scope_of(CLERK, writes=False) as scope:
        assert decisions.find(scope, matter).amendments is None
    assert (
        clerk.submit(f"{at}/amend?ref={BOROUGH}", **kept, wording=AMENDED["wording"]).location == at
    )
    assert "Recorded by" in clerk.get(at).text
    assert clerk.get(f"{at}/amend?ref=XX-99").status_code == 404
