"""The feeds of news, the calendar of meetings, and the colours of a company and its councils."""

from urllib.parse import urlencode

from flask import Response, abort, request

from portal.decisions.queries.bodies import find_body
from portal.feeds import atom, calendar, queries
from portal.feeds.colours import stylesheet
from portal.kit.digests import digest
from portal.meetings.queries import public
from portal.web.frame import colours_version
from portal.web.guard import Room
from portal.web.headers import A_YEAR, for_everybody
from tenants.models import Body
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("feeds", __name__)


@room.page("/feed.atom", Permission.FEED_READ)
def news(scope: Scope) -> Response:
    """What is new, as far as this reader may read it: all, or of one body, or of one topic."""
    asked = queries.Asked(_asked_body(scope), _asked_topic())
    feed = atom.Feed(
        root=request.url_root.rstrip("/"),
        host=_host(),
        path=_path(asked),
        home=f"/{scope.company.slug}/",
        title=_title(scope, asked),
        author=scope.company.name,
        began=queries.BEGAN,
    )
    body = atom.document(feed, queries.news(scope, asked))
    return _tagged(scope, body, "application/atom+xml")


@room.page("/calendar.ics", Permission.FEED_READ)
def meetings(scope: Scope) -> Response:
    """Every public meeting, or those of one body, as a calendar; the same for everybody."""
    body = _asked_body(scope)
    head = calendar.CalendarHead(
        root=request.url_root.rstrip("/"),
        host=_host(),
        company=scope.company.slug,
        title=f"{body.name if body else 'Meetings'}, {scope.company.name}",
        began=queries.BEGAN,
    )
    written = calendar.document(head, public.meetings(scope, body))
    return _tagged(scope, written, "text/calendar")


def _asked_body(scope: Scope) -> Body | None:
    """The body that is asked for, if one is; 404 for one that is not there."""
    slug = request.args.get("body")
    if slug is None:
        return None
    return find_body(scope, slug) or abort(404)


def _asked_topic() -> str:
    topic = request.args.get("topic", "")
    if topic and topic not in queries.TOPICS:
        abort(404)
    return topic


def _path(asked: queries.Asked) -> str:
    """The feed's own address, whatever else was asked with it."""
    named = {"body": asked.body.slug if asked.body else "", "topic": asked.topic}
    said = urlencode({name: value for name, value in named.items() if value})
    return f"{request.path}?{said}" if said else request.path


def _title(scope: Scope, asked: queries.Asked) -> str:
    what = queries.TOPICS.get(asked.topic) or ("news" if asked.body else "plans and decisions")
    return f"{asked.body.name if asked.body else scope.company.name}: {what}"


def _host() -> str:
    return request.host.partition(":")[0]


def _tagged(scope: Scope, body: bytes, media_type: str) -> Response:
    """The answer, not sent again to whoever has it; whose it is stands in its tag."""
    response = Response(body, mimetype=media_type)
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
