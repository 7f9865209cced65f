"""The demonstration's business plan with versions in several states, for browser tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from portal.plans import queries, service
from portal.plans.content import Content
from portal.plans.models import Item, Plan
from portal.plans.models.frozen import Version
from portal.plans.service import commencing, versioning
from portal.web.database import db
from tenants import identity
from tenants.base import SHARED
from tenants.models import Company
from tenants.roles import Hat, Role
from tenants.scope import Scope, Visitor
from tests.factories import house
from tests.factories.house import Database

SLUG = "business-plan-2019-2024"


def prepare(database: Database) -> None:
    """Version 1 approved in principle, version 2 in force, and a draft that goes on."""
    with house.running(database) as app, app.app_context(), director() as scope:
        plan = queries.find_plan(scope, SLUG)
        assert plan is not None
        _settle(scope, plan, "approved_in_principle")
        _reword(scope, plan, "KIN-03", wording="More local places, and support in every school.")
        version = _settle(scope, plan, "approved")
        assert scope.hat is not None
        commencing.bring_into_force(scope, version, scope.hat, scope.today())
        _reword(scope, plan, "KIN-01", title="One way of practising, in every team")
        _reword(scope, plan, "C-01", outcome="Families feel that everybody works to one plan.")
        found = items(scope, plan)
        found["KIN-04"].removed_at = scope.now()
        found["RIC-01"].position = 99
        section = queries.find_section(scope, plan, "D")
        assert section is not None
        service.add_item(scope, plan, section, "KIN-99", _new())
        db.session().commit()


@contextmanager
def director() -> Iterator[Scope]:
    """A director of Achieving for Children, who need not sign in."""
    identity.stand_outside(db.session(), writes=True)
    company = db.session().query(Company).filter_by(slug="afc").one()
    hat = Hat(None, Role.DIRECTOR, SHARED, None, "Director")
    scope = Scope(
        db.session(), company, Visitor(None, "A director", "", {company.id: (hat,)}), writes=True
    )
    try:
        yield scope
    finally:
        scope.leave()


def items(scope: Scope, plan: Plan) -> dict[str, Item]:
    """The items of a plan by their references."""
    return {item.ref: item for item in scope.session.query(Item).filter_by(plan_id=plan.id)}


def _settle(scope: Scope, plan: Plan, state: str) -> Version:
    version = versioning.freeze(scope, plan)
    assert scope.hat is not None
    versioning.submit(scope, version, scope.hat)
    versioning.settle(scope, version, scope.hat, state)
    return version


def _reword(scope: Scope, plan: Plan, ref: str, **texts: str) -> None:
    item = items(scope, plan)[ref]
    said = queries.content_of(queries.revision(scope, item.id, item.head))
    service.revise(scope, item, said.with_texts(texts), base=item.head)


def _new() -> Content:
    return replace(
        Content("Help before it is asked for", "We will offer help early, close to home."),
        outcome="Fewer families wait.",
        lead="Director of Early Help",
    )
