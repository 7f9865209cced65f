"""A service lead keeps one plan: she edits its texts and reads the drafts, and changes no other."""

import pytest
from flask import Flask

from portal.cli import portal
from portal.plans import queries
from portal.plans import service as plans
from portal.plans.models import Item, Plan
from portal.web.database import db
from tenants import service as tenancy
from tenants.roles import Hat, Permission, Role
from tenants.scope import NotAllowedError, Scope
from tenants.service import TenancyError
from tests.both import both_databases
from tests.factories import people
from tests.factories import tenancy as signed_in
from tests.factories.plans import content, draft
from tests.factories.world import World

LEAD = "service-lead@afc.example"
DIRECTOR = "director@afc.example"
HERS, OTHER = "early-help", "inclusion"
AT = "/afc/plans"


@pytest.fixture
def house(world: World) -> World:
    """Two plans, and the lead of the first."""
    with world.scope_of(DIRECTOR) as scope:
        kept = draft(scope, HERS, title="Early help plan")
        draft(scope, OTHER, title="Inclusion plan")
        scope.session.commit()
        number = kept.id
    with world.operator_of() as operator:
        lead = tenancy.invite_person(operator, LEAD, "Lead Afc", people.PASSWORD)
        signed_in.keep_signed_in(operator.session, lead.id, LEAD)
        tenancy.appoint(
            operator,
            lead,
            Role.SERVICE_LEAD,
            0,
            starts_on=operator.today(),
            plan=(number, "Early help plan"),
        )
        db.session().commit()
    return world


def plan_and_item(scope: Scope, slug: str, ref: str = "C-01") -> tuple[Plan, Item]:
    plan = queries.find_plan(scope, slug)
    assert plan is not None
    reading = queries.find_reading(scope, ref, plan=plan)
    assert reading is not None
    return plan, reading.item


@both_databases
def test_a_service_lead_saves_a_text_of_her_plan_under_her_hat(house: World) -> None:
    with house.scope_of(LEAD) as scope:
        _, item = plan_and_item(scope, HERS)
        saved = plans.revise(scope, item, content("Better"), base=item.head)
        assert saved.made_by == "Lead Afc"
        assert scope.hat is not None
        assert scope.hat.label == "Service lead, Early help plan"


@both_databases
def test_a_service_lead_changes_no_other_plan_in_the_same_area(house: World) -> None:
    with house.scope_of(LEAD) as scope:
        _, item = plan_and_item(scope, OTHER)
        with pytest.raises(NotAllowedError, match="service lead of this very plan"):
            plans.revise(scope, item, content("Taken over"), base=item.head)


def test_a_service_lead_is_offered_the_editor_of_her_plan_alone(house: World) -> None:
    browser = house.browser(LEAD)
    assert "priorities/C-01/edit" in browser.get(f"{AT}/{HERS}/").text
    assert "priorities/C-01/edit" not in browser.get(f"{AT}/{OTHER}/").text
    assert browser.get(f"{AT}/{HERS}/priorities/C-01/edit").status_code == 200
    assert browser.get(f"{AT}/{OTHER}/priorities/C-01/edit").status_code == 403


def test_a_service_lead_saves_in_the_browser(house: World) -> None:
    browser = house.browser(LEAD)
    edit = f"{AT}/{HERS}/priorities/C-01/edit"
    assert browser.submit(edit, base="1", title="Closer to home").status_code == 303
    assert browser.submit(edit.replace(HERS, OTHER), base="1", title="No").status_code == 403
    assert "Closer to home" in browser.get(f"{AT}/{HERS}/priorities/C-01").text


def test_a_service_lead_reads_no_draft_of_a_council(house: World) -> None:
    assert house.browser(LEAD).get(f"{AT}/{HERS}/priorities/KIN-01").status_code == 404


def test_a_hat_of_one_plan_does_nothing_where_no_plan_is_named() -> None:
    hat = Hat(1, Role.SERVICE_LEAD, 0, None, "Service lead", plan_id=7)
    assert hat.allows(Permission.PLAN_EDIT, 0, None, 7)
    assert not hat.allows(Permission.PLAN_EDIT, 0, None, 8)
    assert not hat.allows(Permission.PLAN_EDIT, 0, None)
    assert not hat.allows(Permission.PLAN_FREEZE, 0, None, 7)


@pytest.mark.parametrize(
    ("role", "plan"), [(Role.SERVICE_LEAD, None), (Role.EDITOR, (1, "Early help plan"))]
)
def test_a_service_lead_and_nobody_else_has_a_plan(
    world: World, role: Role, plan: tuple[int, str] | None
) -> None:
    with world.operator_of() as operator:
        somebody = tenancy.invite_person(operator, LEAD, "Lead Afc", people.PASSWORD)
        with pytest.raises(TenancyError, match="a service lead needs a plan"):
            tenancy.appoint(operator, somebody, role, 0, starts_on=operator.today(), plan=plan)


INVITE = ("person", "invite", "afc", LEAD, "Lead Afc", "--role", "service_lead")


def test_the_operator_appoints_a_service_lead_by_the_plan_s_address(
    house: World, app: Flask
) -> None:
    words = [*INVITE, "--plan", OTHER, "--password", people.PASSWORD]
    answer = app.test_cli_runner().invoke(portal, words)
    assert answer.output.strip() == "Lead Afc is Service lead, Inclusion plan."


def test_a_plan_that_is_not_there_is_said(house: World, app: Flask) -> None:
    words = [*INVITE, "--plan", "nowhere", "--password", people.PASSWORD]
    answer = app.test_cli_runner().invoke(portal, words)
    assert answer.exit_code == 1
    assert "has no plan at plans/nowhere/." in answer.output
