"""How a body works on a day: what is usual for its kind, until something else was set."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tenants import settings
from tenants.models import Body, BodySetting
from tenants.scope import NotFoundError, Scope
from tenants.settings import SETTINGS, refusal
from tests.factories.world import World
from tests.queries import count_queries

TODAY = date(2019, 6, 24)


def body_called(scope: Scope, slug: str) -> int:
    """The number of a body."""
    return scope.session.scalars(select(Body.id).where(Body.slug == slug)).one()


def keep(scope: Scope, body_id: int, value: str, first: date, last: date | None = None) -> None:
    """Papers are published so long before a meeting."""
    walls = {"company_id": scope.company_id, "area_id": 0, "audience": "public"}
    scope.session.add(
        BodySetting(
            **walls,
            body_id=body_id,
            name="notice_clear_days",
            value=value,
            in_force_from=first,
            in_force_to=last,
        )
    )
    scope.session.flush()


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("joint_committee", "remote_presence", "no"),
        ("council_committee", "remote_presence", "no"),
        ("board", "remote_presence", "no"),
        ("cabinet", "call_in_working_days", "5"),
        ("council_committee", "call_in_working_days", "5"),
        ("joint_committee", "call_in_working_days", "0"),
        ("board", "call_in_working_days", "0"),
        ("joint_committee", "notice_clear_days", "5"),
        ("cabinet", "regime", "executive"),
        ("council_committee", "regime", "council"),
        ("cabinet", "key_decision_clear_days", "28"),
        ("cabinet", "key_decision_days_are", "calendar"),
        ("board", "written_resolutions", "yes"),
        ("company_members", "written_resolutions", "yes"),
        ("joint_committee", "written_resolutions", "no"),
        ("cabinet", "written_resolutions", "no"),
    ],
)
def test_a_body_does_what_is_usual_for_its_kind(kind: str, name: str, value: str) -> None:
    assert SETTINGS[name].usual_for(kind) == value


@pytest.mark.parametrize("kind", ["cabinet", "joint_committee", "board", "company_members"])
@pytest.mark.parametrize("name", SETTINGS)
def test_what_is_usual_can_be_set_too(kind: str, name: str) -> None:
    assert refusal(kind, name, SETTINGS[name].usual_for(kind)) == ""


def test_a_council_s_body_cannot_count_whoever_is_elsewhere() -> None:
    assert "vote in person" in refusal("joint_committee", "remote_presence", "yes")
    assert "vote in person" in refusal("cabinet", "remote_presence", "yes")
    assert refusal("board", "remote_presence", "yes") == ""


def test_a_council_s_body_cannot_resolve_in_writing() -> None:
    assert "only the board" in refusal("joint_committee", "written_resolutions", "yes")
    assert "only the board" in refusal("ownership_board", "written_resolutions", "yes")
    assert refusal("company_members", "written_resolutions", "yes") == ""


def test_notice_is_never_shorter_than_the_law_asks_of_a_council_s_body() -> None:
    words = refusal("council_committee", "notice_clear_days", "3")
    assert words == "The law asks for at least 5 clear days."
    assert refusal("board", "notice_clear_days", "3") == ""


@pytest.mark.parametrize("value", ["", "-1", "5.5", "five", "366", "٣"])
def test_a_number_of_days_is_a_whole_number(value: str) -> None:
    assert "whole number from 0 to 365" in refusal("board", "notice_clear_days", value)


def test_a_setting_holds_on_its_own_days_alone(world: World) -> None:
    with world.operator_of() as scope:
        body = body_called(scope, "joint-committee")
        keep(scope, body, "7", TODAY, TODAY + timedelta(days=9))
        keep(scope, body, "8", TODAY + timedelta(days=10))
        on = [
            settings.body_number(scope, body, "notice_clear_days", TODAY + timedelta(days=after))
            for after in (-1, 0, 9, 10)
        ]
    assert on == [5, 7, 7, 8]


def test_settings_of_many_bodies_are_one_query(world: World) -> None:
    with world.operator_of() as scope:
        bodies = [body_called(scope, "joint-committee"), body_called(scope, "board")]
        with count_queries() as asked:
            found = settings.body_settings(scope, bodies, SETTINGS, TODAY)
    assert len(asked) == 1, asked
    assert [found[body]["written_resolutions"] for body in bodies] == ["no", "yes"]


def test_a_body_of_another_company_has_no_settings_here(world: World) -> None:
    with world.operator_of("tfc") as scope:
        other = body_called(scope, "shareholder-committee")
    with world.operator_of("afc") as scope, pytest.raises(NotFoundError, match="no such body"):
        settings.body_allows(scope, other, "remote_presence", TODAY)
