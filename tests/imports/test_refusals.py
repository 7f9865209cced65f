"""Files that are not read: each is refused in words that say what to do."""

import io
import time
import zipfile

import openpyxl
import pikepdf
import pytest

from portal.imports.reading import ReadingError, open_file
from tests.imports.writing import as_workbook

SHEET = "xl/worksheets/sheet1.xml"


def _refused(name: str, data: bytes) -> str:
    with pytest.raises(ReadingError) as refused:
        open_file(name, data)
    return str(refused.value)


def _with_member(data: bytes, name: str, content: bytes) -> bytes:
    """A packed file with one member's content changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return stream.getvalue()


def test_an_empty_file() -> None:
    assert "empty" in _refused("plan.txt", b" \n ")


def test_a_picture_that_is_called_a_text() -> None:
    assert "picture" in _refused("plan.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50)


def test_a_text_that_is_called_a_workbook() -> None:
    assert "is not one of those" in _refused("plan.xlsx", b"What,When\n")


def test_a_workbook_with_a_password() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert "password" in _refused("plan.xlsx", locked)


def test_an_old_workbook() -> None:
    assert ".xlsx" in _refused("plan.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99)


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = _with_member(as_workbook([]), SHEET, b"<a>" + b" " * 300_000_000)
    began = time.monotonic()
    assert "unpacks to far more" in _refused("plan.xlsx", bomb)
    assert time.monotonic() - began < 5


def test_a_packed_file_that_is_no_document() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("hello.txt", "Hello")
    assert "none that can be read" in _refused("plan.docx", stream.getvalue())


def test_a_broken_packed_file() -> None:
    assert "broken" in _refused("plan.xlsx", as_workbook([])[:200])


def test_two_hundred_thousand_rows_of_text() -> None:
    assert "200,001 lines" in _refused("plan.tsv.txt", b"a\tb\n" * 200_000)


def test_two_hundred_thousand_rows_of_csv() -> None:
    assert "lines" in _refused("plan.csv", b"a,b\n" * 200_000)


def test_two_thousand_columns() -> None:
    assert "2,000 columns" in _refused("plan.csv", b",".join([b"x"] * 2_000))


def test_a_workbook_with_a_cell_far_away_is_not_built() -> None:
    far = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'
    book = _with_member(as_workbook([]), SHEET, far + b"</sheetData></worksheet>")
    began = time.monotonic()
    assert "1,048,576 lines" in _refused("plan.xlsx", book)
    assert time.monotonic() - began < 10


def test_an_image_only_pdf_is_said_to_be_a_scan() -> None:
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream)
    assert "it is a scan" in _refused("plan.pdf", stream.getvalue())


def test_a_pdf_with_a_password() -> None:
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert "password" in _refused("plan.pdf", stream.getvalue())


def test_a_broken_pdf() -> None:
    assert _refused("plan.pdf", b"%PDF-1.7\nnothing of the kind")


def test_a_cell_too_long_for_any_plan() -> None:
    assert "more than 32,767 characters" in _refused("plan.txt", b"a\t" + b"x" * 40_000 + b"\n1\t2")


def test_a_workbook_of_numbers_named_csv_is_read_for_what_it_is() -> None:
    book = openpyxl.Workbook()
    stream = io.BytesIO()
    book.save(stream)
    assert open_file("plan.csv", stream.getvalue()).lines == []


def test_binary_called_text() -> None:
    assert "not a text file" in _refused("plan.txt", bytes(range(1, 32)) * 50)
