"""How a body works is changed from a day on, by its clerk, and never for the days before."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from portal.audit import queries as audit
from portal.cli import portal
from portal.decisions.queries import bodies
from portal.decisions.service import body_settings
from portal.decisions.service.body_settings import SettingError
from tenants.models import Body
from tenants.scope import NotAllowedError, Scope
from tenants.settings import body_number
from tests.both import both_databases
from tests.factories import decisions
from tests.factories.world import World

AT = "/afc/bodies/joint-committee/settings"
TODAY = date(2019, 6, 24)
DAYS = "notice_clear_days"


def committee(scope: Scope) -> Body:
    """The joint committee."""
    body = bodies.find_body(scope, "joint-committee")
    assert body is not None
    return body


def change(scope: Scope, value: str, day: date, name: str = DAYS) -> None:
    """The joint committee works otherwise from a day on."""
    body_settings.change_setting(scope, committee(scope), name, value, day)
    scope.session.commit()


def posted(day: str, month: str, year: str) -> dict[str, Any]:
    """A day as its three boxes post it."""
    parts = {"day": day, "month": month, "year": year}
    return {f"in_force_from-{part}": typed for part, typed in parts.items()}


def held(world: World, day: date) -> int:
    """How many clear days before its meetings the committee's papers are published."""
    with world.operator_of() as scope:
        return body_number(scope, committee(scope).id, DAYS, day)


@both_databases
def test_a_change_holds_from_its_day_and_leaves_the_past(world: World) -> None:
    with world.scope_of(decisions.CLERK) as scope:
        change(scope, "6", TODAY)
        change(scope, "8", TODAY + timedelta(days=30))
    days = (-1, 0, 29, 30)
    assert [held(world, TODAY + timedelta(days=n)) for n in days] == [5, 6, 6, 8]


def test_a_day_that_is_over_is_refused(world: World) -> None:
    with (
        world.scope_of(decisions.CLERK) as scope,
        pytest.raises(SettingError, match="That day is over"),
    ):
        change(scope, "6", TODAY - timedelta(days=1))


def test_what_has_begun_is_not_changed_for_the_same_day(world: World) -> None:
    with world.scope_of(decisions.CLERK) as scope:
        change(scope, "6", TODAY)
        with pytest.raises(SettingError, match="set from 24 June 2019 on already"):
            change(scope, "7", TODAY)


def test_what_is_planned_can_be_planned_otherwise(world: World) -> None:
    later = TODAY + timedelta(days=30)
    with world.scope_of(decisions.CLERK) as scope:
        change(scope, "6", later)
        change(scope, "9", later)
        with pytest.raises(SettingError, match="set from 24 July 2019 on already"):
            change(scope, "7", TODAY)
    assert (held(world, TODAY), held(world, later)) == (5, 9)


def test_what_the_law_forbids_is_refused_in_words(world: World) -> None:
    with world.scope_of(decisions.CLERK) as scope, pytest.raises(SettingError, match="in person"):
        change(scope, "yes", TODAY, "remote_presence")


@pytest.mark.parametrize("email", ["member-1@kingston.example", decisions.DIRECTOR])
def test_nobody_but_its_clerk_changes_how_a_body_works(world: World, email: str) -> None:
    with world.scope_of(email) as scope, pytest.raises(NotAllowedError, match="Only the clerk"):
        change(scope, "6", TODAY)


def test_the_clerk_of_another_body_changes_nothing(world: World) -> None:
    answer = world.browser(decisions.CLERK).submit(
        "/afc/bodies/board/settings",
        setting=DAYS,
        value="6",
        **posted("24", "6", "2019"),
    )
    assert answer.status_code == 403
    assert "Only the clerk of this body" in answer.text


def test_a_change_is_in_the_log_and_a_byte_changed_by_hand_is_found(world: World) -> None:
    with world.scope_of(decisions.CLERK) as scope:
        change(scope, "6", TODAY)
    with world.operator_of() as scope:
        assert audit.verify(scope).whole
        [row] = bodies.settings_kept(scope, committee(scope))[DAYS]
        row.value = "7"
        scope.session.flush()
        assert any("body setting" in str(fault) for fault in audit.verify(scope).breaks)


def test_everybody_reads_how_a_body_works(world: World) -> None:
    page = world.browser().get(AT)
    assert page.status_code == 200
    assert "Do members who are present remotely count and vote?" in page.text
    assert "Change<" not in page.text


def test_the_clerk_changes_a_setting_on_its_page(world: World) -> None:
    browser = world.browser(decisions.CLERK)
    assert "How long before a meeting" in browser.get(f"{AT}?change={DAYS}").text
    day = posted("1", "7", "2019")
    answer = browser.submit(AT, setting=DAYS, value="7", **day)
    assert answer.status_code == 303
    assert held(world, date(2019, 7, 1)) == 7
    assert "7 clear days, from 1 July 2019 on" in browser.get(AT).text


def test_what_was_typed_comes_back_with_the_reason(world: World) -> None:
    day = posted("1", "7", "2018")
    answer = world.browser(decisions.CLERK).submit(AT, setting=DAYS, value="7", **day)
    assert answer.status_code == 422
    assert "That day is over" in answer.text
    assert 'value="2018"' in answer.text
    assert 'value="7"' in answer.text


def test_the_operator_sets_and_reads_it_at_the_command_line(app: Flask) -> None:
    told = app.test_cli_runner()
    words = ("body", "set", "afc", "joint-committee", DAYS)
    answer = told.invoke(portal, [*words, "7", "--from", "2019-07-01"])
    assert answer.exit_code == 0, answer.output
    shown = told.invoke(
        portal, ["body", "settings", "afc", "joint-committee", "--on", "2019-07-02"]
    )
    assert f"{DAYS:26} 7" in shown.output
    refused = told.invoke(portal, [*words, "7", "--from", "2018-07-01"])
    assert refused.exit_code == 1
    assert "That day is over" in refused.output
