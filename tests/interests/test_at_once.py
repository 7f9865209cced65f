"""The member and her clerk write at the same moment: one row is kept, and nobody meets an error."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from portal.audit.queries import verify
from portal.interests.models import Declaration, Interest, MemberRegister
from portal.interests.service import InterestError
from tests.both import both_databases
from tests.factories import interests
from tests.factories.interests import CLERK, MEMBER
from tests.factories.world import World


@both_databases
def test_one_declaration_is_kept(world: World, matter: str) -> None:
    def declare(by: str) -> str:
        try:
            interests.declare(world, matter, by=by)
        except InterestError as error:
            return str(error)
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(declare, (MEMBER, CLERK)))
    assert "kept" in outcomes
    assert all(each == "kept" or "at the same moment" in each for each in outcomes)
    with world.operator_of() as scope:
        assert scope.session.scalar(select(func.count()).select_from(Declaration)) == 1
        verdict = verify(scope)
        assert verdict.whole, verdict.breaks


@both_databases
def test_two_first_entries_are_both_kept_under_one_register(world: World) -> None:
    def enter(by: str) -> int:
        return interests.enter(world, by=by, what=f"As {by} enters it")

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(enter, (MEMBER, CLERK)))) == 2
    with world.operator_of() as scope:
        assert scope.session.scalar(select(func.count()).select_from(Interest)) == 2
        assert scope.session.scalar(select(func.count()).select_from(MemberRegister)) == 1
        verdict = verify(scope)
        assert verdict.whole, verdict.breaks
