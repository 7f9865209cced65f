"""Pages of matters that are before no sitting: a higher room draws them, by their purpose."""

from collections.abc import Callable

from flask import Response

from portal.decisions.models import Matter
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
