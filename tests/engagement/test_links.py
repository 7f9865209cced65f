"""The secret of a link: it lets in, and it is in no page, no header and no log of ours."""

import logging
from collections.abc import Callable, Mapping

import pytest

from portal.engagement import doors, queries
from tenants.invitations import digest_of
from tests.factories import engaging
from tests.factories.browser import Browser
from tests.factories.world import World

BY_LINK = "/afc/engagement/by-link?key="
Opened = tuple[str, Mapping[str, str]]


@pytest.fixture
def opened(world: World) -> Opened:
    engaging.release(world, 0, 1)
    return engaging.open_round(world)


@pytest.fixture
def key(opened: Opened) -> str:
    return opened[1]["partners"]


@pytest.fixture
def here(opened: Opened) -> str:
    return f"/afc/engagement/{opened[0]}/"


def test_a_link_lets_in_and_goes_on_to_a_page_without_it(
    client: Browser, here: str, key: str
) -> None:
    assert client.get(here).status_code == 404
    answer = client.get(BY_LINK + key)
    assert (answer.status_code, answer.headers["Location"], answer.text) == (303, here, "")
    page = client.get(here)
    assert page.status_code == 200
    assert "You answer as: partner organisations" in page.text


def test_no_page_and_no_header_holds_the_secret(client: Browser, here: str, key: str) -> None:
    answer = client.get(BY_LINK + key)
    with client.session_transaction() as session:
        held = str(dict(session))
    page = client.get(here)
    for said in (str(answer.headers), held, page.text, str(page.headers)):
        assert key not in said
    assert digest_of(key) not in page.text


def test_the_way_in_sends_no_referrer_and_is_kept_by_no_cache(client: Browser, key: str) -> None:
    for found in (key, "wrong"):
        headers = client.get(BY_LINK + found).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Robots-Tag"] == "noindex"


def test_the_page_of_a_guest_is_hers_alone(client: Browser, here: str, key: str) -> None:
    client.get(BY_LINK + key)
    page = client.get(here)
    assert page.headers["Cache-Control"] == "private, no-cache"
    assert '<meta name="robots" content="noindex">' in page.text


@pytest.mark.parametrize("wrong", ["", "x", "%00", "k" * 5000])
def test_a_wrong_link_says_what_to_do(client: Browser, opened: Opened, wrong: str) -> None:
    answer = client.get(BY_LINK + wrong)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/afc/engagement/")
    page = client.get("/afc/engagement/").text
    assert "Ask whoever sent it to you for a new one." in page


def test_a_link_of_one_company_opens_nothing_of_another(client: Browser, key: str) -> None:
    answer = client.get(f"/tfc/engagement/by-link?key={key}")
    assert answer.headers["Location"] == "/tfc/engagement/"


def test_a_link_opens_its_own_consultation_alone(
    world: World, client: Browser, here: str, key: str
) -> None:
    other, _ = engaging.open_round(world, title="Another")
    client.get(BY_LINK + key)
    assert client.get(here).status_code == 200
    assert client.get(f"/afc/engagement/{other}/").status_code == 404


def test_a_link_opens_no_draft_no_history_and_no_comparison(
    client: Browser, here: str, key: str
) -> None:
    client.get(BY_LINK + key)
    for path in ("", "compare", "versions/", "priorities/C-01", "priorities/C-01.json"):
        assert client.get(f"/afc/plans/{engaging.PLAN}/{path}").status_code == 404
    assert client.get(f"{here}responses/").status_code == 403


def test_a_link_renewed_meanwhile_lets_nobody_in_any_more(
    world: World, client: Browser, here: str, key: str, signed_in: Callable[[str], Browser]
) -> None:
    client.get(BY_LINK + key)
    assert client.get(here).status_code == 200
    director = signed_in(engaging.DIRECTOR)
    with world.scope_of(engaging.DIRECTOR) as scope:
        consultation = engaging.found(scope, here.split("/")[3])
        [group] = [g for g in queries.groups(scope, consultation) if g.kind == "partners"]
        number = group.id
    shown = director.submit(f"{here}groups/{number}/link")
    assert shown.status_code == 200
    assert shown.headers["Cache-Control"] == "no-store"
    assert "You cannot see it again." in shown.text
    assert client.get(here).status_code == 404
    assert "by-link?key=" not in director.get(here).text


def test_a_fault_on_the_way_in_logs_no_secret(
    client: Browser, key: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client.application.config["PROPAGATE_EXCEPTIONS"] = False

    def broken(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(doors, "enter", broken)
    with caplog.at_level(logging.DEBUG):
        answer = client.get(BY_LINK + key)
    assert answer.status_code == 500
    assert "broken on purpose" in caplog.text
    assert key not in caplog.text
    assert key not in answer.text


def test_the_search_and_the_feed_know_of_no_private_consultation(client: Browser, key: str) -> None:
    client.get(BY_LINK + key)
    assert "Help us shape" not in client.get("/afc/search?q=shape").text
    assert "Help us shape" not in client.get("/afc/feed.atom").text
    assert "Help us shape" not in client.get("/afc/").text


def test_a_browser_is_kept_in_ten_consultations_at_most(
    world: World, client: Browser, here: str, key: str
) -> None:
    client.get(BY_LINK + key)
    with client.session_transaction() as session:
        session[doors.LINKS] = {f"afc/{n}": str(n) for n in range(40)}
    client.get(BY_LINK + key)
    with client.session_transaction() as session:
        assert len(session[doors.LINKS]) == doors.MOST_LINKS
    assert client.get(here).status_code == 200
