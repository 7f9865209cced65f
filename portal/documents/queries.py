"""Reads of attachments: the walls decide which."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.documents.models import Attachment
from portal.kit import digests
from tenants.scope import Scope


@dataclass(frozen=True)
class Kept:
    """What is known of an attachment without reading its bytes. ``size`` is in bytes."""

    sha256: str
    area_id: int
    name: str
    media_type: str
    size: int


def kept(scope: Scope, sha256s: Collection[str]) -> Mapping[tuple[int, str], Kept]:
    """The files of these digests inside the reader's walls, by area and digest."""
    if not sha256s:
        return {}
    rows = scope.session.execute(
        select(
            Attachment.sha256,
            Attachment.area_id,
            Attachment.name,
            Attachment.media_type,
            Attachment.size,
        ).where(Attachment.sha256.in_(sha256s))
    )
    return {(row.area_id, row.sha256): Kept(*row) for row in rows}


def find(scope: Scope, area_id: int, sha256: str) -> Attachment | None:
    """The file of an area by its digest; its bytes are read when they are asked for."""
    return scope.session.scalars(
        select(Attachment).where(Attachment.area_id == area_id, Attachment.sha256 == sha256)
    ).first()


def file_digest(attachment: Attachment) -> str:
    """What the log keeps of a file: its bytes, its first name and its type."""
    return digests.digest(
        {
            "sha256": digests.of_bytes(attachment.content),
            "name": attachment.name,
            "media_type": attachment.media_type,
        }
    )


def file_digests(scope: Scope) -> Mapping[int, str]:
    """The digest of every file, computed afresh from its bytes, one file at a time."""
    ids: Sequence[int] = scope.session.scalars(select(Attachment.id)).all()
    return {number: _digest_of(scope, number) for number in ids}


def _digest_of(scope: Scope, number: int) -> str:
    attachment = scope.session.get_one(Attachment, number)
    found = file_digest(attachment)
    scope.session.expire(attachment, ["content"])
    return found
