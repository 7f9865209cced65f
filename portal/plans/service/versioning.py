"""Verbs on versions: freeze, submit, settle, bring into force. With ``service``, ``amending`` and
``refreshing`` the only writer of plans. ``states`` says which move is allowed."""

from dataclasses import dataclass

from sqlalchemy import select

from portal.audit.service import Json, record
from portal.plans.models import Item, Plan
from portal.plans.models.beside import Derivation
from portal.plans.models.frozen import Version, VersionEntry, VersionSection
from portal.plans.queries import derivations, manifests, row_digests
from portal.plans.rules.states import MOVES, MoveError, moved
from portal.plans.service import (
    PlanError,
    happening,
    open_cover,
    open_texts,
    walls_of,
    widen,
)
from tenants.audiences import EDITORS, PUBLIC, SUBMITTED
from tenants.roles import Hat, Permission
from tenants.scope import Scope

VERB_TO = {state: verb for verb, state in MOVES["submitted"].items()}
"""By which verb a body that decides brings a submitted version into a state."""
OPENED = frozenset({"approved_in_principle", "approved", "approved_as_amended"})


@dataclass(frozen=True)
class Decision:
    """What brought a version into its state: in words, and its page below the company's."""

    words: str = ""
    path: str = ""


NO_DECISION = Decision()


def freeze(scope: Scope, plan: Plan) -> Version:
    """Freeze the draft of the whole plan as its next version, with its digest.

    Raises PlanError for a plan without text, and where the last version waits with this very text.
    """
    hat = scope.require(Permission.PLAN_FREEZE)
    plan = locked_plan(scope, plan.id)
    frozen = manifests.draft_manifest(scope, plan)
    if not any(section.entries for section in frozen.sections):
        raise PlanError("There is nothing to freeze yet: the plan has no text.")
    _refuse_the_very_text(scope, plan)
    version = new_version(scope, plan, frozen, "frozen")
    payload: dict[str, Json] = {
        "plan": plan.slug,
        "version": version.number,
        "digest": version.digest,
    }
    note(scope, hat, "plan:frozen", version, payload)
    return version


def submit(scope: Scope, version: Version, hat: Hat) -> None:
    """Open a frozen version to those who will decide it, and to every owner's commissioners.

    Raises PlanError for a version that is not waiting to be submitted, for the first time or again.
    """
    _move(scope, version, hat, "submit", SUBMITTED)


def publish_submitted(scope: Scope, version: Version, hat: Hat) -> None:
    """Open a version to the public as an annex of an agenda. It is before its body as it was."""
    if version.audience != PUBLIC:
        open_version(scope, version, PUBLIC)
        note(scope, hat, "plan:published", version, {"version": version.number})


def put_back(scope: Scope, version: Version, hat: Hat) -> None:
    """Let a version on which nothing was decided wait again, open to whom it was opened."""
    _move(scope, version, hat, "put_back", version.audience, action="plan:put_back")


def settle(
    scope: Scope, version: Version, hat: Hat, state: str, decision: Decision = NO_DECISION
) -> None:
    """Carry a decision out: an approved version becomes public, any other stays as open as it is.

    Raises PlanError for a version that is not before a body.
    """
    audience = PUBLIC if state in OPENED else version.audience
    _move(scope, version, hat, VERB_TO.get(state, state), audience, decision)


def withdraw(scope: Scope, version: Version, because: str) -> None:
    """Take back a version that is before no body. Raises PlanError.

    One that is before a body is taken back from it (``portal.decisions.service.ending``).
    """
    hat = scope.require(Permission.PLAN_FREEZE)
    if not because.strip():
        raise PlanError("Enter why it is withdrawn.")
    if version.state == "submitted":
        raise PlanError("This version is before a body: withdraw it there, under Decisions.")
    _move(scope, version, hat, "withdraw", version.audience, Decision(because.strip()))


def locked_plan(scope: Scope, plan_id: int) -> Plan:
    """The plan's row, locked until the transaction ends: who writes its versions takes turns."""
    statement = select(Plan).where(Plan.id == plan_id).with_for_update()
    return scope.session.scalars(statement.execution_options(populate_existing=True)).one()


def new_version(
    scope: Scope,
    plan: Plan,
    frozen: manifests.Manifest,
    state: str,
    audience: str = EDITORS,
    amended_from_id: int | None = None,
) -> Version:
    """Write the plan's next version with its manifest. The plan's row is locked by the caller."""
    plan.last_version += 1
    version = Version(
        **walls_of(scope, plan.area_id, audience),
        plan_id=plan.id,
        number=plan.last_version,
        state=state,
        digest=frozen.digest(plan.last_version),
        frozen_at=scope.now(),
        frozen_by=scope.visitor.name,
        state_since=scope.now(),
        state_by=scope.visitor.name,
        amended_from_id=amended_from_id,
        **vars(frozen.cover),
    )
    scope.session.add(version)
    scope.session.flush()
    _write_manifest(scope, version, frozen)
    return version


def note(scope: Scope, hat: Hat, action: str, version: Version, payload: dict[str, Json]) -> None:
    """Record what was done to a version, with its digest as its row now stands."""
    scope.session.flush()
    digest = row_digests.version_row_digest(version, version.digest)
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


def refuse_replaced(version: Version) -> None:
    """Raise PlanError for a version in whose place another was approved."""
    if version.state == "submitted" and version.superseded_by_id is not None:
        raise PlanError(f"Version {version.number} was amended: another stands in its place.")


def _move(
    scope: Scope,
    version: Version,
    hat: Hat,
    verb: str,
    audience: str,
    decision: Decision = NO_DECISION,
    action: str = "",
) -> None:
    refuse_replaced(version)
    version.state = allowed(version.state, verb)
    version.state_since, version.state_by = scope.now(), scope.visitor.name
    version.decided_words, version.decided_path = decision.words, decision.path
    open_version(scope, version, audience)
    payload: dict[str, Json] = {"version": version.number, "state": version.state}
    note(scope, hat, action or f"plan:{version.state}", version, payload)


def allowed(state: str, verb: str) -> str:
    """The state to which a verb brings a version. Raises PlanError where it is no move."""
    try:
        return moved(state, verb)
    except MoveError as error:
        raise PlanError(str(error)) from error


def read_again(scope: Scope, version: Version) -> Version:
    """The version as the database has it now."""
    statement = select(Version).where(Version.id == version.id)
    return scope.session.scalars(statement.execution_options(populate_existing=True)).one()


def _refuse_the_very_text(scope: Scope, plan: Plan) -> None:
    last = manifests.last_version(scope, plan.id)
    if last is None or last.state != "frozen":
        return
    if last.digest == manifests.draft_manifest(scope, plan, last.scheme).digest(last.number):
        raise PlanError(f"Version {last.number} holds this very text, and waits to be submitted.")


def _write_manifest(scope: Scope, version: Version, frozen: manifests.Manifest) -> None:
    for position, section in enumerate(frozen.sections):
        scope.session.add(
            VersionSection(
                **walls_of(scope, version.area_id, version.audience),
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
                    **walls_of(scope, entry.area_id, version.audience),
                    version_id=version.id,
                    section_id=section.section_id,
                    revision_id=entry.revision_id,
                    position=place,
                    ref=entry.ref,
                )
            )
    scope.session.flush()
