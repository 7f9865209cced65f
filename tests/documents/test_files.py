"""What may be attached: by its name, and by what its first bytes say."""

import contextlib
import io
import zipfile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.files import (
    LONGEST_NAME,
    MOST_BYTES,
    ODT,
    FileError,
    check,
    name_of,
    size_words,
)
from portal.documents.packages import MOST_UNPACKED
from portal.documents.serving import disposition
from portal.documents.sound import MOST_PAGES
from portal.documents.word import render_word
from tests.documents.samples import PDF, document

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20


def package(*parts: tuple[str, bytes], stored: bool = False) -> bytes:
    """A ZIP file of these parts."""
    made = io.BytesIO()
    way = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(made, "w", way) as held:
        for name, content in parts:
            held.writestr(name, content)
    return made.getvalue()


TYPES = ("[Content_Types].xml", b"<Types/>")
XLSX = package(TYPES, ("xl/workbook.xml", b"<workbook/>"))
ODT_FILE = package(("mimetype", ODT.encode()), ("content.xml", b"<x/>"), stored=True)
WORD = render_word(document())


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("needs.pdf", PDF, "application/pdf"),
        ("Needs.PDF", PDF, "application/pdf"),
        ("map.png", PNG, "image/png"),
        ("map.jpeg", JPEG, "image/jpeg"),
        ("report.docx", WORD, "officedocument.wordprocessingml.document"),
        ("figures.xlsx", XLSX, "officedocument.spreadsheetml.sheet"),
        ("report.odt", ODT_FILE, "opendocument.text"),
        ("figures.csv", "year,£\n2019,1".encode(), "text/csv"),
        ("figures.csv", "year,£\n2019,1".encode("cp1252"), "text/csv"),
        ("note.txt", b"One line", "text/plain"),
    ],
)
def test_what_its_name_says_it_is_may_be_attached(
    name: str, content: bytes, media_type: str
) -> None:
    made = check(name, content)
    assert made.media_type.endswith(media_type)
    assert (made.name, made.content) == (name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", PNG),
        ("plan.pdf", b" %PDF-1.7"),
        ("map.png", PDF),
        ("map.jpg", PNG),
        ("report.docx", XLSX),
        ("report.docx", ODT_FILE),
        ("report.docx", b"PK\x03\x04 no package"),
        ("report.docx", WORD[: len(WORD) // 2]),
        ("figures.xlsx", WORD),
        ("report.odt", WORD),
        ("figures.ods", ODT_FILE),
        ("figures.csv", PNG),
        ("note.txt", b"MZ\x90\x00"),
    ],
)
def test_a_name_that_lies_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(FileError, match="what is in it is not one"):
        check(name, content)


@pytest.mark.parametrize(
    "name", ["plan.exe", "plan.html", "plan.svg", "plan.doc", "plan.zip", "plan", ".pdf"]
)
def test_other_kinds_are_refused_and_the_kinds_that_are_not_are_named(name: str) -> None:
    with pytest.raises(FileError, match="Attach PDF, Word, Excel, OpenDocument, PNG, JPEG, CSV or"):
        check(name, PDF)


@pytest.mark.parametrize(("name", "instead"), [("a.docm", ".docx"), ("a.xlsm", ".xlsx")])
def test_a_file_with_macros_is_refused_by_its_name(name: str, instead: str) -> None:
    with pytest.raises(FileError, match=rf"can hold macros. Save it as \{instead}"):
        check(name, WORD)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", package(TYPES, ("word/document.xml", b""), ("word/vbaProject.bin", b"x"))),
        ("a.xlsx", package(TYPES, ("xl/workbook.xml", b""), ("xl/macrosheets/sheet1.xml", b"x"))),
        (
            "a.docx",
            package(
                ("[Content_Types].xml", b"application/vnd.ms-word.document.macroEnabled.main+xml"),
                ("word/document.xml", b""),
            ),
        ),
        ("a.odt", package(("mimetype", ODT.encode()), ("Basic/Standard/x.xml", b""), stored=True)),
    ],
)
def test_a_file_with_macros_is_refused_by_what_is_in_it(name: str, content: bytes) -> None:
    with pytest.raises(FileError, match="holds macros"):
        check(name, content)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FileError, match=r"“a.pdf” is empty"):
        check("a.pdf", b"")


def test_a_file_of_ten_megabytes_is_taken_and_one_byte_more_is_not() -> None:
    check("a.pdf", PDF.ljust(MOST_BYTES))
    with pytest.raises(FileError, match=r"A file can have 10 MB at most"):
        check("a.pdf", PDF.ljust(MOST_BYTES + 1))


@pytest.mark.parametrize(
    "name", ["C:\\fakepath\\plan.pdf", "/etc/plan.pdf", "../../plan.pdf", "a/b\\plan.pdf"]
)
def test_a_name_has_no_folders(name: str) -> None:
    assert check(name, PDF).name == "plan.pdf"


@pytest.mark.parametrize("name", ["a\x00.pdf", "a\n.pdf", "a\u202efdp.pdf", "a\t.pdf"])
def test_a_name_with_characters_that_hide_things_is_refused(name: str) -> None:
    with pytest.raises(FileError, match="cannot be printed"):
        check(name, PDF)


def test_a_name_that_is_too_long_is_refused() -> None:
    with pytest.raises(FileError, match=f"{LONGEST_NAME} or fewer"):
        check("a" * LONGEST_NAME + ".pdf", PDF)


@pytest.mark.parametrize("name", ["", " ", ".", "..", "folder/"])
def test_no_name_asks_to_choose_a_file(name: str) -> None:
    with pytest.raises(FileError, match="Choose a file"):
        check(name, PDF)


def test_readers_see_the_name_that_is_typed_with_the_ending_of_the_file() -> None:
    assert check("scan0001.pdf", PDF, "Needs assessment 2018").name == "Needs assessment 2018.pdf"
    assert check("scan0001.pdf", PDF, "Needs.PDF").name == "Needs.PDF"


@given(st.text(max_size=60), st.binary(max_size=60))
def test_whatever_is_sent_is_taken_or_refused_in_words(name: str, content: bytes) -> None:
    with contextlib.suppress(FileError):
        made = check(name, content)
        assert name_of(made.name) == made.name


@given(st.binary(max_size=200))
def test_a_broken_package_is_refused_in_words(tail: bytes) -> None:
    for name in ("a.docx", "a.odt"):
        with pytest.raises(FileError):
            check(name, ODT_FILE[:60] + tail)


@pytest.mark.parametrize(
    ("size", "words"),
    [(312, "312 bytes"), (27_000, "26 KB"), (1_500_000, "1.4 MB"), (MOST_BYTES, "10 MB")],
)
def test_sizes_are_said_as_people_say_them(size: int, words: str) -> None:
    assert size_words(size) == words


@given(st.text(min_size=1, max_size=60))
def test_a_name_never_leaves_its_header(name: str) -> None:
    made = disposition(name)
    assert made.isascii()
    assert "\n" not in made
    assert made.count('"') == 2


def locked(owner: str, user: str) -> bytes:
    """A PDF that is encrypted."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as opened:
        opened.save(made, encryption=pikepdf.Encryption(owner=owner, user=user))
    return made.getvalue()


@pytest.mark.parametrize(
    "content", [locked(owner="a", user="b"), locked(owner="a", user="")], ids=["both", "owner"]
)
def test_an_encrypted_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(FileError, match=r"“a.pdf” is locked with a password"):
        check("a.pdf", content)


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF\n", PDF[: len(PDF) // 2], PDF.replace(b"/Kids[3 0 R]", b"")],
    ids=["head", "ends", "half", "no pages"],
)
def test_a_broken_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(FileError, match=r"“a.pdf” is damaged: it cannot be opened"):
        check("a.pdf", content)


def test_a_pdf_that_every_viewer_mends_is_taken() -> None:
    check("a.pdf", PDF.replace(b"startxref\n164", b"startxref\n160"))


def test_a_pdf_of_more_pages_than_a_paper_has_is_refused() -> None:
    made = io.BytesIO()
    with pikepdf.new() as pages:
        for _ in range(MOST_PAGES + 1):
            pages.add_blank_page(page_size=(10, 10))
        pages.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pytest.raises(FileError, match=r"has 5,001 pages"):
        check("a.pdf", made.getvalue())


@given(st.binary(max_size=300))
def test_whatever_follows_the_head_of_a_pdf_is_taken_or_refused_in_words(tail: bytes) -> None:
    with contextlib.suppress(FileError):
        check("a.pdf", b"%PDF-1.7\n" + tail + b"%%EOF")


@pytest.mark.parametrize("size", [2 * 1024 * 1024, MOST_UNPACKED + 1])
def test_a_package_that_swells_is_refused(size: int) -> None:
    bomb = package(TYPES, ("word/document.xml", b" " * size))
    assert len(bomb) < MOST_BYTES
    with pytest.raises(FileError, match="far larger unpacked than it says"):
        check("a.docx", bomb)


@pytest.mark.parametrize("name", ["../evil.xml", "word/../../evil", "/etc/passwd", "C:/evil.exe"])
def test_a_package_whose_parts_lead_out_of_it_is_refused(name: str) -> None:
    held = package(TYPES, ("word/document.xml", b""), (name, b"x"))
    with pytest.raises(FileError, match="names lead out of it"):
        check("a.docx", held)
