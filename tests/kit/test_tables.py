"""Tables as open data: cells, rows, and the metadata beside them."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import tables
from portal.kit.tables import Column, Reference, Row, Source, Table

PLACES = Table(
    "places",
    "Places",
    "A row for each place",
    [
        Column("place", "Its address", required=True),
        Column("number", "How many", "integer"),
        Column("open", "Whether it is open", "boolean"),
        Column("since", "Since when", "date"),
        Column("at", "When it was read", "dateTime"),
    ],
    ["place"],
    [Reference(["place"], "towns", ["town"])],
)
SOURCE = Source("A company", date(2019, 6, 24))
ROW: Row = {
    "place": "=SUM(A1)",
    "number": 3,
    "open": False,
    "since": date(2019, 4, 1),
    "at": datetime(2019, 6, 24, 10, 30, tzinfo=UTC),
}
EMPTY: Row = {"place": "", "number": None, "open": None, "since": None, "at": None}


def read(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode(), newline="")))


def test_cells_are_written_as_the_types_of_csv_on_the_web_ask() -> None:
    assert read(tables.as_csv(PLACES, [ROW])) == [
        {
            "place": "'=SUM(A1)",
            "number": "3",
            "open": "false",
            "since": "2019-04-01",
            "at": "2019-06-24T10:30:00Z",
        }
    ]


def test_what_is_not_known_is_an_empty_cell() -> None:
    assert set(read(tables.as_csv(PLACES, [EMPTY]))[0].values()) == {""}


def test_lines_end_as_rfc_4180_asks() -> None:
    assert tables.as_csv(PLACES, [EMPTY]) == b"place,number,open,since,at\r\n,,,,\r\n"


def test_a_cell_that_is_lost_stops_the_file() -> None:
    with pytest.raises(KeyError):
        tables.as_csv(PLACES, [{"place": "x"}])


def test_json_keeps_numbers_and_what_is_not_known() -> None:
    said = json.loads(tables.as_json(PLACES, [ROW, EMPTY], SOURCE))
    assert said["places"][0]["number"] == 3
    assert said["places"][0]["open"] is False
    assert said["places"][0]["place"] == "=SUM(A1)"
    assert said["places"][1]["since"] is None
    assert said["read_on"] == "2019-06-24"


def test_a_table_by_itself_names_no_other() -> None:
    said = json.loads(tables.metadata(PLACES, "places.csv", SOURCE))
    assert "foreignKeys" not in said["tableSchema"]
    assert said["@context"][0] == "http://www.w3.org/ns/csvw"


def test_in_a_group_it_says_what_names_what() -> None:
    [said] = json.loads(tables.group([PLACES], SOURCE, "All"))["tables"]
    assert said["tableSchema"]["foreignKeys"] == [
        {
            "columnReference": ["place"],
            "reference": {"resource": "towns.csv", "columnReference": ["town"]},
        }
    ]


@given(st.text(alphabet="=+-@\t\r\n ＝a1", max_size=12))
def test_no_cell_begins_as_a_formula_does(value: str) -> None:
    written = tables.plain(value)
    assert not written.lstrip(" ").startswith(tables.FORMULA)
    assert written.removeprefix("'") == value.replace("\n", "\r\n")
