"""The supplementary pack of 24 June 2019, rebuilt from data, beside the one that was published."""

import io
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import page
import pdfplumber
import pikepdf
import pypdfium2
import pytest

from portal.packs import queries
from portal.packs.models import Pack
from tests.demonstration import published
from tests.documents.readers import Tag, letters, pdf_tags
from tests.factories import house, jobs, meeting
from tests.factories.world import World

SLUG = "joint-committee-2019-06-24"
Pair = tuple[Pack, bytes]


@pytest.fixture(scope="module")
def rebuilt(templates: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The pack's row and its bytes, as a worker builds it after the demonstration."""
    folder = tmp_path_factory.mktemp("june")
    database = house.copy_sqlite(templates("demonstration"), folder / "portal.sqlite3")
    with house.running(database) as app:
        jobs.work(app)
        with World(app).operator_of() as scope:
            pack = queries.find_pack(scope, "supplementary-1", meeting=meeting.found(scope, SLUG))
            assert pack is not None
            sheet = pack.sheet
            with queries.opened(scope, pack) as held:
                made = held.read()
            scope.session.expunge(pack)
            assert sheet["kind"] == "supplementary"
            return pack, made


@pytest.fixture(scope="module")
def pages(rebuilt: Pair) -> list[str]:
    """The words of each page, as pdfplumber reads them."""
    with pdfplumber.open(io.BytesIO(rebuilt[1])) as opened:
        return [" ".join((each.extract_text() or "").split()) for each in opened.pages]


@pytest.fixture(scope="module")
def tags(rebuilt: Pair) -> list[Tag]:
    return [tag for root in pdf_tags(rebuilt[1]) for tag in root.walk()]


def test_its_front_sheet_names_eight_members_and_three_co_chairs(pages: list[str]) -> None:
    front = pages[0]
    assert "Supplementary agenda: Joint committee" in front
    assert "Monday 24 June 2019" in front
    assert "11.30am" in front
    assert "Guildhall, Kingston" in front
    assert len(re.findall(r"Councillor \w+ \w+", front.partition("Co-chairs")[0])) == 8
    assert front.count("(co-chair)") == 3
    co_chairs = re.search(r"Co-chairs (.*?) Host", front)
    assert co_chairs is not None
    assert len(co_chairs[1].split(", ")) == 3
    assert "01628 796310" in front


def test_its_front_matter_is_complete(pages: list[str]) -> None:
    notices = pages[1]
    for heading in (
        "Filming",
        "Speaking at the meeting",
        "Other formats and translation",
        "Where papers can be inspected",
        "Disposing of this pack",
    ):
        assert heading in notices
    assert "by 12 noon on Sunday 23 June 2019" in notices


def test_item_7_has_its_recommendations_as_the_agenda_words_them(pages: list[str]) -> None:
    agenda = pages[2]
    for letter in "abc":
        assert f"({letter}) " in agenda
    assert "under Reserved Matter 9" in agenda
    assert "Recommendation (c) is worded differently in the agenda and the report." in agenda
    report = " ".join(pages[4:])
    assert "Reserved Matter 13" in report
    assert "Reserved Matter 9" not in report


def test_its_numbers_go_on_from_five_and_the_ranges_are_the_files_own(
    rebuilt: Pair, pages: list[str]
) -> None:
    pack, made = rebuilt
    opened = pypdfium2.PdfDocument(made)
    names = [opened.get_page_label(at) for at in range(len(opened))]
    (first, last), (next_first, very_last) = re.findall(r"Pages (\d+) – (\d+)", pages[2])
    assert (first, pack.first_page) == ("5", 5)
    assert names.index(first) == 4, "the fifth page of the file is page 5"
    assert (int(next_first), names[-1]) == (int(last) + 1, very_last)
    assert "Item 7: Framework for the business plan" in pages[names.index(first)]
    assert "Item 8: Performance in the last quarter" in pages[names.index(next_first)]
    ranges = [[int(first), int(last)], [int(next_first), int(very_last)]]
    assert list(pack.ranges.values()) == ranges
    assert all(f"Page {name}" in words for name, words in zip(names, pages, strict=True))


def test_item_10_is_withdrawn_and_keeps_its_number(pages: list[str]) -> None:
    assert "Item 10 – Budget 2019 to 2020 has been withdrawn." in pages[2]


def test_it_says_what_it_adds(pages: list[str]) -> None:
    said = (
        "This supplementary agenda adds the reports of items 7 and 8. Item 10 has been withdrawn."
    )
    assert said in pages[0]


def test_annex_a_is_drawn_from_the_plan_and_stays_as_it_was_that_day(pages: list[str]) -> None:
    annex = " ".join(pages[6:])
    assert "Annex A: Draft business plan priorities" in annex
    assert "the draft of 17 June 2019" in annex
    for council in ("Kingston", "Richmond", "Windsor and Maidenhead"):
        assert council in annex


def test_it_keeps_pdf_ua_as_another_program_checks_it(rebuilt: Pair) -> None:
    report = page.validate_pdf_bytes(rebuilt[1], profile="PDF/UA-1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    with pikepdf.open(io.BytesIO(rebuilt[1])) as opened, opened.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "2")
        assert str(opened.Root.Lang) == "en-GB"
        assert str(opened.docinfo["/Title"]).startswith("Supplementary agenda: Joint committee")


def test_its_headings_skip_no_level_and_its_tables_have_heads(tags: list[Tag]) -> None:
    levels = [int(tag.kind[1]) for tag in tags if re.fullmatch("H[1-6]", tag.kind)]
    steps = pairwise(levels)
    assert all(after <= before + 1 for before, after in steps)
    heads = {letters(tag.spoken()) for tag in tags if tag.kind == "TH"}
    assert {"Council", "Members", "Item", "Business", "Pages", "Kingston"} <= heads


@published.needs_papers
def test_what_was_published_has_the_same_shape(pages: list[str]) -> None:
    """Facts of the public pack, read when the test runs and not kept here."""
    paper = next(each for each in published.PAPERS if each.name.startswith("002"))
    said = paper.read_text(encoding="utf-8")
    telephone = re.search(r"Administrator (\d+ \d+)", said)
    item = re.search(r"^(\d+)\. FRAMEWORK.*\(Pages (\d+) - \d+\)", said, re.M)
    cited = re.findall(r"Reserved Matter (\d+)", said)[:2]
    withdrawn = re.search(r"Item (\d+) - Budget", said)
    assert telephone
    assert item
    assert withdrawn
    assert "Supplementary Agenda" in said
    assert telephone[1] in pages[0]
    assert f"Item {item[1]}: Framework" in pages[int(item[2]) - 1]
    assert f"Pages {item[2]} – " in pages[2]
    assert f"Item {withdrawn[1]} – Budget" in pages[2]
    assert f"Reserved Matter {cited[0]}" in pages[2]
    assert f"Reserved Matter {cited[1]}" in " ".join(pages[4:])
    assert len(re.findall(r"\(Co-Chair\)", said)) == pages[0].count("(co-chair)")
    for street in ("44 York Street", "42 York Street", "Centre House", "Old Town Hall"):
        assert street in said
        assert street in pages[1]
