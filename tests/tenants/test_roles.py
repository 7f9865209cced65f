"""Who reads what and may do what: the grants of each role against the design's table."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants import audiences
from tenants.audiences import EDITORS, PUBLIC, RELEASED, SUBMITTED, Grants
from tenants.identity import in_force
from tenants.models import Appointment
from tenants.roles import (
    APPOINTED,
    EVERYBODY,
    PERMISSIONS,
    SEATED,
    SIGNED_IN,
    Hat,
    Permission,
    Role,
    grants,
)

KINGSTON, RICHMOND, SHARED, BODY = 1, 2, 0, 7
DRAFTS = (EDITORS, RELEASED, SUBMITTED)


def _hat(role: Role, area_id: int = KINGSTON) -> Hat:
    return Hat(1, role, area_id, BODY if role in SEATED else None, role.value)


def _grants(*hats: Hat) -> Grants:
    return grants(1, 5, hats)


OPENS: dict[Role, set[tuple[int, str]]] = {
    Role.DIRECTOR: {(a, s) for a in (SHARED, KINGSTON, RICHMOND) for s in DRAFTS},
    Role.EDITOR: {(a, s) for a in (SHARED, KINGSTON) for s in DRAFTS},
    Role.COMMISSIONER: {
        (SHARED, RELEASED),
        (KINGSTON, RELEASED),
        *((a, SUBMITTED) for a in (SHARED, KINGSTON, RICHMOND)),
    },
    Role.BOARD_CHAIR: {
        (SHARED, EDITORS),
        (SHARED, RELEASED),
        *((a, SUBMITTED) for a in (SHARED, KINGSTON, RICHMOND)),
    },
    Role.CO_CHAIR: {(a, SUBMITTED) for a in (SHARED, KINGSTON, RICHMOND)},
    Role.MEMBER: {(a, SUBMITTED) for a in (SHARED, KINGSTON, RICHMOND)},
    Role.CLERK: {(a, SUBMITTED) for a in (SHARED, KINGSTON, RICHMOND)},
}


@pytest.mark.parametrize("role", OPENS)
def test_a_role_opens_what_the_table_says(role: Role) -> None:
    area = SHARED if role in {Role.DIRECTOR, Role.CLERK, Role.BOARD_CHAIR} else KINGSTON
    found = _grants(_hat(role, area))
    places = (SHARED, KINGSTON, RICHMOND)
    opened = {(a, s) for a in places for s in DRAFTS if found.admit(a, s)}
    assert opened == OPENS[role]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
def test_no_role_but_the_operators_reads_the_audit_log(role: Role) -> None:
    assert not _grants(_hat(role)).admit(SHARED, audiences.AUDITORS)


def test_the_directors_alone_read_what_people_answer() -> None:
    reading = {role for role in APPOINTED if _grants(_hat(role)).admit(SHARED, audiences.DIRECTORS)}
    assert reading == {Role.DIRECTOR, Role.OPERATOR}


@pytest.mark.parametrize("role", Role)
def test_no_role_opens_a_consultation_by_itself(role: Role) -> None:
    assert not _grants(_hat(role)).admit(SHARED, audiences.guests(1))


def test_a_guest_does_nothing_but_answer_and_what_everybody_may() -> None:
    answers = {Permission.ENGAGEMENT_ANSWER, Permission.REPRESENTATION_MAKE}
    assert PERMISSIONS[Role.GUEST] - EVERYBODY == answers


@pytest.mark.parametrize("permission", [Permission.COMMENT_WRITE, Permission.ENGAGEMENT_ANSWER])
def test_a_councils_role_speaks_for_itself_about_any_text(permission: Permission) -> None:
    commissioner = _hat(Role.COMMISSIONER)
    assert commissioner.allows(permission, SHARED, None)
    assert commissioner.allows(permission, RICHMOND, None)


@pytest.mark.parametrize("role", sorted(SEATED))
def test_a_seat_opens_the_papers_of_its_own_body_alone(role: Role) -> None:
    found = _grants(_hat(role))
    assert found.admit(SHARED, audiences.body(BODY))
    assert not found.admit(SHARED, audiences.body(BODY + 1))


def test_no_company_role_opens_a_bodys_papers() -> None:
    for role in set(Role) - SEATED:
        assert not _grants(_hat(role, SHARED)).admit(SHARED, audiences.body(BODY))


def test_everybody_reads_her_own_notes_and_nobody_elses() -> None:
    assert _grants().admit(KINGSTON, audiences.person(5))
    assert not _grants().admit(KINGSTON, audiences.person(6))


@given(st.lists(st.sampled_from([_hat(role) for role in Role]), max_size=4))
def test_reading_is_the_union_of_the_hats(hats: list[Hat]) -> None:
    together = _grants(*hats)
    each = [_grants(hat) for hat in hats] or [_grants()]
    assert together.everywhere == frozenset().union(*(found.everywhere for found in each))
    assert together.pairs == frozenset().union(*(found.pairs for found in each))
    assert PUBLIC in together.everywhere


def test_a_councils_role_reaches_its_own_area_alone() -> None:
    editor = _hat(Role.EDITOR)
    assert editor.allows(Permission.PLAN_EDIT, KINGSTON, None)
    assert not editor.allows(Permission.PLAN_EDIT, RICHMOND, None)
    assert not editor.allows(Permission.PLAN_EDIT, SHARED, None)


def test_a_role_for_the_whole_company_reaches_every_area() -> None:
    director = _hat(Role.DIRECTOR, SHARED)
    for area_id in (SHARED, KINGSTON, RICHMOND):
        assert director.allows(Permission.PLAN_EDIT, area_id, None)


def test_a_seat_acts_in_its_own_body_alone() -> None:
    clerk = _hat(Role.CLERK)
    assert clerk.allows(Permission.SITTING_CONDUCT, None, BODY)
    assert not clerk.allows(Permission.SITTING_CONDUCT, None, BODY + 1)


def test_a_councils_own_clerk_does_not_keep_the_companys_register() -> None:
    assert not _hat(Role.CLERK, KINGSTON).allows(Permission.REGISTER_KEEP, SHARED, BODY)
    keeper = _hat(Role.CLERK, SHARED)
    assert keeper.allows(Permission.REGISTER_KEEP, SHARED, BODY)
    assert not keeper.allows(Permission.REGISTER_KEEP, SHARED, BODY + 1)


def test_every_role_may_do_what_everybody_signed_in_may() -> None:
    assert all(PERMISSIONS[role] >= SIGNED_IN for role in APPOINTED)


START, END = date(2019, 4, 1), date(2020, 3, 31)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (START - timedelta(days=1), False),
        (START, True),
        (END, True),
        (END + timedelta(days=1), False),
    ],
)
def test_an_appointment_holds_on_both_its_ends_and_on_no_day_outside(
    day: date, holds: bool
) -> None:
    assert in_force(Appointment(starts_on=START, ends_on=END), day) is holds


def test_an_appointment_without_an_end_holds_on() -> None:
    assert in_force(Appointment(starts_on=START, ends_on=None), START + timedelta(days=36500))
