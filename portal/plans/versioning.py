"""Verbs on versions: freeze, submit, settle. With ``service`` the only writer of plans."""

from sqlalchemy import select

from portal.audit.service import Json, record
from portal.plans import derivations, manifests
from portal.plans.models import Derivation, Item, Plan, Version, VersionEntry, VersionSection
from portal.plans.service import (
    PlanError,
    happening,
    open_cover,
    open_texts,
    walls_of,
    widen,
)
from tenants.audiences import PUBLIC, SUBMITTED
from tenants.roles import Hat, Permission
from tenants.scope import Scope


def freeze(scope: Scope, plan: Plan) -> Version:
    """Freeze the draft of the whole plan as its next version, with its digest.

    Raises PlanError for a plan without text, and where the last version waits with this very text.
    """
    hat = scope.require(Permission.PLAN_FREEZE)
    scope.session.execute(select(Plan.id).where(Plan.id == plan.id).with_for_update())
    frozen = manifests.draft_manifest(scope, plan)
    if not any(section.entries for section in frozen.sections):
        raise PlanError("There is nothing to freeze yet: the plan has no text.")
    last = manifests.last_version(scope, plan.id)
    if last is not None and last.state == "frozen" and last.digest == frozen.digest(last.number):
        raise PlanError(f"Version {last.number} holds this very text, and waits to be submitted.")
    number = last.number + 1 if last is not None else 1
    version = Version(
        **walls_of(scope, plan.area_id),
        plan_id=plan.id,
        number=number,
        state="frozen",
        digest=frozen.digest(number),
        frozen_at=scope.now(),
        frozen_by=scope.visitor.name,
        state_since=scope.now(),
    )
    scope.session.add(version)
    scope.session.flush()
    _write_manifest(scope, version, frozen)
    payload: dict[str, Json] = {"plan": plan.slug, "version": number, "digest": version.digest}
    _note(scope, hat, "plan:frozen", version, payload)
    return version


def submit(scope: Scope, version: Version, hat: Hat) -> None:
    """Open a frozen version to those who will decide it, and to every owner's commissioners.

    Raises PlanError for a version that is not waiting to be submitted, for the first time or again.
    """
    if version.state != "frozen":
        raise PlanError("Only a frozen version that is not before a body yet can be submitted.")
    _move(scope, version, hat, "submitted", SUBMITTED)


def put_back(scope: Scope, version: Version, hat: Hat) -> None:
    """Let a version on which nothing was decided wait again, open to whom it was opened."""
    _move(scope, version, hat, "frozen", version.audience, "plan:put_back")


def settle(scope: Scope, version: Version, hat: Hat, state: str) -> None:
    """Carry a decision out: an approved version becomes public, a rejected one stays as it is."""
    audience = PUBLIC if state in ("approved_in_principle", "approved") else version.audience
    _move(scope, version, hat, state, audience)


def _move(
    scope: Scope, version: Version, hat: Hat, state: str, audience: str, action: str = ""
) -> None:
    version.state, version.state_since = state, scope.now()
    open_version(scope, version, audience)
    payload: dict[str, Json] = {"version": version.number, "state": state}
    _note(scope, hat, action or f"plan:{state}", version, payload)


def _note(scope: Scope, hat: Hat, action: str, version: Version, payload: dict[str, Json]) -> None:
    """Record what was done to a version, with its digest as its row now stands."""
    scope.session.flush()
    digest = manifests.version_row_digest(version, version.digest)
    record(scope, hat, happening(action, "plan version", version, digest, payload))


def open_version(scope: Scope, version: Version, audience: str) -> None:
    """Open a whole version, and every text in it, to ``audience``. Never closes anything."""
    for model, ids in (
        (Version, [version.id]),
        (VersionSection, manifests.ids_of_version(scope, VersionSection, version.id)),
        (VersionEntry, manifests.ids_of_version(scope, VersionEntry, version.id)),
        (Item, manifests.item_ids(scope, version.id)),
        (Derivation, derivations.ids_of_version(scope, version)),
    ):
        widen(scope, model, ids, audience)
    open_texts(scope, manifests.revision_ids(scope, version.id), audience)
    open_cover(scope, version.plan_id, audience)


def _write_manifest(scope: Scope, version: Version, frozen: manifests.Manifest) -> None:
    for position, section in enumerate(frozen.sections):
        scope.session.add(
            VersionSection(
                **walls_of(scope, version.area_id),
                version_id=version.id,
                section_id=section.section_id,
                position=position,
                letter=section.letter,
                title=section.title,
                kind=section.kind,
                under=section.under,
                root=section.leaf,
            )
        )
        for place, entry in enumerate(section.entries):
            scope.session.add(
                VersionEntry(
                    **walls_of(scope, entry.area_id),
                    version_id=version.id,
                    section_id=section.section_id,
                    revision_id=entry.revision_id,
                    position=place,
                    ref=entry.ref,
                )
            )
    scope.session.flush()
