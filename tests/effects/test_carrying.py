"""An effect from the decision to the day it is carried out."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.audit.queries import verify
from portal.decisions.models import Matter
from portal.effects import working
from portal.effects.models import Effect
from portal.effects.service.admitting import admit
from portal.effects.service.posts import EffectError
from portal.plans import queries as plans
from portal.plans import service
from portal.plans.models.frozen import Version
from portal.plans.service import arranging, budgeting
from portal.plans.service.locking import LockedError
from portal.web.database import db
from tenants import service as tenancy
from tenants.models import Appointment
from tests.both import both_databases
from tests.factories import decisions, effects
from tests.factories.people import name_of
from tests.factories.plans import PLANS, content
from tests.factories.tenancy import DAY
from tests.factories.world import World

LATER = DAY + timedelta(days=99)


def version(world: World) -> Version:
    with world.operator_of() as scope:
        found = scope.session.scalars(select(Version)).one()
        scope.session.expunge_all()
        return found


def work(world: World) -> list[working.Done]:
    with world.app.app_context():
        return working.work(db.session(), db.session().commit)


@both_databases
def test_an_approved_version_is_in_force_at_once(world: World) -> None:
    slug = effects.approved(world)
    found = effects.effect(world, slug)
    assert found is not None
    assert (found.state, found.due_on) == ("done", DAY)
    assert found.done_words == "Version 1 is in force from 24 June 2019."
    assert version(world).in_force_from == DAY


def test_a_day_to_come_is_written_at_once_where_nothing_can_move_it(world: World) -> None:
    slug = effects.approved(world, takes_effect_on=LATER)
    found = effects.effect(world, slug)
    assert found is not None
    assert (found.state, found.due_on) == ("done", LATER)
    assert version(world).in_force_from == LATER


def test_approval_in_principle_has_no_effect(world: World) -> None:
    slug = effects.approved(world, asks="approval_in_principle")
    assert effects.effect(world, slug) is None


def test_a_condition_precedent_holds_the_effect_until_it_is_discharged(world: World) -> None:
    slug = decisions.submit(world, asks="approval")
    first, other = effects.condition(world, slug), effects.condition(world, slug, words="Ask again")
    decisions.begin(world)
    decisions.decide(world, slug)
    assert version(world).in_force_from is None
    effects.discharge(world, first)
    assert effects.after(world, slug).waits_for == ("the condition “Ask again” to be discharged",)
    effects.go_to(world, LATER)
    effects.discharge(world, other, DAY + timedelta(days=3))
    assert version(world).in_force_from == DAY + timedelta(days=3)


def test_a_condition_subsequent_stops_nothing(world: World) -> None:
    slug = decisions.submit(world, asks="approval")
    effects.condition(world, slug, kind="subsequent")
    decisions.begin(world)
    decisions.decide(world, slug)
    assert version(world).in_force_from == DAY


@both_databases
def test_the_worker_carries_out_what_can_be_called_in_no_longer(world: World) -> None:
    effects.make_councils_own(world)
    slug = effects.approved(world)
    assert effects.after(world, slug).waits_for == ("the end of call-in on 1 July 2019",)
    assert work(world) == []
    effects.go_to(world, LATER)
    done = work(world)
    assert [(each.matter, each.state, each.words) for each in done] == [
        (slug, "done", "Version 1 is in force from 2 July 2019.")
    ]
    assert work(world) == []
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()


def meant(world: World, kind: str, **details: str) -> Effect:
    """What came of an approval that means this."""
    slug = decisions.submit(world, asks="approval")
    effects.means(world, slug, kind, **details)
    effects.hold(world, slug)
    work(world)
    found = effects.effect(world, slug)
    assert found is not None
    return found


def test_a_budget_locks_its_draft_until_a_director_opens_it(world: World) -> None:
    assert "draft is locked" in meant(world, "budget", year="2019/20").done_words
    with world.scope_of(decisions.DIRECTOR) as scope:
        plan = plans.find_plan(scope, PLANS["afc"])
        assert plan is not None
        item = plans.items_of(scope, plan.id, 1)[0]
        with pytest.raises(LockedError, match="Version 1 was approved as the budget"):
            service.revise(scope, item, content("KIN-09"), base=item.head)
        with pytest.raises(LockedError):
            arranging.remove_item(scope, item)
        budgeting.unlock(scope, plan, "An in-year change is put to the owners.")
        service.revise(scope, item, content("KIN-09"), base=item.head)


def test_an_appointment_is_made_by_the_worker(world: World) -> None:
    person = name_of("commissioner@kingston.example")
    found = meant(world, "appointment", person=person, post="Chair, Board of directors")
    assert found.done_words == f"{person} is Chair, Board of directors from 24 June 2019."
    with world.scope_of("commissioner@kingston.example", writes=False) as scope:
        assert "Chair, Board of directors" in [hat.label for hat in scope.hats]


def test_a_removal_ends_an_appointment_the_day_before(world: World) -> None:
    effects.go_to(world, DAY)
    found = meant(
        world, "removal", person="member@board.afc.example", post="Member, Board of directors"
    )
    assert "no longer Member, Board of directors from 24 June 2019" in found.done_words
    with world.operator_of() as scope:
        seat = scope.session.scalars(
            select(Appointment).where(Appointment.role == "board_member")
        ).one()
        assert seat.ends_on == DAY - timedelta(days=1)


def test_what_cannot_be_carried_out_is_held_in_words_and_tried_again(world: World) -> None:
    found = meant(world, "appointment", person="Nobody At All", post="Chair, Board of directors")
    assert (found.state, found.done_words) == ("waiting", "")
    assert "Nobody of this portal is called “Nobody At All”" in found.held_because
    assert work(world) == []
    with world.operator_of() as scope:
        tenancy.invite_person(scope, "nobody@afc.example", "Nobody At All")
        scope.session.commit()
    assert [each.state for each in work(world)] == ["done"]
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()


def test_the_right_to_admit_an_owner_is_used_once(world: World) -> None:
    found = meant(world, "admission", council="Surrey")
    assert found.done_words.startswith("Surrey may be admitted as an owner of")
    details = tenancy.CouncilDetails("surrey", "Surrey", "SUR", "#123456", Decimal("0"), DAY)
    with world.operator_of() as scope:
        matter = scope.session.get_one(Matter, found.matter_id)
        with pytest.raises(EffectError, match="is about “Surrey”, not “Kent”"):
            admit(scope, matter.slug, replace(details, name="Kent", slug="kent"))
        with pytest.raises(tenancy.TenancyError, match="more than 100"):
            admit(scope, matter.slug, replace(details, share=Decimal(1)))
