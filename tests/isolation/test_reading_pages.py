"""Papers to read, and what a reader keeps beside them, for everybody: notes are one person's."""

import pytest
from flask import Flask

from tests.isolation.matrix import hers, intrude, read_everything
from tests.isolation.paths import endpoints_of

pytestmark = pytest.mark.isolation


def test_everybody_reads_the_papers_that_are_hers_and_nobody_a_note_of_anothers(
    marked_app: Flask,
) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "reading"))
    assert found.faults == []
    wanted = hers(lambda marker: marker.thing == "papers")
    assert len(wanted) == 2
    assert wanted - found.shown == set()


def test_nobody_marks_or_notes_anything_without_a_right_to_it(marked_app: Flask) -> None:
    found = intrude(marked_app, rules=endpoints_of(marked_app, "reading"))
    assert found.faults == []
