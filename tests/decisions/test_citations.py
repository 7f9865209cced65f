from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.decisions.rules.citations import Citation, disagreements, find_citations, summary

PACK = Path(__file__).parents[3] / "shared" / "seeds" / "002_1959b40f2405436a.txt"


def numbers(text: str) -> list[int]:
    return [citation.number for citation in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("as required by Reserved Matter 9.", [9]),
        ("under RESERVED MATTER 9(a)", [9]),
        ("reserved matters 9 and 13", [9, 13]),
        ("Reserved Matters 1, 2 and 5", [1, 2, 5]),
        ("reserved matters 9 to 11", [9, 10, 11]),
        ("Reserved Matters 9–11", [9, 10, 11]),
        ("reserved\nmatter\u00a09", [9]),
        ("RM 13 and RM9", [13, 9]),
        ("matter no. 13", [13]),
        ("Reserved Matter No 13", [13]),
        ("held as Matter 13", [13]),
    ],
)
def test_a_citation_is_read_however_it_is_written(text: str, cited: list[int]) -> None:
    assert numbers(text) == cited


@pytest.mark.parametrize(
    "text",
    [
        "no matter 9 people came",
        "Havering Town Hall, RM1 3BD",
        "Reserved matters are listed below",
        "Reserved Matter 2019",
        "the subject matter",
    ],
)
def test_what_is_no_citation_is_left_alone(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Reserved Matter 9, 24 June 2019",
        "Reserved Matter 9 and 3rd parties",
        "Reserved Matter 9 to 2019",
        "Reserved Matter 9 and 40% of the shares",
    ],
)
def test_a_date_or_share_after_a_citation_is_not_cited(text: str) -> None:
    assert numbers(text) == [9]


@given(st.text(max_size=10), st.integers(1, 999), st.sampled_from(["", ".", ")", ";", " is", "\n"]))
def test_the_place_of_a_citation_is_where_its_words_are(
    before: str, number: int, after: str
) -> None:
    found = find_citations(f"{before} Reserved Matter {number}{after}")
    assert found[-1] == Citation(number, f"Reserved Matter {number}", len(before) + 1)


def test_a_citation_that_is_not_the_registers_is_named_with_its_place() -> None:
    (found,) = disagreements({"the report": find_citations("Matter 9 and Matter 13")}, 13)
    assert (found.place, found.number, found.as_written) == ("the report", 9, "Matter 9")
    assert found.sentence == "The report cites matter 9; the register holds matter 13."


def test_one_place_that_repeats_itself_disagrees_once() -> None:
    assert len(disagreements({"the report": find_citations("RM 9, then RM 9")}, 13)) == 1


def test_the_summary_sets_the_places_beside_the_register() -> None:
    cited = {
        "the agenda front sheet": find_citations("Reserved Matter 9"),
        "the report": find_citations("Reserved Matter 13"),
        "the annex": list[Citation](),
    }
    assert summary(cited, 13, "the business plan") == (
        "The agenda front sheet cites matter 9; the report cites matter 13."
        " The register holds the business plan as matter 13."
    )


def test_a_place_with_several_citations_lists_them() -> None:
    cited = {"the report": find_citations("reserved matters 9 and 13")}
    assert summary(cited, 13, "the business plan").startswith("The report cites matters 9 and 13.")


def test_there_is_nothing_to_say_where_all_agree() -> None:
    assert summary({"the report": find_citations("Matter 13")}, 13, "the business plan") == ""


@pytest.mark.skipif(not PACK.exists(), reason="the joint committee's pack lies outside the project")
def test_the_pack_of_24_june_2019_is_found_to_cite_two_matters() -> None:
    front, _, report = PACK.read_text(encoding="utf-8").partition("Agenda Item 7")
    cited = {
        "the agenda front sheet": find_citations(front),
        "the report": find_citations(report),
    }
    assert summary(cited, 13, "the business plan") == (
        "The agenda front sheet cites matter 9; the report cites matter 13."
        " The register holds the business plan as matter 13."
    )
