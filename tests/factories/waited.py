"""The marked world's jobs: a word of its own in what each is called, and in what came of it."""

from collections.abc import Callable

from portal.jobs import service as jobs
from portal.jobs.models import FAILED
from tenants.audiences import DIRECTORS
from tenants.scope import Scope

Word = Callable[..., str]
STATES = {"directors": DIRECTORS, "unsaved": None}
"""For all directors, and for the one alone who asked (as ``who_reads`` says of what is unsaved)."""
KIND = "marked"


def ask_all(word: Word, scope: Scope) -> None:
    """A job in each state, the first of which has failed."""
    hat = scope.hats[0]
    for subject, (state, audience) in enumerate(STATES.items(), 1):
        found = word(scope.company.slug, None, state, "job")
        said = f"Pack of {found}"
        job = jobs.ask(scope, KIND, subject, hat=hat, title=said, audience=audience)
        if state == "directors":
            jobs.end(scope, hat, job, FAILED, f"It holds {found} twice.")
