"""Tables as pages and people leave them, and what is said of each line and doubt."""

from datetime import date

import pytest

from portal.imports.reading import About, open_file, understand
from portal.imports.reading.vocabulary import terms
from tests.imports.reading import read, records, tables

HEADER = "No\tAction\tLead\tTimescale"


def _why(said: str) -> list[str]:
    return [
        line["why"] for table in tables("said.txt", said.encode()) for line in table["not_data"]
    ]


def _flags(said: str) -> list[str]:
    return [flag["why"] for table in tables("said.txt", said.encode()) for flag in table["flagged"]]


def test_a_header_on_every_page_makes_one_table() -> None:
    said = f"Help\n\n{HEADER}\n1\tOpen\tMs Low\t2024\n\n4\n\n{HEADER}\n2\tShut\tMr Ng\t2024\n"
    assert [record["ref"] for record in records(said)] == ["1", "2"]
    assert _why(said) == ["the header", "the header again"]


def test_the_same_header_under_another_heading_is_another_table() -> None:
    said = f"Help\n\n{HEADER}\n1\tOpen\tMs Low\t2024\n\nCare\n\n{HEADER}\n1\tShut\tMr Ng\t2024\n"
    assert [record["domain"] for record in records(said)] == ["Help", "Care"]


def test_a_row_broken_over_a_page_is_joined() -> None:
    said = f"{HEADER}\n1\tOpen the hub\tDirector of\tMay 2024\n\n{HEADER}\n\tin the north\tHelp\t\n"
    (record,) = records(said)
    assert (record["what"], record["lead"]) == ("Open the hub in the north", "Director of Help")


def test_an_end_of_line_inside_a_row_is_joined() -> None:
    said = f"{HEADER}\n1\tOpen the new hub\nin the north\tMs Low\tMay 2024\n2\tShut\tMr Ng\t2024\n"
    assert records(said)[0]["what"] == "Open the new hub in the north"


def test_a_caption_above_the_header_is_no_data() -> None:
    said = f"Focus area one\t\t\t\n{HEADER}\n1\tOpen\tMs Low\tMay 2024\n"
    assert records(said)[0]["domain"] == "Focus area one"
    assert _why(said)[0] == "a caption above the header"


def test_a_group_inside_is_no_data_and_names_what_follows() -> None:
    said = f"{HEADER}\nSafe at home\t\t\t\n1\tOpen\tMs Low\tMay 2024\n2\tShut\tMr Ng\tMay 2024\n"
    assert [record["domain"] for record in records(said)] == ["Safe at home"] * 2
    assert _why(said) == ["the header", "a group of the lines below it"]


def test_notes_and_page_numbers_in_a_table_are_no_data() -> None:
    said = f"{HEADER}\n1\tOpen\tMs Low\tMay 2024\n* Provisional\t\t\t\n2\tShut\tMr Ng\t2024\n"
    assert _why(said) == ["the header", "a note"]


@pytest.mark.parametrize("sign", ['"', "ditto", "As above"])
def test_a_sign_for_as_above_is_read_as_the_cell_above(sign: str) -> None:
    said = f"{HEADER}\n1\tOpen\tMs Low\tMay 2024\n2\tShut\t{sign}\tMay 2024\n"
    assert records(said)[1]["lead"] == "Ms Low"


def test_a_blank_lead_is_not_guessed() -> None:
    said = f"{HEADER}\n1\tOpen\tMs Low\tMay 2024\n2\tShut\t\tMay 2024\n"
    assert records(said)[1]["lead"] == ""


def test_marks_in_cells_become_lines_and_bullets() -> None:
    said = f"{HEADER}\n1\t<p>Open</p> <ul><li>now</li><li>then</li></ul>\tMs Low\t2024\n"
    assert records(said)[0]["what"] == "Open\n• now\n• then"


def test_cells_beyond_the_header_are_kept_and_flagged() -> None:
    said = f"{HEADER}\n1\tOpen\tMs Low\tMay 2024\textra\n"
    assert records(said)[0]["cells"] == {"Column 5": "extra"}
    assert "the line has more cells than its header" in _flags(said)


def test_a_table_without_a_header_is_kept_as_text() -> None:
    said = (
        "Hub\tA place where several services for families are found together\nLead\tWho answers\n"
    )
    assert {record["kind"] for record in records(said)} == {"text"}


def test_a_time_far_outside_the_plan_is_flagged() -> None:
    about = About((date(2016, 4, 1), date(2019, 3, 31)))
    document = open_file("plan.txt", f"{HEADER}\n1\tOpen\tMs Low\tSep 2106\n".encode())
    (table,) = understand(document, about).tables
    assert "far outside the plan" in table.flags[0].why


def test_a_subtotal_that_its_lines_do_not_make_is_flagged() -> None:
    said = "Budget\n\nSubjective heading\t2024/25\nPay\t£100\nRent\t£50\nTotal\t£160\n"
    assert any("differs by 10" in why for why in _flags(said))


def test_a_printed_total_that_the_rows_do_not_make_is_flagged() -> None:
    said = (
        f"Status\tHelp\tTotal\nRed\t2\t2\nTotal\t2\t2\n\nHelp\n\n{HEADER}\n1\tOpen\tMs Low\t2024\n"
    )
    assert "printed total 2, rows 1" in _flags(said)


def test_an_arrow_against_the_figures_is_flagged() -> None:
    said = "Indicator\tPrevious\tLatest\tDOT\nVisits in time\t80%\t85%\t▼\n"
    assert "direction of travel says down, figures say up" in _flags(said)


def test_councils_that_are_named_make_a_matrix() -> None:
    said = (
        "Company\tNorthfield\tEastmere\n"
        "Keep our staff with us longer\tOpen one home in the north\tOpen one home at the coast\n"
    )
    about = About(councils=("Northfield", "Eastmere"))
    (table,) = understand(open_file("plan.txt", said.encode()), about).tables
    assert [record["council"] for record in table.records[0]] == [
        "Company",
        "Northfield",
        "Eastmere",
    ]


def test_every_line_is_counted_once() -> None:
    said = (
        f"Help\n\n{HEADER}\n1\tOpen\tMs Low\t2024\n\n4\n\n{HEADER}\n2\tShut\tMr Ng\t2024\n\nEnd\n"
    )
    account = read("said.txt", said.encode()).account
    assert (account.lines, account.landed, account.not_data, account.prose) == (7, 2, 2, 3)


def test_no_name_of_a_column_is_known_to_no_kind() -> None:
    assert {term.kind for term in terms()} == {
        *("measure", "action", "risk", "budget", "priority", "equality", "schedule"),
        *("section", "totals"),
    }
