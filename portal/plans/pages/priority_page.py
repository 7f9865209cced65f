"""A priority as its page shows it, and its boxes while it is edited."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.kit.diffs import Segment, compare_words
from portal.plans import queries, sayings
from portal.plans.content import Content
from portal.plans.forms import PARTS, EditForm, edit_form, is_frame
from portal.plans.kinds import kind_of
from portal.plans.models import Plan, Revision
from portal.plans.pages import plan_page
from portal.plans.queries import derivations, margins
from portal.plans.queries.margins import NONE, Margins
from portal.plans.rules.editing import YEAR_FIELD, Side, lines_of, year_field
from portal.plans.shapes import Entry, Reading
from portal.web.slots import collect
from tenants.scope import NotFoundError, Scope


@dataclass(frozen=True)
class Kept:
    """One entry of the history."""

    what: str
    when: str
    datetime: str
    who: str
    digest: str


@dataclass(frozen=True)
class SideShown:
    """One field of a clash with the words that differ marked in both texts."""

    name: str
    both: bool
    merged: bool
    mine: Sequence[Segment]
    theirs: Sequence[Segment]


def history(scope: Scope, reading: Reading) -> list[Kept]:
    """Who saved which text when, newest first, as far as this reader may read the texts."""
    return [
        Kept(
            _named(found),
            sayings.day_of(found.made_at),
            found.made_at.isoformat(timespec="minutes"),
            found.made_by,
            found.digest,
        )
        for found in queries.history(scope, reading.item.id)
    ]


def _named(found: Revision) -> str:
    """A text in its history: its number, and what kind of change made it."""
    if found.number < 0:
        return f"As amended by the decision, in version {-found.number}"
    words = f"Text {found.number}" if found.number > 1 else "First text"
    if not found.minor_under:
        return words
    return f"{words}, minor amendment under {found.minor_under}: {found.minor_because}"


def boxes(plan: Plan, reading: Reading, part: str | None) -> list[str]:
    """The fields that are edited together, in the order they are read."""
    every = [field.name for field in form_of(plan, reading)(formdata=None) if not is_frame(field)]
    if reading.section.kind != "priorities" or part not in PARTS:
        return every
    if part == "years":
        return [name for name in every if name.startswith(YEAR_FIELD)]
    return [name for name in every if name in PARTS[part]]


def form_of(plan: Plan, reading: Reading) -> type[EditForm]:
    """The form in which an item of its kind is edited."""
    return edit_form(kind_of(reading.section.kind), plan_page.plan_years(plan))


def typed_into(content: Content, plan: Plan, names: Sequence[str]) -> dict[str, str]:
    """What stands in the boxes when editing begins."""
    texts = {name: content.text(name) for name in names if not name.startswith(YEAR_FIELD)}
    years = plan_page.plan_years(plan)
    return texts | {year_field(year): lines_of(content, year) for year in years}


def years_typed(typed: Mapping[str, str]) -> dict[int, str]:
    """The boxes of milestones by their plan year."""
    return {
        int(name.removeprefix(YEAR_FIELD)): text
        for name, text in typed.items()
        if name.startswith(YEAR_FIELD)
    }


def base_text(scope: Scope, reading: Reading, number: int) -> Revision:
    """The revision an edit began from; the newest where there is none of that number."""
    try:
        return queries.revision(scope, reading.item.id, number)
    except NotFoundError:
        return reading.revision


def side_shown(side: Side) -> SideShown:
    """A clash's field with marks."""
    theirs, mine = compare_words(side.field.theirs, side.field.mine, exact=True)
    return SideShown(side.name, side.field.both_changed, side.merged, mine, theirs)


def row_of(scope: Scope, plan: Plan, reading: Reading) -> plan_page.Row:
    """The item's row in the table of its plan."""
    version = queries.newest_version(scope, plan.id) if reading.draft else None
    found = NONE
    if version is not None:
        since = f"version {version.number}"
        found = Margins(since, margins.changed_since(scope, version))
    marks = collect(scope, "plan rows", [reading.item.id]).of(reading.item.id)
    behind = reading.draft and derivations.is_behind(scope, reading.item.id)
    return plan_page.row(_entry(reading), found, marks=marks, source_changed=behind)


def _entry(reading: Reading) -> Entry:
    item, text = reading.item, reading.revision
    return Entry(
        item_id=item.id,
        revision_id=text.id,
        section_id=item.section_id,
        area_id=item.area_id,
        ref=item.ref,
        position=item.position,
        number=text.number,
        title=text.title,
        wording=text.wording,
        outcome=text.outcome,
        lead=text.lead,
        theme=text.theme,
        steps=json.dumps(text.milestones),
        others=json.dumps(text.details),
        digest=text.digest,
    )
