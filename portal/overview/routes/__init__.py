"""Home pages: the house's, a company's, a council's, and what needs you."""

from collections.abc import Sequence

from flask import Response
from flask_login import current_user
from sqlalchemy.orm import Session

from portal.actions import waiting as actions
from portal.consents import waiting as consenting
from portal.decisions import queries as decisions
from portal.decisions.sayings import OUTCOMES, body_words
from portal.effects import waiting as effects
from portal.engagement import waiting as engagement
from portal.executive import waiting as executive
from portal.interests import waiting as interests
from portal.kit.words import weekday_date_words
from portal.meetings import queries as meetings
from portal.meetings import waiting as agendas
from portal.meetings.queries import Line
from portal.overview import loose, needs, queries
from portal.overview.queries.bodies import MOST, Page
from portal.overview.queries.strip import strip
from portal.overview.routes import bodies as body_pages
from portal.overview.sharing import share_bar
from portal.overview.since import since_here
from portal.papers import waiting as papers
from portal.plans.sayings import day_of, since_words
from portal.reading import waiting as reading
from portal.web.fragments import go, show
from portal.web.frame import frame, navigate, place
from portal.web.guard import Room, resolves
from portal.web.slots import collect
from tenants import service as tenancy
from tenants.base import SHARED
from tenants.models import Area, Company
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("overview", __name__)
resolves("council", queries.find_council)
body_pages.declare(room)
navigate(10, "What needs you", "overview.company_home", shown=lambda scope: bool(scope.hats))

LAST_DECISIONS = 5
NAMED_OWNERS = 12
"""Owners that the home page names; a page of their own lists all."""
OF_A_DAY = 20
"""More meetings than are held on one day."""


@room.house("/")
def house_home(database: Session) -> Response:
    """The companies of this portal; somebody who works for one of them goes straight there."""
    found = queries.companies(database)
    held = _held(found)
    if len(held) == 1:
        return go("overview.company_home", company=held[0].slug)
    return show("overview/house.html", companies=found, held={company.id for company in held})


@room.page("/", Permission.COMPANY_READ)
def company_home(scope: Scope) -> Response:
    """The company's home page; for whoever has a role in it, what needs her comes first."""
    here = frame()
    plans = queries.plans_now(scope)
    agenda = _agenda(scope, plans)
    if agenda is not None:
        here.counts["overview.company_home"] = agenda.count
    owners = _owners(scope)
    return show(
        "overview/company.html",
        base=_base(scope),
        agenda=agenda,
        changed=since_here(scope, _base(scope)) if agenda else None,
        owners=owners[:NAMED_OWNERS],
        owners_more=max(0, len(owners) - NAMED_OWNERS),
        bar=share_bar([area for area, _ in owners]),
        plans=plans,
        strip=None if agenda else strip(scope, [n.in_force.id for n in plans if n.in_force]),
        meetings=_next_meeting(scope),
        decided=queries.last_decided(scope, LAST_DECISIONS),
        outcomes=OUTCOMES,
        day_of=day_of,
        body_words=body_words,
        since=lambda version: since_words(version, scope.today()),
        weekday=weekday_date_words,
        today=scope.today(),
        panels=collect(scope, "company", [scope.company_id]).of(scope.company_id),
    )


@room.page("/councils/", Permission.COMPANY_READ)
def councils(scope: Scope) -> Response:
    """The owners with their shares, a page at a time, then those that left."""
    place(("Owners", None))
    page = body_pages.asked_page()
    owners, first = _owners(scope), (page - 1) * MOST
    left = [area for area in scope.councils if area.area_id not in {a.area_id for a, _ in owners}]
    shown = [*owners, *((area, "") for area in left)]
    return show(
        "overview/councils.html",
        page_of=Page(shown[first : first + MOST], page, len(shown) > first + MOST),
        bar=share_bar([area for area, _ in owners]),
        base=_base(scope),
    )


@room.page("/councils/<council>/", Permission.COMPANY_READ)
def council(scope: Scope, council: Area) -> Response:
    """An owning council: its share, its seats, and its part of the plans."""
    here = place(("Owners", f"{_base(scope)}councils/"), (council.name, None))
    whose = (SHARED, council.area_id)
    here.council, here.current = council, "overview.council"
    return show(
        "overview/council.html",
        base=_base(scope),
        council=council,
        share=share_words(council),
        bar=share_bar([area for area, _ in _owners(scope)]),
        seats=queries.seats_of(scope, council),
        plans=[now for now in queries.plans_now(scope) if now.plan.area_id in whose],
        day_of=day_of,
        since=lambda version: since_words(version, scope.today()),
    )


def _next_meeting(scope: Scope) -> list[Line]:
    """The next meeting that was not held already, today; none, or one."""
    return [line for line in meetings.coming(scope, OF_A_DAY) if line.state != "held"][:1]


def share_words(council: Area) -> str:
    """The council's share of the company: ``40%``, ``33.3333%``; empty where it has none."""
    if council.share is None:
        return ""
    return f"{tenancy.share_words(council.share)}%"


def _held(companies: list[Company]) -> list[Company]:
    return [company for company in companies if company.id in current_user.visitor.hats]


def _owners(scope: Scope) -> list[tuple[Area, str]]:
    today = scope.today()
    return [
        (area, share_words(area))
        for area in scope.councils
        if area.left_on is None or area.left_on > today
    ]


def _agenda(scope: Scope, plans: Sequence[queries.PlanNow]) -> needs.Agenda | None:
    """What needs somebody with a role in this company; None for everybody else."""
    if scope.hat is None:
        return None
    found = [
        *interests.needs(scope),
        *decisions.needs(scope),
        *effects.needs(scope),
        *consenting.needs(scope),
        *engagement.needs(scope),
        *queries.plan_needs(scope),
        *actions.needs(scope),
        *agendas.needs(scope),
        *papers.needs(scope),
        *executive.needs(scope),
        *reading.needs(scope),
    ]
    found += loose.loose_needed(scope, [now.plan for now in plans])
    return needs.agenda(found, scope.today(), scope.hat.label, _base(scope))


def _base(scope: Scope) -> str:
    return f"/{scope.company.slug}/"
