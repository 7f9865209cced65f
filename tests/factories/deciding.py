"""How a matter comes to be decided, in either company: submitted, sat over and voted on."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy import select

from portal.decisions import queries
from portal.decisions.models import Matter, Recommendation, Sitting
from portal.decisions.rules.hands import Hands
from portal.decisions.service import counting, delegating, owners, registering, sittings, voting
from portal.decisions.service import submitting as service
from portal.documents import service as documents
from portal.documents.files import CheckedFile
from portal.plans.models import Plan
from portal.plans.service import versioning
from tenants.audiences import SUBMITTED
from tenants.base import SHARED
from tenants.models import Body
from tenants.roles import VOTING
from tenants.scope import Scope
from tests.factories import people, tenancy

NUMBER = 13
"""The business plan's place in the register."""
EACH_OWNER = 15
"""The place of what each owner decides by its own body: here one body serves for all."""
DECIDING = {"afc": "joint-committee", "tfc": "shareholder-committee"}
ScopeOf = Callable[[str, str], AbstractContextManager[Scope]]


def body_of(scope: Scope) -> Body:
    """The body that decides for the company's owners."""
    slug = DECIDING[scope.company.slug]
    return scope.session.scalars(select(Body).where(Body.slug == slug)).one()


def register(operator: Scope, words: str = "the chief executive") -> None:
    """Reserve the business plan to the deciding body; its minor changes are delegated to a post."""
    line = service.register_matter(
        operator,
        body_of(operator),
        service.MatterDetails(
            number=NUMBER,
            title="Business plan",
            band="Plans",
            trigger="A business plan is put to the owners.",
            route="one_committee",
            rule="unanimous_of_those_present",
            quorum="Three, with one of each council",
            in_force_from=date(2014, 4, 1),
        ),
    )
    delegating.delegate(
        operator,
        line,
        delegating.DelegationDetails(words, limit_words="Minor changes"),
        date(2014, 4, 1),
        registering.Authority("The owners' agreement"),
    )
    each = service.register_matter(
        operator,
        body_of(operator),
        service.MatterDetails(
            number=EACH_OWNER,
            title="Change of the agreement between the owners",
            band="Ownership",
            trigger="An owner asks for it.",
            route="each_owner",
            rule="every_council_consents",
            quorum="As each owner's own body has it",
            in_force_from=date(2014, 4, 1),
        ),
    )
    for council in operator.councils:
        owners.name_deciding_body(operator, each, council.area_id, body_of(operator))


def sitting(operator: Scope, slug: str, day: date = tenancy.DAY) -> Sitting:
    """A sitting of the deciding body, planned."""
    details = service.SittingDetails(slug, "Sitting", day, "11.30am", "Guildhall")
    return service.plan_sitting(operator, body_of(operator), details)


def submit(director: Scope, plan: Plan, sitting_slug: str, words: str) -> Matter:
    """Freeze the plan and put it before a sitting with two recommendations."""
    version = versioning.freeze(director, plan)
    found = queries.find_sitting(director, sitting_slug)
    assert found is not None
    return service.submit(
        director,
        service.Submission(
            version=version,
            number=NUMBER,
            sitting=found,
            asks="approval_in_principle",
            title=f"{words}: approval",
            recommendations=[
                service.Recommended("approve", f"That {words} be approved."),
                service.Recommended("note", f"That {words} comes back in September."),
            ],
            front_sheet=f"{words} is Reserved Matter {NUMBER}.",
            report=f"Report on {words}, under Reserved Matter 9.",
        ),
    )


def submit_to_owners(director: Scope, words: str) -> Matter:
    """Put a document before every owner's own body with one recommendation."""
    file = CheckedFile(f"{words}.txt", "text/plain", f"Agreement on {words}.".encode())
    return service.submit(
        director,
        service.Submission(
            version=None,
            document=documents.attach(director, file, SHARED, SUBMITTED),
            number=EACH_OWNER,
            sitting=None,
            asks="approval",
            effect="none",
            title=f"{words}: agreement",
            recommendations=[service.Recommended("approve", f"That {words} be agreed.")],
            front_sheet=f"{words} is Reserved Matter {EACH_OWNER}.",
            report=f"Report on {words}.",
        ),
    )


def decide(
    scope_of: ScopeOf, company: str, slug: str, *, recorded: str | None = None, hands: str = ""
) -> None:
    """Hold the sitting: every member is there and votes for both recommendations.

    The vote of the member with the address ``recorded`` is recorded by name. On the letters in
    ``hands`` the clerk counts hands.
    """
    with scope_of(f"clerk@{company}.example", company) as scope:
        place = sittings.open_sitting(scope, queries.sitting_of(scope, _matter(scope, slug)))
        seats = queries.seats(scope, place)
        sittings.mark_attendance(scope, place, [seat.appointment_id for seat in seats])
        scope.session.commit()
    for letter in hands:
        _count_hands(scope_of, company, slug, letter)
    for letter in "ab".replace(hands, ""):
        _hold_vote(scope_of, company, slug, letter, recorded)


def _hold_vote(
    scope_of: ScopeOf, company: str, slug: str, letter: str, recorded: str | None
) -> None:
    clerk = f"clerk@{company}.example"
    with scope_of(clerk, company) as scope:
        voting.open_vote(scope, _recommendation(scope, slug, letter))
        scope.session.commit()
    for email in members(company):
        with scope_of(email, company) as scope:
            found = _recommendation(scope, slug, letter)
            voting.cast_vote(scope, found, "for", recorded=email == recorded)
            scope.session.commit()
    with scope_of(clerk, company) as scope:
        voting.close_vote(scope, _recommendation(scope, slug, letter))
        scope.session.commit()


def _count_hands(scope_of: ScopeOf, company: str, slug: str, letter: str) -> None:
    with scope_of(f"clerk@{company}.example", company) as scope:
        found = voting.open_vote(scope, _recommendation(scope, slug, letter), "show_of_hands")
        seats = queries.standing(scope, _matter(scope, slug)).voters
        there = Counter(seat.area.area_id for seat in seats)
        counting.count_hands(scope, found, {area: Hands(n) for area, n in there.items()})
        voting.close_vote(scope, found)
        scope.session.commit()


def members(company: str) -> list[str]:
    """The addresses of the deciding body's voting members."""
    return [post.email for post in people.POSTS if post.company == company and post.role in VOTING]


def _matter(scope: Scope, slug: str) -> Matter:
    found = queries.find_matter(scope, slug)
    assert found is not None, slug
    return found


def _recommendation(scope: Scope, slug: str, letter: str) -> Recommendation:
    found = queries.find_recommendation(scope, letter, matter=_matter(scope, slug))
    assert found is not None, letter
    return found
