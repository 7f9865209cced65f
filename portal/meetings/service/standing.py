"""The template of a body: the standing items with which its agendas begin."""

from collections.abc import Sequence

from portal.meetings import queries
from portal.meetings.models import AgendaTemplate
from portal.meetings.records import note
from portal.meetings.rules import STANDING, StandingItem, audience_of_draft
from portal.meetings.service.checks import MeetingError
from tenants.base import SHARED
from tenants.models import Body
from tenants.roles import Permission
from tenants.scope import Scope

MOST = 40
"""Standing items of a body."""


def keep_template(scope: Scope, body: Body, lines: Sequence[StandingItem]) -> AgendaTemplate:
    """Let the agendas of a body begin with these items. Those begun already stay as they are.

    Raises MeetingError for an item without a title, and for more than ``MOST``.
    """
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=body.id)
    if not all(line.title.strip() for line in lines):
        raise MeetingError("Enter the title of every item, or take it out.", "lines")
    if any(line.code not in STANDING for line in lines) or len(lines) > MOST:
        raise MeetingError(f"Choose at most {MOST} of the items that are offered.", "lines")
    template = queries.template_of(scope, body.id)
    if template is None:
        template = AgendaTemplate(
            company_id=scope.company_id,
            area_id=SHARED,
            audience=audience_of_draft(body.id),
            body_id=body.id,
        )
        scope.session.add(template)
    template.lines = [{**vars(line), "title": line.title.strip()} for line in lines]
    note(scope, hat, "agenda:template-kept", template, {"body": body.slug})
    return template
