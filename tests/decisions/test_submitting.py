"""Submitting a version: what is refused beside its field, and what is kept."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from portal.decisions import queries
from portal.decisions.queries import lists
from portal.decisions.service import sittings
from portal.decisions.service import submitting as service
from portal.decisions.service.submitting import SubmissionError
from portal.plans.models.frozen import Version
from tenants.models import Body
from tenants.scope import NotAllowedError, Scope
from tests.both import on_postgres
from tests.factories import decisions
from tests.factories.plans import PLANS
from tests.factories.world import World

PATH = "/afc/decisions/submit"
FIELDS: dict[str, Any] = {
    "version": f"{PLANS['afc']}:1",
    "number": "13",
    "sitting": decisions.SITTING,
    "asks": "approval_in_principle",
    "title": "Business plan",
    "verb_a": "approve",
    "text_a": "That the framework be approved.",
    "verb_b": "note",
    "text_b": "That the plan comes later.",
    "front_sheet": "Reserved Matter 9",
    "report": "Reserved Matter 13",
}


@pytest.fixture
def frozen(world: World) -> World:
    """A register, a planned sitting and a frozen version."""
    with world.operator_of() as operator:
        decisions.prepare(operator)
        operator.session.commit()
    with world.scope_of(decisions.DIRECTOR) as scope:
        decisions.freeze(scope)
        scope.session.commit()
    return world


def submitted(world: World) -> list[str]:
    """The titles of all matters."""
    with world.scope_of(decisions.DIRECTOR, writes=False) as scope:
        return [line.title for line in lists.window(scope, "waiting", lists.Sought()).lines]


def frozen_version(scope: Scope) -> Version:
    return scope.session.scalars(select(Version)).one()


def refused(world: World, **changes: Any) -> str:
    """The page that refuses these fields, once it is sure that nothing was written."""
    answer = world.browser(decisions.DIRECTOR).submit(PATH, **{**FIELDS, **changes})
    assert answer.status_code == 422
    assert submitted(world) == []
    return answer.text


def test_the_form_of_a_director_leads_to_the_matter(frozen: World) -> None:
    answer = frozen.browser(decisions.DIRECTOR).submit(PATH, **FIELDS)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/afc/decisions/business-plan"
    assert len(submitted(frozen)) == 1


def test_the_version_of_the_address_is_chosen_already(frozen: World) -> None:
    page = frozen.browser(decisions.DIRECTOR).get(f"{PATH}?plan={PLANS['afc']}&version=1")
    assert f'value="{PLANS["afc"]}:1" selected' in page.text


def test_everything_typed_is_kept_beside_an_error(frozen: World) -> None:
    page = refused(frozen, title="")
    assert "Enter a title." in page
    assert "That the framework be approved." in page
    assert f'value="{decisions.SITTING}" selected' in page


def test_a_version_of_another_company_is_refused_beside_its_field(frozen: World) -> None:
    page = refused(frozen, version=f"{PLANS['tfc']}:1")
    assert "Choose a frozen version of one of this company’s plans" in page.replace("&#39;", "’")


def test_a_number_that_the_register_lacks_is_refused(frozen: World) -> None:
    assert "Choose a reserved matter of the register in force." in refused(frozen, number="77")


def test_a_sitting_of_another_company_is_refused(frozen: World) -> None:
    assert "Choose a sitting of the body that decides." in refused(frozen, sitting="elsewhere")


def test_a_title_of_a_megabyte_is_refused_with_its_length(frozen: World) -> None:
    page = refused(frozen, title="x" * 1_000_000)
    assert "You wrote 1,000,000." in page


def test_a_null_byte_is_refused_in_words(frozen: World) -> None:
    assert "characters that cannot be printed" in refused(frozen, title="Plan\x00")


def test_a_gap_between_letters_is_refused_beside_it(frozen: World) -> None:
    page = refused(frozen, text_b="", text_c="That it be noted.")
    assert "Enter the words of recommendation (b)." in page


def test_only_notes_ask_nothing_that_can_be_approved(frozen: World) -> None:
    page = refused(frozen, verb_a="note")
    assert "At least one recommendation has to approve or agree." in page


def test_a_title_in_arabic_gets_an_address_from_the_register(frozen: World) -> None:
    answer = frozen.browser(decisions.DIRECTOR).submit(PATH, **{**FIELDS, "title": "خطة 🌱"})
    assert answer.status_code == 303
    assert submitted(frozen) == ["خطة 🌱"]


def test_another_row_can_be_had_without_losing_what_was_typed(frozen: World) -> None:
    answer = frozen.browser(decisions.DIRECTOR).submit(PATH, **FIELDS, more="yes")
    assert answer.status_code == 200
    assert 'name="text_d"' in answer.text
    assert "That the framework be approved." in answer.text
    assert submitted(frozen) == []


def test_a_version_is_submitted_once(frozen: World) -> None:
    frozen.browser(decisions.DIRECTOR).submit(PATH, **FIELDS)
    again = frozen.browser(decisions.DIRECTOR).submit(PATH, **FIELDS)
    assert again.status_code == 422
    assert len(submitted(frozen)) == 1


def test_the_service_refuses_a_version_before_a_body_already(frozen: World) -> None:
    with frozen.scope_of(decisions.DIRECTOR) as scope:
        version = frozen_version(scope)
        service.submit(scope, decisions.submission(scope, version))
        with pytest.raises(service.SubmissionError, match="Only a frozen version") as caught:
            service.submit(scope, decisions.submission(scope, version))
        assert caught.value.field == "version"


def test_a_commissioner_cannot_submit(frozen: World) -> None:
    browser = frozen.browser("commissioner@kingston.example")
    assert browser.submit(PATH, **FIELDS).status_code == 403
    with frozen.scope_of(decisions.DIRECTOR) as scope:
        submission = decisions.submission(scope, frozen_version(scope))
    with (
        frozen.scope_of("commissioner@kingston.example") as scope,
        pytest.raises(NotAllowedError, match="Only a company director"),
    ):
        service.submit(scope, submission)


def test_a_later_change_of_the_bodys_rule_does_not_reach_the_matter(frozen: World) -> None:
    frozen.browser(decisions.DIRECTOR).submit(PATH, **FIELDS)
    with frozen.operator_of() as operator:
        body = operator.session.scalars(select(Body).where(Body.slug == "joint-committee")).one()
        body.quorum = 7
        operator.session.commit()
    with frozen.scope_of(decisions.DIRECTOR, writes=False) as scope:
        assert decisions.find(scope, "business-plan").rule["quorum"] == 3


def test_commissioners_read_the_version_once_it_is_submitted(frozen: World) -> None:
    path = f"/afc/plans/{PLANS['afc']}/versions/1/"
    browser = frozen.browser("commissioner@kingston.example")
    assert browser.get(path).status_code == 404
    frozen.browser(decisions.DIRECTOR).submit(PATH, **FIELDS)
    assert browser.get(path).status_code == 200


def test_the_plan_page_offers_the_director_to_submit(frozen: World) -> None:
    page = frozen.browser(decisions.DIRECTOR).get(f"/afc/plans/{PLANS['afc']}/")
    assert "Submit version 1 for decision" in page.text


def test_a_matter_is_found_by_those_who_may_read_it_alone(frozen: World) -> None:
    frozen.browser(decisions.DIRECTOR).submit(PATH, **{**FIELDS, "report": "A quokka appears."})
    found = frozen.browser("commissioner@kingston.example").get("/afc/search?q=quokka")
    hidden = frozen.browser().get("/afc/search?q=quokka")
    assert "decisions/business-plan" in found.text
    assert "decisions/business-plan" not in hidden.text


@on_postgres
def test_nothing_is_put_before_a_sitting_that_closes_at_that_moment(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.operator_of() as operator:
        decisions.prepare(operator)
        operator.session.commit()
    decisions.begin(world)
    registered = queries.registered

    def while_the_clerk_closes(scope: Scope, number: int) -> object:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(close_sitting, world).result()
        return registered(scope, number)

    with world.scope_of(decisions.DIRECTOR) as scope:
        wanted = decisions.submission(scope, decisions.freeze(scope))
        monkeypatch.setattr(queries, "registered", while_the_clerk_closes)
        with pytest.raises(SubmissionError, match="That sitting is over"):
            service.submit(scope, wanted)


def close_sitting(world: World) -> None:
    with world.scope_of(decisions.CLERK) as scope:
        sittings.close_sitting(scope, decisions.sitting(scope))
        scope.session.commit()
