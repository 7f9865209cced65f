"""The recommendations of reports: the matter's where an item has one, else the report's own."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from portal.decisions.models import Matter, Recommendation
from portal.papers.models import Report
from portal.papers.recommended import Recommended, lettered
from tenants.models import PaperDoor
from tenants.scope import Scope

Worded = tuple[tuple[Recommended, ...], dict[str, str]]
"""Recommendations, and the words of the agenda's front sheet by letter."""


def recommendations_of(scope: Scope, report: Report) -> Worded:
    """A report's recommendations, and how the agenda's front sheet words them, by letter.

    Where its item has a matter they are the matter's.
    """
    return recommendations_of_all(scope, [report])[report.id]


def recommendations_of_all(scope: Scope, reports: Sequence[Report]) -> Mapping[int, Worded]:
    """The same of several reports, by their number: two queries, however many there are."""
    rows = scope.session.execute(
        select(PaperDoor.item_id, Matter.id, Matter.front_sheet)
        .join(Matter, Matter.id == PaperDoor.matter_id)
        .where(PaperDoor.item_id.in_([each.item_id for each in reports]))
    )
    matters: dict[int, tuple[int, str]] = {row[0]: (row[1], row[2]) for row in rows}
    of_matter = _of_matters(scope, [matter_id for matter_id, _ in matters.values()])
    found: dict[int, Worded] = {}
    for report in reports:
        if report.item_id in matters:
            matter_id, sheet = matters[report.item_id]
            found[report.id] = tuple(of_matter.get(matter_id, ())), lettered(sheet)
        else:
            found[report.id] = _own(report)
    return found


def _own(report: Report) -> Worded:
    """Recommendations that are the report's own, with how the agenda words them."""
    said = report.recommendations
    own = tuple(Recommended(each["letter"], each["verb"], each["text"]) for each in said)
    otherwise = {each["letter"]: each.get("agenda", "") or each["text"] for each in said}
    return own, otherwise if any(each.get("agenda") for each in said) else {}


def _of_matters(scope: Scope, matter_ids: Sequence[int]) -> Mapping[int, list[Recommended]]:
    columns = (Recommendation.letter, Recommendation.verb, Recommendation.text)
    rows = scope.session.execute(
        select(Recommendation.matter_id, *columns)
        .where(Recommendation.matter_id.in_(matter_ids))
        .order_by(Recommendation.letter)
    )
    found: dict[int, list[Recommended]] = {}
    for matter_id, *words in rows:
        found.setdefault(matter_id, []).append(Recommended(*words))
    return found


def matter_of(scope: Scope, report: Report) -> Matter | None:
    """The matter that a report's item decides on; None where there is none, or it is not hers."""
    statement = select(Matter).join(PaperDoor, PaperDoor.matter_id == Matter.id)
    return scope.session.scalars(statement.where(PaperDoor.item_id == report.item_id)).first()
