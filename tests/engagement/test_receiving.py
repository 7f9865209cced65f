"""Answering: by link, as the public, for a council; whatever goes wrong, what was typed stays."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.engagement import queries, receiving, routes
from portal.engagement.models import Remark, Response
from portal.engagement.receiving import Said, Sender
from portal.engagement.service import EngagementError
from portal.web.pacing import MOST_SENDERS, WINDOW, Pace
from tenants.audiences import DIRECTORS, RELEASED
from tenants.scope import NotAllowedError
from tests.both import both_databases
from tests.engagement.conftest import DAY, MONTH, Consultation, Open
from tests.factories import engaging
from tests.factories.browser import Browser
from tests.factories.engaging import COMMISSIONER, DIRECTOR, OTHER_COMMISSIONER
from tests.factories.world import World

SignedIn = Callable[[str], Browser]


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """All tests of a run come from one address."""
    monkeypatch.setattr(routes, "PACE", Pace(routes.MOST_AN_HOUR))


def _filled(browser: Browser, here: str, words: str, **more: str) -> dict[str, Any]:
    """A form filled in as a person would fill it."""
    names = set(re.findall(r'name="((?:words|choice)_\d+)"', browser.get(here).text))
    typed = {name: "agree" if name.startswith("choice") else words for name in names}
    return {**typed, **more}


def _responses(world: World) -> list[Response]:
    with world.operator_of() as scope:
        found = list(scope.session.scalars(select(Response).order_by(Response.id)))
        scope.session.expunge_all()
    return found


@both_databases
def test_a_guest_answers_each_text_and_the_whole(world: World, private: Consultation) -> None:
    guest = private.guest("partners")
    answer = guest.submit(
        f"{private.here}answer",
        **_filled(guest, private.here, "We can help", name="Ann", email="ann@partner.example"),
    )
    assert answer.headers["Location"] == f"{private.here}thanks"
    assert "Your answer was sent." in guest.get(f"{private.here}thanks").text
    [sent] = _responses(world)
    assert (sent.name, sent.state, sent.audience) == ("Ann", "waiting", DIRECTORS)
    with world.operator_of() as scope:
        said = scope.session.execute(select(Remark.choice, Remark.words).order_by(Remark.id)).all()
    assert sorted(said, key=str) == [("agree", "We can help")] * 2 + [(None, "We can help")]


def test_a_stranger_answers_what_the_public_is_asked(
    client: Browser, public: Consultation, world: World
) -> None:
    form = _filled(client, public.here, "From the street")
    assert client.submit(f"{public.here}answer", **form).status_code == 303
    assert [each.child for each in _responses(world)] == [False]


def test_nothing_of_an_answer_shows_before_it_is_read(
    client: Browser, public: Consultation
) -> None:
    client.submit(f"{public.here}answer", **_filled(client, public.here, "Unread words"))
    for path in (public.here, f"{public.here}thanks", "/afc/", "/afc/search?q=unread"):
        assert "Unread words" not in client.get(path).text


@both_databases
def test_a_council_answers_formally_and_its_own_people_read_it(
    world: World, private: Consultation, signed_in: SignedIn
) -> None:
    commissioner = signed_in(COMMISSIONER)
    page = commissioner.get(private.here).text
    assert "Kingston’s formal response" in page
    form = _filled(commissioner, private.here, "Kingston agrees")
    assert commissioner.submit(f"{private.here}answer", **form).status_code == 303
    assert "Kingston agrees" in commissioner.get(private.here).text
    assert [(each.area_id, each.audience) for each in _responses(world)] == [(1, RELEASED)]
    assert "Kingston agrees" not in private.guest("partners").get(private.here).text


def test_a_council_gives_one_formal_response(private: Consultation, signed_in: SignedIn) -> None:
    commissioner = signed_in(COMMISSIONER)
    form = _filled(commissioner, private.here, "First words")
    commissioner.submit(f"{private.here}answer", **form)
    second: dict[str, Any] = {**dict.fromkeys(form, "agree"), "words_0": "Second words"}
    again = commissioner.submit(f"{private.here}answer", **second)
    assert again.status_code == 409
    assert "Kingston has given its formal response" in again.text
    assert "Second words" in again.text


@pytest.mark.parametrize(
    ("email", "status"), [("editor@kingston.example", 403), (OTHER_COMMISSIONER, 404)]
)
def test_who_is_not_asked_cannot_answer(
    private: Consultation, signed_in: SignedIn, email: str, status: int
) -> None:
    answer = signed_in(email).submit(f"{private.here}answer", words_0="Me too")
    assert answer.status_code == status


def test_a_director_answers_nothing_she_conducts(
    private: Consultation, signed_in: SignedIn
) -> None:
    assert signed_in(DIRECTOR).submit(f"{private.here}answer", words_0="x").status_code == 403


def test_an_answer_without_a_word_comes_back(client: Browser, public: Consultation) -> None:
    answer = client.submit(f"{public.here}answer", name="Ann Onymous")
    assert answer.status_code == 422
    assert "You have not answered anything yet." in answer.text
    assert "Ann Onymous" in answer.text


def test_a_text_too_long_comes_back_whole(client: Browser, public: Consultation) -> None:
    words = "long " * 20_000
    answer = client.submit(f"{public.here}answer", words_0=words)
    assert answer.status_code == 422
    assert "must be 4,000 characters or fewer. You wrote 100,000." in answer.text
    assert words in answer.text


@pytest.mark.parametrize("words", ["with \x00 in it", "\u202eturned round"])
def test_characters_that_cannot_be_printed_come_back_with_words(
    client: Browser, public: Consultation, words: str
) -> None:
    answer = client.submit(f"{public.here}answer", words_0=words)
    assert answer.status_code == 422
    assert "characters that cannot be printed" in answer.text


def test_a_choice_that_was_not_offered_is_refused_with_words(
    client: Browser, public: Consultation
) -> None:
    form = _filled(client, public.here, "Words", choice_1="enthusiastically")
    answer = client.submit(f"{public.here}answer", **form)
    assert answer.status_code == 422
    assert "Choose one of the answers that are offered" in answer.text


@pytest.mark.parametrize("email", ["nobody", "a@b", "two@at@signs.example"])
def test_an_address_that_is_none_is_refused_with_words(
    client: Browser, public: Consultation, email: str
) -> None:
    answer = client.submit(f"{public.here}answer", words_0="Words", email=email)
    assert answer.status_code == 422
    assert "Enter an e-mail address such as name@example.org" in answer.text
    assert email in answer.text


def test_a_machine_that_fills_in_everything_is_told_so(
    client: Browser, public: Consultation, world: World
) -> None:
    answer = client.submit(f"{public.here}answer", words_0="Buy this", website="http://x.example")
    assert answer.status_code == 422
    assert "Leave this box empty" in answer.text
    assert "Buy this" in answer.text
    assert _responses(world) == []


def test_too_many_answers_from_one_place_are_asked_to_wait(
    client: Browser, public: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "PACE", Pace(2))
    statuses = [
        client.submit(f"{public.here}answer", words_0=f"Answer {n}").status_code for n in range(3)
    ]
    assert statuses == [303, 303, 429]
    last = client.submit(f"{public.here}answer", words_0="Kept words")
    assert "Wait a little, then send it again." in last.text
    assert "Kept words" in last.text


def test_who_closes_meanwhile_is_told_kindly_and_keeps_her_words(
    client: Browser, public: Consultation
) -> None:
    form = _filled(client, public.here, "Nearly in time")
    public.close()
    answer = client.submit(f"{public.here}answer", **form)
    assert answer.status_code == 409
    assert "This consultation closed on 24 July 2019, so your answer was not sent." in answer.text
    assert answer.text.count("Nearly in time") == 3
    assert "Send your answer" not in answer.text


def test_before_its_first_day_a_consultation_is_read_and_not_answered(
    client: Browser, open_round: Open
) -> None:
    coming = open_round(opens_on=DAY + MONTH, closes_on=DAY + 2 * MONTH, kinds=("public",))
    page = client.get(coming.here).text
    assert "You can answer from 24 July 2019 to 23 August 2019." in page
    assert "Send your answer" not in page
    assert client.submit(f"{coming.here}answer", words_0="Early").status_code == 409


def test_on_its_first_and_its_last_day_it_is_answered(world: World, open_round: Open) -> None:
    whole = open_round(opens_on=DAY, closes_on=DAY + timedelta(3), kinds=("public",))
    for days, taken in ((0, True), (3, True), (4, False)):
        with engaging.on(world, DAY + timedelta(days)):
            if taken:
                engaging.answer(world, whole.slug, "In time")
            else:
                with pytest.raises(receiving.NotOpenError):
                    engaging.answer(world, whole.slug, "Too late")


def test_an_answer_to_a_text_that_was_not_put_is_refused(
    world: World, public: Consultation
) -> None:
    with world.scope_of(None) as scope:
        found = engaging.found(scope, public.slug)
        group = engaging.group_of(scope, found)
        for said in (Said(999, None, "x"), Said(None, "hugely", "x")):
            with pytest.raises(EngagementError, match="put here"):
                receiving.receive(scope, found, group, [said], Sender())


def test_a_guest_cannot_answer_for_a_council(world: World, private: Consultation) -> None:
    with world.scope_of(None) as scope:
        found = engaging.found(scope, private.slug, private.keys["partners"])
        [council] = [g for g in queries.groups(scope, found) if g.kind == "council"]
        with pytest.raises(NotAllowedError):
            receiving.receive(scope, found, council, [Said(None, None, "x")], Sender())


def test_an_address_is_written_down_nowhere(
    app: Flask, client: Browser, public: Consultation
) -> None:
    form = {"csrf_token": client.token(), "words_0": "Words"}
    place = {"REMOTE_ADDR": "203.0.113.77"}
    sent = client.post(f"{public.here}answer", data=form, environ_base=place)
    assert sent.status_code == 303
    with World(app).operator_of() as scope:
        columns = Response.__table__.columns.keys()
        [row] = scope.session.scalars(select(Response))
        assert "203.0.113.77" not in str([getattr(row, name) for name in columns])


def test_a_sender_may_send_again_an_hour_later_and_another_at_once() -> None:
    pace = Pace(1)
    assert pace.allows("a", now=0)
    assert not pace.allows("a", now=WINDOW - 1)
    assert pace.allows("b", now=1)
    assert pace.allows("a", now=WINDOW + 1)


def test_the_senders_that_are_remembered_do_not_grow_for_ever() -> None:
    pace = Pace(1)
    for number in range(MOST_SENDERS + 10):
        pace.allows(str(number), now=0)
    assert len(pace._seen) == MOST_SENDERS
