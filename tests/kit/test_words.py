from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.words import (
    LONGEST_SLUG,
    RESERVED_SLUGS,
    counted,
    date_words,
    join_names,
    number_in_words,
    plural,
    sentence_case,
    slugify,
    time_words,
    weekday_date_words,
)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "zero"), (8, "eight"), (10, "ten"), (11, "11"), (1250, "1,250")]
)
def test_numbers_up_to_ten_are_written_in_words(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_a_number_below_zero_has_no_words() -> None:
    with pytest.raises(ValueError, match="from zero"):
        number_in_words(-1)


@pytest.mark.parametrize(
    ("names", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_are_joined_as_in_a_sentence(names: list[str], joined: str) -> None:
    assert join_names(names) == joined


def test_names_can_be_joined_by_or() -> None:
    assert join_names(["Kingston", "Richmond"], "or") == "Kingston or Richmond"


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (1, "member", "1 member"),
        (0, "member", "0 members"),
        (2, "priority", "2 priorities"),
        (2, "day", "2 days"),
        (2, "church", "2 churches"),
        (1200, "word", "1,200 words"),
    ],
)
def test_a_noun_agrees_with_its_number(number: int, noun: str, words: str) -> None:
    assert plural(number, noun) == words


def test_an_irregular_plural_is_given() -> None:
    assert plural(2, "child", "children") == "2 children"


def test_a_count_can_be_written_in_words() -> None:
    assert counted(8, "member") == "eight members"


def test_a_sentence_begins_with_a_capital_and_keeps_its_others() -> None:
    assert sentence_case("the SEND plan") == "The SEND plan"


def test_a_date_is_written_as_people_say_it() -> None:
    assert date_words(date(2019, 6, 24)) == "24 June 2019"


def test_a_date_can_begin_with_its_weekday() -> None:
    assert weekday_date_words(date(2019, 6, 24)) == "Monday 24 June 2019"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(11, 30), "11.30am"),
        (time(14), "2pm"),
        (time(9, 5), "9.05am"),
        (time(12), "12 noon"),
        (time(12, 1), "12.01pm"),
        (time(0), "12 midnight"),
        (time(0, 30), "12.30am"),
    ],
)
def test_a_time_is_written_as_on_an_agenda(moment: time, words: str) -> None:
    assert time_words(moment) == words


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Windsor & Maidenhead", "windsor-and-maidenhead"),
        ("Children's plan, 2019–2024", "childrens-plan-2019-2024"),
        ("  Café  Zoë ", "cafe-zoe"),
    ],
)
def test_a_name_becomes_part_of_an_address(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize("word", sorted(RESERVED_SLUGS))
def test_the_address_of_a_page_is_refused_as_a_name(word: str) -> None:
    with pytest.raises(ValueError, match="address of a page"):
        slugify(word.upper())


def test_a_name_that_comes_out_as_the_address_of_a_page_is_refused() -> None:
    with pytest.raises(ValueError, match="“Sign in!” is the address of a page"):
        slugify(" Sign in! ")


@pytest.mark.parametrize("text", ["", "!!!", "শিশু", "../"])
def test_a_name_without_plain_letters_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="at least one letter from a to z"):
        slugify(text)


def test_a_long_name_is_cut_between_words() -> None:
    assert slugify("strengthen " * 9) == "-".join(["strengthen"] * 5)


@given(st.text(min_size=1))
def test_an_address_has_only_plain_characters(text: str) -> None:
    try:
        slug = slugify(text)
    except ValueError:
        return
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(slug) <= LONGEST_SLUG
    assert slug not in RESERVED_SLUGS
