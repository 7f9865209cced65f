"""Why reports are kept from the public, and when that is looked at again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from portal.kit.exemption import Exemption
from portal.meetings.models import AgendaItem
from portal.papers import queries
from portal.papers.models import ExemptionReview, Report
from tenants import audiences
from tenants.scope import Scope


def is_kept_back(report: Report) -> bool:
    """Whether it is in Part II and its exemption was not lifted."""
    return report.part == 2 and report.audience == audiences.item(report.item_id)


def exemption_of(scope: Scope, report: Report) -> Exemption:
    """Why it is kept back, as its item says it, and the day on which that is looked at next.

    Of a draft whose item is not the reader's yet, nothing but what the report says itself.
    """
    item = scope.session.get(AgendaItem, report.item_id)
    if item is None:
        return Exemption(filed_under=report.filed_under)
    found = Exemption(
        tuple(item.paragraphs),
        item.public_interest,
        item.exemption_reviewed_on,
        report.filed_under,
        item.confidential,
    )
    reviews = queries.reviews_of(scope, report)
    return replace(found, review_on=reviews[0].next_on) if reviews else found


def due(scope: Scope, body_ids: Sequence[int], today: date) -> list[tuple[int, str, date]]:
    """The items of these bodies whose exemption has to be looked at again by now, with title and
    day, the oldest first. Of the reports alone that the reader was let in to: two queries."""
    rows = scope.session.execute(
        select(Report.id, AgendaItem.id, AgendaItem.title, AgendaItem.exemption_reviewed_on)
        .join(AgendaItem, AgendaItem.id == Report.item_id)
        .where(
            Report.body_id.in_(body_ids),
            Report.part == 2,
            Report.state == "published",
            AgendaItem.confidential.is_(False),
        )
    ).all()
    reviewed = _newest(scope, [report_id for report_id, *_ in rows])
    days = [
        (item_id, title, reviewed.get(report_id, (day,))[0])
        for report_id, item_id, title, day in rows
    ]
    found = [(item_id, title, day) for item_id, title, day in days if day and day <= today]
    return sorted(found, key=lambda each: each[2])


def _newest(scope: Scope, report_ids: Sequence[int]) -> dict[int, tuple[date | None]]:
    rows = scope.session.execute(
        select(ExemptionReview.report_id, ExemptionReview.next_on)
        .where(ExemptionReview.report_id.in_(report_ids))
        .order_by(ExemptionReview.id)
    )
    return {report_id: (next_on,) for report_id, next_on in rows}
