"""Putting texts to others: frozen copies, to whom and from when, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.engagement import queries, service
from portal.engagement.service import EngagementError, RoundError
from portal.plans import queries as plan_queries
from portal.plans import service as plans
from portal.plans.queries import content_of
from tenants import invitations
from tenants.audiences import PUBLIC
from tenants.models import Invitation
from tests.both import both_databases
from tests.factories import engaging
from tests.factories.engaging import DAY, DIRECTOR, MONTH
from tests.factories.world import World


@pytest.fixture(autouse=True)
def _released(world: World) -> None:
    engaging.release(world, 0, 1)


@both_databases
def test_what_is_put_is_a_copy_that_later_edits_do_not_reach(world: World) -> None:
    slug, keys = engaging.open_round(world)
    with world.scope_of(DIRECTOR) as scope:
        text = engaging.reading(scope, "KIN-01")
        before, digest = text.revision.wording, text.revision.digest
        other = content_of(text.revision).with_texts({"wording": "Quite other words."})
        plans.revise(scope, text.item, other, base=1)
        scope.session.commit()
    with world.scope_of(None, writes=False) as scope:
        consultation = engaging.found(scope, slug, keys["partners"])
        exhibits = {each.ref: each for each in queries.exhibits(scope, consultation)}
        assert list(exhibits) == ["C-01", "KIN-01"]
        assert (exhibits["KIN-01"].wording, exhibits["KIN-01"].digest) == (before, digest)


@both_databases
def test_whoever_is_let_in_reads_the_copies_and_the_draft_no_more_than_before(
    world: World,
) -> None:
    slug, keys = engaging.open_round(world)
    with world.scope_of(None, writes=False) as scope:
        engaging.found(scope, slug, keys["partners"])
        assert plan_queries.find_plan(scope, engaging.PLAN) is None


def test_a_public_consultation_is_everybodys_and_a_private_one_its_guests(world: World) -> None:
    engaging.open_round(world, title="Private")
    engaging.open_round(world, title="For all", kinds=("public",), councils=())
    with world.scope_of(None, writes=False) as scope:
        invitations.accept_all(scope)
        assert [each.slug for each in queries.rounds(scope)] == ["for-all"]
        assert {each.audience for each in queries.rounds(scope)} == {PUBLIC}


def test_a_councils_words_go_to_nobody_before_its_own_commissioners(world: World) -> None:
    with pytest.raises(RoundError, match="RIC-01 has not been released") as refused:
        engaging.open_round(world, refs=("C-01", "RIC-01"))
    assert refused.value.field == "refs"


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a first day that is over": ({"opens_on": DAY - timedelta(1)}, "opens_on"),
    "a last day before the first": ({"closes_on": DAY - timedelta(1)}, "closes_on"),
    "more than a year": ({"closes_on": DAY + 13 * MONTH}, "closes_on"),
    "nobody asked": ({"kinds": (), "councils": ()}, "asked"),
    "a council that owns no share": ({"councils": (9,)}, "asked"),
    "a group that is none": ({"kinds": ("enemies",)}, "asked"),
    "no text": ({"refs": ()}, "refs"),
    "a title that is no address": ({"title": "???"}, "title"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_stand_is_refused_beside_its_field(world: World, why: str) -> None:
    changes, field = REFUSED[why]
    with pytest.raises(RoundError) as refused:
        engaging.open_round(world, **changes)
    assert refused.value.field == field


def test_two_consultations_do_not_share_a_title(world: World) -> None:
    engaging.open_round(world)
    with pytest.raises(RoundError, match="of this title already"):
        engaging.open_round(world)


@both_databases
def test_the_database_keeps_only_the_digest_of_a_link(world: World) -> None:
    _, keys = engaging.open_round(world)
    with world.operator_of() as scope:
        stored = set(scope.session.scalars(select(Invitation.key_digest))) - {None}
    assert stored == {invitations.digest_of(key) for key in keys.values()}
    assert len(stored) == 2


def test_a_link_made_anew_ends_the_one_before(world: World) -> None:
    slug, keys = engaging.open_round(world)
    with world.scope_of(DIRECTOR) as scope:
        consultation = engaging.found(scope, slug)
        [group] = [g for g in queries.groups(scope, consultation) if g.kind == "partners"]
        fresh = service.renew_link(scope, consultation, group).key
        scope.session.commit()
    for key, opens in ((keys["partners"], False), (fresh, True), (keys["young_people"], True)):
        with world.scope_of(None, writes=False) as scope:
            let_in = invitations.present(scope, invitations.digest_of(key)) is not None
            assert let_in == opens


def test_the_public_and_councils_have_no_secret_link(world: World) -> None:
    slug, keys = engaging.open_round(world, kinds=("public", "staff"))
    assert set(keys) == {"staff"}
    with world.scope_of(DIRECTOR) as scope:
        consultation = engaging.found(scope, slug)
        for group in queries.groups(scope, consultation):
            if group.kind in ("public", "council"):
                with pytest.raises(EngagementError, match="own address"):
                    service.renew_link(scope, consultation, group)


def test_the_last_day_moves_within_reason(world: World) -> None:
    slug, _ = engaging.open_round(world)
    with world.scope_of(DIRECTOR) as scope:
        consultation = engaging.found(scope, slug)
        service.move_last_day(scope, consultation, DAY)
        assert consultation.closes_on == DAY
        for day in (DAY - timedelta(1), DAY + 13 * MONTH):
            with pytest.raises(RoundError):
                service.move_last_day(scope, consultation, day)
