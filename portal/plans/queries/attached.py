"""The files that texts name: which they are, and which of them a reader finds."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from portal.documents import queries as documents
from portal.documents.files import kind_words, size_words
from portal.documents.models import Attachment
from portal.plans import queries
from portal.plans.kinds import NamedFile, files_of
from portal.plans.models import Revision
from portal.plans.shapes import Reading
from tenants.scope import Scope

FIELD = "attachments"
"""The text that names an item's files."""


@dataclass(frozen=True)
class AttachedFile:
    """A file with the name that its text gives it, and whose it is."""

    name: str
    file: Attachment

    @property
    def area_id(self) -> int:
        return self.file.area_id


@dataclass(frozen=True)
class FileShown:
    """A file on a page. ``facts`` are empty where the portal does not keep it."""

    sha256: str
    name: str
    facts: str


def named_in(revision: Revision) -> list[NamedFile]:
    """The files that a text names."""
    return files_of(revision.details.get(FIELD, ""))


def files_named(scope: Scope, revision_ids: Collection[int]) -> list[tuple[int, str]]:
    """Area and digest of every file that these texts name."""
    rows = scope.session.execute(
        select(Revision.area_id, Revision.details).where(Revision.id.in_(revision_ids))
    )
    return [
        (area_id, file.sha256)
        for area_id, details in rows
        for file in files_of(details.get(FIELD, ""))
    ]


def shown(scope: Scope, reading: Reading) -> list[FileShown]:
    """The files of an item, as its reader reads it."""
    named = named_in(reading.revision)
    kept = documents.kept(scope, [file.sha256 for file in named])
    return [
        FileShown(file.sha256, file.name, _facts(kept.get((reading.area_id, file.sha256))))
        for file in named
    ]


def find(scope: Scope, sha256: str, *, ref: Reading, **_: object) -> AttachedFile | None:
    """The file of this digest, where a text of the item that she may read names it."""
    named = _name(scope, ref, sha256)
    file = documents.find(scope, ref.area_id, sha256) if named else None
    return AttachedFile(named, file) if named and file else None


def _name(scope: Scope, reading: Reading, sha256: str) -> str:
    """What the newest text that she reads and that names the file calls it; empty for none."""
    for revision in (reading.revision, *queries.history(scope, reading.item.id)):
        for file in named_in(revision):
            if file.sha256 == sha256:
                return file.name
    return ""


def _facts(kept: documents.Kept | None) -> str:
    return f"{kind_words(kept.media_type)}, {size_words(kept.size)}" if kept else ""
