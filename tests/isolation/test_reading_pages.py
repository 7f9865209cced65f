"""Papers to read, and what a reader keeps beside them, for everybody: notes are one person's."""

import pytest
from flask import Flask

from tests.factories.marked import MARKERS
from tests.isolation.matrix import intrude, read_everything
from tests.isolation.paths import endpoints_of
from tests.isolation.who_reads import everybody, reads

pytestmark = pytest.mark.isolation


def test_everybody_reads_the_papers_that_are_hers_and_nobody_a_note_of_anothers(
    marked_app: Flask,
) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "reading"))
    assert found.faults == []
    hers = {
        (str(person), marker.word)
        for person in everybody()
        for marker in MARKERS
        if marker.thing == "papers" and reads(person, marker.company, marker.area, marker.state)
    }
    assert len(hers) == 2
    assert hers - found.shown == set()


def test_nobody_marks_or_notes_anything_without_a_right_to_it(marked_app: Flask) -> None:
    found = intrude(marked_app, rules=endpoints_of(marked_app, "reading"))
    assert found.faults == []
