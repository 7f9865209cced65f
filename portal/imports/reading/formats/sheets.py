"""Workbooks (xlsx, xlsm): each sheet's values as they are shown. Nothing in them is ever run."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from portal.imports.reading.formats import bounds, package
from portal.imports.reading.model import Block, Document, Grid, Prose, ReadingError, Row

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_MONTH_ONLY = re.compile(r"m{3,}[-\s/]*y{2,4}", re.I)
_PLACES = re.compile(r"\.(0+)")


def read_workbook(name: str, data: bytes) -> Document:
    """The sheets that are shown, in order, each under its own name as a heading."""
    packed = package.unpack(data)
    for member in filter(_SHEET.fullmatch, packed.namelist()):
        rows, columns = package.extent(packed, member)
        bounds.within(rows, columns, "One sheet of this workbook")
        bounds.few_cells(rows * columns)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_vba=False)
    except Exception as error:
        raise ReadingError(
            "This workbook cannot be read. Open it in Excel, save it again, and choose that"
        ) from error
    blocks: list[Block] = []
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            blocks += _sheet(sheet)
    return Document(name, blocks)


def _sheet(sheet: Worksheet) -> Iterator[Block]:
    """The sheet's tables: an empty line ends one. A line of one cell above a table is prose."""
    above, wide = _merged(sheet)
    rows: list[Row] = []
    yield Prose(0, sheet.title, 2, sheet.title)
    for number, values in enumerate(sheet.iter_rows(), 1):
        cells = bounds.tidy(shown(cell.value, cell.number_format) for cell in values)
        row = Row(number, cells, sheet.title, number in wide, above.get(number, frozenset()))
        if cells:
            rows.append(row)
        elif rows:
            yield Grid(tuple(rows))
            rows = []
    if rows:
        yield Grid(tuple(rows))


def _merged(sheet: Worksheet) -> tuple[dict[int, frozenset[int]], set[int]]:
    """By line: the columns merged with the cell above; and the lines that are one wide cell."""
    above: dict[int, frozenset[int]] = {}
    wide: set[int] = set()
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row + 1, area.max_row + 1):
            columns = range(area.min_col - 1, area.max_col)
            above[row] = above.get(row, frozenset()) | frozenset(columns)
        if area.min_row == area.max_row and area.max_col - area.min_col + 1 >= max(
            3, sheet.max_column - 1
        ):
            wide.add(area.min_row)
    return above, wide


def shown(value: Any, form: str) -> str:
    """A value as its cell shows it: 0.56 in a cell of percent is "56%", a day is "01/04/2020"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime | date):
        return _day(value, form)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int | float):
        return _number(value, form)
    return str(value)


def _day(value: date, form: str) -> str:
    plain = form.split(";")[0].replace("\\", "").replace('"', "").strip()
    if _MONTH_ONLY.fullmatch(re.sub(r"\[[^\]]*\]", "", plain)):
        return f"{value:%b %Y}"
    return f"{value:%d/%m/%Y}"


def _number(value: int | float, form: str) -> str:
    if "%" in form:
        places = _PLACES.search(form)
        percent = round(Decimal(str(value)) * 100, 6)
        return f"{_digits(percent, len(places[1]) if places else None)}%"
    digits = _digits(round(Decimal(str(value)), 9), None)
    pound = next((sign for sign in "£€" if sign in form), "")
    return f"-{pound}{digits[1:]}" if digits.startswith("-") else f"{pound}{digits}"


def _digits(value: Decimal, places: int | None) -> str:
    """All the digits there are; no more of them shown than a percent's form keeps nothing from."""
    if value == value.to_integral_value():
        return str(int(value))
    return (
        f"{value.normalize():f}"
        if places is None or value != round(value, places)
        else (f"{round(value, places).normalize():f}")
    )
