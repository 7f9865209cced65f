"""At the door: passwords, guessing, and sessions that end."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.web.database import db
from tenants import identity
from tenants.models import Person, SignIn
from tests.both import both_databases
from tests.factories.people import PASSWORD

WHO = "director@afc.example"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def door(app: Flask) -> Iterator[Session]:
    """A session for somebody who is not signed in yet."""
    with app.app_context():
        session = db.session()
        identity.stand_outside(session, writes=True)
        yield session
        session.rollback()


def _fail(door: Session, times: int, who: str = WHO) -> None:
    for _ in range(times):
        assert identity.sign_in(door, who, "wrong") is None


@both_databases
def test_the_right_password_opens_a_session_for_its_person(door: Session) -> None:
    entered = identity.sign_in(door, WHO, PASSWORD)
    assert entered is not None
    token, person_id = entered
    identity.stand_outside(door, person_id, writes=True)
    visitor = identity.visitor_of(door, person_id, token)
    assert visitor is not None
    assert visitor.email == WHO
    assert [hat.label for hat in visitor.hats[1]] == ["Director, Achieving for Children"]


def test_the_address_is_read_in_any_case_and_trimmed(door: Session) -> None:
    assert identity.sign_in(door, f"  {WHO.upper()} ", PASSWORD) is not None


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + " ", PASSWORD.upper()])
def test_a_wrong_password_opens_nothing(door: Session, password: str) -> None:
    assert identity.sign_in(door, WHO, password) is None


def test_an_address_that_nobody_has_opens_nothing(door: Session) -> None:
    assert identity.sign_in(door, "nobody@afc.example", PASSWORD) is None


def test_somebody_switched_off_cannot_enter(door: Session) -> None:
    person = door.scalars(select(Person).where(Person.email == WHO)).one()
    person.active = False
    assert identity.sign_in(door, WHO, PASSWORD) is None


def test_passwords_are_kept_as_argon2id(door: Session) -> None:
    person = door.scalars(select(Person).where(Person.email == WHO)).one()
    assert person.password_hash is not None
    assert person.password_hash.startswith("$argon2id$")


def test_the_database_holds_no_token(door: Session) -> None:
    entered = identity.sign_in(door, WHO, PASSWORD)
    door.flush()
    assert entered is not None
    assert entered[0] not in set(door.scalars(select(SignIn.token_digest)))


@both_databases
def test_after_five_wrong_passwords_the_right_one_must_wait_too(door: Session) -> None:
    with time_machine.travel(NOON, tick=False):
        _fail(door, identity.FREE_FAILURES)
        with pytest.raises(identity.TooManyFailuresError) as refused:
            identity.sign_in(door, WHO, PASSWORD)
        assert refused.value.minutes in (15, 16)
    with time_machine.travel(NOON + identity.LOCK + timedelta(seconds=1), tick=False):
        assert identity.sign_in(door, WHO, PASSWORD) is not None


def test_guessing_at_one_address_leaves_the_others_open(door: Session) -> None:
    _fail(door, identity.FREE_FAILURES)
    assert identity.sign_in(door, "director@tfc.example", PASSWORD) is not None


def test_an_address_that_nobody_has_must_wait_like_any_other(door: Session) -> None:
    _fail(door, identity.FREE_FAILURES, "nobody@afc.example")
    with pytest.raises(identity.TooManyFailuresError):
        identity.sign_in(door, "nobody@afc.example", PASSWORD)


def test_the_right_password_forgets_the_wrong_ones(door: Session) -> None:
    _fail(door, identity.FREE_FAILURES - 1)
    assert identity.sign_in(door, WHO, PASSWORD) is not None
    _fail(door, identity.FREE_FAILURES - 1)
    assert identity.sign_in(door, WHO, PASSWORD) is not None


@both_databases
def test_a_session_signed_out_is_nobodys(door: Session) -> None:
    entered = identity.sign_in(door, WHO, PASSWORD)
    assert entered is not None
    token, person_id = entered
    identity.sign_out(door, token)
    assert identity.visitor_of(door, person_id, token) is None


def test_a_session_ends_by_itself(door: Session) -> None:
    with time_machine.travel(NOON, tick=False):
        entered = identity.sign_in(door, WHO, PASSWORD)
    assert entered is not None
    for later, there in ((timedelta(), True), (timedelta(seconds=1), False)):
        with time_machine.travel(NOON + identity.LONGEST_SESSION + later, tick=False):
            assert (identity.visitor_of(door, entered[1], entered[0]) is not None) is there


def test_a_token_serves_its_own_person_alone(door: Session) -> None:
    entered = identity.sign_in(door, WHO, PASSWORD)
    assert entered is not None
    assert identity.visitor_of(door, entered[1] + 1, entered[0]) is None
