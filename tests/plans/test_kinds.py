"""Kinds of section: what an item of each can say, and how it is digested."""

import pytest

from portal.kit import digests
from portal.plans import kinds
from portal.plans.content import Content, Heading
from portal.plans.forms import edit_form

KINDS = [pytest.param(kind, id=kind.name) for kind in kinds.kinds()]
HEADING = Heading("D", "Kingston", "priorities", "kingston", "Help")
ITEMS = [("KIN-01", "aa"), ("KIN-02", "bb")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_of_a_kind_is_one_of_its_fields(kind: kinds.Kind) -> None:
    assert set(kind.columns) <= set(kind.names)


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_of_every_kind_has_a_title_that_must_be_there(kind: kinds.Kind) -> None:
    assert kind.field("title").required


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_of_a_kind_has_a_box_for_each_field_that_is_typed(
    kind: kinds.Kind,
) -> None:
    form = edit_form(kind, (2019,))
    typed = [field.name for field in kind.fields if field.reads != "files"]
    assert [name for name in typed if not hasattr(form, name)] == []


def test_a_kind_that_nobody_registered_is_refused_by_name() -> None:
    with pytest.raises(kinds.UnknownKindError, match="'poems'"):
        kinds.kind_of("poems")


def test_a_choice_is_read_in_its_words() -> None:
    assert kinds.kind_of("evidence").field("evidence_kind").words("inspection") == "Inspection"


def test_references_stand_one_to_a_line_and_count_once() -> None:
    assert kinds.refs_of(" O-01\n\nO-02 \nO-01") == ["O-01", "O-02"]


def test_files_stand_one_to_a_line_and_are_read_by_their_names() -> None:
    digest = "ab" * 32
    value = f"{digest} Needs assessment 2018.pdf\n\nnot a file\n{digest}"
    assert [(file.sha256, file.name) for file in kinds.files_of(value)] == [
        (digest, "Needs assessment 2018.pdf")
    ]
    attachments = kinds.kind_of("priorities").field("attachments")
    assert attachments.words(value) == "Needs assessment 2018.pdf"


def test_names_stand_between_semicolons() -> None:
    assert kinds.names_of("Head of Service; Northumbria Police;") == [
        "Head of Service",
        "Northumbria Police",
    ]


def test_a_text_without_details_keeps_the_digest_it_always_had() -> None:
    assert Content("A", "B").canonical() == Content("A", "B", details={"when": ""}).canonical()
    assert "details" not in Content("A", "B").canonical()


def test_a_detail_is_part_of_what_is_digested() -> None:
    assert Content("A", "B").digest() != Content("A", "B", details={"when": "2020"}).digest()


def test_a_text_without_a_column_becomes_a_detail() -> None:
    content = Content("A", "B").with_texts({"title": "C", "when": "2020"})
    assert (content.title, content.text("when")) == ("C", "2020")


@pytest.mark.parametrize(
    "other",
    [
        Heading("D", "Kingston", "priorities", "kingston", "Care"),
        Heading("E", "Kingston", "priorities", "kingston", "Help"),
    ],
)
def test_the_heading_of_a_section_is_part_of_its_digest(other: Heading) -> None:
    assert HEADING.leaf(ITEMS) != other.leaf(ITEMS)


def test_the_reference_of_an_item_is_part_of_its_section_s_digest() -> None:
    assert HEADING.leaf(ITEMS) != HEADING.leaf([("KIN-03", "aa"), ("KIN-02", "bb")])


def test_a_version_of_the_first_scheme_keeps_the_digest_it_had() -> None:
    named = {"letter": "D", "title": "Kingston", "kind": "priorities", "area": "kingston"}
    old = digests.digest({**named, "root": digests.merkle_root(["aa", "bb"])})
    assert HEADING.leaf(ITEMS, scheme=1) == old
