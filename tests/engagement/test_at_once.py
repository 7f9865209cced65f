"""Two commissioners of one council answer at the same moment: one formal response is kept."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from portal.engagement.models import Response
from portal.engagement.receiving import AnsweredAlreadyError
from tests.both import both_databases
from tests.engagement.conftest import Consultation
from tests.factories import engaging
from tests.factories.engaging import COMMISSIONER
from tests.factories.world import World


@both_databases
def test_one_formal_response_is_kept(world: World, private: Consultation) -> None:
    def answer(words: str) -> str:
        try:
            engaging.answer(world, private.slug, words, email=COMMISSIONER)
        except AnsweredAlreadyError:
            return "refused"
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(answer, ("First", "Second")))
    assert outcomes == ["kept", "refused"]
    with world.operator_of() as scope:
        assert scope.session.scalar(select(func.count()).select_from(Response)) == 1
