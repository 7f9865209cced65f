"""Whose words a comment is: her council's and the company's, and nobody else's."""

import pytest
from sqlalchemy import func, select

from portal.engagement import comment_queries, comments
from portal.engagement.models import Comment
from portal.engagement.service import EngagementError
from portal.plans import service as plans
from portal.plans.queries import content_of
from portal.plans.service.versioning import freeze, settle, submit
from tenants.roles import Role
from tenants.scope import NotAllowedError, Scope
from tests.both import both_databases
from tests.factories import engaging, tenancy
from tests.factories.engaging import COMMISSIONER, DIRECTOR, OTHER_COMMISSIONER, PLAN
from tests.factories.people import Post
from tests.factories.world import World

EDITOR, OTHER_EDITOR = "editor@kingston.example", "editor@richmond.example"
BOARD, MEMBER, CLERK = "member@board.afc.example", "member-1@kingston.example", "clerk@afc.example"
READERS = (
    DIRECTOR,
    EDITOR,
    OTHER_EDITOR,
    BOARD,
    COMMISSIONER,
    OTHER_COMMISSIONER,
    MEMBER,
    CLERK,
    None,
)
SHARED, KINGSTON = "C-01", "KIN-01"


@pytest.fixture
def released(world: World) -> World:
    """Everything but Richmond's draft is released."""
    engaging.release(world, 0, 1, 3)
    return world


def _readers(world: World, number: int) -> set[str | None]:
    found = set()
    for email in READERS:
        with world.scope_of(email) as scope:
            if engaging.comment_seen(scope, number) is not None:
                found.add(email)
    return found


WHO_READS = {
    (COMMISSIONER, SHARED): {COMMISSIONER, EDITOR, DIRECTOR},
    (COMMISSIONER, KINGSTON): {COMMISSIONER, EDITOR, DIRECTOR},
    (EDITOR, SHARED): {COMMISSIONER, EDITOR, DIRECTOR},
    (EDITOR, KINGSTON): {COMMISSIONER, EDITOR, DIRECTOR},
    (DIRECTOR, SHARED): {DIRECTOR, EDITOR, OTHER_EDITOR, BOARD},
    (DIRECTOR, KINGSTON): {DIRECTOR, EDITOR},
    (BOARD, SHARED): {DIRECTOR, EDITOR, OTHER_EDITOR, BOARD},
    (OTHER_COMMISSIONER, SHARED): {OTHER_COMMISSIONER, OTHER_EDITOR, DIRECTOR},
}


@both_databases
@pytest.mark.parametrize(("writer", "ref"), WHO_READS)
def test_a_comment_is_read_by_its_authors_own(released: World, writer: str, ref: str) -> None:
    number = engaging.comment(released, writer, ref, "Our words")
    assert _readers(released, number) == WHO_READS[(writer, ref)]


def test_a_director_can_write_to_one_council(released: World) -> None:
    number = engaging.comment(released, DIRECTOR, SHARED, "To you alone", council=1)
    assert _readers(released, number) == {DIRECTOR, EDITOR, COMMISSIONER}


def test_a_director_cannot_write_to_a_council_that_does_not_read_the_text(released: World) -> None:
    with released.scope_of(DIRECTOR) as scope, pytest.raises(EngagementError, match="commission"):
        comments.write(scope, engaging.reading(scope, KINGSTON), "Words", 2)
    with released.scope_of(DIRECTOR) as scope, pytest.raises(EngagementError, match="commission"):
        comments.write(scope, engaging.reading(scope, "RIC-01"), "Words", 2)


def test_what_is_said_of_an_unreleased_draft_stays_with_its_editors(world: World) -> None:
    number = engaging.comment(world, EDITOR, KINGSTON, "Not yet")
    engaging.release(world, 1)
    assert _readers(world, number) == {DIRECTOR, EDITOR}


def test_a_reply_stays_in_its_thread(released: World) -> None:
    number = engaging.comment(released, COMMISSIONER, SHARED, "Why?")
    with released.scope_of(DIRECTOR) as scope:
        first = engaging.comment_seen(scope, number)
        assert first is not None
        reply = comments.reply(scope, first, "Because.")
        scope.session.commit()
        answered = reply.id
    assert _readers(released, answered) == {COMMISSIONER, EDITOR, DIRECTOR}


def test_a_reply_does_not_tell_of_a_text_that_its_readers_cannot_read(world: World) -> None:
    """Kingston reads Richmond's submitted text; the director meanwhile its newest draft."""
    with world.scope_of(DIRECTOR) as scope:
        version = freeze(scope, engaging.plan_of(scope))
        hat = scope.hat
        assert hat is not None
        submit(scope, version, hat)
        settle(scope, version, hat, "approved")
        scope.session.commit()
    number = engaging.comment(world, COMMISSIONER, "RIC-01", "We would like this too")
    _revise(world, "RIC-01")
    with world.scope_of(DIRECTOR) as scope:
        first = engaging.comment_seen(scope, number)
        assert first is not None
        assert engaging.reading(scope, "RIC-01").revision.number == 2
        assert comments.reply(scope, first, "Good").text_number == 1


@pytest.mark.parametrize("email", [MEMBER, CLERK])
def test_who_decides_in_the_sitting_does_not_comment(released: World, email: str) -> None:
    with released.scope_of(DIRECTOR) as scope:
        text = engaging.reading(scope, SHARED)
        scope.session.expunge_all()
    with released.scope_of(email) as scope, pytest.raises(NotAllowedError, match="commissioners"):
        comments.write(scope, text, "Words")


def test_the_board_comments_on_what_is_shared_alone(released: World) -> None:
    with released.scope_of(DIRECTOR) as scope:
        text = engaging.reading(scope, KINGSTON)
        scope.session.expunge_all()
    with released.scope_of(BOARD) as scope, pytest.raises(NotAllowedError, match="one council"):
        comments.write(scope, text, "Words")


def test_an_editor_of_the_whole_company_speaks_for_the_company(released: World) -> None:
    email = "editor@afc.example"
    with released.operator_of() as scope:
        tenancy.appoint(scope, Post(email, "afc", Role.EDITOR))
        scope.session.commit()
    number = engaging.comment(released, email, SHARED, "Ours")
    assert _readers(released, number) == {DIRECTOR, EDITOR, OTHER_EDITOR, BOARD}
    with released.scope_of(DIRECTOR) as scope:
        text = engaging.reading(scope, KINGSTON)
        scope.session.expunge_all()
    with released.scope_of(email) as scope, pytest.raises(NotAllowedError, match="one council"):
        comments.write(scope, text, "Words")


def test_nobody_learns_of_anothers_comments_by_their_count(released: World) -> None:
    for email in (COMMISSIONER, OTHER_COMMISSIONER, OTHER_COMMISSIONER):
        engaging.comment(released, email, SHARED, "Words")
    for email, count in ((COMMISSIONER, 1), (OTHER_COMMISSIONER, 2), (DIRECTOR, 3), (BOARD, 0)):
        with released.scope_of(email, writes=False) as scope:
            item = engaging.reading(scope, SHARED).item.id
            assert sum(n for *_, n in comment_queries.counts(scope, [item])) == count
            assert scope.session.scalar(select(func.count()).select_from(Comment)) == count


def test_a_thread_is_resolved_with_words_and_then_closed(released: World) -> None:
    number = engaging.comment(released, COMMISSIONER, SHARED, "Say when")
    with released.scope_of(DIRECTOR) as scope:
        first = engaging.comment_seen(scope, number)
        assert first is not None
        comments.resolve(scope, first, "The date is in the text now.")
        assert first.resolution == "The date is in the text now."
        for again in (comments.reply, comments.resolve):
            with pytest.raises(EngagementError, match="resolved"):
                again(scope, first, "More")


def test_only_its_author_edits_or_withdraws_a_comment(released: World) -> None:
    number = engaging.comment(released, COMMISSIONER, SHARED, "Mine")
    with released.scope_of(DIRECTOR) as scope:
        found = _of(scope, number)
        with pytest.raises(NotAllowedError, match="whoever wrote"):
            comments.edit(scope, found, "Yours")
        with pytest.raises(NotAllowedError, match="whoever wrote"):
            comments.withdraw(scope, found)


def test_a_withdrawn_comment_leaves_no_word_of_it(released: World) -> None:
    number = engaging.comment(released, COMMISSIONER, SHARED, "Too quick")
    with released.scope_of(COMMISSIONER) as scope:
        found = _of(scope, number)
        comments.edit(scope, found, "Too quick by half")
        assert found.edited_at is not None
        comments.withdraw(scope, found)
        assert (found.words, found.withdrawn_at is not None) == ("", True)
        with pytest.raises(EngagementError, match="withdrawn"):
            comments.edit(scope, found, "Back again")


def test_a_comment_stays_on_the_text_it_was_written_on(released: World) -> None:
    number = engaging.comment(released, COMMISSIONER, KINGSTON, "On the first")
    _revise(released, KINGSTON)
    with released.scope_of(COMMISSIONER) as scope:
        assert _of(scope, number).text_number == 1
        assert engaging.reading(scope, KINGSTON).revision.number == 2


def _of(scope: Scope, number: int) -> Comment:
    found = engaging.comment_seen(scope, number)
    assert found is not None
    return found


def _revise(world: World, ref: str) -> None:
    with world.scope_of(DIRECTOR) as scope:
        text = engaging.reading(scope, ref, PLAN)
        changed = content_of(text.revision).with_texts({"wording": "Other words."})
        plans.revise(scope, text.item, changed, base=text.revision.number)
        scope.session.commit()
