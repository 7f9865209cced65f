"""Passwords guessed at the same moment are counted like those guessed one after the other."""

from concurrent.futures import ThreadPoolExecutor

from portal.web.database import db
from tenants import identity
from tests.both import both_databases
from tests.factories.world import World

GUESSES = 12
DIRECTOR = "director@afc.example"


def guess(world: World, password: str) -> str:
    """One guess in a transaction of its own: what came of it."""
    with world.app.app_context():
        session = db.session()
        identity.stand_outside(session, writes=True)
        try:
            found = identity.sign_in(session, DIRECTOR, password)
        except identity.TooManyFailuresError:
            session.rollback()
            return "waits"
        session.commit()
        return "wrong" if found is None else "right"


@both_databases
def test_guesses_made_at_once_do_not_escape_the_count(world: World) -> None:
    with ThreadPoolExecutor(GUESSES) as pool:
        answers = list(
            pool.map(guess, [world] * GUESSES, [f"guess {number}" for number in range(GUESSES)])
        )
    assert answers.count("wrong") == identity.FREE_FAILURES
    assert answers.count("waits") == GUESSES - identity.FREE_FAILURES
