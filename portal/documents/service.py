"""Verbs on attachments. The only writer of their table; never commits; attaching is an event."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import update

from portal.audit.queries import verifies
from portal.audit.service import Happening, Json, record
from portal.documents import queries
from portal.documents.files import CheckedFile
from portal.documents.models import Attachment
from portal.kit import digests
from tenants.audiences import narrower_than
from tenants.roles import Hat, Permission
from tenants.scope import Scope

verifies("attachment", queries.file_digests)


def attach(
    scope: Scope, file: CheckedFile, area_id: int, audience: str, *, plan_id: int | None = None
) -> Attachment:
    """Keep a file of one area, for the readers of the text, of this plan, that will name it.

    The same bytes are kept once for each area: attached again, they open to this audience too.
    """
    hat = scope.require(Permission.PLAN_EDIT, area_id=area_id, plan_id=plan_id)
    return keep(scope, hat, file, area_id, audience)


def keep(scope: Scope, hat: Hat, file: CheckedFile, area_id: int, audience: str) -> Attachment:
    """The same for a file that another room's service lets in, under the hat that it asked for."""
    sha256 = digests.of_bytes(file.content)
    found = queries.find(scope, area_id, sha256)
    if found is not None:
        widen(scope, [(area_id, sha256)], audience)
        return found
    attachment = _kept(scope, file, area_id, audience, sha256)
    said: dict[str, Json] = {"name": file.name, "sha256": sha256, "size": len(file.content)}
    digest = queries.file_digest(attachment)
    about = ("attachment:added", "attachment", attachment.id, area_id, digest, said)
    record(scope, hat, Happening(*about))
    return attachment


def _kept(scope: Scope, file: CheckedFile, area_id: int, audience: str, sha256: str) -> Attachment:
    attachment = Attachment(
        company_id=scope.company_id,
        area_id=area_id,
        audience=audience,
        sha256=sha256,
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        content=file.content,
        added_at=scope.now(),
        added_by_id=scope.visitor.person_id,
        added_by=scope.visitor.name,
    )
    scope.session.add(attachment)
    scope.session.flush()
    return attachment


def widen(scope: Scope, named: Iterable[tuple[int, str]], audience: str) -> None:
    """Open files, by area and digest, to the readers to whom a text that names them was opened."""
    by_area: dict[int, set[str]] = defaultdict(set)
    for area_id, sha256 in named:
        by_area[area_id].add(sha256)
    for area_id, sha256s in by_area.items():
        scope.session.execute(
            update(Attachment)
            .where(
                Attachment.area_id == area_id,
                Attachment.sha256.in_(sha256s),
                Attachment.audience.in_(narrower_than(audience)),
            )
            .values(audience=audience),
            execution_options={"synchronize_session": "fetch"},
        )
