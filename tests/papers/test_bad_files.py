"""Files that cannot be kept, sent through the page: refused in words, and all the rest intact."""

import io
import zipfile

import pikepdf
import pytest

from portal.documents.files import MOST_BYTES, CheckedFile
from tests.documents.samples import PDF
from tests.documents.test_files import TYPES, WORD, locked, package
from tests.factories import papers
from tests.factories.browser import Browser
from tests.factories.papers import WRITER, begin, write
from tests.factories.world import World

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.fixture
def number(world: World) -> int:
    """A report that has one sound file already."""
    made = begin(world, papers.arrange(world))
    write(world, made)
    papers.attach(world, made, CheckedFile("Sound.pdf", "application/pdf", PDF))
    return made


@pytest.fixture
def writer(world: World) -> Browser:
    return world.browser(WRITER)


def send(browser: Browser, number: int, name: str, body: bytes, called: str = "") -> str:
    """Attach a file as a form does; the answer's status and words."""
    form = {
        "csrf_token": browser.token(),
        "file": (io.BytesIO(body), name),
        "called": called,
    }
    answer = browser.post(f"/afc/reports/{number}/attach", data=form)
    answer.request.environ["wsgi.input"].close()
    return f"{answer.status_code} {answer.text}"


def damaged() -> bytes:
    return PDF[: len(PDF) // 2]


CASES = {
    "encrypted": ("minutes.pdf", locked("a", "b"), "is locked with a password"),
    "locked by its owner": ("minutes.pdf", locked("a", ""), "is locked with a password"),
    "damaged": ("minutes.pdf", damaged(), "is damaged: it cannot be opened"),
    "cut off after its head": ("minutes.pdf", b"%PDF-1.7\n", "is damaged: it cannot be opened"),
    "a picture called a PDF": ("plan.pdf", PNG, "what is in it is not one"),
    "a PDF called Word": ("plan.docx", PDF, "what is in it is not one"),
    "a program called a picture": ("photo.png", b"MZ\x90\x00", "what is in it is not one"),
    "Word with macros, by its name": ("form.docm", WORD, "can hold macros"),
    "Word with macros, inside": (
        "form.docx",
        package(TYPES, ("word/document.xml", b""), ("word/vbaProject.bin", b"x")),
        "holds macros",
    ),
    "a bomb": (
        "bomb.docx",
        package(TYPES, ("word/document.xml", b" " * (250 * 1024 * 1024))),
        "far larger unpacked than it says",
    ),
    "parts that lead out": (
        "evil.docx",
        package(TYPES, ("word/document.xml", b""), ("../../etc/passwd", b"x")),
        "names lead out of it",
    ),
    "too large": ("scan.pdf", PDF.ljust(MOST_BYTES + 1), "A file can have 10 MB at most"),
    "empty": ("empty.pdf", b"", "is empty"),
    "no name": ("..", PDF, "Choose a file."),
    "another kind": ("run.exe", b"MZ", "is not of a kind that can be attached"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_refused_in_words_and_the_rest_stays(
    writer: Browser, number: int, case: str
) -> None:
    name, body, words = CASES[case]
    answer = send(writer, number, name, body, "What I called it")
    assert answer.startswith("422")
    assert words in answer
    assert 'value="What I called it"' in answer
    page = writer.get(f"/afc/reports/{number}/").text
    assert page.count("Sound.pdf</a>") == 1
    assert "What I called it" not in page


@pytest.mark.parametrize("name", ["../../../etc/Letter.pdf", "/etc/Letter.pdf"])
def test_a_name_with_folders_is_kept_without_them(writer: Browser, number: int, name: str) -> None:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as opened:
        opened.docinfo["/Title"] = "Another"
        opened.save(held)
    assert send(writer, number, name, held.getvalue()).startswith("303")
    page = writer.get(f"/afc/reports/{number}/").text
    assert ">Letter.pdf</a>" in page
    assert ".." not in page.split("Attachments</h2>")[1].split("</section>")[0]


def test_two_hundred_megabytes_are_refused_before_they_are_read(
    writer: Browser, number: int
) -> None:
    token = writer.token()
    answer = writer.post(
        f"/afc/reports/{number}/attach",
        data={"csrf_token": token},
        headers={"Content-Length": str(200 * 1024 * 1024)},
        environ_overrides={"CONTENT_LENGTH": str(200 * 1024 * 1024)},
    )
    assert answer.status_code == 413
    assert "larger than the portal takes" in answer.text
    assert "Sound.pdf</a>" in writer.get(f"/afc/reports/{number}/").text


def test_a_file_comes_back_byte_for_byte_and_never_opens_as_a_page(
    world: World, writer: Browser, number: int
) -> None:
    page = writer.get(f"/afc/reports/{number}/").text
    href = page.split('">Sound.pdf')[0].rsplit('href="', 1)[1]
    answer = writer.get(href)
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Sound.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert world.browser().get(href).status_code == 404


def test_the_same_file_is_attached_once(writer: Browser, number: int) -> None:
    assert "attached already, as “Sound.pdf”" in send(writer, number, "Again.pdf", PDF)


def test_a_bomb_is_told_without_unpacking_it() -> None:
    bomb = CASES["a bomb"][1]
    assert len(bomb) < 1024 * 1024
    with zipfile.ZipFile(io.BytesIO(bomb)) as held:
        assert sum(part.file_size for part in held.infolist()) > 200 * 1024 * 1024
