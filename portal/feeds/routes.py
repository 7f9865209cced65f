"""The feed of news, and the colours of a company and its councils."""

from datetime import UTC, datetime

from flask import Response, request

from portal.feeds import atom, queries
from portal.feeds.colours import stylesheet
from portal.kit.digests import digest
from portal.web.frame import colours_version
from portal.web.guard import Room
from portal.web.headers import A_YEAR, for_everybody
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("feeds", __name__)

BEGAN = datetime(2019, 1, 1, tzinfo=UTC)
"""The date of a feed without news: that of its tag URIs."""


@room.page("/feed.atom", Permission.FEED_READ)
def news(scope: Scope) -> Response:
    """What is new, as far as this reader may read it."""
    home = f"/{scope.company.slug}/"
    feed = atom.Feed(
        root=request.url_root.rstrip("/"),
        host=request.host.partition(":")[0],
        path=request.path,
        home=home,
        title=f"{scope.company.name}: plans and decisions",
        author=scope.company.name,
        began=BEGAN,
    )
    body = atom.document(feed, queries.news(scope))
    response = Response(body, mimetype="application/atom+xml")
    response.set_etag(digest([scope.grants.digest_text(), body.decode()]))
    response.make_conditional(request)
    return response


@room.page("/colours.css", Permission.COMPANY_READ)
def colours(scope: Scope) -> Response:
    """A class for the accent of the company and of each council."""
    sheet = stylesheet((area.slug, area.accent) for area in scope.areas)
    response = Response(sheet, mimetype="text/css")
    if request.args.get("v") == colours_version(scope):
        return for_everybody(response, seconds=A_YEAR)
    return response
