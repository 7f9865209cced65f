"""The published papers, read as they are when the test runs; nothing of them is kept here."""

from pathlib import Path
from typing import Any

import pytest

from tests.demonstration.published import FOLDER, needs_papers
from tests.imports.reading import read, tables

pytestmark = needs_papers


def _paper(number: str) -> Path:
    return next(FOLDER.glob(f"{number}_*.txt"))


def _tables(number: str, kind: str) -> list[dict[str, Any]]:
    found = tables(f"{number}.txt", _paper(number).read_bytes())
    return [table for table in found if table["kind"] == kind]


def _records(number: str, kind: str) -> list[dict[str, Any]]:
    return [record for table in _tables(number, kind) for record in table["records"]]


def _cells(number: str) -> list[list[str]]:
    """The paper's lines with tabs, as cells."""
    text = _paper(number).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if "\t" in line]


@pytest.mark.parametrize("number", ["000", "001", "002"])
def test_no_line_is_lost(number: str) -> None:
    account = read(f"{number}.txt", _paper(number).read_bytes()).account
    assert (account.lost, account.twice) == ((), ())


def test_fifteen_intentions_stand_under_five_priorities() -> None:
    tables_ = _tables("000", "priority")
    assert [len(table["records"]) for table in tables_] == [3, 3, 3, 3, 3]
    assert [table["heading"][:11] for table in tables_] == [f"PRIORITY {n}:" for n in range(1, 6)]
    assert all(record["lead"] and record["outcome"] for record in _records("000", "priority"))


def test_what_the_list_words_otherwise_is_shown_beside_the_tables() -> None:
    flags = [flag for table in _tables("000", "priority") for flag in table["flagged"]]
    assert flags
    assert all("words it otherwise" in flag["why"] for flag in flags)


def test_six_contractual_and_twenty_six_supporting_indicators_have_their_figures() -> None:
    contractual, supporting = _tables("000", "measure")
    assert [record["target"] for record in contractual["records"]] == [65, 375, 95, 95, 11, 85]
    assert [record["unit"] for record in contractual["records"]] == ["%", "", "%", "%", "%", "%"]
    assert contractual["records"][1]["cells"]["Tolerances"] == "375.1-402.9"
    assert [record["cells"]["No"] for record in supporting["records"]] == [
        f"SM{n}" for n in range(1, 27)
    ]


def test_the_sign_off_schedule_has_its_five_steps() -> None:
    days = [record["due"] for record in _records("000", "schedule")]
    assert days == ["2018-09-30", "2018-12-31", "2019-01-31", "2019-02-28", "2019-03-31"]
    assert all(record["what"] and record["body"] for record in _records("000", "schedule"))


def test_fifty_eight_actions_stand_in_three_domains_with_numbers_and_leads() -> None:
    domains = _tables("001", "action")
    assert [[record["ref"] for record in table["records"]] for table in domains] == [
        [str(n) for n in range(1, last + 1)] for last in (28, 11, 19)
    ]
    assert len({record["domain"] for record in _records("001", "action")}) == 3
    printed = [line for line in _cells("001") if line[0].isdigit()]
    read_ = [(r["ref"], r["what"], r["lead"], r["when"]) for r in _records("001", "action")]
    assert read_ == [(line[0], line[1], line[2], line[3]) for line in printed]


def test_printed_totals_are_kept_as_controls() -> None:
    first, second = _tables("001", "totals")
    assert first["records"][-1]["amounts"]["Totals"] == 58
    assert second["records"][0]["amounts"]["Total"] == 13
    assert (first["flagged"], second["flagged"]) == ([], [])


def test_a_day_that_is_none_is_flagged_and_lands() -> None:
    flags = [flag for table in _tables("001", "action") for flag in table["flagged"]]
    assert {flag["text"] for flag in flags} == {"31/02/2020", "Bi-monthly from 01/02/2020", "2020"}


def test_the_framework_has_its_six_sections() -> None:
    sections = _records("002", "section")
    assert [section["title"][:12] for section in sections[:2]] == ["Introduction", "Vision and b"]
    assert len(sections) == 6
    assert all(section["text"] for section in sections)


def test_the_first_rows_of_the_annex_land_for_each_council() -> None:
    (annex,) = _tables("002", "priority")
    assert (annex["data_rows"], len(annex["records"])) == (3, 12)
    assert len({record["council"] for record in annex["records"]}) == 4


def test_its_later_rows_are_set_aside_with_the_reason() -> None:
    paper = read("002.txt", _paper("002").read_bytes())
    lines = [line.line for line in paper.unread]
    assert lines[:3] == [193, 195, 197]
    assert len(lines) == 20
