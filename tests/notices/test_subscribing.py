"""Subscribing without an account: asked, confirmed by link, told of what is public, stopped."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from sqlalchemy import select

from portal.decisions.models import Matter
from portal.notices import routes, service, topics
from portal.notices.models import Bulletin, Letter, Subscription
from portal.notices.topics import News
from portal.web.pacing import Pace
from tenants import clock
from tenants.scope import Scope
from tests.both import both_databases
from tests.factories import decisions
from tests.factories.world import World
from tests.notices.conftest import Post
from tests.queries import count_queries

PAGE = "/afc/notices/"
ADDRESS = "dora@example.org"
LINK = re.compile(r"https://portal\.example(/\S+)")


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "FROM_ONE_PLACE", Pace(20))
    monkeypatch.setattr(routes, "TO_ONE_ADDRESS", Pace(3))


def link_in(post: Post, place: int = -1, which: int = 0) -> str:
    """A path in the words of an e-mail."""
    body = post.kept.messages[place].get_body(("plain",))
    assert body is not None
    return str(LINK.findall(body.get_content())[which])


def ask(world: World, *topic: str, email: str = ADDRESS) -> int:
    return world.browser().submit(PAGE, email=email, topics=list(topic)).status_code


def subscribe(world: World, post: Post, *topic: str) -> None:
    assert ask(world, *topic) == 200
    post.send()
    assert world.browser().submit(link_in(post)).status_code == 200
    post.kept.messages.clear()


def decide(world: World) -> str:
    slug = decisions.submit(world)
    decisions.begin(world)
    decisions.decide(world, slug)
    return slug


def held(world: World) -> list[tuple[str, list[str]]]:
    with world.operator_of() as scope:
        rows = scope.session.scalars(select(Subscription).order_by(Subscription.id))
        return [(row.email, row.topics) for row in rows]


@both_databases
def test_who_confirms_is_told_of_a_decision_once_it_is_public(world: World, post: Post) -> None:
    subscribe(world, post, "decisions")
    slug = decide(world)
    post.send()
    [message] = [m for m in post.kept.messages if m["To"] == ADDRESS]
    assert message["Subject"].startswith("Decided: ")
    body = message.get_body(("plain",))
    assert body is not None
    assert f"https://portal.example/afc/decisions/{slug}" in body.get_content()
    post.kept.messages.clear()
    assert post.send() == []


@both_databases
def test_an_address_that_is_not_confirmed_is_told_nothing(world: World, post: Post) -> None:
    ask(world, "decisions")
    post.send()
    decide(world)
    post.kept.messages.clear()
    post.send()
    assert [m["To"] for m in post.kept.messages if m["To"] == ADDRESS] == []


def test_opening_the_link_changes_nothing(world: World, post: Post) -> None:
    ask(world, "decisions")
    post.send()
    page = world.browser().get(link_in(post))
    assert "Yes, send them" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert held(world) == [(ADDRESS, [])]


def test_a_link_works_once_and_for_two_days(world: World, post: Post) -> None:
    ask(world, "decisions")
    post.send()
    link = link_in(post)
    with time_machine.travel(clock.now() + timedelta(days=2, minutes=1)):
        assert world.browser().get(link).status_code == 404
    assert world.browser().submit(link).status_code == 200
    assert world.browser().submit(link).status_code == 404
    assert world.browser().get(f"{PAGE}confirm?key=nothing").status_code == 404


def test_the_database_holds_no_secret_once_it_is_sent(world: World, post: Post) -> None:
    ask(world, "decisions")
    post.send()
    key = link_in(post).partition("key=")[2]
    with world.operator_of() as scope:
        kinds = (Letter, Subscription)
        rows = [row for kind in kinds for row in scope.session.scalars(select(kind))]
        assert not any(key in str(vars(row)) for row in rows)


@pytest.mark.parametrize("how", ["one click", "page"])
def test_who_stops_is_told_nothing_more_and_forgotten(world: World, post: Post, how: str) -> None:
    subscribe(world, post, "decisions", "consultations")
    decide(world)
    post.send()
    [message] = [m for m in post.kept.messages if m["To"] == ADDRESS]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = urlsplit(str(message["List-Unsubscribe"]).strip("<>"))
    link = f"{address.path}?{address.query}"
    said = {"List-Unsubscribe": "One-Click"} if how == "one click" else {"all": "yes"}
    # As a mail program does: no cookie, no form token.
    assert world.app.test_client().post(link, data=said).status_code == 200
    [(email, wanted)] = held(world)
    assert "@" not in email
    assert wanted == []
    assert world.browser().get(link).status_code == 404


def test_who_keeps_some_is_told_of_those(world: World, post: Post) -> None:
    subscribe(world, post, "decisions", "consultations")
    decide(world)
    post.send()
    link = link_in(post, which=-1)
    assert "Keep only those chosen" in world.browser().get(link).text
    world.browser().submit(link, topics=["consultations"])
    assert held(world) == [(ADDRESS, ["consultations"])]


def test_a_made_up_link_to_stop_stops_nobody(world: World, post: Post) -> None:
    subscribe(world, post, "decisions")
    assert world.browser().submit(f"{PAGE}stop?key=MQ.x").status_code == 404
    assert held(world) == [(ADDRESS, ["decisions"])]


@both_databases
def test_what_is_hidden_again_when_it_is_sent_is_told_to_nobody(
    world: World, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []

    def now_hidden(scope: Scope, _: int) -> News | None:
        seen.append(scope.visitor.person_id)
        return News("Public at first", "", "") if len(seen) == 1 else None

    subscribe(world, post, "decisions")
    monkeypatch.setitem(topics._describers, "matter:decided", now_hidden)
    decide(world)
    sent = post.send()
    assert "dropped" in [each.state for each in sent]
    assert [m["To"] for m in post.kept.messages if m["To"] == ADDRESS] == []
    assert seen == [None, None]


@both_databases
def test_what_the_public_may_not_read_becomes_no_email(world: World, post: Post) -> None:
    subscribe(world, post, "decisions")
    decisions.submit(world)
    with world.operator_of() as scope:
        matter = scope.session.scalars(select(Matter)).one()
        service.announce(scope, "decisions", "matter:decided", matter.id)
        scope.session.commit()
    assert post.send() == []
    with world.operator_of() as scope:
        assert scope.session.scalars(select(Bulletin.told_at)).one() is not None


@pytest.mark.parametrize(
    ("email", "topic", "said"),
    [
        ("", ["decisions"], "Enter your email address."),
        ("dora", ["decisions"], "such as name@example.com"),
        ("a@b.org, c@d.org", ["decisions"], "such as name@example.com"),
        (ADDRESS, [], "Choose at least one."),
        (ADDRESS, ["nothing"], "Choose among the answers"),
    ],
)
def test_what_is_missing_is_said_beside_it_and_what_was_typed_stays(
    client: object, world: World, email: str, topic: list[str], said: str
) -> None:
    answer = world.browser().submit(PAGE, email=email, topics=topic)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{email}"' in answer.text


def test_a_known_address_and_an_unknown_one_get_the_same_answer(world: World, post: Post) -> None:
    subscribe(world, post, "decisions")
    known, unknown = (
        world.browser().submit(PAGE, email=email, topics=["decisions"]).text.replace(email, "")
        for email in (ADDRESS, "nobody@example.org")
    )
    assert known == unknown


def test_one_address_is_sent_three_links_an_hour(world: World) -> None:
    for _ in range(5):
        assert ask(world, "decisions") == 200
    with world.operator_of() as scope:
        assert len(scope.session.scalars(select(Letter)).all()) == 3


def test_one_place_asks_twenty_times_an_hour(world: World) -> None:
    codes = [ask(world, "decisions", email=f"a{number}@example.org") for number in range(21)]
    assert codes == [200] * 20 + [429]


@both_databases
def test_topics_are_what_a_reader_sees(world: World) -> None:
    page = world.browser().get(PAGE).text
    assert "Meetings and agendas: Joint committee" in page
    assert "New versions:" not in page
    assert "New versions: Business Plan" in world.browser("director@afc.example").get(PAGE).text


def test_the_page_costs_a_fixed_number_of_queries(world: World) -> None:
    with count_queries() as asked:
        world.browser().get(PAGE)
    assert len(asked) <= 5, asked


def test_somebody_with_an_account_chooses_her_emails(world: World) -> None:
    browser = world.browser("member-1@kingston.example")
    assert browser.get(f"{PAGE}mine").text.count("checked") == 2
    assert browser.submit(f"{PAGE}mine", kinds=["needs"]).status_code == 303
    assert browser.get(f"{PAGE}mine").text.count("checked") == 1
    assert world.browser().get(f"{PAGE}mine").status_code == 403


@both_databases
def test_whoever_may_vote_is_told_that_a_vote_is_open(world: World, post: Post) -> None:
    slug = decisions.submit(world)
    decisions.begin(world)
    decisions.decide(world, slug)
    post.send()
    told = {m["To"] for m in post.kept.messages if m["Subject"].startswith("Vote: ")}
    assert "member-1@kingston.example" in told
    assert "clerk@afc.example" not in told
    assert "director@afc.example" not in told


@both_databases
def test_nobody_but_the_worker_reads_what_waits(world: World) -> None:
    ask(world, "decisions")
    decide(world)
    for reader in (None, "director@afc.example", "clerk@afc.example"):
        with world.scope_of(reader, writes=False) as scope:
            assert scope.session.scalars(select(Letter)).all() == []
            assert scope.session.scalars(select(Bulletin)).all() == []
