"""What this room does when others publish: asks for the packs, in the same transaction."""

from portal.audit.service import Happening
from portal.meetings.models import Agenda, Meeting
from portal.minutes.models import Minutes
from portal.packs import minutes as packs_of_minutes
from portal.packs import service
from tenants.roles import Permission
from tenants.scope import Scope


def agenda_published(scope: Scope, happening: Happening) -> None:
    """Ask for the agenda's own pack. A supplementary one waits for its clerk, who says from which
    number its pages are counted: they never change afterwards."""
    agenda = scope.session.get_one(Agenda, happening.subject_id)
    if agenda.sequence == 1:
        service.ask(scope, scope.session.get_one(Meeting, agenda.meeting_id), agenda)


def minutes_published(scope: Scope, happening: Happening) -> None:
    """Ask for the minutes pack: one of the draft that is published, one of what is confirmed."""
    found = scope.session.get_one(Minutes, happening.subject_id)
    hat = scope.require(Permission.MINUTES_KEEP, body_id=found.body_id)
    meeting = scope.session.get_one(Meeting, found.meeting_id)
    slug = packs_of_minutes.SLUGS[found.state]
    service.ask_minutes(scope, hat, meeting, slug, found.audience)
