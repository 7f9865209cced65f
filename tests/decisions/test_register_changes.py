"""The register through time: dated changes, a past that stays, and nothing lost in a clash."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.audit.queries import verify
from portal.decisions.queries import lines
from portal.decisions.rules.codes import OFFERED
from portal.decisions.service import registering
from portal.decisions.service.registering import ClashError, RegisterError
from tenants.scope import NotAllowedError, Scope
from tests.factories import decisions, registers
from tests.factories.registers import AUTHORITY, BEGUN, LATER
from tests.factories.tenancy import DAY
from tests.factories.world import World

CLERK = "clerk@afc.example"


@pytest.fixture
def operator(world: World) -> Iterator[Scope]:
    with world.operator_of() as scope:
        registers.own_bodies(scope)
        registers.add(scope)
        yield scope


@pytest.fixture
def kept(world: World) -> World:
    """The councils' own bodies and one line, committed."""
    with world.operator_of() as scope:
        registers.own_bodies(scope)
        registers.add(scope)
        scope.session.commit()
    return world


def routes(scope: Scope, day: date) -> list[str]:
    return [line.matter.route for line in lines.lines_on(scope, day)]


def test_a_change_ends_the_line_the_day_before_and_begins_another(operator: Scope) -> None:
    new = registers.change(operator)
    old = lines.forms_of(operator, 20)[0]
    assert (old.in_force_from, old.in_force_to) == (BEGUN, LATER - timedelta(days=1))
    assert (new.in_force_from, new.in_force_to) == (LATER, None)


def test_the_past_stays_readable_and_the_change_is_shown_as_coming(operator: Scope) -> None:
    registers.change(operator)
    assert routes(operator, date(2019, 9, 1)) == ["one_committee"]
    assert routes(operator, LATER) == ["each_owner"]
    [line] = lines.lines_on(operator, DAY)
    assert line.coming is not None
    assert line.coming.in_force_from == LATER


def test_a_change_keeps_each_councils_own_body(operator: Scope) -> None:
    registers.change(operator)
    [line] = lines.lines_on(operator, LATER)
    assert [body.slug for body in line.councils.values()] == [
        "own-kingston",
        "own-richmond",
        "own-windsor-and-maidenhead",
    ]


def test_before_a_line_began_the_register_did_not_hold_it(operator: Scope) -> None:
    assert lines.lines_on(operator, BEGUN - timedelta(days=1)) == []


def test_every_rule_that_is_offered_can_be_chosen(operator: Scope) -> None:
    for number, code in enumerate(OFFERED, start=30):
        assert registers.add(operator, number, rule=code).rule == code


def test_a_limit_is_kept_to_the_penny(operator: Scope) -> None:
    line = registers.add(operator, 30, limit=Decimal("123456789012.34"))
    operator.session.expire_all()
    assert line.limit == Decimal("123456789012.34")


def test_a_change_to_come_is_replaced_by_one_of_the_same_day(operator: Scope) -> None:
    registers.change(operator)
    said = registers.of_each_owner(operator, rule="share_of_councils:75")
    registers.change(operator, said=said)
    [line] = lines.lines_on(operator, LATER)
    assert line.matter.rule == "share_of_councils:75"
    assert len(lines.forms_of(operator, 20)) == 2


def test_a_change_before_one_that_is_to_come_is_refused(operator: Scope) -> None:
    registers.change(operator)
    with pytest.raises(RegisterError, match="A change is to come on 1 December 2020") as refused:
        registers.change(operator, day=date(2020, 1, 1))
    assert refused.value.field == "from_day"


def test_a_change_that_is_taken_back_lets_the_line_go_on(operator: Scope) -> None:
    registers.change(operator)
    line = registers.found(operator)
    registering.withdraw_change(operator, line, registers.seen(operator))
    assert routes(operator, LATER) == ["one_committee"]
    assert lines.forms_of(operator, 20)[0].in_force_to is None
    registers.change(operator)
    assert routes(operator, LATER) == ["each_owner"]


def test_a_line_that_ended_and_is_to_begin_again_stays_ended_without_it(operator: Scope) -> None:
    line, end = registers.found(operator), date(2019, 12, 31)
    registering.end_line(operator, line, end, AUTHORITY, registers.seen(operator))
    again = registers.details(operator, title="Contracts again")
    registering.add_line(operator, 20, again, LATER, AUTHORITY)
    registering.withdraw_change(operator, line, registers.seen(operator))
    assert lines.forms_of(operator, 20)[0].in_force_to == end
    assert routes(operator, LATER) == []


def test_nothing_to_come_cannot_be_taken_back(operator: Scope) -> None:
    with pytest.raises(RegisterError, match="No change of this line is to come"):
        registering.withdraw_change(operator, registers.found(operator), registers.seen(operator))


def test_a_line_ends_after_its_last_day_and_cannot_be_changed_then(operator: Scope) -> None:
    line = registers.found(operator)
    registering.end_line(operator, line, DAY, AUTHORITY, registers.seen(operator))
    assert len(lines.lines_on(operator, DAY)) == 1
    assert lines.lines_on(operator, DAY + timedelta(days=1)) == []
    with pytest.raises(RegisterError, match="This line ends on 24 June 2019"):
        registers.change(operator)


def test_a_number_in_use_is_refused_and_is_free_again_after_its_end(operator: Scope) -> None:
    with pytest.raises(RegisterError, match="holds matter 20 already") as refused:
        registers.add(operator)
    assert refused.value.field == "number"
    line = registers.found(operator)
    registering.end_line(operator, line, DAY, AUTHORITY, registers.seen(operator))
    again = registers.details(operator, title="Contracts again")
    row = registering.add_line(operator, 20, again, LATER, AUTHORITY)
    assert row.in_force_from == LATER


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": " "}),
        ("kind", {"kind": "holiday"}),
        ("within_plan", {"within_plan": "sometimes"}),
        ("limit", {"within_plan": "free_to_limit"}),
        ("limit", {"limit": Decimal(-1)}),
        ("quorum", {"quorum": ""}),
        ("route", {"route": "by post"}),
        ("rule", {"rule": "whoever shouts"}),
        ("rule", {"route": "each_owner"}),
        ("council_1", {"route": "each_owner", "rule": "every_council_consents"}),
    ],
)
def test_what_a_line_cannot_say_is_refused_beside_its_field(
    operator: Scope, field: str, changes: dict[str, object]
) -> None:
    with pytest.raises(RegisterError) as refused:
        registers.add(operator, 30, **changes)
    assert refused.value.field == field


@pytest.mark.parametrize("slug", ["board", "own-kingston"])
def test_only_a_body_of_the_owners_decides_for_all_of_them(operator: Scope, slug: str) -> None:
    with pytest.raises(RegisterError, match="Choose a body of the owners") as refused:
        registers.add(operator, 30, body=registers.body_of(operator, slug))
    assert refused.value.field == "body"


def test_a_change_that_changes_nothing_is_refused(operator: Scope) -> None:
    with pytest.raises(RegisterError, match="Nothing is different"):
        registers.change(operator, said=registers.details(operator))


def test_a_change_names_the_decision_that_allows_it(operator: Scope) -> None:
    line, said = registers.found(operator), registers.of_each_owner(operator)
    for words, slug, field in (("", None, "decided_by"), ("Minute 7", "nowhere", "decision")):
        authority, seen = registering.Authority(words, slug), registers.seen(operator)
        with pytest.raises(RegisterError) as refused:
            registering.change_line(operator, line, said, LATER, authority, seen)
        assert refused.value.field == field


def test_a_change_is_never_dated_before_a_matter_that_was_put_under_the_line(world: World) -> None:
    decisions.submit(world)
    with world.operator_of() as scope:
        said = registers.details(scope, kind="plan", title="Business plan")
        with pytest.raises(RegisterError, match="was submitted under this line on 24 June 2019"):
            registers.change(scope, 13, DAY, said)
        assert registers.change(scope, 13, DAY + timedelta(days=1), said).number == 13


def test_a_matter_under_way_keeps_the_rule_and_the_line_it_began_with(world: World) -> None:
    slug = decisions.submit(world)
    with world.operator_of() as scope:
        before = decisions.find(scope, slug).rule
        said = registers.details(scope, kind="plan", rule="simple_majority")
        registers.change(scope, 13, DAY + timedelta(days=1), said)
        matter = decisions.find(scope, slug)
        old = lines.forms_of(scope, 13)[0]
        assert matter.rule == before
        assert matter.rule["rule"] == "unanimous_of_those_present"
        assert matter.reserved_matter_id == old.id


def test_two_who_change_a_line_at_once_lose_nothing(kept: World) -> None:
    with kept.scope_of(CLERK) as scope:
        begun = registers.seen(scope)
        registers.change(scope)
        scope.session.commit()
    with kept.scope_of(CLERK) as scope:
        line, said = registers.found(scope), registers.details(scope, title="Contracts")
        with pytest.raises(ClashError, match="Somebody changed this line"):
            registering.change_line(scope, line, said, LATER, AUTHORITY, begun)


def test_the_clerk_of_the_owners_committee_keeps_the_register(kept: World) -> None:
    with kept.scope_of(CLERK) as scope:
        assert registers.change(scope).kept_hat == "Clerk, Joint committee"


@pytest.mark.parametrize("email", ["director@afc.example", "co-chair@kingston.example"])
def test_nobody_else_changes_the_register(kept: World, email: str) -> None:
    with kept.scope_of(email) as scope, pytest.raises(NotAllowedError):
        registers.change(scope)


def test_every_change_is_in_the_log_and_a_hand_in_the_database_is_found(kept: World) -> None:
    with kept.operator_of() as scope:
        registers.change(scope)
        scope.session.commit()
        assert verify(scope).breaks == ()
        lines.forms_of(scope, 20)[0].quorum = "Nobody"
        scope.session.flush()
        assert any("reserved matter" in each for each in verify(scope).breaks)
