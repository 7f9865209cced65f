"""The job that builds a pack: gathered with its readers' eyes, built, kept in the last step."""

import shutil
import tempfile
import weakref
from pathlib import Path

from sqlalchemy.exc import NoResultFound

from portal.documents.pdf import TypesettingError
from portal.jobs.kinds import JobError, Work
from portal.jobs.working import HAT
from portal.meetings import queries as meetings
from portal.meetings.models import Meeting
from portal.packs import gathering, minutes, queries, service
from portal.packs.building import Built, build
from portal.packs.content import MINUTES, PUBLIC, RESTRICTED, SUPPLEMENTARY, PackContent
from portal.packs.files import Preparing
from portal.packs.models import Pack
from portal.papers import queries as papers
from tenants.roles import Hat
from tenants.scope import Scope


class Finish:
    """Keeps a pack that was built. Its folder goes when this does, whether it was kept or not."""

    def __init__(self, pack_id: int, folder: Path, built: Built, hat: Hat) -> None:
        self.pack_id, self.built, self.hat = pack_id, built, hat
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)

    def __call__(self, scope: Scope) -> str:
        """Keep it, and ask for the restricted packs that its publication brought papers for."""
        pack = scope.session.get_one(Pack, self.pack_id)
        service.keep(scope, self.hat, pack, self.built)
        if pack.kind in (PUBLIC, SUPPLEMENTARY):
            _ask_restricted(scope, self.hat, pack)
        count = pack.pages
        return f"Published: {count} {'page' if count == 1 else 'pages'}."


def run(work: Work) -> Finish:
    """Build the pack that a job is about. Raises JobError, in words for the clerk."""
    scope = work.reading()
    pack = scope.session.get(Pack, work.subject_id)
    if pack is None or pack.state != "asked":
        raise JobError("This pack is published already: it never changes.")
    pack_id, content = pack.id, _gathered(work, scope, pack)
    folder = Path(tempfile.mkdtemp(prefix="portal-pack-"))
    try:
        built = build(content, Preparing(folder), work.tell)
    except TypesettingError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise JobError(f"The typesetter refused it: {error}") from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Finish(pack_id, folder, built, HAT)


def _gathered(work: Work, scope: Scope, pack: Pack) -> PackContent:
    kind, eyes = pack.kind, gathering.eyes_of(scope, pack)

    def reopen() -> Scope:
        return gathering.eyes_of(work.reading(), pack)

    try:
        if kind == MINUTES:
            return minutes.gather(eyes, pack)
        content = gathering.gather(eyes, pack, reopen)
    except NoResultFound as error:
        raise JobError("The meeting is not open to the readers of this pack.") from error
    if kind == RESTRICTED and not any(line.papers for line in content.lines):
        raise JobError("There is no published report of this item, so there is no restricted pack.")
    return content


def _ask_restricted(scope: Scope, hat: Hat, pack: Pack) -> None:
    meeting = scope.session.get_one(Meeting, pack.meeting_id)
    there = {each.item_id for each in papers.papers_of(scope, meeting) if each.part == 2}
    have = {each.item_id for each in queries.packs_of(scope, meeting)}
    for item in meetings.items_of(scope, meeting):
        if item.part == 2 and item.state == "listed" and item.id in there - have:
            service.ask_restricted(scope, hat, meeting, item)
