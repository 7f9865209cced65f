"""After the vote nothing is changed: what was recorded wrongly is corrected beside it, minuted."""

import pytest

from portal.audit import queries as audit
from portal.decisions import queries
from portal.decisions.service import correcting
from portal.decisions.service.checks import DecisionError
from portal.decisions.service.correcting import CorrectionError
from tenants.scope import NotAllowedError
from tests.factories import decisions
from tests.factories.world import World

SAID = ("Eight voted for.", "Seven voted for and one abstained.", "The chair misheard.")


def correct(
    world: World, slug: str, email: str = decisions.CLERK, said: tuple[str, ...] = SAID
) -> None:
    """The clerk minutes a correction of (a)."""
    with world.scope_of(email) as scope:
        correcting.correct(scope, decisions.recommendation(scope, slug, "a"), *said)
        scope.session.commit()


def test_a_correction_stands_beside_the_vote_which_stays(world: World, opened: str) -> None:
    decisions.vote(world, "member-1@kingston.example", opened)
    decisions.close(world, opened, confirmed=True)
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        before = queries.votes_on(scope, decisions.recommendation(scope, opened, "a"))
        kept = [(vote.id, vote.choice) for vote in before.values()]
        sentence = decisions.recommendation(scope, opened, "a").sentence
    correct(world, opened)
    page = world.browser(decisions.CLERK).get(f"/afc/decisions/{opened}").text
    assert "Seven voted for and one abstained." in page
    assert "Record of (a) corrected." in page
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        found = decisions.recommendation(scope, opened, "a")
        after = queries.votes_on(scope, found)
        assert [(vote.id, vote.choice) for vote in after.values()] == kept
        assert found.sentence == sentence


def test_an_open_vote_is_not_corrected(world: World, opened: str) -> None:
    with pytest.raises(DecisionError, match="Only a closed vote is corrected"):
        correct(world, opened)


@pytest.mark.parametrize("empty", range(3))
def test_every_part_of_a_correction_is_asked_for(world: World, opened: str, empty: int) -> None:
    decisions.close(world, opened, confirmed=True)
    said = tuple("" if place == empty else words for place, words in enumerate(SAID))
    with pytest.raises(CorrectionError, match="Enter"):
        correct(world, opened, said=said)


def test_nobody_else_corrects(world: World, opened: str) -> None:
    decisions.close(world, opened, confirmed=True)
    with pytest.raises(NotAllowedError):
        correct(world, opened, "member-1@kingston.example")


def test_a_byte_of_a_correction_changed_by_hand_is_found(world: World, opened: str) -> None:
    decisions.close(world, opened, confirmed=True)
    correct(world, opened)
    with world.operator_of() as scope:
        standing = queries.standing(scope, decisions.find(scope, opened))
        standing.corrections[0].correct = "Nobody voted."
        scope.session.flush()
        assert any("correction" in str(fault) for fault in audit.verify(scope).breaks)


def test_a_correction_is_public_once_the_matter_is_decided(world: World, matter: str) -> None:
    decisions.begin(world)
    decisions.call(world, matter)
    decisions.close(world, matter, confirmed=True)
    correct(world, matter)
    for letter in "bc":
        decisions.call(world, matter, letter)
        decisions.close(world, matter, letter, confirmed=True)
    assert SAID[1] in world.browser().get(f"/afc/decisions/{matter}").text


def test_what_was_typed_of_a_correction_comes_back(world: World, opened: str) -> None:
    decisions.close(world, opened, confirmed=True)
    at = f"/afc/decisions/{opened}/vote/a/correct"
    browser = world.browser(decisions.CLERK)
    assert "What was recorded" in browser.get(at).text
    refused = browser.submit(at, recorded=SAID[0], correct="", because=SAID[2])
    assert refused.status_code == 422
    assert SAID[0] in refused.text
    assert browser.submit(at, recorded=SAID[0], correct=SAID[1], because=SAID[2]).status_code == 303
