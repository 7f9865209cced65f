"""What is told hangs on the action: nothing that is frozen or decided moves."""

from datetime import date

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from portal.actions import queries, service
from portal.actions.models import ActionEntry, ActionStanding
from portal.actions.rules import ActionError
from portal.actions.service import ActionClashError, Telling
from portal.audit.queries import verify
from portal.plans import queries as plans
from portal.plans import service as plan_service
from portal.plans.queries import manifests
from tenants import service as tenancy
from tenants.models import Appointment, Person
from tenants.roles import Role
from tenants.scope import NotAllowedError
from tests.actions.conftest import COMMISSIONER, DIRECTOR, EDITOR, SLUG, action_of, tell
from tests.both import both_databases
from tests.factories import people
from tests.factories.tenancy import keep_signed_in
from tests.factories.world import World
from tests.fixtures import ScopeOf

pytestmark = [both_databases, pytest.mark.usefixtures("plan")]
GREEN = Telling("green", "It goes well.")


def log(scope_of: ScopeOf, ref: str = "KIN-A01") -> list[tuple[str, str]]:
    with scope_of(DIRECTOR, writes=False) as scope:
        entries = queries.log_of(scope, action_of(scope, ref).item_id)
        return [(entry.status, entry.made_by) for entry in entries]


def test_the_last_entry_counts_and_a_correction_is_another(scope_of: ScopeOf) -> None:
    tell(scope_of, "KIN-A01", Telling("completed"))
    tell(scope_of, "KIN-A01", Telling("green", "Not yet, after all."))
    with scope_of(DIRECTOR, writes=False) as scope:
        line = action_of(scope, "KIN-A01")
        assert (line.status, line.head, line.note) == ("green", 2, "Not yet, after all.")
    assert [status for status, _ in log(scope_of)] == ["completed", "green"]


def test_telling_changes_no_digest_of_a_plan(scope_of: ScopeOf) -> None:
    def digest() -> str:
        with scope_of(DIRECTOR, writes=False) as scope:
            plan = plans.find_plan(scope, SLUG)
            assert plan is not None
            return manifests.draft_manifest(scope, plan).digest(1)

    before = digest()
    tell(scope_of, "KIN-A01", GREEN)
    assert digest() == before


def test_an_entry_says_by_whom_under_which_hat_and_the_chain_verifies_it(
    world: World, scope_of: ScopeOf
) -> None:
    tell(scope_of, "KIN-A01", Telling("green", "Well", "More came"), by=EDITOR)
    with world.operator_of() as operator:
        (row,) = operator.session.scalars(select(ActionEntry))
        assert (row.made_by, row.hat) == ("Editor Kingston", "Plan editor, Kingston")
        assert (row.impact, row.beside) == ("More came", "23/06/2019")
        assert verify(operator).whole


def test_a_standing_that_does_not_follow_from_the_log_is_noticed(
    world: World, scope_of: ScopeOf
) -> None:
    tell(scope_of, "KIN-A01", GREEN)
    with scope_of(DIRECTOR) as scope:
        scope.session.execute(update(ActionStanding).values(status="completed"))
        scope.session.commit()
    with world.operator_of() as operator:
        assert any("action entry" in words for words in verify(operator).breaks)


def test_an_entry_never_changes(scope_of: ScopeOf) -> None:
    tell(scope_of, "KIN-A01", GREEN)
    with scope_of(DIRECTOR) as scope, pytest.raises(DatabaseError):
        scope.session.execute(update(ActionEntry).values(note="As I like it"))


def test_the_company_and_the_areas_commissioners_read_it_and_nobody_else(
    scope_of: ScopeOf,
) -> None:
    tell(scope_of, "KIN-A01", GREEN)

    def reads(email: str | None) -> tuple[int, int]:
        with scope_of(email, writes=False) as scope:
            entries = scope.session.scalars(select(ActionEntry)).all()
            return len(entries), len(scope.session.scalars(select(ActionStanding)).all())

    assert [reads(email) for email in (DIRECTOR, EDITOR, COMMISSIONER)] == [(1, 1)] * 3
    others = ("commissioner@richmond.example", "member@board.afc.example", None)
    assert [reads(email) for email in others] == [(0, 0)] * 3


def test_the_board_reads_how_shared_actions_stand(scope_of: ScopeOf) -> None:
    tell(scope_of, "C-A01", GREEN)
    with scope_of("member@board.afc.example", writes=False) as scope:
        assert action_of(scope, "C-A01").status == "green"


@pytest.mark.parametrize(
    ("email", "ref"),
    [
        (COMMISSIONER, "KIN-A01"),
        (COMMISSIONER, "C-A01"),
        ("member@board.afc.example", "C-A01"),
        (EDITOR, "C-A01"),
    ],
)
def test_who_reads_and_does_not_keep_it_is_refused_in_words(
    scope_of: ScopeOf, email: str, ref: str
) -> None:
    with (
        scope_of(email) as scope,
        pytest.raises(NotAllowedError, match="whoever leads an action"),
    ):
        service.tell(scope, action_of(scope, ref), GREEN, base=0)


def test_whoever_holds_the_post_that_leads_an_action_updates_it_and_no_other(
    world: World, scope_of: ScopeOf
) -> None:
    # Kingston's editor keeps nothing shared, but for what her post leads.
    with world.operator_of("afc") as operator:
        person = operator.session.scalars(select(Person).where(Person.email == EDITOR)).one()
        held = select(Appointment).where(Appointment.person_id == person.id)
        operator.session.scalars(held).one().title = "Head of Practice"
        operator.session.commit()
    tell(scope_of, "C-A03", GREEN, by=EDITOR)
    assert log(scope_of, "C-A03") == [("green", "Editor Kingston")]
    with pytest.raises(NotAllowedError):
        tell(scope_of, "C-A01", GREEN, by=EDITOR)


def test_a_service_lead_updates_the_actions_of_her_plan_and_of_no_other(
    world: World, scope_of: ScopeOf
) -> None:
    with scope_of(DIRECTOR, writes=False) as scope:
        found = plans.find_plan(scope, SLUG)
        assert found is not None
        held = (found.id, found.title)
    lead = "service-lead@afc.example"
    with world.operator_of("afc") as operator:
        person = tenancy.invite_person(operator, lead, "Service Lead", people.PASSWORD)
        keep_signed_in(operator.session, person.id, lead)
        tenancy.appoint(
            operator,
            person,
            Role.SERVICE_LEAD,
            0,
            starts_on=date(2019, 4, 1),
            plan=held,
        )
        operator.session.commit()
    tell(scope_of, "C-A01", GREEN, by=lead)
    assert log(scope_of, "C-A01") == [("green", "Service Lead")]


def test_two_people_telling_at_once_are_told_of_each_other(scope_of: ScopeOf) -> None:
    tell(scope_of, "KIN-A01", GREEN, by=EDITOR)
    with scope_of(DIRECTOR) as scope:
        with pytest.raises(ActionClashError) as clash:
            service.tell(scope, action_of(scope, "KIN-A01"), Telling("amber"), base=0)
        assert clash.value.newest.made_by == "Editor Kingston"
    assert len(log(scope_of)) == 1


def test_the_same_thing_sent_twice_is_recorded_once(scope_of: ScopeOf) -> None:
    tell(scope_of, "KIN-A01", GREEN)
    with pytest.raises(ActionError, match="recorded already today"):
        tell(scope_of, "KIN-A01", GREEN)


def test_a_new_date_takes_effect_and_the_first_stays(scope_of: ScopeOf) -> None:
    moved = Telling("amber", "The printer is late.", "", date(2019, 9, 30), "Programme board")
    tell(scope_of, "C-A02", moved)
    with scope_of(DIRECTOR, writes=False) as scope:
        line = action_of(scope, "C-A02")
        assert (line.due_on, line.agreed, line.when) == (date(2019, 9, 30), True, "31/05/2019")
        assert line.computed == "not_due"
        (entry,) = queries.log_of(scope, line.item_id)
        assert (entry.agreed_by, entry.beside) == ("Programme board", "31/05/2019")


def test_a_new_date_goes_once_the_text_names_another_day(scope_of: ScopeOf) -> None:
    tell(scope_of, "C-A02", Telling("amber", "Late.", "", date(2019, 9, 30), "Board"))
    with scope_of(DIRECTOR) as scope:
        reading = plans.reading_of(scope, action_of(scope, "C-A02").item_id)
        assert reading is not None
        said = plans.content_of(reading.revision).with_texts({"when": "31/12/2019"})
        plan_service.revise(scope, reading.item, said, base=reading.item.head)
        scope.session.commit()
        line = action_of(scope, "C-A02")
        assert (line.due_on, line.status) == (date(2019, 12, 31), "amber")


def test_a_turn_that_is_done_makes_the_next_one_due(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR, writes=False) as scope:
        assert action_of(scope, "C-A03").due_on == date(2019, 4, 1)
        assert action_of(scope, "C-A03").computed == "red"
    tell(scope_of, "C-A03", Telling("done"))
    with scope_of(DIRECTOR, writes=False) as scope:
        line = action_of(scope, "C-A03")
        assert (line.due_on, line.status, line.computed) == (date(2019, 7, 1), "green", "not_due")


@pytest.mark.parametrize(
    ("ref", "what", "words", "field"),
    [
        ("KIN-A01", Telling("blue"), "Choose how", "status"),
        ("KIN-A01", Telling("done"), "Only what recurs", "status"),
        (
            "KIN-A01",
            Telling("green", "x", "", date(2019, 6, 23), "B"),
            "passed already",
            "new_date",
        ),
        ("KIN-A02", Telling("green", "x", "", date(2019, 6, 24), "B"), "already", "new_date"),
        ("KIN-A01", Telling("green", "x", "", date(2019, 9, 1)), "who agreed", "agreed_by"),
        ("KIN-A01", Telling("green", "", "", date(2019, 9, 1), "B"), "why the date", "note"),
        ("KIN-A01", Telling("green", "x", "", None, "B"), "Enter the new date", "new_date"),
    ],
)
def test_what_cannot_be_is_refused_in_words_beside_its_field(
    scope_of: ScopeOf, ref: str, what: Telling, words: str, field: str
) -> None:
    with pytest.raises(ActionError, match=words) as error:
        tell(scope_of, ref, what)
    assert error.value.field == field
    assert log(scope_of, ref) == []
