"""Invented documents as files of each format that can be read."""

import csv
import io
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import docx
import openpyxl

from tests.imports.invented import EVERY, Invented, Lines, Piece


def as_text(pieces: list[Piece]) -> bytes:
    """As text from a Word file has it: cells between tabs, ends of lines in cells as marks."""
    said = []
    for piece in pieces:
        if isinstance(piece, str):
            said.append(piece.removeprefix("# "))
        else:
            said.append("\n".join("\t".join(map(_marked, line)) for line in piece))
    return "\n\n".join(said).encode()


def _marked(cell: str) -> str:
    if "\n" not in cell:
        return cell
    items = "".join(f"<li>{line.removeprefix('• ')}</li>" for line in cell.split("\n"))
    return f"<ul>{items}</ul>"


def as_markdown(pieces: list[Piece]) -> bytes:
    said = []
    for piece in pieces:
        if isinstance(piece, str):
            said.append(piece)
        else:
            rows = [
                "| " + " | ".join(cell.replace("\n", "<br>") for cell in line) + " |"
                for line in piece
            ]
            rows.insert(1, "|" + " --- |" * len(piece[0]))
            said.append("\n".join(rows))
    return "\n\n".join(said).encode()


def as_csv(pieces: list[Piece]) -> bytes:
    """One sheet: headings in the first cell, an empty line between pieces."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for piece in pieces:
        for line in [[piece.removeprefix("# ")]] if isinstance(piece, str) else piece:
            writer.writerow(line)
        writer.writerow([])
    return stream.getvalue().encode("utf-8-sig")


def as_workbook(pieces: list[Piece]) -> bytes:
    """One sheet, with numbers and percents as a workbook holds them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    at = 1
    for piece in pieces:
        for line in [[piece.removeprefix("# ")]] if isinstance(piece, str) else piece:
            for column, cell in enumerate(line, 1):
                _fill(sheet.cell(at, column), cell)
            at += 1
        at += 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(cell: Any, words: str) -> None:
    bare = words.replace(",", "").removesuffix("%")
    try:
        number = float(bare)
    except ValueError:
        cell.value = words or None
        return
    if words.endswith("%"):
        cell.value, cell.number_format = number / 100, "0.0%"
    else:
        cell.value = int(number) if number.is_integer() else number


def as_word(pieces: list[Piece]) -> bytes:
    document = docx.Document()
    for piece in pieces:
        if isinstance(piece, list):
            _table(document, piece)
        elif piece.startswith("# "):
            document.add_heading(piece[2:], 1)
        else:
            document.add_paragraph(piece)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _table(document: "docx.document.Document", lines: Lines) -> None:
    table = document.add_table(len(lines), len(lines[0]))
    for row, line in zip(table.rows, lines, strict=True):
        for cell, words in zip(row.cells, line, strict=True):
            cell.text = words


FORMATS: Mapping[str, Callable[[list[Piece]], bytes]] = {
    "txt": as_text,
    "md": as_markdown,
    "csv": as_csv,
    "xlsx": as_workbook,
    "docx": as_word,
}


@lru_cache
def _file(name: str, ending: str) -> bytes:
    document = next(one for one in EVERY if one.name == name)
    return FORMATS[ending](document.pieces)


def file(document: Invented, ending: str) -> tuple[str, bytes]:
    """The document's name and bytes in the format of that ending."""
    return f"{document.name}.{ending}", _file(document.name, ending)
