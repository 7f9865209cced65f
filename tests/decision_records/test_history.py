"""The history of a matter: one list by time, for whoever may read it."""

from sqlalchemy import select

from portal.decision_records.queries.journey import journey_of
from portal.decisions.models import Matter
from tenants.audiences import PUBLIC, SUBMITTED
from tests.factories import decisions
from tests.factories.world import World
from tests.queries import count_queries


def steps(world: World, slug: str, email: str | None = None) -> list[str]:
    with world.scope_of(email, writes=False) as scope:
        return [each.what for each in journey_of(scope, decisions.find(scope, slug)).entries]


def test_it_goes_from_submission_to_the_decision(world: World, decided: str) -> None:
    told = steps(world, decided)
    assert told[0] == "Version 1 submitted under reserved matter 13"
    assert [each.split(".")[0] for each in told[1:4]] == [
        "Vote on (a) closed",
        "Vote on (b) closed",
        "Vote on (c) closed",
    ]
    assert "Approved in principle" in told


def test_a_matter_that_waits_says_when_it_is_considered(world: World, matter: str) -> None:
    told = steps(world, matter, decisions.DIRECTOR)
    assert "To be considered on 24 June 2019, 11.30am" in told


def test_why_a_matter_was_put_off_stands_in_it(world: World, matter: str) -> None:
    world.browser(decisions.CLERK).submit(f"/afc/decisions/{matter}/defer", because="More time.")
    assert "Deferred: More time" in steps(world, matter)


def test_it_is_not_there_for_who_cannot_read_the_matter(world: World, matter: str) -> None:
    assert world.browser().get(f"/afc/decisions/{matter}/history").status_code == 404


def part(world: World, slug: str, audience: str, name: str) -> None:
    """One council's consideration of a matter, as a row."""
    with world.operator_of() as scope:
        root = scope.session.scalars(select(Matter).where(Matter.slug == slug)).one()
        copied = {c.name: getattr(root, c.name) for c in Matter.__table__.columns}
        said = {"slug": f"{slug[:30]}-{name}", "part_of_id": root.id, "audience": audience}
        scope.session.add(Matter(**{**copied, "id": None, "purpose": "consent", **said}))
        scope.session.commit()


def test_the_parts_stand_in_one_list_each_with_its_body(world: World, decided: str) -> None:
    part(world, decided, PUBLIC, "kingston")
    page = world.browser().get(f"/afc/decisions/{decided}/history")
    assert "Bodies that consider it" in page.text
    assert page.text.count("Joint committee: Version 1 submitted") == 2


def test_a_part_leads_to_the_history_of_the_whole(world: World, decided: str) -> None:
    part(world, decided, PUBLIC, "kingston")
    assert steps(world, f"{decided[:30]}-kingston") == steps(world, decided)


def test_a_part_that_is_not_the_readers_leaves_no_trace(world: World, decided: str) -> None:
    before = steps(world, decided)
    part(world, decided, SUBMITTED, "kingston")
    assert steps(world, decided) == before
    assert "Bodies that consider it" not in (
        world.browser().get(f"/afc/decisions/{decided}/history").text
    )


def test_thirty_parts_ask_what_three_ask(world: World, decided: str) -> None:
    counts = []
    for numbers in (range(3), range(3, 30)):
        for number in numbers:
            part(world, decided, PUBLIC, f"council-{number}")
        browser = world.browser()
        browser.get(f"/afc/decisions/{decided}/history")
        with count_queries() as found:
            browser.get(f"/afc/decisions/{decided}/history")
        counts.append(len(found))
    assert counts[0] == counts[1] <= 13
