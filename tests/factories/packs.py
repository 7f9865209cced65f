"""Packs of tests: a neutral content with as many papers, and as many foreign pages, as wanted."""

import hashlib
import io
from datetime import date

import pikepdf

from portal.documents.tree import Block, Document, Heading, Paragraph, Run
from portal.packs.content import (
    PUBLIC,
    Council,
    FileContent,
    Front,
    Line,
    PackContent,
    PaperContent,
    Recommendation,
)

DAY = date(2019, 6, 24)
FRONT = Front(
    company="Achieving for Children",
    body="Joint committee",
    day="Monday 24 June 2019",
    starts_at="11.30am",
    venue="Guildhall, Kingston",
    councils=(
        Council("Kingston", ("Councillor A (co-chair)", "Councillor B")),
        Council("Richmond", ("Councillor C (co-chair)",)),
    ),
    co_chairs=("Councillor A", "Councillor C"),
    clerk="Committee clerk",
    telephone="01632 960310",
    filming="The meeting may be filmed.",
    speaking="Register with the clerk by noon on 21 June 2019.",
    formats="Ask for large print.",
    inspection=("Guildhall, Kingston", "Civic Centre, Twickenham"),
    disposal="Hand papers that hold personal data to the clerk.",
)


def report(title: str, paragraphs: int = 3) -> Document:
    """A report of so many paragraphs, each of about a tenth of a page."""
    said = " ".join(["Members are asked to weigh what each council said about this."] * 6)
    text = tuple(Paragraph((Run(f"{at}. {said}"),)) for at in range(paragraphs))
    blocks: tuple[Block, ...] = (
        Heading(1, "Purpose"),
        *text,
        Heading(1, "Next steps"),
        Heading(2, "By whom"),
    )
    return Document(title, "Achieving for Children", DAY, blocks, facts=("Report by the director",))


def line(number: int, *papers: PaperContent, **more: object) -> Line:
    """Item so-and-so, whose id is a hundred times its number."""
    return Line(number * 100, number, f"Business number {number}", papers=papers, **more)  # type: ignore[arg-type]  # fields of a Line


def foreign(pages: int, name: str = "Accounts.pdf") -> FileContent:
    """A PDF of so many pages from elsewhere."""
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(595, 842))
        out = io.BytesIO()
        made.save(out)
    return file(name, "application/pdf", out.getvalue())


def file(name: str, media_type: str, content: bytes) -> FileContent:
    """A file with these bytes."""
    digest = hashlib.sha256(name.encode() + content).hexdigest()
    return FileContent(name, media_type, len(content), digest, lambda: content)


def content(*lines: Line, kind: str = PUBLIC, first_page: int | None = None) -> PackContent:
    """A pack of these items."""
    return PackContent(kind, FRONT, lines, DAY, first_page)


def recommended(letter: str, text: str) -> Recommendation:
    """A recommendation."""
    return Recommendation(letter, text)
