"""What a measure's page shows, and what its item's page in the plan shows of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from portal.kit.figures import figure_words
from portal.kit.words import date_words
from portal.measures import drawing, pages, periods, queries, rules
from portal.measures.models import Comparator, MeasureReading
from portal.measures.periods import Period
from portal.measures.queries import KIND, Point, point_of
from portal.measures.rules import Yardstick
from portal.measures.service import ReadingClashError
from portal.plans import queries as plans
from portal.plans.content import Content
from portal.plans.models import Item, Plan
from portal.plans.pages.beside import panels_of_kind
from portal.plans.sayings import day_of
from portal.plans.shapes import Reading
from portal.web import slots
from portal.web.templating import drawn
from tenants.audiences import RELEASED
from tenants.roles import Permission
from tenants.scope import Scope

CHART_WIDTH, CHART_HEIGHT = 560, 150


@dataclass(frozen=True)
class Measured:
    """A measure with all that was recorded of it, the newest period first, as it is judged."""

    content: Content
    by: Yardstick
    unit: str
    counting: Sequence[MeasureReading]
    earlier: Mapping[tuple[object, object], Sequence[MeasureReading]]
    """By first and last day, the readings of a period that were revised later."""
    compared: Sequence[Comparator]

    @property
    def points(self) -> list[Point]:
        """The line, the oldest first."""
        return [point_of(row) for row in reversed(self.counting)]

    @property
    def sentence(self) -> str:
        """Where it stands, in one sentence."""
        if not self.counting:
            return "Nothing has been recorded of this measure yet."
        last = self.points[-1]
        status = rules.STATUSES[rules.judge(last.figure, self.by)].lower()
        words = pages.with_unit(last.figure, self.unit)
        return f"{words} in {Period(last.starts, last.ends).words}: {status}."

    @property
    def travel(self) -> str:
        """Which way it went since the period before, and what is doubted."""
        went, since, doubt = pages.direction(self.points)
        if went is None:
            return ""
        said = f"{rules.way_words(went, self.by.polarity)} since {since}."
        return f"{said} {doubt}".strip()

    @property
    def chart(self) -> drawing.Line | None:
        """Its line over the last periods, large."""
        figures = [point.figure for point in self.points[-24:]]
        return drawing.line(figures, self.by.target, CHART_WIDTH, CHART_HEIGHT)

    @property
    def chart_words(self) -> str:
        """What the line shows, in words."""
        return pages.line_words(self.points[-24:], self.unit)

    def level(self, row: MeasureReading) -> tuple[str, str]:
        """The shape and the word of one reading's status."""
        status = rules.judge(point_of(row).figure, self.by)
        return pages.LEVELS[status], rules.STATUSES[status]

    def before(self, row: MeasureReading) -> Sequence[MeasureReading]:
        """What was recorded of the same period before."""
        return self.earlier.get((row.period_from, row.period_to), ())


def fill_slots() -> None:
    """Register the panel of this room, once."""
    slots.fill("priority", _on_item)


def home(scope: Scope) -> str:
    """Path of the list of scorecards."""
    return f"/{scope.company.slug}/measures/"


def card_path(scope: Scope, plan: Plan) -> str:
    """Path of a plan's scorecard, ending in a slash."""
    return f"{home(scope)}{plan.slug}/"


def shown(scope: Scope, reading: Reading) -> Measured:
    """A measure with what was recorded of it, in two queries; nothing for who may not know."""
    content = plans.content_of(reading.revision)
    by = rules.read_yardstick(
        content.text("target"), content.text("tolerance"), content.text("polarity")
    )
    known = scope.reads(reading.area_id, RELEASED)
    rows = queries.history(scope, reading.item.id) if known else []
    earlier: dict[tuple[object, object], list[MeasureReading]] = {}
    for row in rows:
        earlier.setdefault((row.period_from, row.period_to), []).append(row)
    compared = queries.comparators(scope, reading.item.id) if known else []
    return Measured(
        content,
        by,
        content.text("unit"),
        queries.counting(rows),
        {key: found[1:] for key, found in earlier.items()},
        compared,
    )


def next_period(scope: Scope, reading: Reading) -> Period | None:
    """The period to record next: the one after the last reading, else the last one that is over."""
    content, today = plans.content_of(reading.revision), scope.today()
    line = queries.trend(scope, reading.item.id)
    wanted = periods.due(content.text("frequency"), today) or periods.before(periods.month(today))
    if line is None or not line.points:
        return wanted
    last = line.points[-1]
    after = periods.after(Period(last.starts, last.ends))
    return after if after.ends <= today else Period(last.starts, last.ends)


def clash_words(clash: ReadingClashError) -> str:
    """What somebody else recorded while this form was open."""
    row = clash.newest
    period = Period(row.period_from, row.period_to).words
    return (
        f"{row.made_by} recorded {row.as_written} for {period} on {day_of(row.made_at)}, after you "
        "opened this. Nothing is lost: what you typed is in the boxes. Save again to record yours "
        "after it; both stay in the history."
    )


def _on_item(scope: Scope, item_ids: Sequence[int]) -> Mapping[int, Markup]:
    """Of items that are measures: where each stands."""
    return panels_of_kind(scope, KIND, item_ids, _panel)


def _panel(scope: Scope, plan: Plan, item: Item) -> Markup:
    found = queries.trend(scope, item.id)
    last = found.points[-1] if found and found.points else None
    may = scope.may(Permission.PROGRESS_RECORD, area_id=item.area_id, plan_id=item.plan_id)
    return drawn(
        "measures/panel.html",
        href=f"{card_path(scope, plan)}{item.ref}",
        last=last,
        period=Period(last.starts, last.ends).words if last else "",
        figure=figure_words(last.figure) if last else "",
        updated=found.updated if found else "",
        records=may,
        date_words=date_words,
    )
