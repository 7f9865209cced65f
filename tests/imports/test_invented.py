"""Invented documents in the field's shapes, as text, Markdown, CSV, workbook and Word file."""

import pytest

from tests.imports.invented import EVERY, Invented
from tests.imports.reading import read, tables
from tests.imports.writing import FORMATS, file

every_file = pytest.mark.parametrize(
    ("document", "ending"),
    [(document, ending) for document in EVERY for ending in FORMATS],
    ids=lambda value: value if isinstance(value, str) else value.name,
)


@every_file
def test_each_table_is_what_it_is_and_holds_its_things(document: Invented, ending: str) -> None:
    found = [(table["kind"], len(table["records"])) for table in tables(*file(document, ending))]
    assert found == [(table["kind"], table["things"]) for table in document.tables]


@every_file
def test_each_thing_has_its_fields(document: Invented, ending: str) -> None:
    found = tables(*file(document, ending))
    for table, expected in zip(found, document.tables, strict=True):
        for place, fields in expected["fields"].items():
            record = table["records"][int(place)]
            assert {name: record[name] for name in fields} == fields


@every_file
def test_no_line_is_lost(document: Invented, ending: str) -> None:
    account = read(*file(document, ending)).account
    assert (account.lost, account.twice) == ((), ())
