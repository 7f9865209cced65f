"""Readings are added and never changed; of a period the newest counts, and the line is redrawn."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from portal.audit.queries import verify
from portal.measures import queries, service
from portal.measures.service import (
    ComparatorDetails,
    MeasureError,
    ReadingClashError,
    ReadingDetails,
)
from tenants.scope import NotAllowedError
from tests.both import both_databases
from tests.factories.world import World
from tests.measures.conftest import DIRECTOR, item_of

JUNE = (date(2018, 4, 1), date(2018, 6, 30))
MARCH = (date(2019, 1, 1), date(2019, 3, 31))


def record(world: World, figure: str, period: tuple[date, date] = MARCH, **said: Any) -> None:
    with world.scope_of(DIRECTOR) as scope:
        service.record_reading(
            scope, item_of(scope, "KIN-M01"), ReadingDetails(*period, figure, **said)
        )
        scope.session.commit()


@both_databases
def test_a_reading_is_kept_exactly_beside_how_it_was_written(measured: World) -> None:
    record(measured, "63.10 %", numerator="41", denominator="65")
    with measured.scope_of(DIRECTOR, writes=False) as scope:
        (row,) = queries.history(scope, item_of(scope, "KIN-M01").id)
        assert (row.figure, row.as_written, row.numerator) == ("63.10", "63.10 %", "41")
        assert queries.point_of(row).figure == Decimal("63.1")
    with measured.operator_of() as scope:
        assert verify(scope).breaks == ()


@both_databases
def test_the_line_is_the_same_whatever_the_order_of_recording(measured: World) -> None:
    record(measured, "64", MARCH)
    record(measured, "60", JUNE)
    record(measured, "61", JUNE)
    with measured.scope_of(DIRECTOR, writes=False) as scope:
        line = queries.trend(scope, item_of(scope, "KIN-M01").id)
        assert line is not None
        assert [(point.ends, point.figure) for point in line.points] == [
            (JUNE[1], Decimal(61)),
            (MARCH[1], Decimal(64)),
        ]


def test_a_revised_figure_stands_beside_the_one_it_revises(measured: World) -> None:
    record(measured, "60", state="provisional")
    record(measured, "61")
    with measured.scope_of(DIRECTOR, writes=False) as scope:
        rows = queries.history(scope, item_of(scope, "KIN-M01").id)
        assert [(row.figure, row.state) for row in rows] == [("61", "final"), ("60", "provisional")]


def test_only_the_last_thirteen_periods_are_in_the_line(measured: World) -> None:
    for month in range(1, 13):
        day = date(2018, month, 1)
        record(measured, str(month), (day, day))
    for month in range(1, 4):
        day = date(2019, month, 1)
        record(measured, str(12 + month), (day, day))
    with measured.scope_of(DIRECTOR, writes=False) as scope:
        line = queries.trend(scope, item_of(scope, "KIN-M01").id)
        assert line is not None
        assert [int(point.figure) for point in line.points] == list(range(3, 16))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"figure": "about 60"}, "figure"),
        ({"figure": ""}, "figure"),
        ({"numerator": "41"}, "denominator"),
        ({"numerator": "41", "denominator": "0"}, "denominator"),
        ({"state": "rough"}, "state"),
        ({"second": "some"}, "second"),
    ],
)
def test_what_cannot_be_recorded_is_refused_beside_its_box(
    measured: World, said: dict[str, str], field: str
) -> None:
    said = dict(said)
    with pytest.raises(MeasureError) as refused:
        record(measured, said.pop("figure", "60"), MARCH, **said)
    assert refused.value.field == field


def test_a_period_that_is_not_over_is_refused(measured: World) -> None:
    with pytest.raises(MeasureError, match="still to come"):
        record(measured, "60", (date(2019, 6, 1), date(2019, 6, 30)))


def test_what_is_recorded_already_is_not_recorded_twice(measured: World) -> None:
    record(measured, "60")
    with pytest.raises(MeasureError, match="recorded already"):
        record(measured, "60")


def test_somebody_else_s_reading_of_the_period_is_not_passed_over(measured: World) -> None:
    record(measured, "60")
    details = ReadingDetails(*MARCH, "61")
    with measured.scope_of(DIRECTOR) as scope:
        item = item_of(scope, "KIN-M01")
        with pytest.raises(ReadingClashError) as clash:
            service.record_reading(scope, item, details, base=0)
        assert (clash.value.newest.figure, clash.value.count) == ("60", 1)


def test_another_council_s_editor_cannot_record(measured: World) -> None:
    with measured.scope_of(DIRECTOR) as director:
        item = item_of(director, "KIN-M01")
        director.session.expunge_all()
    with measured.scope_of("editor@richmond.example") as scope, pytest.raises(NotAllowedError):
        service.record_reading(scope, item, ReadingDetails(*MARCH, "60"))


def test_of_what_it_is_compared_with_the_newest_counts(measured: World) -> None:
    with measured.scope_of(DIRECTOR) as scope:
        item = item_of(scope, "KIN-M01")
        for figure in ("58", "59"):
            service.record_comparator(scope, item, ComparatorDetails("national", figure))
        service.record_comparator(scope, item, ComparatorDetails("other", "60", "Sutton"))
        scope.session.commit()
        found = queries.comparators(scope, item.id)
        assert [(each.kind, each.name, each.figure) for each in found] == [
            ("national", "", "59"),
            ("other", "Sutton", "60"),
        ]
