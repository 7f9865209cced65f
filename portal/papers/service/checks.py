"""What of a report cannot stand, said in words; who works on it; which row is locked for it."""

from dataclasses import dataclass

from sqlalchemy import select

from portal.papers import queries, tree
from portal.papers.models import Report
from portal.papers.records import note
from tenants import paper_readers
from tenants.roles import Hat, Permission
from tenants.scope import NotAllowedError, Scope

ONLY_NAMED = "Only whoever is named to write this report, and the clerk of its body, change it."
PUBLISHED = "This report is published and stays as it is."


class PaperError(ValueError):
    """What was asked cannot be done as things stand; ``field`` is what it is about, if anything."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass
class ClashError(Exception):
    """Somebody else saved the report meanwhile; here it is as it stands."""

    report: Report


def locked(scope: Scope, report: Report) -> Report:
    """The report read again and locked until the transaction ends: its writers take turns."""
    statement = select(Report).where(Report.id == report.id).with_for_update()
    return scope.session.scalars(statement.execution_options(populate_existing=True)).one()


def writes(scope: Scope, report: Report) -> bool:
    """Whether this person writes this report: its clerk, or whoever is named for that."""
    named = "author" in paper_readers.tasks(scope).get(report.item_id, ())
    allowed = scope.may(Permission.PAPER_WRITE, area_id=report.area_id, body_id=report.body_id)
    return allowed and (named or paper_readers.keeps(scope, report.body_id) is not None)


def writer(scope: Scope, report: Report) -> Hat:
    """The hat under which a report is written. Raises NotAllowedError, PaperError once it is
    published."""
    hat = scope.require(Permission.PAPER_WRITE, area_id=report.area_id, body_id=report.body_id)
    if not writes(scope, report):
        raise NotAllowedError(ONLY_NAMED)
    if report.state != "draft":
        raise PaperError(PUBLISHED)
    return paper_readers.keeps(scope, report.body_id) or hat


def settle(scope: Scope, hat: Hat, report: Report, action: str) -> None:
    """Say of a draft that was changed by whom and when, and what would be published of it now:
    whoever cleared another content is asked again. Records ``action``."""
    scope.session.flush()
    report.content_digest = tree.digest(tree.freeze(queries.written(scope, report)))
    report.changed_at, report.changed_by = scope.now(), scope.visitor.name
    report.changed_hat = hat.label
    note(scope, hat, action, report, {"head": report.head})
