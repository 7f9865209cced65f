"""A resolution of the demonstration's board in writing, circulated and waiting for an answer.

The lease is made up, and so is the line under which the board keeps such business.
"""

from functools import partial

from sqlalchemy.orm import Session

from portal.decisions import queries
from portal.decisions.models import Matter, Sitting
from portal.decisions.service import submitting as decisions
from portal.decisions.service import voting, writing
from portal.demonstration import deciding, people
from portal.documents import service as documents
from portal.documents.files import CheckedFile
from tenants import service as tenancy
from tenants.audiences import SUBMITTED
from tenants.base import SHARED
from tenants.roles import Role
from tenants.scope import Scope

COMPANY, BOARD, NUMBER = "afc", "board", 40
TITLE = "Renewal of the lease of the training rooms"
LEASE = "The training rooms are let for three more years at the rent paid now."


def resolve(session: Session, company: str) -> None:
    """The chair circulates it and answers; whether it carries hangs on the other members."""
    if company != COMPANY:
        return
    operator = tenancy.operate(session, company)
    board = deciding.body_of(operator, BOARD)
    _register(operator)
    chair, *_ = people.holders(operator, Role.BOARD_CHAIR, body_id=board.id)
    act = partial(people.acting, session, company, chair)
    planned = _plan(act())
    slug = _submit(people.director_of(session, company), planned.slug).slug
    scope = act()
    matter = queries.find_matter(scope, slug)
    if matter is None:
        raise LookupError(f"There is no matter {slug}.")
    writing.circulate(scope, queries.sitting_of(scope, matter))
    [only] = queries.recommendations_of(scope, [matter.id])[matter.id]
    voting.cast_vote(scope, only, "for")
    session.flush()


def _register(operator: Scope) -> None:
    details = decisions.MatterDetails(
        number=NUMBER,
        title="Business of the board",
        band="The board",
        trigger="The board resolves something by itself, without asking the owners.",
        route="one_committee",
        rule="simple_majority",
        quorum="Two directors",
        in_force_from=operator.today().replace(month=4, day=1),
    )
    decisions.register_matter(operator, deciding.body_of(operator, BOARD), details)


def _plan(chair: Scope) -> Sitting:
    details = writing.WrittenDetails(TITLE, chair.today())
    return writing.plan_resolution(chair, deciding.body_of(chair, BOARD), details)


def _submit(director: Scope, sitting: str) -> Matter:
    file = CheckedFile("lease.txt", "text/plain", LEASE.encode())
    return decisions.submit(
        director,
        decisions.Submission(
            version=None,
            document=documents.attach(director, file, SHARED, SUBMITTED),
            number=NUMBER,
            sitting=queries.find_sitting(director, sitting),
            asks="approval",
            effect="none",
            title=TITLE,
            recommendations=[decisions.Recommended("approve", "That the lease be renewed.")],
            report=LEASE,
        ),
    )
