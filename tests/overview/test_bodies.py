"""Public pages of who decides: the bodies, one body, and the people with a seat."""

from datetime import timedelta

from portal.decisions.service.substitutes import allocate_seats
from tenants.models import Body
from tenants.roles import Role
from tests.both import both_databases
from tests.factories import decisions, many_councils
from tests.factories import tenancy as posts
from tests.factories.browser import Browser
from tests.factories.people import Post
from tests.factories.world import World
from tests.queries import count_queries

BODY, COUNCIL = "/afc/bodies/joint-committee/", "/afc/councils/kingston/"


def main_of(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.text.partition("<main")[2].partition("</main>")[0]


@both_databases
def test_a_body_shows_its_members_by_council_and_its_clerk(client: Browser) -> None:
    page = main_of(client, BODY)
    assert page.index(">Kingston<") < page.index("Co Chair Kingston") < page.index(">Richmond<")
    assert page.count("Co-chair</span>") == 3
    assert "Clerk Afc" in page.partition("<h2>Clerk</h2>")[2]
    assert "8 members" in page


def test_nobody_without_a_seat_on_it_is_named(client: Browser) -> None:
    page = main_of(client, BODY)
    assert "Commissioner" not in page
    assert "Director" not in page


def test_quorum_and_rule_are_said_in_words(client: Browser) -> None:
    page = main_of(client, BODY)
    assert "It decides by a majority of the members present and voting" in page
    assert "Three members have to be there, at least one of each council." in page


def test_what_the_register_has_it_decide_is_said_first(world: World, client: Browser) -> None:
    with world.operator_of() as operator:
        decisions.prepare(operator)
        operator.session.commit()
    page = main_of(client, BODY)
    assert (
        "It decides two reserved matters of the owners: unanimous of the members present and "
        "voting." in page
    )
    assert "Whatever else comes before it, it decides by a majority" in page


def test_a_seat_without_a_member_is_vacant(world: World, client: Browser) -> None:
    with world.scope_of(decisions.CLERK) as scope:
        body = scope.session.query(Body).filter_by(slug="joint-committee").one()
        allocate_seats(scope, body, scope.councils[0], 5)
        scope.session.commit()
    assert "2 seats vacant" in main_of(client, BODY)


def test_whoever_sat_once_is_not_listed(world: World, client: Browser) -> None:
    with world.operator_of() as scope:
        post = Post("past@kingston.example", "afc", Role.MEMBER, "kingston", "joint-committee")
        yesterday = scope.today() - timedelta(days=1)
        posts.appoint(scope, post, yesterday - timedelta(days=99), yesterday)
        scope.session.commit()
    assert "Past Kingston" not in main_of(client, BODY)
    assert "Past Kingston" not in main_of(client, "/afc/people/")


def test_its_decisions_are_listed_once_it_has_voted(world: World, client: Browser) -> None:
    slug = decisions.submit(world)
    assert slug not in main_of(client, BODY)
    decisions.begin(world)
    decisions.decide(world, slug)
    assert f'href="/afc/decisions/{slug}"' in main_of(client, BODY)


def test_the_list_names_every_body_with_its_councils(client: Browser) -> None:
    page = main_of(client, "/afc/bodies/")
    assert 'href="/afc/bodies/joint-committee/"' in page
    assert "Joint committee of the owners · Kingston, Richmond and Windsor and Maidenhead" in page


def test_everybody_with_a_public_seat_is_listed_with_it(client: Browser) -> None:
    page = main_of(client, "/afc/people/")
    assert "Co Chair Kingston" in page
    assert "Clerk Afc" in page
    assert "Editor" not in page
    assert "Commissioner" not in page


def test_the_owners_are_listed_with_their_shares(client: Browser) -> None:
    page = main_of(client, "/afc/councils/")
    assert 'href="/afc/councils/kingston/"' in page
    assert page.count("40%</td>") == 2


def test_a_page_of_a_list_that_is_none_is_not_there(client: Browser) -> None:
    for page in ("0", "x", "9999999", "-1", "²"):
        assert client.get(f"/afc/bodies/?page={page}").status_code == 404, page
    assert "There are no more bodies." in client.get("/afc/bodies/?page=7").text


@both_databases
def test_three_hundred_councils_ask_what_three_ask(world: World, client: Browser) -> None:
    paths = ("/afc/", "/afc/councils/", COUNCIL, "/afc/bodies/", "/afc/people/", BODY)
    few = {path: _asked(client, path) for path in paths}
    with world.operator_of() as scope:
        many_councils.add(scope, 300)
    assert {path: _asked(client, path) for path in paths} == few
    assert max(few.values()) <= 11, few
    for path, rows in (
        ("/afc/bodies/", "<li>"),
        ("/afc/councils/", "<tr><th"),
        ("/afc/people/", "<tr>"),
    ):
        assert main_of(client, path).count(rows) <= 51, path
    assert "291 owners more" in main_of(client, "/afc/")


def _asked(client: Browser, path: str) -> int:
    client.get(path)
    with count_queries() as asked:
        client.get(path)
    return len(asked)
