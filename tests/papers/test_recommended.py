"""Recommendations as the agenda and the report word them."""

from hypothesis import given
from hypothesis import strategies as st

from portal.papers.recommended import Recommended, differences, lettered, summary

SHEET = """Item 7: Business plan
Report by the Managing Director.
(a) That the framework be approved.
(b) That the priorities
be approved.
(c) That the plan comes to the September 2019 meeting under Reserved Matter 9.

Any questions to the clerk."""
REPORT = [
    Recommended("a", "approve", "That the framework be approved."),
    Recommended("b", "approve", "That the priorities be approved."),
    Recommended("c", "note", "That the plan comes on 9 September 2019 under Reserved Matter 13."),
]


def test_lettered_lines_are_read_up_to_the_next_letter() -> None:
    found = lettered(SHEET)
    assert list(found) == ["a", "b", "c"]
    assert found["b"] == "That the priorities be approved."
    assert found["c"].endswith("Reserved Matter 9.")


def test_a_text_without_letters_says_nothing_of_recommendations() -> None:
    assert lettered("The plan comes under Reserved Matter 13 (a new number).") == {}
    assert differences({}, REPORT) == []


def test_only_the_recommendation_that_differs_is_shown() -> None:
    [found] = differences(lettered(SHEET), REPORT)
    assert found.letter == "c"
    assert found.words == ("Recommendation (c) is worded differently in the agenda and the report.")


def test_the_words_that_differ_are_marked_on_both_sides() -> None:
    [found] = differences(lettered(SHEET), REPORT)
    agenda = [each.text for each in found.agenda_segments if each.kind == "changed"]
    report = [each.text for each in found.report_segments if each.kind == "changed"]
    assert any("9" in text for text in agenda)
    assert any("13" in text for text in report)


def test_each_side_says_all_its_own_words() -> None:
    [found] = differences(lettered(SHEET), REPORT)
    said = [each for each in found.agenda_segments if each.kind != "missing"]
    assert "".join(each.text for each in said) == found.agenda


def test_punctuation_and_letter_case_are_no_difference() -> None:
    assert differences({"a": "that the Framework be approved"}, REPORT[:1]) == []


def test_a_recommendation_of_one_paper_alone_is_a_difference() -> None:
    found = differences({"a": REPORT[0].text, "d": "That it be so."}, REPORT[:2])
    assert [each.words for each in found] == [
        "The agenda does not have recommendation (b).",
        "The report does not have recommendation (d).",
    ]
    assert summary(found).startswith("Recommendations (b) and (d) are worded differently")


@given(st.dictionaries(st.sampled_from("abcdef"), st.text(min_size=1).map(str.strip)))
def test_equal_papers_never_differ(words: dict[str, str]) -> None:
    report = [Recommended(letter, "", text) for letter, text in words.items()]
    assert differences(words, report) == []
