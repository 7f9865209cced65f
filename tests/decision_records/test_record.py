"""The record of a decision: what it says, for whom, in which formats, and who keeps it."""

import io
from typing import Any

import pypdfium2
import pytest
from docx import Document as WordFile

from portal.audit.queries import head_of, verify
from portal.decision_records import service
from portal.decision_records.document import NO_REASONS, as_document
from portal.decision_records.queries.records import record_of
from portal.decision_records.service import ClashError, Described, describe, described
from portal.decisions.service.checks import DecisionError
from tenants.scope import NotFoundError
from tests.factories import decisions
from tests.factories.world import World
from tests.queries import count_queries

REASONS = "The framework fits what the councils asked for.\n\nMore in the report."
OPTIONS = "To keep the plan of 2014: it ends this year."


def keep(world: World, slug: str, **said: Any) -> None:
    with world.scope_of(decisions.CLERK) as scope:
        matter = decisions.find(scope, slug)
        describe(scope, matter, Described(**said), seen=described(matter).digest)
        scope.session.commit()


def page_of(world: World, slug: str, email: str | None = None) -> str:
    answer = world.browser(email).get(f"/afc/decisions/{slug}/record")
    assert answer.status_code == 200
    return answer.text


def test_anybody_reads_what_was_decided_by_whom_and_why(world: World, decided: str) -> None:
    keep(world, decided, reasons=REASONS, options_rejected=OPTIONS)
    page = page_of(world, decided)
    for words in (
        "Approved in principle on 24 June 2019: all three recommendations carried.",
        "The framework fits what the councils asked for.",
        "To keep the plan of 2014: it ends this year.",
        "That the priorities be approved.",
        "No interest was declared, and no dispensation was relied on.",
        "13, Business plan and its annual refresh",
        "Unanimous of the members present and voting",
        "Recorded by Clerk Afc",
        "Not subject to call-in.",
    ):
        assert words in page, words


def test_the_head_of_the_log_stands_in_the_record(world: World, decided: str) -> None:
    with world.scope_of(None) as scope:
        head = head_of(scope)
    assert f"portal audit verify --company afc --head {head}" in page_of(world, decided)


def test_the_digest_of_the_version_stands_in_the_record(world: World, decided: str) -> None:
    with world.scope_of(None) as scope:
        digest = decisions.find(scope, decided).version_digest
    assert digest
    assert digest in page_of(world, decided)


def test_what_is_not_recorded_is_said(world: World, decided: str) -> None:
    assert NO_REASONS in page_of(world, decided)


@pytest.mark.parametrize("path", ["", ".pdf", ".docx"])
def test_nothing_undecided_has_a_record(world: World, matter: str, path: str) -> None:
    for email in (None, decisions.DIRECTOR, decisions.CLERK):
        answer = world.browser(email).get(f"/afc/decisions/{matter}/record{path}")
        assert answer.status_code == 404


def test_a_deferred_matter_has_no_record(world: World, matter: str) -> None:
    clerk = world.browser(decisions.CLERK)
    clerk.submit(f"/afc/decisions/{matter}/defer", because="More time is needed.")
    assert clerk.get(f"/afc/decisions/{matter}/record").status_code == 404


def test_page_pdf_and_word_hold_the_same_words(world: World, decided: str) -> None:
    keep(world, decided, reasons=REASONS, options_rejected=OPTIONS)
    with world.scope_of(None) as scope:
        record = record_of(scope, decisions.find(scope, decided))
    said = [*as_document(record).words]
    browser = world.browser()
    pdf = browser.get(f"/afc/decisions/{decided}/record.pdf")
    word = browser.get(f"/afc/decisions/{decided}/record.docx")
    read = pypdfium2.PdfDocument(pdf.data)
    in_pdf = "".join(page.get_textpage().get_text_range() for page in read)
    in_word = "\n".join(each.text for each in WordFile(io.BytesIO(word.data)).paragraphs)
    assert pdf.mimetype == "application/pdf"
    assert any("framework fits" in text for text in said)
    for words in ("The framework fits what the councils asked for.", str(record.head.seq)):
        assert words in in_word
        assert words in in_pdf.replace("\r\n", " ")


def test_the_record_asks_a_bounded_number_of_questions(world: World, decided: str) -> None:
    browser = world.browser()
    browser.get(f"/afc/decisions/{decided}/record")
    with count_queries() as asked:
        browser.get(f"/afc/decisions/{decided}/record")
    assert len(asked) <= 15, asked


def test_its_clerk_keeps_the_record(world: World, decided: str) -> None:
    clerk = world.browser(decisions.CLERK)
    path = f"/afc/decisions/{decided}/record/edit"
    with world.scope_of(decisions.CLERK) as scope:
        seen = described(decisions.find(scope, decided)).digest
    answer = clerk.submit(path, reasons=REASONS, options_rejected=OPTIONS, seen=seen)
    assert answer.status_code == 303
    assert "More in the report." in page_of(world, decided)
    with world.operator_of() as operator:
        assert verify(operator).whole


def test_before_the_decision_the_clerk_is_led_back_to_the_matter(world: World, matter: str) -> None:
    clerk = world.browser(decisions.CLERK)
    path = f"/afc/decisions/{matter}/record/edit"
    with world.scope_of(decisions.CLERK) as scope:
        seen = described(decisions.find(scope, matter)).digest
    answer = clerk.submit(path, reasons=REASONS, key_decision="y", seen=seen)
    assert answer.headers["Location"] == f"/afc/decisions/{matter}"
    with world.scope_of(decisions.CLERK) as scope:
        assert decisions.find(scope, matter).key_decision


@pytest.mark.parametrize(
    "email", [decisions.DIRECTOR, "co-chair@kingston.example", "commissioner@kingston.example"]
)
def test_nobody_else_keeps_it(world: World, decided: str, email: str) -> None:
    answer = world.browser(email).get(f"/afc/decisions/{decided}/record/edit")
    assert answer.status_code == 403
    assert "Only the clerk of the deciding body keeps its decision record." in answer.text


def test_two_clerks_lose_neither_text(world: World, decided: str) -> None:
    clerk = world.browser(decisions.CLERK)
    path = f"/afc/decisions/{decided}/record/edit"
    with world.scope_of(decisions.CLERK) as scope:
        seen = described(decisions.find(scope, decided)).digest
    keep(world, decided, reasons="What a colleague wrote.")
    answer = clerk.submit(path, reasons="What I wrote.", seen=seen)
    assert answer.status_code == 409
    assert "A colleague changed this record since you opened it." in answer.text
    assert "What a colleague wrote." in answer.text
    assert "What I wrote." in answer.text
    assert "What a colleague wrote." in page_of(world, decided)


def test_words_too_long_come_back_with_a_reason(world: World, decided: str) -> None:
    long = "x" * (service.LONGEST + 1)
    answer = world.browser(decisions.CLERK).submit(
        f"/afc/decisions/{decided}/record/edit", reasons=long, seen="x"
    )
    assert answer.status_code == 422
    assert "The reasons must be 20,000 characters or fewer." in answer.text
    assert long in answer.text


def test_whether_it_was_key_stays_once_it_is_decided(world: World, decided: str) -> None:
    with pytest.raises(DecisionError, match="stays as it was before"):
        keep(world, decided, key_decision=True)


def test_a_stale_form_writes_nothing(world: World, decided: str) -> None:
    with world.scope_of(decisions.CLERK) as scope:
        matter = decisions.find(scope, decided)
        with pytest.raises(ClashError):
            describe(scope, matter, Described(reasons="x"), seen="another")


def test_the_same_words_again_are_no_event(world: World, decided: str) -> None:
    keep(world, decided, reasons=REASONS)
    with world.scope_of(None) as scope:
        before = head_of(scope)
    keep(world, decided, reasons=REASONS)
    with world.scope_of(None) as scope:
        assert head_of(scope) == before


def test_there_is_no_record_to_read_of_what_waits(world: World, matter: str) -> None:
    with world.scope_of(decisions.DIRECTOR) as scope, pytest.raises(NotFoundError):
        record_of(scope, decisions.find(scope, matter))
