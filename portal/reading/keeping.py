"""A copy of the papers kept in a browser: for how long, and whose it is.

The copy is made, opened and thrown away by scripts (``static/js/reading-*.js``); here is what they
may keep, and the cookie by which the next person at the same browser throws it away.
"""

import hashlib
import hmac
from datetime import datetime, time, timedelta

from flask import Response, current_app, request

from portal.config import Config
from portal.decisions.models import Sitting
from portal.meetings.models import Meeting
from tenants import clock, settings
from tenants.scope import Scope

COOKIE = "goldthread-kept"
"""Says whose papers are kept in this browser, in no words: a keyed digest."""
SETTING = "offline_part_two"
SHORTEST = timedelta(days=1)
"""For which the papers of a meeting that is over are kept."""
LONGEST = timedelta(days=28)
EVERYTHING = '"cache", "storage"'
STORED = '"storage"'


def part_one_seconds(scope: Scope, sitting: Sitting) -> int:
    """Seconds for which public papers are kept: to the end of the day after the meeting."""
    wanted = _until(sitting) - scope.now()
    return int(min(max(wanted, SHORTEST), LONGEST).total_seconds())


def part_two_seconds(scope: Scope, meeting: Meeting, sitting: Sitting) -> int:
    """Seconds after which the key to exempt papers is thrown away; 0 where the body allows no copy
    of them, or the meeting is over."""
    if not settings.body_allows(scope, meeting.body_id, SETTING, scope.today()):
        return 0
    left = _until(sitting) - scope.now()
    return max(0, int(min(left, LONGEST).total_seconds()))


def after(scope: Scope, seconds: int) -> datetime:
    """The moment at which something is thrown away that is kept for so long from now."""
    return scope.now() + timedelta(seconds=seconds) - timedelta(seconds=1)


def claim(response: Response, person_id: int, seconds: int) -> Response:
    """Note in the browser whose papers it keeps."""
    config: Config = current_app.config["PORTAL"]
    response.set_cookie(
        COOKIE,
        _tag(person_id),
        max_age=seconds,
        httponly=True,
        secure=config.production,
        samesite="Lax",
    )
    return response


def leave_nothing(response: Response) -> Response:
    """Have the browser throw away what it kept: its caches, its worker and its databases."""
    response.headers["Clear-Site-Data"] = EVERYTHING
    response.delete_cookie(COOKIE)
    return response


def greet(response: Response, person_id: int) -> Response:
    """At the door: throw away what this browser kept for somebody else, and nothing of hers."""
    kept = request.cookies.get(COOKIE)
    if kept is not None and not hmac.compare_digest(kept.encode(), _tag(person_id).encode()):
        response.headers["Clear-Site-Data"] = STORED
        response.delete_cookie(COOKIE)
    return response


def _until(sitting: Sitting) -> datetime:
    return datetime.combine(sitting.on_day + timedelta(days=2), time(), clock.CIVIL)


def _tag(person_id: int) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"{COOKIE}:{person_id}".encode(), hashlib.sha256).hexdigest()[:32]
