"""What day it is where the councils are, whatever the machine thinks."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tenants import clock

MIDSUMMER = date(2019, 6, 24)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2019, 6, 23, 22, 59, tzinfo=UTC), date(2019, 6, 23)),
        (datetime(2019, 6, 23, 23, 1, tzinfo=UTC), date(2019, 6, 24)),
        (datetime(2019, 12, 24, 23, 59, tzinfo=UTC), date(2019, 12, 24)),
    ],
)
def test_in_summer_the_councils_day_begins_an_hour_before_the_machines(
    moment: datetime, day: date
) -> None:
    assert clock.civil_day(moment) == day


@pytest.mark.parametrize("hour", [0, 11, 22, 23])
def test_a_demonstration_stays_on_its_day_at_every_hour(hour: int) -> None:
    with time_machine.travel(datetime(2026, 7, 1, hour, 30, tzinfo=UTC), tick=False):
        assert clock.civil_day(clock.now(MIDSUMMER)) == MIDSUMMER


def test_a_real_company_lives_in_the_present() -> None:
    moment = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        assert clock.now() == moment
