"""What lists of decisions are measured on: one company with few matters, one with very many."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from portal.bench import many
from portal.decisions.service import registering
from portal.decisions.service import submitting as service
from portal.demonstration import people
from portal.documents.files import CheckedFile
from portal.documents.service import attach
from tenants import service as tenancy
from tenants.audiences import EDITORS
from tenants.base import SHARED
from tenants.models import Body
from tenants.roles import Role
from tenants.scope import Scope

DAY = date(2019, 4, 1)
TODAY = date(2019, 6, 24)
LINES = 22
"""Of the register, as many as the starter list has."""
ASKED_OF_OWNERS = 50
"""Number of the line that every owner decides by its own body."""
BOARD = "asked-of-the-owners"


@dataclass(frozen=True)
class Load:
    """A company of this address, with so many open matters and years of decisions."""

    slug: str
    open_matters: int
    years: int

    @property
    def words(self) -> str:
        """ "1,000 matters"."""
        return f"{self.open_matters:,} matters"


FEW, MANY = Load("few-matters", 10, 1), Load("many-matters", 1000, 20)


def set_up(session: Session, director: str, load: Load) -> None:
    """A company with its owners, bodies and register, and the load written into it. Commits."""
    company = tenancy.CompanyDetails(load.slug, load.words, "#1f3a5f", TODAY)
    operator = tenancy.add_company(session, company)
    for number in (1, 2, 3):
        share = Decimal("33.3333")
        details = (f"council-{number}", f"Council {number}", f"K{number}", "#3f4db0", share, DAY)
        tenancy.admit_council(operator, tenancy.CouncilDetails(*details))
    person = tenancy.invite_person(operator, director, "")
    tenancy.appoint(operator, person, Role.DIRECTOR, SHARED, starts_on=DAY)
    session.commit()
    _keep_register(tenancy.operate(session, load.slug))
    session.commit()
    many.write(tenancy.operate(session, load.slug), load.open_matters, load.years)
    _ask_owners(people.director_of(session, load.slug))
    session.commit()


def pages(load: Load) -> dict[str, str]:
    """The pages whose time must not grow: their names, and their paths."""
    base = f"/{load.slug}"
    return {
        "register": f"{base}/reserved-matters/",
        "decisions": f"{base}/decisions/",
        "decided": f"{base}/decisions/?state=decided&page=2",
        "consent board": f"{base}/decisions/{BOARD}",
        "forward plan": f"{base}/decisions/forward-plan",
    }


def _keep_register(operator: Scope) -> None:
    committee = _body(operator, "joint-committee", "Joint committee", "joint_committee")
    cabinets = {
        area.area_id: _body(operator, f"cabinet-{area.area_id}", area.name, "cabinet")
        for area in operator.councils
    }
    lines = {
        number: _line(committee, f"Matter {number}", "one_committee", {})
        for number in range(1, LINES + 1)
    }
    lines[ASKED_OF_OWNERS] = _line(committee, "Asked of the owners", "each_owner", cabinets)
    registering.add_lines(operator, lines, DAY, registering.Authority("As agreed by the owners"))


def _line(
    committee: Body, title: str, route: str, councils: dict[int, Body]
) -> registering.LineDetails:
    rules = {"one_committee": "unanimous_of_those_present", "each_owner": "every_council_consents"}
    return registering.LineDetails(
        title=title,
        band="Plans",
        trigger="It is ready.",
        kind="plan",
        route=route,
        rule=rules[route],
        quorum="Three members",
        body=committee,
        councils=councils,
    )


def _body(operator: Scope, slug: str, name: str, kind: str) -> Body:
    details = {"slug": slug, "name": name, "kind": kind}
    return tenancy.add_body(operator, Body(**details, quorum=2, quorum_per_council=0))


def _ask_owners(director: Scope) -> None:
    file = attach(director, CheckedFile("report.txt", "text/plain", b"Report"), SHARED, EDITORS)
    submission = service.Submission(
        version=None,
        number=ASKED_OF_OWNERS,
        sitting=None,
        asks="approval",
        title="Asked of the owners",
        recommendations=[service.Recommended("approve", "That it be approved.")],
        document=file,
        effect="none",
    )
    service.submit(director, submission)
