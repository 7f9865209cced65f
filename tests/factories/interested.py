"""The marked world's interests: a word of its own in what is registered, withheld and declared."""

from collections.abc import Callable

from sqlalchemy import select

from portal.decisions.models import Matter
from portal.interests import declaring, dispensing, members, service
from portal.interests.declaring import DeclarationDetails
from portal.interests.dispensing import DispensationDetails
from portal.interests.service import InterestDetails
from tenants.scope import Scope
from tests.factories import tenancy
from tests.factories.world import World

Word = Callable[..., str]
MEMBERS = {"afc": "member-1@kingston.example", "tfc": "member-1@sunderland.example"}
"""Who has interests in each company: one registered, one withheld, one declared."""
THINGS = (
    ("registered", "public"),
    ("hidden", "withheld"),
    ("granted", "public"),
    ("ofmatter", "submitted"),
    ("declared", "submitted"),
)
"""What has a word of its own, and in which state it is (``who_reads``)."""


def enter_all(doors: World, company: str, word: Word) -> None:
    """A member enters two interests, one sensitive, and declares one in the submitted matter; the
    clerk records a dispensation for the company and one for that matter."""
    person = doors.person_id(MEMBERS[company])
    with doors.scope_of(MEMBERS[company], company) as scope:
        member = members.find_member(scope, person)
        assert member is not None
        for thing, state, sensitive in (
            ("registered", "public", False),
            ("hidden", "withheld", True),
        ):
            what = f"Adviser on {word(company, None, state, thing)}"
            details = InterestDetails("employment", "own", what, sensitive=sensitive)
            service.add(scope, member, details)
        said = f"Paid for {word(company, None, 'submitted', 'declared')}"
        declaring.declare(
            scope, _submitted(scope), member, DeclarationDetails("non_registrable", said)
        )
        scope.session.commit()
    with doors.scope_of(f"clerk@{company}.example", company) as scope:
        member = members.find_member(scope, person)
        assert member is not None
        of_all = _dispensation("company", word(company, None, "public", "granted"))
        dispensing.grant(scope, member, of_all)
        of_matter = _dispensation("matter", word(company, None, "submitted", "ofmatter"))
        dispensing.grant(scope, member, of_matter, _submitted(scope))
        scope.session.commit()


def _submitted(scope: Scope) -> Matter:
    """The matter that waits to be decided."""
    return scope.session.scalars(select(Matter).where(Matter.state == "submitted")).one()


def _dispensation(reach: str, word: str) -> DispensationDetails:
    day = tenancy.DAY
    return DispensationDetails(reach, "both", "balance", f"Since {word}", "The council", day, day)
