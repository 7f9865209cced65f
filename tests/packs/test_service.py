"""A pack is asked for as its agenda is published, built by the worker, and never changed."""

import io
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from portal.audit.queries import verify
from portal.documents.files import CheckedFile
from portal.meetings import queries as meetings
from portal.meetings.service.listing import ItemDetails
from portal.packs import queries, service
from portal.packs.models import Pack
from portal.web.database import db
from tests.both import both_databases
from tests.factories import jobs, meeting, packs, papers
from tests.factories.browser import Browser
from tests.factories.world import World

SignedIn = Callable[[str], Browser]
CLERK, MEMBER, DIRECTOR = papers.CLERK, papers.MEMBER, papers.WRITER
SECRET = "zqsecretprice"


def published(world: World) -> str:
    """A meeting with a report in public, with a file, and one in private, published."""
    slug = papers.arrange(world, ItemDetails("School places"), papers.EXEMPT)
    number = papers.begin(world, slug)
    papers.write(world, number)
    made = packs.foreign(2)
    papers.attach(world, number, CheckedFile("Figures.pdf", "application/pdf", made.read()))
    papers.clear(world, number)
    private = papers.begin(world, slug, "Terms of a contract")
    texts = {name: f"{words} {SECRET}" for name, words in papers.TEXTS.items()}
    papers.write(world, private, title=f"Terms: {SECRET}", texts=texts)
    papers.clear(world, private)
    meeting.publish(world, slug)
    return slug


def pack_of(world: World, slug: str, pack: str = "agenda") -> Pack:
    with world.operator_of() as scope:
        found = queries.find_pack(scope, pack, meeting=meeting.found(scope, slug))
        assert found is not None, pack
        scope.session.refresh(found)
        scope.session.expunge(found)
        return found


def words_of(pdf: bytes) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    said = [page.get_textpage().get_text_range() for page in opened]
    said += [str(opened.get_metadata_dict()), *(each.get_title() for each in opened.get_toc())]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        said.append(file.Root.Metadata.read_bytes().decode())
    return " ".join(" ".join(said).split())


@both_databases
def test_publishing_asks_for_the_pack_and_the_worker_builds_it(app: Flask, world: World) -> None:
    slug = published(world)
    assert pack_of(world, slug).state == "asked"
    ended = jobs.work(app)
    assert [each.state for each in ended] == ["done", "done"], ended
    public, restricted = pack_of(world, slug), pack_of(world, slug, "restricted-7")
    assert (public.state, public.audience, public.tagged) == ("published", "public", False)
    assert restricted.audience == f"item-{restricted.item_id}"
    assert len(public.ranges) == len(restricted.ranges) == 1
    with world.operator_of() as scope:
        verdict = verify(scope)
        assert verdict.whole, verdict.breaks


def test_nothing_exempt_is_in_the_public_pack(
    app: Flask, world: World, client: Browser, signed_in: SignedIn
) -> None:
    slug = published(world)
    jobs.work(app)
    path = f"/afc/meetings/{slug}/packs"
    public = words_of(client.get(f"{path}/agenda/pack.pdf").data)
    assert "School places" in public
    assert "Terms of a contract" in public
    assert SECRET not in public
    assert SECRET not in client.get(f"{path}/agenda/").text
    assert pack_of(world, slug).ranges.keys() == {str(_item(world, slug, 6))}
    restricted = words_of(signed_in(MEMBER).get(f"{path}/restricted-7/pack.pdf").data)
    assert SECRET in restricted
    assert "paragraph 3" in restricted
    assert "Prices would be known to whoever tenders." in restricted
    assert "The exemption is reviewed on 24 June 2020." in restricted


def _item(world: World, slug: str, number: int) -> int:
    with world.operator_of() as scope:
        return meeting.item(scope, slug, number).id


@pytest.mark.parametrize("email", [None, DIRECTOR, "commissioner@kingston.example"])
def test_a_restricted_pack_is_not_there_for_whoever_does_not_read_its_item(
    app: Flask, world: World, email: str | None
) -> None:
    """The director wrote the report: she was named for it, so it is hers."""
    slug = published(world)
    jobs.work(app)
    browser = world.browser(email)
    path = f"/afc/meetings/{slug}/packs"
    expected = 200 if email == DIRECTOR else 404
    assert browser.get(f"{path}/restricted-7/pack.pdf").status_code == expected
    assert browser.get(f"{path}/restricted-7/").status_code == expected
    assert ("restricted-7" in browser.get(f"{path}/").text) == (expected == 200)


def test_the_agenda_on_the_page_says_the_pages_of_the_pack(
    app: Flask, world: World, client: Browser
) -> None:
    slug = published(world)
    assert "Being built" in client.get(f"/afc/meetings/{slug}").text
    jobs.work(app)
    page = client.get(f"/afc/meetings/{slug}").text
    pack = pack_of(world, slug)
    [(first, last)] = pack.ranges.values()
    assert f">Pages {first} – {last}</a>" in page
    assert f"/packs/agenda/pack.pdf#page={first}" in page


def test_the_pack_is_one_page_with_its_contents(app: Flask, world: World, client: Browser) -> None:
    slug = published(world)
    jobs.work(app)
    page = client.get(f"/afc/meetings/{slug}/packs/agenda/").text
    assert 'aria-labelledby="pack-contents"' in page
    assert "Report on School places" in page
    assert "The 2 pages that follow are as attached" in page


@both_databases
def test_what_is_published_never_changes(app: Flask, world: World) -> None:
    slug = published(world)
    jobs.work(app)
    number = pack_of(world, slug).id
    with world.operator_of() as scope:
        scope.session.get_one(Pack, number).ranges = {}
        with pytest.raises(DBAPIError, match="never changes"):
            scope.session.flush()
    with app.app_context(), db.engine.begin() as connection, pytest.raises(DBAPIError):
        connection.execute(text("UPDATE pack_piece SET content = content"))


def test_it_is_not_built_twice(app: Flask, world: World) -> None:
    slug = published(world)
    jobs.work(app)
    with world.scope_of(CLERK) as scope:
        there = meeting.found(scope, slug)
        agenda = meetings.agendas_of(scope, there)[0]
        with pytest.raises(service.PackError, match="never changes"):
            service.ask(scope, there, agenda)


def test_parts_of_it_can_be_asked_for_and_what_is_known_is_not_sent(
    app: Flask, world: World, client: Browser
) -> None:
    slug = published(world)
    jobs.work(app)
    path = f"/afc/meetings/{slug}/packs/agenda/pack.pdf"
    whole = client.get(path)
    part = client.get(path, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.data) == (206, whole.data[10:20])
    etag = whole.headers["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    assert whole.headers["Cache-Control"] == "private, no-cache"


def test_a_clerk_says_from_which_number_a_supplementary_pack_continues(
    app: Flask, world: World, signed_in: SignedIn
) -> None:
    slug = papers.arrange(world, ItemDetails("School places", to_follow=True))
    meeting.publish(world, slug)
    jobs.work(app)
    number = papers.begin(world, slug)
    papers.write(world, number)
    papers.clear(world, number)
    from portal.meetings.service.publishing import Publication

    meeting.publish(world, slug, Publication(reports=(6,)))
    clerk = signed_in(CLERK)
    path = f"/afc/meetings/{slug}/packs/build/2"
    assert 'value="5"' in clerk.get(path).text
    wrong = clerk.submit(path, continues_from="many")
    assert wrong.status_code == 422
    assert "whole number" in wrong.text
    taken = clerk.submit(path, continues_from="3")
    assert taken.status_code == 422
    assert "Page 3 is taken: the published packs of this meeting go on to page 3." in taken.text
    asked = clerk.submit(path, continues_from="5")
    assert asked.status_code == 303
    assert "/afc/jobs/" in asked.headers["Location"]
    jobs.work(app)
    pack = pack_of(world, slug, "supplementary-1")
    assert (pack.first_page, pack.kind) == (5, "supplementary")
    assert pack.adds == "This supplementary agenda adds the report of item 6."
    assert next(iter(pack.ranges.values()))[0] == 5


def test_a_member_has_no_pack_built(world: World, signed_in: SignedIn) -> None:
    slug = published(world)
    assert signed_in(MEMBER).get(f"/afc/meetings/{slug}/packs/build/1").status_code == 403


def test_jobs_of_packs_are_the_bodys_and_of_restricted_ones_the_askers(
    app: Flask, world: World
) -> None:
    from portal.jobs.models import Job

    slug = published(world)
    jobs.work(app)
    with world.operator_of() as scope:
        rows = scope.session.execute(select(Job.audience, Job.title)).all()
    body = pack_of(world, slug).body_id
    assert {row.audience for row in rows} == {f"body-{body}", "auditors"}
