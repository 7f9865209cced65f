"""What each format brings: encodings, clipboards, sheets as they are shown, merged cells, PDF."""

import io
import json
import zipfile

import docx
import openpyxl
import pytest
import typst

from portal.imports.reading import open_file, open_paste, understand
from portal.imports.reading.formats.sheets import read_workbook
from portal.imports.reading.formats.word import read_word
from tests.imports.invented import EVERY
from tests.imports.reading import read, tables
from tests.imports.writing import file

ROWS = (
    "Ref\tAction\tLead\tDeadline\n1\tCafé – “open”\tMs O’Hara\t01/05/2024\n"
    "2\tShut\tMr Ng\tMay 2024\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_is_read(encoding: str) -> None:
    (table,) = tables("plan.txt", ROWS.encode(encoding))
    assert table["records"][0]["what"] == "Café – “open”"


def test_windows_1252_is_read() -> None:
    (table,) = tables("plan.txt", ROWS.encode("cp1252"))
    assert table["records"][0]["lead"] == "Ms O’Hara"


def test_what_excel_puts_on_the_clipboard_is_read() -> None:
    pasted = 'Action\tLead\tWhen\n"Open, then\nshut ""it"""\tMs Low\tMay 2024\nNext\tMr Ng\t2025\n'
    (table,) = understand(open_paste(pasted)).tables
    assert [made[0]["what"] for made in table.records] == ['Open, then\nshut "it"', "Next"]


def test_a_csv_cell_may_hold_commas_quotes_and_ends_of_lines() -> None:
    said = b'Action,Lead,When\r\n"One, ""two""\r\nthree",Ms Low,May 2024\r\nNext,Mr Ng,2025\r\n'
    (table,) = tables("plan.csv", said)
    assert [record["what"] for record in table["records"]] == ['One, "two"\nthree', "Next"]
    assert [record["line"] for record in table["records"]] == [2, 4]


def test_semicolons_part_cells_as_well() -> None:
    (table,) = tables("plan.csv", b"Action;Lead;When\nOpen, soon;Ms Low;May 2024\n")
    assert table["records"][0]["what"] == "Open, soon"


def _book(sheet: "openpyxl.Workbook") -> bytes:
    stream = io.BytesIO()
    sheet.save(stream)
    return stream.getvalue()


def test_percents_days_and_pounds_are_read_as_a_sheet_shows_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Indicator", "Latest", "Target"])
    sheet.append(["Visits in time", 0.565, 0.9])
    sheet.append(["Cost of a week", -1250.5, 0])
    sheet["B2"].number_format = sheet["C2"].number_format = "0.0%"
    sheet["B3"].number_format = "£#,##0.00"
    (table,) = tables("kpis.xlsx", _book(book))
    assert [record["latest"] for record in table["records"]] == [56.5, -1250.5]
    assert [record["unit"] for record in table["records"]] == ["%", "£"]


def test_a_formula_is_not_run_and_its_value_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Action", "Lead", "When"])
    sheet.append(["=1+1", "Ms Low", "May 2024"])
    document = read_workbook("plan.xlsx", _book(book))
    assert "=1+1" not in str(document)


def test_cells_merged_down_are_read_as_above() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Priority", "Action", "Lead", "When"],
        ["Safe", "Open", "Ms Low", "May 2024"],
        ["", "Shut", None, "June 2024"],
        ["", "Paint", None, "July 2024"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("C2:C4")
    (table,) = tables("plan.xlsx", _book(book))
    assert [record["domain"] for record in table["records"]] == ["Safe"] * 3
    assert [record["lead"] for record in table["records"]] == ["Ms Low"] * 3


def test_workbooks_and_word_files_are_read_apart_as_they_are_here() -> None:
    for document in EVERY[:2]:
        for ending, reader in (("xlsx", read_workbook), ("docx", read_word)):
            name, data = file(document, ending)
            assert open_file(name, data) == reader(name, data)


def test_hidden_sheets_are_left_and_shown_ones_are_headings() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Help"
    book.worksheets[0].append(["Action", "Lead", "When"])
    book.worksheets[0].append(["Open", "Ms Low", "May 2024"])
    book.create_sheet("Lists").append(["Action", "Lead", "When"])
    book["Lists"].sheet_state = "hidden"
    (table,) = tables("plan.xlsx", _book(book))
    assert table["heading"] == "Help"


def test_merged_cells_of_a_word_file_group_and_go_down() -> None:
    document = docx.Document()
    document.add_heading("Plan", 1)
    lines = (
        ("No", "Action", "Lead", "When"),
        ("Focus area one", "", "", ""),
        ("1", "Open", "Ms Low", "May 2024"),
        ("2", "Shut", "", "June 2024"),
    )
    table = document.add_table(4, 4)
    for row, line in zip(table.rows, lines, strict=True):
        for cell, words in zip(row.cells, line, strict=True):
            cell.text = words
    table.cell(1, 0).merge(table.cell(1, 3))
    table.cell(2, 2).merge(table.cell(3, 2))
    stream = io.BytesIO()
    document.save(stream)
    (found,) = tables("plan.docx", stream.getvalue())
    assert [(r["domain"], r["what"], r["lead"]) for r in found["records"]] == [
        ("Focus area one", "Open", "Ms Low"),
        ("Focus area one", "Shut", "Ms Low"),
    ]


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="KPIs">{rows}<table:table-row table:number-rows-repeated="1048000">
<table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""


def _opendocument(lines: list[list[str]]) -> bytes:
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in line)
        + "</table:table-row>"
        for line in lines
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr("content.xml", ODS.format(rows=rows))
    return stream.getvalue()


def test_an_opendocument_sheet_is_read_as_it_is_shown() -> None:
    lines = [["Indicator", "Latest", "Target"], ["Visits in time", "56%", "90%"]]
    (table,) = tables("kpis.ods", _opendocument(lines))
    assert (table["heading"], table["records"][0]["latest"]) == ("KPIs", 56)


PAGES = """
#set page(width: 15cm, height: 8cm)
= Focus area one
#let rows = json(bytes(sys.inputs.rows))
#table(columns: 4, table.header(..rows.at(0)), ..rows.slice(1).flatten())
Some words after it.
"""


def test_the_tables_of_a_pdf_are_found_and_joined_over_pages() -> None:
    lines = [["No", "Action", "Lead", "When"]]
    lines += [[str(n), f"Open hub {n}", f"Lead {n}", "May 2024"] for n in range(1, 21)]
    data = typst.compile(PAGES.encode(), sys_inputs={"rows": json.dumps(lines)})
    (table,) = tables("plan.pdf", data)
    assert [record["ref"] for record in table["records"]] == [str(n) for n in range(1, 21)]
    assert table["records"][0]["domain"] == "Focus area one"
    assert read("plan.pdf", data).account.lost == ()
