"""Verbs on the files of an item: what is attached or taken off is a new text of it."""

from portal.documents import service as documents
from portal.documents.files import CheckedFile, FileError
from portal.kit import digests
from portal.plans import queries, service
from portal.plans.kinds import NamedFile, kind_of
from portal.plans.models import Item, Revision, Section
from portal.plans.queries import attached
from tenants.roles import Permission
from tenants.scope import NotFoundError, Scope


def attach(scope: Scope, item: Item, file: CheckedFile) -> Revision:
    """Attach a file to the newest text of an item, whatever it says by now.

    Raises FileError where it is attached already, or where there are too many.
    """
    scope.require(Permission.PLAN_EDIT, area_id=item.area_id, plan_id=item.plan_id)
    part = queries.locked_part(scope, item.plan_id, item.area_id)
    newest = _newest(scope, item)
    named = attached.named_in(newest)
    sha256 = digests.of_bytes(file.content)
    if same := next((held for held in named if held.sha256 == sha256), None):
        raise FileError(f"This very file is attached already, as “{same.name}”.")
    lines = _lines([*named, NamedFile(sha256, file.name)])
    if len(lines) > _room(scope, item):
        raise FileError(
            f"{len(named)} files are attached, and there is room for no more. "
            "Take one off before you attach another."
        )
    documents.attach(scope, file, item.area_id, part.audience, plan_id=item.plan_id)
    return _revise(scope, item, newest, lines)


def take_off(scope: Scope, item: Item, sha256: str) -> Revision:
    """Let the newest text no longer name a file; older texts and versions keep it.

    Raises NotFoundError where it does not name it.
    """
    scope.require(Permission.PLAN_EDIT, area_id=item.area_id, plan_id=item.plan_id)
    queries.locked_part(scope, item.plan_id, item.area_id)
    newest = _newest(scope, item)
    named = attached.named_in(newest)
    left = [file for file in named if file.sha256 != sha256]
    if len(left) == len(named):
        raise NotFoundError("The text names no such file")
    return _revise(scope, item, newest, _lines(left))


def _newest(scope: Scope, item: Item) -> Revision:
    scope.session.refresh(item)
    return queries.revision(scope, item.id, item.head)


def _lines(named: list[NamedFile]) -> str:
    return "\n".join(file.line for file in named)


def _room(scope: Scope, item: Item) -> int:
    """Characters that the names of an item's files may have; 0 for a kind without files."""
    section = scope.session.get_one(Section, item.section_id)
    kind = kind_of(section.kind)
    return kind.field(attached.FIELD).most if attached.FIELD in kind.names else 0


def _revise(scope: Scope, item: Item, newest: Revision, lines: str) -> Revision:
    content = queries.content_of(newest).with_texts({attached.FIELD: lines})
    return service.revise(scope, item, content, base=newest.number)
