"""The matrix: every path for every person, looked at byte by byte. Reports what it finds as words.

``leaks`` reads everything that can be read; ``intrusions`` tries every change as everybody who has
no right to it. Both answer with a list that is empty while the walls stand.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from flask import Flask
from sqlalchemy import make_url
from werkzeug.test import TestResponse

from portal.search.kinds import KINDS
from tenants.roles import Permission, Role
from tests.documents import readers
from tests.factories.browser import HTMX, Browser
from tests.factories.engaged import OF_COMPANY
from tests.factories.marked import MARKERS, Marker
from tests.factories.world import COMPANIES, World
from tests.isolation.paths import Place, places, things_of
from tests.isolation.who_reads import Person, everybody, may, reads

WORD = re.compile("|".join(marker.word for marker in MARKERS))
MARKER_OF = {marker.word: marker for marker in MARKERS}
KEPT = (
    *(Permission.MEETING_ARRANGE, Permission.PAPER_WRITE, Permission.PACK_BUILD),
    *(Permission.SITTING_CONDUCT, Permission.MINUTES_KEEP),
)
"""What the chair of a board without a clerk does for its meetings."""
ENGAGED = ("comment", "formal", *(thing for thing, _ in OF_COMPANY))
FILE = re.compile(r"\.(csv|json|atom|css|pdf|docx|md|html)$")
"""What htmx never asks for."""
BODY = {
    "area": "richmond",
    "title": "Taken over",
    "wording": "Taken over",
    "base": "1",
    "revision": "1",
    "choice": "for",
    "status": "green",
    "number": "9",
    "confirmed": "y",
    "because": "Taken over",
    "how": "successor",
    "q": "x",
}
"""A form that fits many routes: whoever were let in would change something."""


@dataclass
class Findings:
    """What went wrong, and who was shown which word (to know that the matrix can see at all)."""

    faults: list[str] = field(default_factory=list)
    shown: set[tuple[str, str]] = field(default_factory=set)
    requests: int = 0


def leaks(
    app: Flask, *, rules: Iterable[str] | None = None, people: Iterable[Person] | None = None
) -> list[str]:
    """Everything that somebody was shown and should not have been, and every wrong status."""
    return read_everything(app, rules=rules, people=people).faults


def read_everything(
    app: Flask, *, rules: Iterable[str] | None = None, people: Iterable[Person] | None = None
) -> Findings:
    """GET every path as everybody, whole and as a fragment. ``rules`` names endpoints.

    Whoever has no post in a company takes turns with the others who have none (``walks``).
    """
    found = Findings()
    readable = [place for place in _chosen(app, rules) if "GET" in (place.rule.methods or ())]
    for person in everybody() if people is None else people:
        browser = World(app).browser(person.email)
        for place in readable if people is not None else in_turn(person, readable):
            for query in ("", *_queries(place, person)):
                _read(browser, person, place, query, found)
    return found


def walks(person: Person, company: str) -> bool:
    """Whether she tries everything of a company: everybody who has a post there or none anywhere
    does, and of those whose posts are all in the other company, the first."""
    if not person.posts or person.posts_in(company):
        return True
    return person == next(each for each in everybody() if each.posts and not each.posts_in(company))


def in_turn(person: Person, tried: Sequence[Place]) -> list[Place]:
    """What she tries of these places. Strangers to a company are alike there, so those who do not
    walk it whole try each place once between them."""
    found: list[Place] = []
    for company in COMPANIES:
        there = [place for place in tried if place.company == company]
        if not walks(person, company):
            strangers = [each for each in everybody() if not walks(each, company)]
            there = there[strangers.index(person) :: len(strangers)]
        found += there
    return found


def hers(wanted: Callable[[Marker], bool]) -> set[tuple[str, str]]:
    """Which of these words is to be shown to whom, among those who try everything."""
    return {
        (str(person), marker.word)
        for marker in MARKERS
        if wanted(marker)
        for person in everybody()
        if walks(person, marker.company)
        and reads(person, marker.company, marker.area, marker.state)
    }


def _chosen(app: Flask, rules: Iterable[str] | None) -> list[Place]:
    chosen = None if rules is None else set(rules)
    found = list(places(app, things_of(World(app))))
    return [place for place in found if chosen is None or place.rule.endpoint in chosen]


QUERIES = {
    "actions.index": ["?plan=kingston-own-released", "?show=overdue", "?status=red&lens=richmond"],
    "actions.update": ["?part=row"],
    "search.search": [
        *("?q=more", "?q=plan", "?q=mean", "?q=approve", "?q=what"),
        *(f"?q=of&kind={kind}" for kind in KINDS if kind != "priorities"),
        *(f"?q=more&kind=priorities&page={page}" for page in range(1, 7)),
    ],
    "plans.plan": ["?section=A", "?section=D", "?lens=richmond"],
    "plans.compare": ["?show=differs", "?lens=kingston"],
    "plans.priority": ["?part=row", "?part=history"],
    "engagement.responses": ["?state=published", "?state=withheld", "?state=counted"],
    "plans.record_progress": [f"?milestone={prefix}-01-m1" for prefix in ("KIN", "RIC", "SUN")],
    "plans.progress": ["?state=planned", "?state=done&council=kingston", "?year=2019"],
    "plans.thread": ["?lens=richmond"],
    "plans.loose": ["?council=kingston"],
    "plans.changes": ["?to=draft", "?to=1", "?to=2", "?to=3", "?to=4"],
    "plans.as_at_day": ["?on=2019-06-24", "?on=2018-06-24"],
    "decisions.amend": ["?ref=A1"],
    "decisions.vote": ["?part=progress", "?change=1"],
    "reading.write": [f"?passage={number}" for number in (1, 2, 9)],
    "decisions.submit": ["?plan=marked-public&version=2"],
}
"""What may be asked besides the path. A search is for the words beside a marker: its answer says
the question again, and only a hit holds the marker."""


BY_LINK_ALONE = {"notices.confirm", "notices.stop"}
"""Pages that are there for whoever holds the secret of an e-mail: for nobody without it."""


def _welcome(place: Place) -> tuple[int, ...]:
    """What a page answers to somebody whose it is."""
    return (404,) if place.rule.endpoint in BY_LINK_ALONE else (200, 303)


def _queries(place: Place, person: Person) -> list[str]:
    return QUERIES.get(place.rule.endpoint, []) if place.visible(person) else []


def _read(browser: Browser, person: Person, place: Place, query: str, found: Findings) -> None:
    for headers in ({},) if FILE.search(place.path) else ({}, HTMX):
        answer = browser.get(place.path + query, headers=headers)
        found.requests += 1
        seen = f"{person} at {place.path}{query}{' (fragment)' if headers else ''}"
        found.faults += _wrong_status(answer, person, place, query, seen)
        _note_words(answer, person, place, seen, found)


def _note_words(
    answer: TestResponse, person: Person, place: Place, seen: str, found: Findings
) -> None:
    for word in words_in(answer, place.path):
        marker = MARKER_OF[word]
        found.shown.add((str(person), word))
        if not reads(person, marker.company, marker.area, marker.state):
            found.faults.append(f"{seen} was shown {word}")


def words_in(answer: TestResponse, asked: str) -> set[str]:
    """The markers in the bytes of an answer, headers included, beyond those in its own address."""
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers)
    text = f"{headers}\n{said(answer)}".lower()
    return set(WORD.findall(text.replace(asked.lower(), "").replace(quote(asked, "").lower(), "")))


def said(answer: TestResponse) -> str:
    """The body as a reader of its kind reads it: what is packed is unpacked."""
    body = answer.get_data()
    if body.startswith(b"%PDF"):
        return readers.pdf_everything(body)
    if body.startswith(b"PK"):
        return readers.word_everything(body)
    return body.decode(errors="replace")


def _wrong_status(
    answer: TestResponse, person: Person, place: Place, query: str, seen: str
) -> Iterator[str]:
    status = answer.status_code
    if status >= 500:
        yield f"{seen}: {status}"
    elif not place.visible(person):
        if status != 404:
            yield f"{seen}: {status}, but for her there is nothing here"
    elif place.needs and not _may(person, place):
        if status not in (403, 404):
            yield f"{seen}: {status}, but she may not {place.needs.value}"
    elif status not in _welcome(place) and not query:
        yield f"{seen}: {status}, but it is hers to see"


def _may(person: Person, place: Place) -> bool:
    """As the table says; and the board's own chair conducts what her board resolves in writing, and
    arranges its meetings."""
    written = place.path.startswith(f"/{place.company}/bodies/board/written")
    arranged = place.needs in KEPT and "/meetings/board-" in place.path
    if written or arranged:
        posts = person.posts_in(place.company)
        return any(
            post.role in (Role.BOARD_CHAIR, Role.CLERK) and post.body == "board" for post in posts
        )
    if place.path == f"/{place.company}/meetings/arrange":
        keeping = (Role.BOARD_CHAIR, Role.CLERK)
        return any(post.role in keeping for post in person.posts_in(place.company))
    return bool(place.needs and may(person, place.company, place.needs, place.area))


def intrusions(
    app: Flask, *, rules: Iterable[str] | None = None, people: Iterable[Person] | None = None
) -> list[str]:
    """Every change that somebody made, or was not refused, without a right to it. SQLite only."""
    return intrude(app, rules=rules, people=people).faults


def intrude(
    app: Flask, *, rules: Iterable[str] | None = None, people: Iterable[Person] | None = None
) -> Findings:
    """POST to every path as everybody who may not, with a form that would do something."""
    found = Findings()
    writable = [place for place in _chosen(app, rules) if "POST" in (place.rule.methods or ())]
    watch = Watch(app)
    for person in everybody() if people is None else people:
        browser = World(app).browser(person.email)
        token = browser.token()
        for place in writable if people is not None else in_turn(person, writable):
            allowed = place.needs and _may(person, place)
            if not allowed or not place.visible(person):
                form = {**BODY, "csrf_token": token}
                answer = browser.post(place.path, data=form)
                _note_intrusion(answer, person, place, watch, found)
    watch.close()
    return found


def _note_intrusion(
    answer: TestResponse, person: Person, place: Place, watch: "Watch", found: Findings
) -> None:
    found.requests += 1
    wanted = (403, 404) if place.visible(person) else (404,)
    seen = f"{person} posting to {place.path}"
    if answer.status_code not in wanted:
        found.faults.append(f"{seen}: {answer.status_code}, not {wanted}")
    if watch.changed():
        found.faults.append(f"{seen} changed something")
    _note_words(answer, person, place, seen, found)


class Watch:
    """Whether anybody has committed anything to a SQLite database since one last looked."""

    def __init__(self, app: Flask) -> None:
        path = make_url(app.config["PORTAL"].database_url).database
        assert path is not None
        assert Path(path).exists()
        self.connection = sqlite3.connect(path)
        self.last = self._version()

    def changed(self) -> bool:
        """True once after each change."""
        before, self.last = self.last, self._version()
        return self.last != before

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def _version(self) -> int:
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])
