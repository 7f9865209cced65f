"""Pages of this room."""

from flask import Response, request

from portal.search import pages
from portal.search.forms import LONGEST, SearchForm
from portal.search.kinds import KINDS
from portal.search.stems import Asked, read
from portal.web.fragments import show
from portal.web.frame import place
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("search", __name__)


@room.page("/search", Permission.SEARCH_USE)
def search(scope: Scope) -> Response:
    """Everything inside the reader's walls that holds all that is asked for."""
    form = SearchForm(request.args)
    here = place(("Search", None))
    words = form.q.data or ""
    here.search_words = words[:LONGEST]
    fine = form.validate()
    asked = read(words) if fine else Asked(())
    return show(
        "search/search.html",
        block="results",
        status=200 if fine else 422,
        form=form,
        words=words.strip(),
        found=pages.found(scope, asked, words.strip(), _kind(), _page()),
    )


def _kind() -> str:
    """The kind that is asked for, of those that there are; all of them otherwise."""
    asked = request.args.get("kind", "")
    return asked if asked in KINDS else ""


def _page() -> int:
    asked = request.args.get("page", "1")
    return min(int(asked), pages.LAST) if asked.isdecimal() and asked != "0" else 1
