"""The move of December 2020: one committee decided for all owners, then each owner by itself.

Achieving for Children's joint committee decides the plan in September 2019 by its rule. The
register changes route in December 2020. The refresh of March 2021 is decided by Kingston's
committee, by Richmond's and by Windsor and Maidenhead's Cabinet; a later matter ends in dispute.
"""

from datetime import date

from sqlalchemy import select

from portal.audit.queries import verify
from portal.consents import board, queries
from portal.consents.sentences import sentence
from portal.consents.service import disputing
from portal.decisions import queries as decisions
from portal.decisions.models import ReservedMatter
from portal.decisions.rules.owners import owners_of
from portal.decisions.service import sittings
from portal.decisions.service import submitting as service
from portal.effects import queries as effects
from portal.effects.service import conditions
from portal.plans import service as plans
from portal.plans.content import Content
from portal.plans.models import Item
from tenants.models import Body
from tests.both import both_databases
from tests.factories import consents
from tests.factories import decisions as one_committee
from tests.factories.world import World

KINGSTON, RICHMOND, WINDSOR = "kingston", "richmond", "windsor-and-maidenhead"
SEPTEMBER, DECEMBER = date(2019, 9, 9), date(2020, 12, 1)
AMENDED = {"KIN-01": {"wording": "We will bring it about a year earlier."}}
CLERK = "clerk@afc.example"


@both_databases
def test_the_owners_move_from_one_committee_to_each_owner(world: World) -> None:
    _joint_committee_decides_the_plan(world)
    _the_register_changes_route(world)
    refresh = _each_owner_decides_the_refresh(world)
    _a_later_matter_ends_in_dispute(world)
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()
        found = queries.whole(scope, consents.find(scope, refresh))
        assert found.matter.outcome == "approved_as_amended"


def _joint_committee_decides_the_plan(world: World) -> None:
    consents.move_to(world, SEPTEMBER)
    slug = one_committee.submit(world, asks="approval")
    one_committee.begin(world)
    one_committee.decide(world, slug)
    with world.operator_of() as scope:
        matter = one_committee.find(scope, slug)
        assert (matter.purpose, matter.outcome) == ("decide", "approved")
        assert matter.rule["rule"] == "unanimous_of_those_present"


def _the_register_changes_route(world: World) -> None:
    consents.move_to(world, DECEMBER)
    consents.set_up(world, from_day=DECEMBER)
    with world.operator_of() as scope:
        line = scope.session.scalars(
            select(ReservedMatter).where(ReservedMatter.number == consents.NUMBER)
        ).one()
        assert (line.route, line.in_force_from) == ("each_owner", DECEMBER)


def _each_owner_decides_the_refresh(world: World) -> str:
    """Windsor and Maidenhead consents first; Kingston amends, and the others are asked again."""
    consents.move_to(world, date(2021, 3, 1))
    _write_on(world)
    slug = consents.submit(world, title="Refresh of the business plan 2021 to 2022")
    consents.sit(world, slug, WINDSOR)
    consents.move_to(world, date(2021, 3, 9))
    consents.sit(world, slug, KINGSTON, amended=AMENDED)
    _stands(world, slug, {"Kingston": "consents", "Windsor and Maidenhead": "waiting"})
    consents.move_to(world, date(2021, 3, 16))
    with world.scope_of(consents.clerk(RICHMOND)) as scope:
        part = consents.newest(scope, slug, RICHMOND)
        letter = decisions.find_recommendation(scope, "a", matter=part)
        assert letter is not None
        details = conditions.ConditionDetails(
            "subsequent", "A costed plan comes back by June.", "the director of finance"
        )
        conditions.record_condition(scope, letter, details)
        scope.session.commit()
    consents.sit(world, slug, RICHMOND)
    consents.move_to(world, date(2021, 3, 25))
    assert "Waiting for Windsor and Maidenhead" in _sentence(world, slug)
    consents.sit(world, slug, WINDSOR)
    said = _sentence(world, slug)
    assert said.startswith("Approved as amended: all three councils consent. Waiting for ")
    assert "the end of call-in" in said
    return slug


def _a_later_matter_ends_in_dispute(world: World) -> None:
    consents.move_to(world, date(2021, 6, 1))
    _write_on(world)
    slug = consents.submit(world, title="A second refresh")
    for council in (KINGSTON, RICHMOND):
        consents.sit(world, slug, council)
    consents.sit(world, slug, WINDSOR, against="a")
    assert _sentence(world, slug) == (
        "The councils disagree: Kingston and Richmond consent, Windsor and Maidenhead does not. "
        "It is to be resolved by 29 June 2021."
    )
    with world.scope_of(consents.clerk(WINDSOR)) as scope:
        matter = consents.find(scope, slug)
        owner = next(e for e in owners_of(matter.rule) if e.slug == WINDSOR)
        disputing.state_position(scope, matter, owner, "The Cabinet wants it costed first.")
        scope.session.commit()
    resolution = _refer(world, slug)
    _joint_committee_settles(world, resolution)
    with world.operator_of() as scope:
        found = queries.whole(scope, consents.find(scope, slug))
        assert found.dispute is not None
        assert (found.dispute.state, found.dispute.resolved_how) == ("resolved", "resolution")
        assert found.matter.outcome == "approved"
        said = found.recommendations[0].sentence or ""
        assert "Joint committee approved it on 15 June 2021" in said
        assert found.version is not None
        assert found.version.state == "approved"


def _write_on(world: World) -> None:
    """The plan is written on: its text differs from what was frozen last."""
    with world.scope_of(consents.DIRECTOR) as scope:
        item = scope.session.scalars(select(Item).where(Item.ref == "KIN-02")).first()
        assert item is not None
        content = Content("Written on", f"On {scope.today()} it reads so.")
        plans.revise(scope, item, content, base=item.head)
        scope.session.commit()


def _refer(world: World, slug: str) -> str:
    consents.move_to(world, date(2021, 6, 15))
    with world.scope_of(CLERK) as scope:
        matter = consents.find(scope, slug)
        body = scope.session.get_one(Body, matter.body_id)
        details = service.SittingDetails("dispute", body.name, scope.today(), "2pm", "Guildhall")
        place = service.plan_sitting(scope, body, details)
        part = disputing.refer(scope, matter, place)
        scope.session.commit()
        return part.slug


def _joint_committee_settles(world: World, slug: str) -> None:
    with world.scope_of(CLERK) as scope:
        place = decisions.sitting_of(scope, consents.find(scope, slug))
        seats = decisions.seats(scope, place)
        sittings.mark_attendance(scope, place, [seat.appointment_id for seat in seats])
        sittings.open_sitting(scope, place)
        scope.session.commit()
    consents.vote(world, slug, "ab", one_committee.COMMITTEE, CLERK)


def _sentence(world: World, slug: str) -> str:
    with world.operator_of() as scope:
        matter = consents.find(scope, slug)
        found = queries.whole(scope, matter)
        after = effects.after(scope, [matter.id, *(part.matter.id for part in found.parts)])
        return sentence(board.situation(found, after.get(matter.id), scope.today()))


def _stands(world: World, slug: str, expected: dict[str, str]) -> None:
    with world.operator_of() as scope:
        found = queries.whole(scope, consents.find(scope, slug))
        stands = {answer.council: answer.stand for answer in found.answers()}
        assert expected.items() <= stands.items()
