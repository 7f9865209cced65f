"""E-mails: sent if what they tell of was kept, once, and again where the server would not."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from portal.notices import service, working
from portal.notices.courier import smtp
from portal.notices.models import Letter
from portal.web.database import db
from tenants import clock
from tests.both import both_databases
from tests.factories.world import World
from tests.notices.conftest import Post, free_port

CLERK, MEMBER = "clerk@afc.example", "member-1@kingston.example"


def write(world: World, subject: str = "Hello", *, keep: bool = True) -> None:
    with world.scope_of(CLERK) as scope:
        service.post(scope, MEMBER, subject, "Two words.\n\nAnd more.", "/afc/decisions/x")
        if keep:
            scope.session.commit()


def letters(world: World) -> list[tuple[str, int, str]]:
    with world.operator_of() as scope:
        return [(e.state, e.attempts, e.text) for e in scope.session.scalars(select(Letter))]


@both_databases
def test_an_email_goes_to_one_address_in_words_and_in_html(world: World, post: Post) -> None:
    write(world)
    assert [sent.state for sent in post.send()] == ["sent"]
    [message] = post.kept.messages
    assert post.kept.to == [[MEMBER]]
    assert message["To"] == MEMBER
    assert message["From"] == "Achieving for Children <portal@portal.example>"
    assert message["Subject"] == "Hello"
    assert message["Auto-Submitted"] == "auto-generated"
    parts = {part.get_content_type(): part.get_content() for part in message.iter_parts()}
    assert list(parts) == ["text/plain", "text/html"]
    assert "https://portal.example/afc/decisions/x" in parts["text/plain"]
    assert '<a href="https://portal.example/afc/decisions/x">' in parts["text/html"]
    assert "<p>And more.</p>" in parts["text/html"]


@both_databases
def test_it_is_sent_once_and_what_it_said_is_erased(world: World, post: Post) -> None:
    write(world)
    assert len(post.send()) == 1
    assert post.send() == []
    assert letters(world) == [("sent", 1, "")]
    assert len(post.kept.messages) == 1


def test_what_was_taken_back_is_not_sent(world: World, post: Post) -> None:
    write(world, keep=False)
    assert post.send() == []


def test_signs_of_html_are_text(world: World, post: Post) -> None:
    write(world, "<b>5 & 6</b>\r\nBcc: all@afc.example")
    post.send()
    [message] = post.kept.messages
    assert message["Subject"] == "<b>5 & 6</b> Bcc: all@afc.example"
    assert message["Bcc"] is None
    html = message.get_body(("html",))
    assert html is not None
    assert "&lt;b&gt;5 &amp; 6" in html.get_content()


def test_one_that_is_put_off_is_tried_again_later(world: World, post: Post) -> None:
    write(world)
    post.kept.answer = "451 Try again later"
    assert [(sent.state, sent.words) for sent in post.send()] == [
        ("waiting", "451 Try again later")
    ]
    assert post.send() == []
    post.kept.answer = "250 Taken over"
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        assert [sent.state for sent in post.send()] == ["sent"]
    assert letters(world) == [("sent", 2, "")]


@pytest.mark.parametrize("where", ["answer", "refuse_recipients"])
def test_one_that_is_refused_for_good_is_not_tried_again(
    world: World, post: Post, where: str
) -> None:
    write(world)
    setattr(post.kept, where, "550 No such mailbox")
    assert [sent.state for sent in post.send()] == ["failed"]
    with time_machine.travel(clock.now() + timedelta(days=3)):
        assert post.send() == []


def test_it_is_given_up_after_the_last_attempt(world: World, post: Post) -> None:
    write(world)
    post.kept.answer = "451 Never"
    moment = clock.now()
    states = []
    for wait in (timedelta(0), *service.BACK_OFF, timedelta(days=9)):
        moment += wait + timedelta(seconds=1)
        with time_machine.travel(moment, tick=False):
            states += [sent.state for sent in post.send()]
    assert states == ["waiting"] * len(service.BACK_OFF) + ["failed"]


def test_nothing_is_lost_while_no_server_answers(world: World, post: Post) -> None:
    write(world)
    good, post.port = post.port, free_port()
    assert [sent.state for sent in post.send()] == ["waiting"]
    post.port = good
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        assert [sent.state for sent in post.send()] == ["sent"]


class KilledError(Exception):
    """As far as a process can be killed within a test."""


@both_databases
def test_a_worker_killed_after_the_server_took_it_leads_to_a_second_copy_that_says_so(
    world: World, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object, **__: object) -> None:
        raise KilledError

    write(world)
    with monkeypatch.context() as broken:
        broken.setattr(working, "_write_down", die)
        with pytest.raises(KilledError):
            post.send()
    assert post.send() == []
    with time_machine.travel(clock.now() + working.HOLD + timedelta(seconds=1)):
        assert [sent.state for sent in post.send()] == ["sent"]
    first, second = post.kept.messages
    assert first["Message-ID"] == second["Message-ID"]


def test_a_worker_killed_before_the_server_took_it_loses_nothing(
    world: World, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KilledError

    write(world)
    with monkeypatch.context() as broken:
        broken.setattr(working, "_handed_over", die)
        with pytest.raises(KilledError):
            post.send()
    with time_machine.travel(clock.now() + working.HOLD + timedelta(seconds=1)):
        post.send()
    assert len(post.kept.messages) == 1


@both_databases
def test_one_that_another_worker_has_is_left_to_it(world: World, post: Post) -> None:
    write(world)
    with world.app.app_context():
        assert working._take(db.session(), db.session().commit, "afc") is not None
    with world.app.app_context(), smtp(post.config) as courier:
        assert working.send_due(db.session(), db.session().commit, courier, post.config) == []


def test_whoever_wants_none_of_a_kind_is_sent_none(world: World, post: Post) -> None:
    person = world.person_id(MEMBER)
    with world.scope_of(MEMBER) as scope:
        service.wish(scope, [service.NEEDS])
        scope.session.commit()
    with world.scope_of(CLERK) as scope:
        service.post_to_people(scope, [person], service.VOTES, "Vote", "x", "/afc/")
        service.post_to_people(scope, [person], service.NEEDS, "Needs", "x", "/afc/")
        scope.session.commit()
    post.send()
    assert [message["Subject"] for message in post.kept.messages] == ["Needs"]
