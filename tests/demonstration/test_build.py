"""``portal demo``: what is built, that it is built once, and who can sign in to it."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import make_url, select
from sqlalchemy.orm import Session

from portal.audit.queries import verify
from portal.decisions import queries as decisions
from portal.demonstration import deciding
from portal.demonstration.build import OtherCompaniesError
from portal.demonstration.command import Built, demonstrate, submission_text
from portal.plans import queries as plans
from portal.web.database import db
from tenants import identity
from tenants import service as tenancy
from tenants.models import Person
from tenants.scope import Scope
from tests.both import both_databases, on_postgres
from tests.command_line import CommandLine
from tests.factories import house
from tests.factories.demonstration import PASSWORD
from tests.factories.house import Database
from tests.postgres import Server

BUSINESS_PLAN = "business-plan-2019-2024"
MakeDatabase = Callable[[str, str], Database]


@pytest.fixture
def session(make_database: MakeDatabase, backend: str) -> Iterator[Session]:
    """A session on the demonstration."""
    with house.running(make_database(backend, "demonstration")) as app, app.app_context():
        yield db.session()


@pytest.fixture
def empty(empty_app: Flask) -> Iterator[Session]:
    """A session on a database without a row."""
    with empty_app.app_context():
        yield db.session()


@pytest.fixture
def built(session: Session) -> Built:
    """What the command says of the demonstration."""
    return demonstrate(session, PASSWORD)


@pytest.fixture
def command_line(empty_database: Database) -> CommandLine:
    """``portal`` on a database without a row."""
    return CommandLine(empty_database)


def read_as(session: Session, email: str, company: str = "afc") -> Scope:
    identity.stand_outside(session, writes=True)
    signed_in = identity.sign_in(session, email, PASSWORD)
    assert signed_in is not None, f"{email} cannot sign in"
    token, person_id = signed_in
    session.commit()
    identity.stand_outside(session, person_id)
    visitor = identity.visitor_of(session, person_id, token)
    assert visitor is not None
    found = tenancy.operate(session, company).company
    return Scope(session, found, visitor)


def heads(session: Session) -> dict[str, str]:
    return {slug: verify(tenancy.operate(session, slug)).head for slug in ("afc", "tfc")}


@both_databases
def test_both_companies_are_there_with_their_owners_and_shares(
    session: Session, built: Built
) -> None:
    assert [slug for slug, _ in built.companies] == ["afc", "tfc"]
    owners = {
        area.slug: area.share
        for slug, _ in built.companies
        for area in tenancy.operate(session, slug).councils
    }
    assert owners == {
        "kingston": Decimal(40),
        "richmond": Decimal(40),
        "windsor-and-maidenhead": Decimal(20),
        "sunderland": Decimal(100),
    }


@both_databases
def test_the_audit_chain_of_both_companies_is_whole(
    session: Session,
) -> None:
    for slug in ("afc", "tfc"):
        verdict = verify(tenancy.operate(session, slug))
        assert verdict.whole, verdict.breaks
        assert verdict.events > 20


@both_databases
def test_a_second_run_changes_nothing(session: Session) -> None:
    before, hashes = heads(session), stored_hashes(session)
    again = demonstrate(session, PASSWORD)
    assert heads(session) == before
    assert stored_hashes(session) == hashes
    assert again.password == PASSWORD


def stored_hashes(session: Session) -> dict[str, str | None]:
    identity.stand_outside(session)
    return {person.email: person.password_hash for person in session.scalars(select(Person))}


def test_everybody_in_the_table_signs_in_with_the_printed_password(
    session: Session, built: Built
) -> None:
    assert len(built.people) >= 24
    for person in built.people:
        identity.stand_outside(session, writes=True)
        assert identity.sign_in(session, person.email, built.password) is not None
        assert person.roles


def test_who_left_is_not_in_the_table_and_cannot_sign_in(session: Session, built: Built) -> None:
    email = "editor@windsor-and-maidenhead.example"
    assert email not in {person.email for person in built.people}
    identity.stand_outside(session, writes=True)
    assert identity.sign_in(session, email, built.password) is None


def test_another_password_replaces_the_one_before(session: Session) -> None:
    assert demonstrate(session, "quite another one").password == "quite another one"
    identity.stand_outside(session, writes=True)
    assert identity.sign_in(session, "director@afc.example", PASSWORD) is None
    assert identity.sign_in(session, "director@afc.example", "quite another one") is not None


def test_the_committee_has_eight_voting_members_three_of_them_co_chairs(session: Session) -> None:
    scope = tenancy.operate(session, "afc")
    sitting = decisions.find_sitting(scope, "joint-committee-2019-06-24")
    assert sitting is not None
    assert sitting.state == "planned"
    assert (sitting.starts_at, sitting.on_day) == ("11.30am", scope.today())
    seats = decisions.seats(scope, sitting)
    assert len(seats) == 8
    assert sum(seat.role == "co_chair" for seat in seats) == 3


def test_the_register_holds_the_business_plan_as_matter_13(session: Session) -> None:
    matter = decisions.registered(tenancy.operate(session, "afc"), 13)
    assert matter is not None
    assert "usiness plan" in matter.title


def test_no_version_is_frozen_yet(session: Session) -> None:
    assert decisions.frozen_versions(tenancy.operate(session, "afc")) == []


@both_databases
def test_kingstons_commissioner_reads_her_own_and_the_shared_drafts_alone(
    session: Session,
) -> None:
    scope = read_as(session, "commissioner@kingston.example")
    plan = plans.find_plan(scope, BUSINESS_PLAN)
    assert plan is not None
    sources = {section.letter: section.source for section in plans.view(scope, plan).sections}
    read = [letter for letter, source in sources.items() if source == "draft"]
    assert read == list("ABCDGHILMNOP")
    assert {letter for letter, source in sources.items() if source == "hidden"} == set("EFJK")


@both_databases
def test_richmonds_commissioner_does_not_read_richmonds_own_draft_yet(session: Session) -> None:
    scope = read_as(session, "commissioner@richmond.example")
    plan = plans.find_plan(scope, BUSINESS_PLAN)
    assert plan is not None
    assert plans.find_reading(scope, "RIC-01", plan=plan) is None
    assert plans.find_reading(scope, "C-01", plan=plan) is not None


def test_the_three_real_plans_are_there_with_their_priorities(session: Session) -> None:
    counts = {}
    for company in ("afc", "tfc"):
        scope = tenancy.operate(session, company)
        for plan in plans.plans(scope):
            sections = plans.view(scope, plan).sections
            counts[plan.slug] = [
                len(section.entries) for section in sections if section.kind == "priorities"
            ]
    assert counts[BUSINESS_PLAN] == [10, 10, 10, 10]
    assert {"business-plan-2019-2022", "improvement-plan-2020-2021"} < counts.keys()


def test_a_plan_stands_under_another_and_follows_one_and_has_its_owner(session: Session) -> None:
    scope = tenancy.operate(session, "afc")
    found = {plan.slug: plan for plan in plans.plans(scope)}
    plan, delivery = found[BUSINESS_PLAN], found["delivery-plan-2019-2024"]
    assert plan.follows_id == found["interim-business-plan-2018-2019"].id
    assert plan.owner_body_id == tenancy.body_id_of(scope, "board")
    assert delivery.parent_id == plan.id
    assert (plan.lineage, plan.covers) == ("successor", "company")


@both_databases
@pytest.mark.parametrize(("council", "reads"), [("kingston", True), ("richmond", False)])
def test_a_plan_of_kingston_s_own_is_there_for_kingston_alone(
    session: Session, council: str, reads: bool
) -> None:
    scope = read_as(session, f"commissioner@{council}.example")
    found = plans.find_plan(scope, "kingston-early-help-team-plan-2019-2020")
    assert (found is not None) is reads


def test_an_action_has_its_timescale_as_written_and_says_what_a_section_stands_under(
    session: Session,
) -> None:
    scope = tenancy.operate(session, "tfc")
    plan = plans.find_plan(scope, "improvement-plan-2020-2021")
    assert plan is not None
    section = next(s for s in plans.view(scope, plan).sections if s.letter == "C")
    assert section.under == "The three domains"
    assert section.entries[3].text("when") == "31/02/2020"


def test_a_team_that_never_votes_has_no_quorum(session: Session) -> None:
    scope = tenancy.operate(session, "tfc")
    team = deciding.body_of(scope, "strategic-leadership-team")
    assert (team.quorum, team.quorum_per_council) == (0, 0)


def test_a_database_with_another_company_is_refused_and_left_alone(empty: Session) -> None:
    tenancy.add_company(empty, tenancy.CompanyDetails("real", "Real Company", "#123456"))
    empty.commit()
    with pytest.raises(OtherCompaniesError, match="Real Company"):
        demonstrate(empty, PASSWORD)
    assert tenancy.company_slugs(empty) == ["real"]


def test_a_real_company_at_a_demonstrations_address_is_refused(empty: Session) -> None:
    tenancy.add_company(empty, tenancy.CompanyDetails("afc", "Real Company", "#123456"))
    empty.commit()
    with pytest.raises(OtherCompaniesError, match="Real Company"):
        demonstrate(empty, PASSWORD)


def test_the_printed_table_ends_with_the_password_on_its_own_line(built: Built) -> None:
    lines = built.as_text().splitlines()
    assert lines[-1] == f"Password: {PASSWORD}"
    assert any(
        line.startswith("director@afc.example ")
        and "Director, Achieving for Children (afc)" in line
        for line in lines
    )


@both_databases
def test_the_command_answers_in_json_with_the_password_of_the_settings(
    command_line: CommandLine,
) -> None:
    result = command_line.run("demo", "--json", PORTAL_DEMO_PASSWORD=PASSWORD)
    assert result.returncode == 0, result.stderr
    answer = json.loads(result.stdout)
    assert answer.keys() == {"companies", "people", "password"}
    assert answer["password"] == PASSWORD
    assert answer["people"][0].keys() == {"email", "name", "roles"}


@on_postgres
def test_a_superuser_is_refused_before_anything_is_built(
    command_line: CommandLine, empty_app: Flask, postgres_server: Server
) -> None:
    name = make_url(command_line.database.app_url).database
    superuser = make_url(postgres_server.superuser_url).set(database=name)
    address = superuser.render_as_string(hide_password=False)
    result = command_line.run("demo", PORTAL_DATABASE_URL=address)
    assert result.returncode == 1
    assert "is a superuser" in result.stderr
    with empty_app.app_context():
        assert tenancy.company_slugs(db.session()) == []


def test_the_texts_to_submit_cite_matter_9_in_one_place_and_13_in_another() -> None:
    front_sheet, report = submission_text().split("Agenda front sheet:")[1].split("Report:")
    assert "Reserved Matter 9" in front_sheet
    assert "Reserved Matter 13" not in front_sheet
    assert "Reserved Matter 13" in report
