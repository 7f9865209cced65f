"""Approved as amended: the body's amendments become a version of their own, to which the decision
points; the one that was submitted stays as it was submitted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from portal.audit.service import Json
from portal.plans import queries
from portal.plans.content import SCHEME, Content
from portal.plans.models import Item, Revision
from portal.plans.models.frozen import Version
from portal.plans.queries import manifests
from portal.plans.rules import editing
from portal.plans.service import PlanError, new_revision, record_revision, take_head
from portal.plans.service.versioning import (
    Decision,
    locked_plan,
    new_version,
    note,
    refuse_replaced,
    settle,
)
from portal.plans.shapes import Entry
from tenants.roles import Hat
from tenants.scope import Scope


@dataclass(frozen=True)
class Amendment:
    """What one item of a version is to say instead: texts by their names, milestones by the boxes
    of their years (``editing.year_field``), one to a line."""

    ref: str
    texts: Mapping[str, str]


def amended(content: Content, texts: Mapping[str, str]) -> Content:
    """A content with an amendment's texts in place of its own."""
    years = {
        int(name.removeprefix(editing.YEAR_FIELD)): text
        for name, text in texts.items()
        if name.startswith(editing.YEAR_FIELD)
    }
    said = {name: text for name, text in texts.items() if not name.startswith(editing.YEAR_FIELD)}
    return editing.with_lines(content.with_texts(said), years)


def approve_as_amended(
    scope: Scope,
    version: Version,
    hat: Hat,
    state: str,
    amendments: Sequence[Amendment],
    decision: Decision,
) -> Version:
    """Approve a submitted version with amendments: answers the new version that holds them.

    ``state`` is ``approved_as_amended`` or ``approved_in_principle``. Where the draft still says
    what was submitted, it goes on from the amended text; where somebody wrote on, it stays as it
    is, and differs from the new version. Raises PlanError for a version that is not before a body,
    and for an amendment of what is not in it or that changes nothing.
    """
    new = amend_submitted(scope, version, hat, amendments)
    settle(scope, new, hat, state, decision)
    return new


def amend_submitted(
    scope: Scope, version: Version, hat: Hat, amendments: Sequence[Amendment]
) -> Version:
    """Put a new version, with these amendments, in the place of one that is before a body.

    It is before the body in its turn; nothing is decided by that. Raises PlanError as above.
    """
    refuse_replaced(version)
    plan = locked_plan(scope, version.plan_id)
    held = manifests.version_manifest(scope, plan, version)
    texts = manifests.frozen_texts(scope, version.id)
    chosen = _by_ref(held, amendments)
    number = plan.last_version + 1
    saved = {
        entry.ref: _amend(scope, hat, texts[entry.revision_id], entry, chosen[entry.ref], number)
        for section in held.sections
        for entry in section.entries
        if entry.ref in chosen
    }
    new = new_version(
        scope, plan, _with(held, saved), version.state, version.audience, amended_from_id=version.id
    )
    frozen: dict[str, Json] = {"plan": plan.slug, "version": new.number, "digest": new.digest}
    note(scope, hat, "plan:frozen", new, frozen)
    version.superseded_by_id = new.id
    payload: dict[str, Json] = {"version": version.number, "by": new.number}
    note(scope, hat, "plan:amended", version, payload)
    return new


def _by_ref(held: manifests.Manifest, amendments: Sequence[Amendment]) -> dict[str, Amendment]:
    there = {entry.ref for section in held.sections for entry in section.entries}
    chosen = {amendment.ref: amendment for amendment in amendments}
    missing = sorted(set(chosen) - there)
    if missing or not chosen:
        raise PlanError(f"There is no {missing[0]} in it." if missing else "Nothing is amended.")
    return chosen


def _amend(
    scope: Scope, hat: Hat, text: Revision, entry: Entry, amendment: Amendment, number: int
) -> Revision:
    """The amended text of an item; it becomes the draft's too, unless somebody wrote on there."""
    before = queries.content_of(text)
    content = amended(before, amendment.texts)
    if content == before:
        raise PlanError(f"The amendment of {entry.ref} changes nothing.")
    item = scope.session.get_one(Item, entry.item_id)
    follows = take_head(scope, item, text.number)
    saved = new_revision(
        scope, item, text.audience, content, text.number + 1 if follows else -number
    )
    payload: dict[str, Json] = {"ref": entry.ref, "number": saved.number, "from": text.number}
    record_revision(scope, hat, "plan:text_amended", saved, payload)
    return saved


def _with(held: manifests.Manifest, saved: Mapping[str, Revision]) -> manifests.Manifest:
    def entry(old: Entry) -> Entry:
        new = saved.get(old.ref)
        if new is None:
            return old
        return replace(old, revision_id=new.id, number=new.number, digest=new.digest)

    sections = [
        replace(section, entries=[entry(each) for each in section.entries], scheme=SCHEME)
        for section in held.sections
    ]
    return manifests.Manifest(held.plan, held.cover, sections)
