"""The published improvement plan, read from ../shared as the tests run, in the portal's table."""

import re
from collections.abc import Iterator
from datetime import date

from portal.actions.rules import computed, is_complete, says_complete, unread_words
from portal.actions.totals import Group, compare, counts, table, total
from portal.actions.totals import printed as printed_totals
from portal.kit.timescales import read_timescale
from tests.demonstration import published
from tests.demonstration.published import needs_papers

DOMAINS = {1: "Help and Protection", 2: "Children in Care & Care Leavers", 3: "Leadership"}
PRINTED = {1: 28, 2: 11, 3: 19}
UPDATED = date(2020, 10, 31)
ROW = re.compile(r"(\d{1,2})\t(.*)")

pytestmark = needs_papers


def actions() -> Iterator[tuple[int, str, str]]:
    """Domain, timescale and progress of every action, as the paper prints them."""
    domain = 0
    for line in published.text().splitlines():
        domain += line.startswith("**Status: Red, Amber")
        found = ROW.fullmatch(line)
        if found and domain:
            cells = found[2].split("\t")
            yield domain, cells[2].strip(), cells[-1].strip()


def grouped() -> list[Group]:
    """The actions as the portal counts them; that one is complete is read of its first word."""
    rows = []
    for domain, when, said in actions():
        read = read_timescale(when)
        status = "completed" if says_complete(said) else ""
        found = computed(read.first_due, complete=is_complete(status, read.kind), today=UPDATED)
        rows.append(Group(domain, 1, 0, status, found, high=False, number=1))
    return rows


def test_its_fifty_eight_actions_give_a_table_of_that_shape() -> None:
    lines = table(grouped(), {n: ("", t) for n, t in DOMAINS.items()}, lambda g: g.section_id)
    assert [line.numbers[""] for line in lines] == list(PRINTED.values()) == [28, 11, 19]
    assert total(grouped(), "All").numbers[""] == 58


def test_its_printed_totals_are_controls_of_what_the_words_alone_say() -> None:
    said = printed_totals(
        "Actions completed",
        "34",
        "Help and Protection 19, Children in Care & Care Leavers 6, Leadership 9",
    )
    found = compare(said, grouped(), DOMAINS)
    assert [each.printed.number for each in found] == [34, 19, 6, 9]
    # The colours are lost in the text: fewer say "complete" than were counted, in every domain.
    assert all(each.derived is not None for each in found)
    assert not found[0].agrees
    assert all((each.derived or 0) <= each.printed.number for each in found)


def test_every_timescale_is_read_or_says_why_not() -> None:
    unread = {when: unread_words(when) for _, when, _ in actions() if unread_words(when)}
    assert unread == {"31/02/2020": "Not readable: no such day"}


def test_nothing_is_computed_amber_or_green() -> None:
    assert {group.found for group in grouped()} <= {"red", "completed", "not_due", None}
    assert counts(grouped())["amber"] == counts(grouped())["green"] == 0
