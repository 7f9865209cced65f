"""A resolution of afc's board in writing, on another document than a version."""

from portal.decisions import queries
from portal.decisions.models import Sitting
from portal.decisions.queries import bodies
from portal.decisions.service import submitting, voting, writing
from portal.documents import service as documents
from portal.documents.files import CheckedFile
from tenants import service as tenancy
from tenants.audiences import SUBMITTED
from tenants.models import Body
from tenants.roles import Role
from tenants.scope import Scope
from tests.factories import decisions, people
from tests.factories import tenancy as signed_in
from tests.factories.people import APPOINTED
from tests.factories.world import World

CHAIR = "chair@board.afc.example"
MEMBER = "member@board.afc.example"
THIRD = "third@board.afc.example"
NUMBER = 40
SAID = "A lease in Twickenham"


def board_of(scope: Scope) -> Body:
    """The company's board."""
    body = bodies.find_body(scope, "board")
    assert body is not None
    return body


def propose(world: World, **days: object) -> str:
    """The board has three members and a matter to resolve; the chair plans it in writing, and a
    director submits it. Returns the address of the matter."""
    with world.operator_of() as operator:
        person = tenancy.invite_person(operator, THIRD, "Third Member", people.PASSWORD)
        board = board_of(operator)
        starts = APPOINTED
        tenancy.appoint(operator, person, Role.BOARD_MEMBER, 0, starts_on=starts, body_id=board.id)
        signed_in.keep_signed_in(operator.session, person.id, THIRD)
        details = submitting.MatterDetails(
            NUMBER,
            "Leases",
            "Assets",
            "A lease.",
            "one_committee",
            "simple_majority",
            "Two",
            starts,
        )
        submitting.register_matter(operator, board, details)
        operator.session.commit()
    with world.scope_of(CHAIR) as scope:
        planned = plan(scope, **days)
        slug = planned.slug
        scope.session.commit()
    with world.scope_of(decisions.DIRECTOR) as scope:
        matter = submitting.submit(scope, submission(scope, slug))
        scope.session.commit()
        return matter.slug


def plan(scope: Scope, **days: object) -> Sitting:
    """The chair plans it, from today on where no other day is given."""
    said = {"title": SAID, "on_day": scope.today(), **days}
    return writing.plan_resolution(scope, board_of(scope), writing.WrittenDetails(**said))  # type: ignore[arg-type]  # a test gives any day


def submission(scope: Scope, sitting: str) -> submitting.Submission:
    """The lease, as a document."""
    file = CheckedFile("lease.txt", "text/plain", b"Twenty years.")
    return submitting.Submission(
        version=None,
        number=NUMBER,
        sitting=queries.find_sitting(scope, sitting),
        asks="approval",
        title=SAID,
        recommendations=[submitting.Recommended("approve", "That the lease be signed.")],
        document=documents.attach(scope, file, 0, SUBMITTED),
        effect="none",
    )


def circulate(world: World, slug: str) -> None:
    """The chair circulates it."""
    with world.scope_of(CHAIR) as scope:
        writing.circulate(scope, queries.sitting_of(scope, decisions.find(scope, slug)))
        scope.session.commit()


def close(world: World, slug: str) -> str:
    """The chair records the result."""
    with world.scope_of(CHAIR) as scope:
        found = voting.close_vote(scope, decisions.recommendation(scope, slug, "a"))
        scope.session.commit()
        return found.sentence
