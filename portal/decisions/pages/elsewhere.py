"""Pages of matters that are before no sitting: a higher room draws them, by their purpose."""

from collections.abc import Callable

from flask import Response, request

from portal.decisions.models import Matter
from portal.decisions.queries import NotHereError
from portal.web.fragments import go
from portal.web.guard import Room
from tenants.scope import NotFoundError, Scope

View = Callable[[Scope, Matter], Response]
_views: dict[str, View] = {}


def draws(purpose: str, view: View) -> None:
    """Say who draws the page of a matter of this purpose while it is before no sitting."""
    _views[purpose] = view


def drawn(scope: Scope, matter: Matter) -> Response:
    """Its page. Raises NotFoundError where nobody draws it."""
    view = _views.get(matter.purpose)
    if view is None:
        raise NotFoundError("This matter has no page of its own.")
    return view(scope, matter)


def lead_back(room: Room) -> None:
    """Lead whoever asks for a page that a matter does not have to the matter itself."""
    room.register_error_handler(NotHereError, _to_the_matter)


def _to_the_matter(_: NotHereError) -> Response:
    path = request.view_args or {}
    return go("decisions.matter", company=path["company"], matter=path["matter"])
