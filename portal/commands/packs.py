"""The pack of a meeting, written to a file."""

import json
import shutil
import threading
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from portal.commands.speaking import in_words
from portal.commands.worker import beating
from portal.jobs import queries as job_queries
from portal.jobs import working as jobs
from portal.meetings import queries as meetings
from portal.meetings.models import Meeting
from portal.packs import gathering, pages, queries, service
from portal.packs.building import build
from portal.packs.files import preparing
from portal.packs.models import Pack
from portal.packs.service import PackError
from portal.web.database import db
from tenants import service as tenancy
from tenants.scope import Scope


@click.command()
@click.argument("company")
@click.argument("meeting")
@click.option("--restricted", is_flag=True, help="The papers of Part II, and nothing else.")
@click.option("--pack", "slug", help="Which pack, such as agenda; the newest one if left out.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where."
)
@with_appcontext
@in_words
def pack(
    company: str, meeting: str, restricted: bool, slug: str | None, as_json: bool, output: Path
) -> None:
    """Write the pack of a COMPANY's MEETING to a file: the newest that was published.

    One that is not built yet is built first, and kept. With --restricted, the papers of Part II
    that are published, in one file that is not kept: for whoever answers for the whole company.
    """
    session = db.session()
    said = (
        _restricted(session, company, meeting, output)
        if restricted
        else _kept(session, company, meeting, slug, output)
    )
    words = f"{said['title']}: {said['pages']} pages, in {output}."
    click.echo(json.dumps(said) if as_json else words)


def _kept(
    session: Session, company: str, meeting: str, slug: str | None, output: Path
) -> dict[str, object]:
    scope = tenancy.operate(session, company)
    number = _asked_for(scope, _meeting(scope, meeting), slug)
    session.commit()
    jobs.work(session, session.commit, beating(), threading.Event())
    scope = tenancy.operate(session, company, writes=False)
    found = scope.session.get_one(Pack, number)
    if found.state != "published":
        job = job_queries.last_job(scope, service.JOB, found.id)
        raise PackError(job.words if job else "The pack is not built.")
    with queries.opened(scope, found) as held, output.open("wb") as file:
        shutil.copyfileobj(held, file)
    return {
        "title": found.title,
        "pack": found.slug,
        "pages": found.pages,
        "first_page": found.first_page,
        "sha256": found.sha256,
        "tagged": found.tagged,
        "listed": found.listed,
    }


def _asked_for(scope: Scope, meeting: Meeting, slug: str | None) -> int:
    """The pack that is there, or is asked for now, of the newest publication."""
    if slug is not None:
        found = queries.find_pack(scope, slug, meeting=meeting)
        if found is None:
            raise PackError(f"This meeting has no pack called {slug}.")
        return found.id
    agendas = meetings.agendas_of(scope, meeting)
    if not agendas:
        raise PackError("The agenda of this meeting is not published, so there is no pack of it.")
    packs = queries.packs_of(scope, meeting)
    there = next(
        (each for each in packs if each.agenda_id == agendas[-1].id and not each.item_id), None
    )
    if there is not None:
        return there.id
    continues = pages.next_number(packs) if agendas[-1].sequence > 1 else None
    return service.ask(scope, meeting, agendas[-1], continues_from=continues).pack.id


def _restricted(session: Session, company: str, meeting: str, output: Path) -> dict[str, object]:
    scope = tenancy.operate(session, company, writes=False)
    content = gathering.gather_private(scope, _meeting(scope, meeting), lambda: scope)
    if content is None:
        raise PackError("There is no published report in Part II of this meeting.")
    with preparing() as into:
        built = build(content, into, lambda *_: None)
        shutil.copyfile(built.path, output)
    return {
        "title": content.title,
        "pages": built.numbered.pages,
        "first_page": built.numbered.first,
        "sha256": built.sha256,
        "tagged": built.tagged,
        "listed": list(built.listed),
    }


def _meeting(scope: Scope, slug: str) -> Meeting:
    found = meetings.meeting_by_slug(scope, slug)
    if found is None:
        raise PackError(f"{scope.company.name} has no meeting at {slug}.")
    return found
