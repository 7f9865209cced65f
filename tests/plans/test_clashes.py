"""Two people edit the same text: whatever they change, and whoever saves first, no word is lost."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.kit.diffs import merge_texts
from portal.plans.content import Content, Milestone
from portal.plans.forms import edit_form, is_frame
from portal.plans.kinds import Kind, kinds
from portal.plans.pages import editor
from portal.plans.rules import editing
from portal.plans.rules.editing import Side, line_troubles, lines_of, sides, with_lines, year_field

YEARS = (2019, 2020)
WORDS = st.lists(
    st.sampled_from(["help", "early", "for", "every", "family", "now", "(by", "2", ";", "\n"]),
    max_size=6,
).map(" ".join)
DAYS = st.dates(date(2019, 4, 1), date(2020, 3, 31))


def boxes_of(kind: Kind) -> list[str]:
    """The names of every box of a kind's editor."""
    years = YEARS if kind.has_years else ()
    names = [field.name for field in kind.fields if field.reads != "files"]
    return [*names, *(year_field(year) for year in years)]


@st.composite
def typed(draw: st.DrawFn, kind: Kind) -> dict[str, str]:
    """What somebody types into some of the boxes of an editor."""
    names = boxes_of(kind)
    return {
        name: draw(WORDS)
        for name in draw(st.lists(st.sampled_from(names), unique=True, max_size=5))
    }


@st.composite
def edits(draw: st.DrawFn) -> tuple[Kind, Content, Content, Content]:
    """A kind, a text of it, and two edits of that text."""
    kind = draw(st.sampled_from(kinds()))
    base = editor.content_typed(Content("Title", "Wording"), draw(typed(kind)))
    one, other = (editor.content_typed(base, draw(typed(kind))) for _ in "ab")
    return kind, base, one, other


def box(content: Content, name: str) -> str:
    """What stands in a box of the editor of this text."""
    if name.startswith(editing.YEAR_FIELD):
        return lines_of(content, int(name.removeprefix(editing.YEAR_FIELD)))
    return content.text(name)


def found(base: Content, theirs: Content, mine: Content) -> dict[str, Side]:
    return {side.name: side for side in sides(base, theirs, mine, YEARS)}


@given(edits())
@settings(max_examples=300)
def test_a_box_is_shown_in_a_clash_exactly_where_the_two_texts_differ(
    case: tuple[Kind, Content, Content, Content],
) -> None:
    kind, base, theirs, mine = case
    for first, second in ((theirs, mine), (mine, theirs)):
        differing = {name for name in boxes_of(kind) if box(first, name) != box(second, name)}
        assert set(found(base, first, second)) == differing


@given(edits())
@settings(max_examples=300)
def test_whoever_saves_first_each_change_is_in_its_box_or_beside_it(
    case: tuple[Kind, Content, Content, Content],
) -> None:
    _, base, one, other = case
    for theirs, mine in ((one, other), (other, one)):
        for name, side in found(base, theirs, mine).items():
            texts = [box(content, name) for content in (base, theirs, mine)]
            assert (side.field.base, side.field.theirs, side.field.mine) == tuple(texts)
            changed = [text for text in texts[1:] if text != texts[0]]
            if len(changed) == 1:
                assert side.suggested == changed[0]
            else:
                together = merge_texts(texts[0], texts[2], texts[1])
                assert side.suggested == (texts[2] if together is None else together)


@given(edits())
@settings(max_examples=300)
def test_saving_what_the_boxes_suggest_keeps_everything_that_one_alone_changed(
    case: tuple[Kind, Content, Content, Content],
) -> None:
    kind, base, one, other = case
    for theirs, mine in ((one, other), (other, one)):
        clashing = found(base, theirs, mine)
        saved = editor.content_typed(theirs, {n: s.suggested for n, s in clashing.items()})
        for name in boxes_of(kind):
            texts = [box(content, name) for content in (base, theirs, mine)]
            if texts[1] == texts[0]:
                assert lines(box(saved, name)) == lines(texts[2])
            elif texts[2] == texts[0]:
                assert lines(box(saved, name)) == lines(texts[1])


def lines(text: str) -> list[str]:
    """The lines of a box of milestones as they are read; of any other the text's own."""
    return [line.strip() for line in text.split("\n") if line.strip()]


@given(edits())
def test_an_edit_that_agrees_with_the_other_clashes_with_nothing(
    case: tuple[Kind, Content, Content, Content],
) -> None:
    _, base, theirs, _ = case
    assert sides(base, theirs, theirs, YEARS) == []


def test_every_box_of_every_kind_is_in_the_form_of_the_editor() -> None:
    for kind in kinds():
        form = edit_form(kind, YEARS if kind.has_years else ())(formdata=None, meta={"csrf": False})
        assert {field.name for field in form if not is_frame(field)} == set(boxes_of(kind))


MILESTONES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["open", "train", "write", "places"]), min_size=1, max_size=4),
        st.none() | DAYS,
    ),
    max_size=6,
).map(
    lambda rows: tuple(
        Milestone(f"k{n}", 2019, " ".join(text), due) for n, (text, due) in enumerate(rows)
    )
)


@given(MILESTONES)
def test_printing_milestones_and_reading_them_again_changes_nothing(
    milestones: tuple[Milestone, ...],
) -> None:
    content = Content("T", "W", milestones=milestones)
    printed = lines_of(content, 2019)
    assert with_lines(content, {2019: printed}) == content
    assert line_troubles(Content("T", "W"), {2019: printed}) == {}
    anew = with_lines(Content("T", "W"), {2019: printed})
    assert [(m.text, m.due) for m in anew.milestones] == [(m.text, m.due) for m in milestones]


@given(MILESTONES, st.randoms(use_true_random=False))
def test_reordered_lines_keep_their_keys_and_days_equal_lines_too(
    milestones: tuple[Milestone, ...], random: Any
) -> None:
    content = Content("T", "W", milestones=milestones)
    shuffled = lines_of(content, 2019).split("\n")
    random.shuffle(shuffled)
    after = with_lines(content, {2019: "\n".join(shuffled)}).milestones
    assert sorted(after, key=lambda m: m.key) == sorted(milestones, key=lambda m: m.key)


@given(MILESTONES, st.integers(1, 200))
def test_a_line_with_another_day_keeps_its_key(
    milestones: tuple[Milestone, ...], later: int
) -> None:
    content = Content("T", "W", milestones=milestones)
    moved = [
        replace(m, due=min(m.due + timedelta(later), date(2020, 3, 31))) if m.due else m
        for m in milestones
    ]
    asked = lines_of(replace(content, milestones=tuple(moved)), 2019)
    after = with_lines(content, {2019: asked}).milestones
    assert [(m.text, m.due) for m in after] == [(m.text, m.due) for m in moved]
    assert {m.key for m in after} == {m.key for m in milestones}


def test_a_day_outside_its_plan_year_is_refused_with_the_number_of_its_line() -> None:
    told = line_troubles(Content("T", "W"), {2019: "One\n\nTwo (by 1 April 2020)"})
    assert told == {
        2019: [
            "Line 3: 1 April 2020 is not in April 2019 to March 2020. Correct the date, or put "
            "the line into its own plan year."
        ]
    }


def test_a_line_that_stood_there_before_is_never_found_fault_with() -> None:
    old = Content("T", "W", milestones=(Milestone("k", 2019, "Review (by 31/02/2020)"),))
    typed_lines = {2019: "Review (by 31/02/2020)\nAnother"}
    assert line_troubles(old, typed_lines) == {}
    assert with_lines(old, typed_lines).milestones[0] == old.milestones[0]


def test_thousands_of_lines_are_refused_before_they_are_compared() -> None:
    told = line_troubles(Content("T", "W"), {2019: "\n".join(map(str, range(4000)))})
    assert told == {2019: ["Write at most 200 milestones for one plan year. You wrote 4,000."]}
