"""Notes and highlights are kept for their author alone, and nothing that she wrote is lost."""

from typing import Any

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import make_transient

from portal.audit import queries as audit
from portal.audit.models import AuditEvent, AuditPayload
from portal.decisions.models import Matter
from portal.reading import notes, queries
from portal.reading.anchors import Manner, anchor
from portal.reading.models import PaperNote
from portal.reading.notes import ChangedElsewhereError, NoteError, Written
from tenants.scope import NotAllowedError
from tests.both import both_databases
from tests.factories import reading
from tests.factories.reading import CLERK, COLLEAGUE, MEMBER
from tests.factories.world import World

pytestmark = pytest.mark.usefixtures("papers")

WORDS = "Ask why the evidence is thin."


def notes_of(world: World, email: str) -> list[str]:
    with world.scope_of(email) as scope:
        return [note.words for note in queries.notes_of(scope, reading.found(scope))]


def change(world: World, number: int, words: str, base: int) -> None:
    with world.scope_of(MEMBER) as scope:
        notes.change(scope, scope.session.get_one(PaperNote, number), words, base=base)
        scope.session.commit()


@both_databases
def test_a_note_is_its_authors_alone(world: World) -> None:
    reading.note(world, WORDS)
    assert notes_of(world, MEMBER) == [WORDS]
    for other in (COLLEAGUE, CLERK, "director@afc.example"):
        assert notes_of(world, other) == []
    with world.operator_of("afc") as operator:
        assert operator.session.scalars(select(PaperNote)).all() == []


def test_the_log_tells_that_a_note_was_kept_and_none_of_its_words(world: World) -> None:
    number = reading.note(world, WORDS, "the priorities", passage=3)
    change(world, number, "Ask the director.", 1)
    with world.operator_of("afc") as operator:
        told = operator.session.execute(
            select(AuditEvent, AuditPayload)
            .join(AuditPayload, AuditPayload.seq == AuditEvent.seq)
            .where(AuditEvent.subject_kind == notes.KIND)
            .order_by(AuditEvent.seq)
        ).all()
        assert [event.action for event, _ in told] == ["note:kept", "note:changed"]
        assert [payload.payload for _, payload in told] == [{}, {}]
        assert audit.verify(operator).whole


def test_a_short_note_cannot_be_guessed_from_the_log(world: World) -> None:
    first, second = (reading.note(world, "No.", passage=2) for _ in range(2))
    assert first != second
    with world.operator_of("afc") as operator:
        statement = select(AuditEvent.row_digest).where(AuditEvent.subject_kind == notes.KIND)
        digests = operator.session.scalars(statement).all()
    assert len(set(digests)) == 2


def test_a_note_that_is_sent_twice_is_kept_once(world: World) -> None:
    key = "0b9e7c52-1f3a-4e55-9a51-000000000001"
    first = reading.note(world, WORDS, key=key)
    assert reading.note(world, WORDS, key=key) == first
    assert notes_of(world, MEMBER) == [WORDS]


def test_two_people_may_send_the_same_key(world: World) -> None:
    key = "0b9e7c52-1f3a-4e55-9a51-000000000001"
    assert reading.note(world, "Mine", key=key) != reading.note(
        world, "Hers", email=COLLEAGUE, key=key
    )


@both_databases
def test_a_change_from_an_older_revision_is_refused_and_told_what_stands_there(
    world: World,
) -> None:
    number = reading.note(world, WORDS)
    change(world, number, "Ask in September.", 1)
    with pytest.raises(ChangedElsewhereError) as refused:
        change(world, number, "Ask in June.", 1)
    assert refused.value.words == "Ask in September."
    assert notes_of(world, MEMBER) == ["Ask in September."]


def test_a_removed_note_is_gone_from_the_database(world: World) -> None:
    number = reading.note(world, "zqsecretwords")
    with world.scope_of(MEMBER) as scope:
        notes.remove(scope, scope.session.get_one(PaperNote, number))
        scope.session.commit()
    engine = create_engine(world.app.config["SQLALCHEMY_DATABASE_URI"])
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM paper_note")).scalar() == 0
    engine.dispose()


def test_a_note_that_says_and_marks_nothing_is_refused(world: World) -> None:
    with pytest.raises(NoteError, match="Write your note"):
        reading.note(world, "  ")


def test_somebody_without_a_role_keeps_no_notes(world: World) -> None:
    with world.scope_of("director@tfc.example", "afc") as scope:
        there = reading.shown(scope)
        held = anchor(there.of.passages[1])
        assert held is not None
        with pytest.raises(NotAllowedError):
            notes.keep(scope, there.item, Written("x", held))


def republish(world: World, **texts: str) -> None:
    """The papers say something else, as after a correction."""
    with world.operator_of("afc") as operator:
        matter: Any = operator.session.scalars(select(Matter)).first()
        for name, words in texts.items():
            setattr(matter, name, words)
        operator.session.commit()


def test_a_note_stays_with_its_words_when_the_papers_are_published_again(world: World) -> None:
    with world.scope_of(MEMBER) as scope:
        report = reading.shown(scope).passages[-1]
        quote = report.passage.running.split(".")[0]
    reading.note(world, WORDS, quote, passage=report.number)
    republish(world, front_sheet="Corrected.\nTwice.", report=f"Again: {quote}. More.")
    with world.scope_of(MEMBER) as scope:
        there = reading.shown(scope)
        [found] = [each for each in there.passages if each.notes]
        assert found.passage.words.startswith("Again:")
        assert found.notes[0].manner is Manner.REWORDED


def test_a_note_whose_words_are_gone_stays_and_says_so(world: World) -> None:
    with world.scope_of(MEMBER) as scope:
        last = reading.shown(scope).passages[-1]
    reading.note(world, WORDS, passage=last.number)
    republish(world, report="Something else altogether.")
    with world.scope_of(MEMBER) as scope:
        [lost] = reading.shown(scope).lost
    assert (lost.words, lost.about) == (WORDS, last.passage.words)
    assert lost.remark == "These words are not in the papers any more."


def test_an_error_of_the_database_does_not_say_what_somebody_wrote(world: World) -> None:
    with world.scope_of(MEMBER) as scope:
        there = reading.shown(scope)
        held = anchor(there.of.passages[1])
        assert held is not None
        note = notes.keep(scope, there.item, Written(WORDS, held))
        make_transient(note)
        note.meeting_id = 999_999
        scope.session.add(note)
        with pytest.raises(IntegrityError) as failed:
            scope.session.flush()
    assert WORDS not in str(failed.value)
