"""A copy of the papers for a browser to keep: its page, the copy itself, and the worker."""

from pathlib import Path

from flask import Response, make_response

from portal.decisions.pages.entries import moment_words
from portal.kit.words import date_words
from portal.meetings.models import Meeting
from portal.reading import keeping, pages
from portal.reading.room import UNDER, hers_alone, meetings_path, read_path, room
from portal.web.assets import STATIC, asset_url
from portal.web.fragments import show
from portal.web.frame import frame, place
from tenants.clock import civil_day
from tenants.roles import Permission
from tenants.scope import Scope

WORKER = STATIC / "js" / "reading-worker.js"
SHEETS = (
    "vendor/govuk-frontend.min.css",
    "vendor/portal.css",
    "css/document.css",
    "css/reading.css",
)
FILES = ("js/reading-kept.js", "images/thread.svg")
PLAIN = (
    "/static/js/reading-store.js",
    *(f"/static/vendor/fonts/source-sans-3-{weight}.woff2" for weight in (400, 600, 700)),
)
"""Files that others name without the digest of their content."""
SECONDS = "Goldthread-Keep-Seconds"


@room.page("/meetings/worker.js", Permission.COMPANY_READ)
def worker(scope: Scope) -> Response:
    """The worker that shows a kept copy without a connection; it reaches meetings alone."""
    response = make_response(_text(WORKER))
    response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    response.headers["Cache-Control"] = "no-cache"
    return response


@room.page("/meetings/<meeting>/read/keep", Permission.WORK_READ)
def keep(scope: Scope, meeting: Meeting) -> Response:
    """What a kept copy is, and the button that makes one."""
    reader = pages.reader_of(scope, meeting)
    base, read_at, sitting = (
        meetings_path(scope),
        read_path(scope, meeting),
        reader.pack.view.sitting,
    )
    place(("Meetings", base), (reader.title, read_at), ("Keep this for the train", None))
    frame().current = UNDER
    exempt = keeping.part_two_seconds(scope, meeting, sitting) if reader.holds_part_two else 0
    return show(
        "reading/keep.html",
        reader=reader,
        read=read_at,
        until=_day(scope, keeping.part_one_seconds(scope, sitting)),
        has_part_two=reader.holds_part_two,
        part_two=_day(scope, exempt) if exempt else "",
        worker=f"{base}worker.js",
        worker_scope=base,
        assets=[*_sheets(), *map(asset_url, FILES), *PLAIN],
    )


@room.page("/meetings/<meeting>/read/kept", Permission.WORK_READ)
def kept(scope: Scope, meeting: Meeting) -> Response:
    """The copy itself: Part I with the reader's notes, whoever asks."""
    reader = pages.reader_of(scope, meeting, part_two=False)
    seconds = keeping.part_one_seconds(scope, reader.pack.view.sitting)
    response = show(
        "reading/kept.html",
        reader=reader,
        facts=pages.facts_of(reader.pack),
        read=read_path(scope, meeting),
        made=moment_words(scope.now()),
        sheets=_sheets(),
        kept=True,
    )
    response.headers[SECONDS] = str(seconds)
    return keeping.claim(hers_alone(response), scope.person_id, seconds)


@room.page("/meetings/<meeting>/read/kept/part-two", Permission.WORK_READ)
def kept_part_two(scope: Scope, meeting: Meeting) -> Response:
    """Papers of Part II, to be encrypted on arrival; nothing where the body allows no copy."""
    reader = pages.reader_of(scope, meeting)
    seconds = keeping.part_two_seconds(scope, meeting, reader.pack.view.sitting)
    response = show(
        "reading/kept_part_two.html",
        items=reader.part_two if seconds else [],
        read=read_path(scope, meeting),
        kept=True,
    )
    response.headers[SECONDS] = str(seconds)
    return hers_alone(response)


def _sheets() -> list[str]:
    colours = frame().colours_url
    return [*map(asset_url, SHEETS), *([colours] if colours else [])]


def _day(scope: Scope, seconds: int) -> str:
    return date_words(civil_day(keeping.after(scope, seconds)))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
