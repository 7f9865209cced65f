"""Every owner decides by its own body: what their decisions come to, on both databases."""

from portal.audit.queries import verify
from portal.consents import queries
from tests.both import both_databases
from tests.factories import consents
from tests.factories.world import World

KINGSTON, RICHMOND, WINDSOR = "kingston", "richmond", "windsor-and-maidenhead"
AMENDED = {"KIN-01": {"wording": "We will bring it about a year earlier."}}


@both_databases
def test_the_last_of_three_consents_approves_it(world: World) -> None:
    consents.set_up(world)
    slug = consents.submit(world)
    for council in (KINGSTON, RICHMOND):
        consents.sit(world, slug, council)
        assert _whole(world, slug).matter.state == "submitted"
    consents.sit(world, slug, WINDSOR)
    found = _whole(world, slug)
    assert (found.matter.outcome, found.version and found.version.state) == ("approved", "approved")
    assert found.recommendations[0].sentence == "All three councils consent."
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()


@both_databases
def test_an_amendment_leaves_the_other_consents_behind_and_asks_them_again(world: World) -> None:
    consents.set_up(world)
    slug = consents.submit(world)
    consents.sit(world, slug, RICHMOND)
    consents.sit(world, slug, KINGSTON, amended=AMENDED)
    found = _whole(world, slug)
    stands = {answer.council: answer.stand for answer in found.answers()}
    assert stands == {
        "Kingston": "consents",
        "Richmond": "waiting",
        "Windsor and Maidenhead": "waiting",
    }
    assert found.matter.version_number == 2
    numbers = [[p.matter.version_number for p in found.of(owner)] for owner in found.owners]
    assert numbers == [[1], [1, 2], [1, 2]]
    consents.sit(world, slug, RICHMOND)
    consents.sit(world, slug, WINDSOR)
    done = _whole(world, slug)
    assert done.matter.outcome == "approved_as_amended"
    assert done.version is not None
    assert done.version.number == 2


@both_databases
def test_a_council_that_declines_begins_a_dispute(world: World) -> None:
    consents.set_up(world)
    slug = consents.submit(world)
    consents.sit(world, slug, KINGSTON)
    consents.sit(world, slug, WINDSOR, against="a")
    found = _whole(world, slug)
    assert found.dispute is not None
    assert found.dispute.because == "Kingston consents, Windsor and Maidenhead does not"
    assert (found.dispute.resolve_by - found.dispute.opened_on).days == 28


def _whole(world: World, slug: str) -> queries.Whole:
    with world.operator_of() as scope:
        found = queries.whole(scope, consents.find(scope, slug))
        scope.session.expunge_all()
    return found
