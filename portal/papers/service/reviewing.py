"""Verbs on an exemption: looked at again on its day, it holds on, or it is lifted."""

from datetime import date

from portal.meetings.rules import audience_of_agenda
from portal.papers.models import ExemptionReview, Report
from portal.papers.queries import exemptions
from portal.papers.records import note
from portal.papers.service import publishing
from portal.papers.service.checks import PaperError, locked
from tenants.models import Body
from tenants.roles import Permission
from tenants.scope import Scope

LONGEST = 4000


def review(
    scope: Scope, report: Report, *, lifted: bool, next_on: date | None, because: str
) -> ExemptionReview:
    """Say whether a published report is exempt still, and until when; lifted, it is public.

    Raises PaperError, beside its field. Confidential information is not for a body to open.
    """
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=report.body_id)
    report = locked(scope, report)
    _check(scope, report, lifted=lifted, next_on=next_on, because=because)
    if lifted:
        kind = scope.session.get_one(Body, report.body_id).kind
        publishing.lift(scope, hat, report, audience_of_agenda(kind))
    row = ExemptionReview(
        company_id=scope.company_id,
        area_id=report.area_id,
        audience=report.audience,
        report_id=report.id,
        lifted=lifted,
        next_on=None if lifted else next_on,
        because=because.strip(),
        reviewed_at=scope.now(),
        reviewed_by=scope.visitor.name,
        reviewed_hat=hat.label,
    )
    scope.session.add(row)
    note(scope, hat, "report:exemption-reviewed", row, {"lifted": lifted})
    return row


def _check(
    scope: Scope, report: Report, *, lifted: bool, next_on: date | None, because: str
) -> None:
    if not exemptions.is_kept_back(report) or report.state != "published":
        raise PaperError("This report is not kept from the public.")
    if exemptions.exemption_of(scope, report).confidential:
        raise PaperError(
            "It holds confidential information (section 100A(3)), which may not be disclosed."
        )
    if not because.strip() or len(because) > LONGEST:
        raise PaperError(f"Say why, in {LONGEST:,} characters or fewer.", "because")
    if not lifted and (next_on is None or next_on <= scope.today()):
        raise PaperError("Enter the day on which it is looked at again.", "next_on")
