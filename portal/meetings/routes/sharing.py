"""What the pages of this room's clerk share: where they stand, and a refusal beside its field."""

from typing import Any, TypeVar

from portal.meetings import pages, queries
from portal.meetings.models import Meeting
from portal.meetings.service.checks import MeetingError
from portal.web.forms import PortalForm
from portal.web.frame import place
from tenants.scope import Scope

BOTH = ("GET", "POST")
Filled = TypeVar("Filled", bound=PortalForm)


def below(scope: Scope, meeting: Meeting, here: str) -> dict[str, Any]:
    """Set the page's place below its meeting; what its template needs to know of that."""
    view = queries.agenda_of(scope, meeting)
    title, base = pages.title_of(view), pages.here(scope, meeting.slug)
    place(("Meetings", pages.here(scope)), (title, base), (here, None))
    return {"title": title, "base": base, "view": view, "pages": pages}


def refused(form: Filled, error: MeetingError) -> Filled:
    """The form with the refusal beside its field, or on top where it is about none of its own."""
    if error.field in form:
        form[error.field].errors = [str(error)]
    else:
        form.form_errors = [str(error)]
    return form
