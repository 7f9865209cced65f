"""Lock one at the pen: what a session refuses to write, and to whom it hands what it has read."""

from decimal import Decimal

import pytest
from sqlalchemy import select, text

from portal.plans.models import Plan, PlanPart, Revision
from tenants import service
from tenants.audiences import EDITORS, PUBLIC
from tenants.base import SHARED
from tenants.models import Appointment, Area
from tenants.roles import Permission, Role
from tenants.scope import STRANGER, NotAllowedError, NotFoundError, Scope
from tenants.walls import WallError
from tests.both import both_databases
from tests.factories.tenancy import DAY
from tests.factories.world import World
from tests.fixtures import ScopeOf


def _plan(company_id: int, area_id: int = 0, audience: str = EDITORS) -> Plan:
    return Plan(
        company_id=company_id,
        area_id=area_id,
        audience=audience,
        slug="another",
        title="Another",
        kind="business",
        first_year=2020,
        years=1,
    )


@both_databases
def test_a_reading_request_writes_nothing(scope_of: ScopeOf) -> None:
    with scope_of("director@afc.example", writes=False) as scope:
        scope.session.add(_plan(scope.company_id))
        with pytest.raises(WallError, match="a GET never writes"):
            scope.session.flush()


@both_databases
def test_a_row_of_another_company_is_refused(scope_of: ScopeOf) -> None:
    with scope_of("director@afc.example") as scope:
        scope.session.add(_plan(2))
        with pytest.raises(WallError, match="another company"):
            scope.session.flush()


@both_databases
def test_a_row_that_its_writer_could_not_read_is_refused(scope_of: ScopeOf) -> None:
    with scope_of("editor@kingston.example") as scope:
        scope.session.add(_plan(scope.company_id, area_id=2))
        with pytest.raises(WallError, match="outside the writer's walls"):
            scope.session.flush()


@both_databases
def test_a_row_moved_across_a_wall_is_refused(scope_of: ScopeOf) -> None:
    with scope_of("editor@kingston.example") as scope:
        part = scope.session.scalars(select(PlanPart).where(PlanPart.area_id == 1)).one()
        part.area_id = 2
        with pytest.raises(WallError, match="outside the writer's walls"):
            scope.session.flush()


def test_nothing_read_by_one_person_is_handed_to_the_next(scope_of: ScopeOf) -> None:
    with scope_of("director@afc.example", writes=False) as director:
        found = director.session.scalars(select(Revision)).first()
        assert found is not None
        stranger = Scope(director.session, director.company, STRANGER)
        assert stranger.session.get(Revision, found.id) is None


def test_a_scope_that_was_left_reads_nothing(scope_of: ScopeOf) -> None:
    with scope_of("director@afc.example") as scope:
        scope.leave()
        with pytest.raises(WallError, match="No Scope"):
            scope.session.scalars(select(Plan)).all()


def test_text_does_not_pass(scope_of: ScopeOf) -> None:
    with scope_of("director@afc.example") as scope, pytest.raises(WallError, match="text"):
        scope.session.execute(text("SELECT 1"))


@pytest.mark.parametrize(
    ("needs", "words"),
    [
        (Permission.PLAN_EDIT, "editors appointed to this council"),
        (Permission.PLAN_RELEASE, "Only a company director can release"),
        (Permission.PLAN_FREEZE, "Only a company director can freeze"),
        (Permission.MATTER_SUBMIT, "Only a company director can submit"),
        (Permission.VOTE_CAST, "Only voting members of this body can vote"),
        (Permission.SITTING_CONDUCT, "Only the clerk and the co-chairs"),
        (Permission.CITATION_SETTLE, "Only the clerk of the deciding body"),
        (Permission.TENANCY_KEEP, "Your role does not allow this"),
    ],
)
def test_a_refusal_says_who_can(scope_of: ScopeOf, needs: Permission, words: str) -> None:
    with scope_of("commissioner@kingston.example") as scope:
        with pytest.raises(NotAllowedError, match=words):
            scope.require(needs)
        assert not scope.may(needs)


def test_shares_add_up_to_a_hundred_per_cent_at_most(world: World) -> None:
    with world.operator_of("afc") as scope:
        details = service.CouncilDetails("sutton", "Sutton", "SUT", "#123456", Decimal("0.01"), DAY)
        with pytest.raises(service.TenancyError, match=r"add up to 100\.01 %, more than 100 %"):
            service.admit_council(scope, details)
        assert len(scope.session.scalars(select(Area)).all()) == 4


def test_a_seat_needs_a_body_and_another_role_has_none(world: World) -> None:
    with world.operator_of("afc") as scope:
        person = service.invite_person(scope, "new@afc.example", "New")
        for role, body_id in ((Role.MEMBER, None), (Role.EDITOR, 1)):
            with pytest.raises(service.TenancyError, match="a seat needs a body"):
                service.appoint(scope, person, role, 1, starts_on=DAY, body_id=body_id)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CO_CHAIR])
def test_a_voting_seat_is_filled_by_a_council_not_by_the_company(world: World, role: Role) -> None:
    with world.operator_of("afc") as scope:
        person = service.invite_person(scope, "new@afc.example", "New")
        body_id = service.body_id_of(scope, "joint-committee")
        with pytest.raises(service.TenancyError, match="a voting seat is filled by a council"):
            service.appoint(scope, person, role, SHARED, starts_on=DAY, body_id=body_id)
        assert not scope.session.scalars(
            select(Appointment).where(Appointment.person_id == person.id)
        ).all()


def test_an_area_that_the_company_has_not_is_not_found(scope_of: ScopeOf) -> None:
    with scope_of("director@afc.example") as scope, pytest.raises(NotFoundError):
        scope.area(99)


def test_the_public_is_nobody_who_writes(scope_of: ScopeOf) -> None:
    with scope_of(None) as scope:
        assert scope.grants.everywhere == {PUBLIC}
        with pytest.raises(NotAllowedError, match="Sign in"):
            _ = scope.person_id
