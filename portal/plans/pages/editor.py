"""The editor of an item, wherever it opens: a page of its own, a part of a page, a row of a table.

Everything that shows the editor again (a fault, a clash, a preview, unsaved words) comes through
here, so that what was typed is in its boxes each time.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from flask import Response, request

from portal.plans import sayings
from portal.plans.content import Content
from portal.plans.forms import PARTS, EditForm, RefsField, ReopenForm, keep_only
from portal.plans.kinds import Kind, kind_of, refs_of
from portal.plans.models import Plan, Revision
from portal.plans.models.beside import Scratch
from portal.plans.pages import plan_page
from portal.plans.pages import priority_page as shaped
from portal.plans.queries import content_of, referring, reopening
from portal.plans.room import plan_path, plans_path
from portal.plans.rules import editing
from portal.plans.service import scratch
from portal.plans.shapes import Reading
from portal.web.fragments import show, wants_fragment
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import Scope


@dataclass(frozen=True)
class Desk:
    """Where an edit takes place: the item as its writer reads it, and which part of it."""

    scope: Scope
    plan: Plan
    reading: Reading
    part: str | None

    @property
    def ref(self) -> str:
        return self.reading.item.ref

    @property
    def kind(self) -> Kind:
        return kind_of(self.reading.section.kind)

    @property
    def here(self) -> str:
        """The path of the item."""
        return f"{plan_path(self.scope, self.plan)}priorities/{self.ref}"

    @property
    def target(self) -> str:
        """Id of the block that the editor stands in."""
        if self.part == "row":
            return f"words-{self.ref}"
        return f"part-{self.part}" if self.part else "article"

    @property
    def returns_to_plan(self) -> bool:
        return self.part == "row" or self.reading.section.kind != "priorities"

    @property
    def in_place(self) -> bool:
        """Whether htmx asks from a page that the editor opened in, not from the editor's own."""
        asked_from = urlsplit(request.headers.get("HX-Current-URL", "")).path
        return wants_fragment() and asked_from != f"{self.here}/edit"

    def path(self, verb: str, **query: str) -> str:
        """Path of a verb on the item, in this part."""
        said = {"part": self.part, **query} if self.part else query
        asked = "&".join(f"{name}={value}" for name, value in said.items())
        return f"{self.here}/{verb}?{asked}" if asked else f"{self.here}/{verb}"

    @property
    def _block(self) -> str:
        return f"{self.here}?part=row" if self.part == "row" else self.here

    def links(self) -> dict[str, str]:
        """Where the editor's buttons lead; ``back_block`` is empty on the editor's own page."""
        back = f"{plan_path(self.scope, self.plan)}#{self.ref}"
        return {
            "action": self.path("edit"),
            "keep": self.path("scratch"),
            "preview": self.path("preview"),
            "proceed": self.path("scratch/continue"),
            "discard": self.path("scratch/discard"),
            "target": self.target,
            "back": back if self.returns_to_plan else self.here,
            "back_block": self._block if self.in_place else "",
            "back_target": self.target if self.part == "row" else "article",
        }


@dataclass(frozen=True)
class Shown:
    """What an editor shows besides its boxes."""

    status: int = 200
    sides: Sequence[editing.Side] = ()
    previews: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, Sequence[str]] = field(default_factory=dict)
    choose: ReopenForm | None = None
    """How the save is meant, as it was sent."""


PLAIN = Shown()
ENOUGH = 600
"""Characters of each unsaved text that are shown before the editor opens."""


def desk_of(scope: Scope, plan: Plan, reading: Reading) -> Desk:
    """The desk that the request sits at."""
    part = request.args.get("part")
    return Desk(scope, plan, reading, part if part in PARTS else None)


def new_name() -> str:
    """A name for an editor that opens."""
    return secrets.token_hex(8)


def fresh(desk: Desk) -> Response:
    """The editor with the saved text in its boxes."""
    names = shaped.boxes(desk.plan, desk.reading, desk.part)
    typed = shaped.typed_into(content_of(desk.reading.revision), desk.plan, names)
    return editor(desk, filled(desk, names, typed, new_name()))


def filled(desk: Desk, names: Sequence[str], typed: Mapping[str, str], name: str) -> EditForm:
    """A form with these boxes, whose edit begins from the newest text."""
    base = str(desk.reading.revision.number)
    form_class = shaped.form_of(desk.plan, desk.reading)
    form = form_class(formdata=None, data={**typed, "base": base, "desk": name})
    keep_only(form, names, desk.ref)
    return form


def posted(desk: Desk) -> EditForm:
    """The form as it was sent, with the boxes that it has."""
    form = shaped.form_of(desk.plan, desk.reading)()
    every = shaped.boxes(desk.plan, desk.reading, None)
    keep_only(form, [name for name in every if name in request.form], desk.ref)
    return form


def typed_in(desk: Desk, form: EditForm) -> scratch.Typed:
    """What stands in a form that was sent, and what its boxes began with."""
    every = shaped.boxes(desk.plan, desk.reading, None)
    texts = {box.name: box.data or "" for box in form if box.name in every}
    begun = shaped.base_text(desk.scope, desk.reading, form.revision_number)
    boxes = shaped.typed_into(content_of(begun), desk.plan, list(texts))
    return scratch.Typed(texts, boxes, form.revision_number, form.desk_name)


def continued(desk: Desk, held: Scratch) -> Response:
    """The editor with the unsaved words in its boxes; both texts where somebody saved another."""
    head = content_of(desk.reading.revision)
    base = content_of(shaped.base_text(desk.scope, desk.reading, held.base))
    mine = content_typed(base, held.texts)
    both = [side for side in sides(desk, base, head, mine) if side.name in held.texts]
    if any(side.field.both_changed for side in both):
        return clash(desk, both, held.desk, 200)
    every = shaped.boxes(desk.plan, desk.reading, None)
    part = shaped.boxes(desk.plan, desk.reading, desk.part)
    names = [name for name in every if name in part or name in held.texts]
    typed = shaped.typed_into(head, desk.plan, names) | held.texts
    return editor(desk, filled(desk, names, typed, held.desk))


def clash(desk: Desk, changed: Sequence[editing.Side], name: str, status: int = 409) -> Response:
    """Both texts side by side; the boxes begin with mine, or with both where they fit together."""
    typed = {side.name: side.suggested for side in changed}
    form = filled(desk, [side.name for side in changed], typed, name)
    return editor(desk, form, Shown(status, changed))


def sides(desk: Desk, base: Content, theirs: Content, mine: Content) -> list[editing.Side]:
    """What two people changed, box by box. What has no box (a file) is nobody's to lose here."""
    every = shaped.boxes(desk.plan, desk.reading, None)
    years = plan_page.plan_years(desk.plan)
    return [side for side in editing.sides(base, theirs, mine, years) if side.name in every]


def editor(desk: Desk, form: EditForm, shown: Shown = PLAIN) -> Response:
    """The page or block of the editor."""
    _place(desk)
    revision = desk.reading.revision
    return show(
        "plans/edit.html",
        block="editor",
        status=shown.status,
        plan=desk.plan,
        ref=desk.ref,
        form=form,
        sides={side.name: shaped.side_shown(side) for side in shown.sides},
        them=revision.made_by,
        when=sayings.day_of(revision.made_at),
        offered=_offered(desk, form),
        previews=shown.previews,
        as_written=as_written(shown.unknown),
        links=desk.links(),
        reopens=reopening.reopens(desk.scope, desk.reading),
        choose=shown.choose or choice(desk, begin=True),
        may_amend=desk.scope.may(Permission.PLAN_AMEND),
    )


def choice(desk: Desk, *, begin: bool = False) -> ReopenForm:
    """How a save is meant that reopens a version: as sent, or as it stands when editing begins."""
    form = ReopenForm(formdata=None, data={"reopens": "amendment"}) if begin else ReopenForm()
    form.stand_beside(desk.ref)
    return form


def gate(desk: Desk, held: Scratch) -> Response:
    """Before the editor opens: there are words that are not saved. Go on with them, or not?"""
    _place(desk)
    labels = {box.name: box.label.text for box in shaped.form_of(desk.plan, desk.reading)()}
    return show(
        "plans/unsaved.html",
        block="editor",
        plan=desk.plan,
        ref=desk.ref,
        when=sayings.moment_of(held.kept_at),
        words=[(labels.get(name, name), _beginning(text)) for name, text in held.texts.items()],
        older=held.base != desk.reading.revision.number,
        them=desk.reading.revision.made_by,
        links=desk.links(),
    )


def _beginning(text: str) -> str:
    """Enough of a text to know it by."""
    if len(text) <= ENOUGH:
        return text
    return f"{text[:ENOUGH].rstrip()} … ({len(text):,} characters)"


def as_written(unknown: Mapping[str, Sequence[str]]) -> str:
    """The unknown references as the button that confirms them sends them."""
    return "; ".join(sorted({ref for refs in unknown.values() for ref in refs}))


def on_top_of(desk: Desk, revision: Revision) -> Desk:
    """The same desk with another text under it."""
    return replace(desk, reading=replace(desk.reading, revision=revision))


def content_typed(base: Content, typed: Mapping[str, str]) -> Content:
    """The content with what was typed into some boxes: texts, and milestones by plan year."""
    texts = {name: text for name, text in typed.items() if not name.startswith(editing.YEAR_FIELD)}
    return editing.with_lines(base.with_texts(texts), shaped.years_typed(typed))


def _offered(desk: Desk, form: EditForm) -> dict[str, list[referring.Place]]:
    """What each field of references offers, beyond what stands in it."""
    boxes = [box for box in form if isinstance(box, RefsField)]
    if not boxes:
        return {}
    places = referring.offered(desk.scope, desk.plan, desk.ref)
    return {
        box.name: [
            place
            for place in referring.offered_for(box.name, desk.kind, places)
            if place.ref not in refs_of(box.data or "")
        ]
        for box in boxes
    }


def _place(desk: Desk) -> None:
    place(
        ("Plans", plans_path(desk.scope)),
        (desk.plan.title, plan_path(desk.scope, desk.plan)),
        (desk.ref, desk.here),
        ("Edit", None),
    )
