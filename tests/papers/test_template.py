"""The parts of a report."""

import pytest

from portal.papers.template import (
    RECOMMENDATIONS,
    STARTER,
    TemplateError,
    as_kept,
    from_kept,
    made,
    missing,
    missing_words,
)

RECOMMEND = (RECOMMENDATIONS, "Recommendations", "", False)


def test_the_starter_has_what_a_report_of_a_council_has() -> None:
    headings = {part.heading for part in STARTER}
    assert {"Purpose of the report", "Recommendations", "Consultation", "Contact"} <= headings
    assert {"Financial implications", "Legal implications", "Equality implications"} <= headings


def test_a_template_is_kept_and_read_again() -> None:
    assert from_kept(as_kept(STARTER)) == STARTER


def test_a_new_part_gets_its_name_from_its_heading() -> None:
    found = made([RECOMMEND, ("", " Risk management ", "What could go wrong.", True)])
    assert [part.name for part in found] == [RECOMMENDATIONS, "risk_management"]
    assert found[1].heading == "Risk management"


def test_a_row_without_a_heading_is_left_out() -> None:
    assert len(made([RECOMMEND, ("purpose", "", "x", True)])) == 1


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("", "Contact", "", False)], "Keep the part for the recommendations"),
        ([RECOMMEND, ("", "Risk", "", False), ("", "Risk", "", False)], "Two parts are called"),
        ([RECOMMEND, ("", "x" * 101, "", False)], "too long for a heading"),
        ([RECOMMEND, *(("", f"Part {n}", "", False) for n in range(30))], "30 parts at most"),
    ],
)
def test_a_template_that_cannot_be_is_refused(
    rows: list[tuple[str, str, str, bool]], words: str
) -> None:
    with pytest.raises(TemplateError, match=words):
        made(rows)


def test_what_is_missing_is_named_in_the_templates_order() -> None:
    texts = {part.name: "Words." for part in STARTER if part.name not in ("legal", "contact")}
    assert [part.name for part in missing(STARTER, texts)] == ["legal", "contact"]
    assert missing_words(STARTER, texts) == "Still to be written: legal implications and contact."


def test_nothing_is_missing_where_all_that_is_needed_is_written() -> None:
    texts = {part.name: "Words." for part in STARTER if part.needed}
    assert missing_words(STARTER, texts) == ""
