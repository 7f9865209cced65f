"""The bare page: Flask, SQLAlchemy and Jinja doing what a recorded page did, and nothing else.

It sends the same statements with the same parameters as ``text()`` through a session, as a small
application would that has no walls, no objects and no frame; reads every row, and renders as many
bytes through a template of one loop. ``/constant/<page>`` answers as many bytes and does nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from flask import Flask, Response, render_template_string
from sqlalchemy import CursorResult, Engine, TextClause, text
from sqlalchemy.orm import Session, sessionmaker

Prepared = tuple[TextClause, dict[str, Any]]
PLACE = re.compile(r"\?")
"""Where a recorded statement of SQLite takes a parameter."""
LINE = 80
"""Characters of one line of text."""
TEMPLATE = """<!doctype html>
{% for line in lines %}<p>{{ line }}</p>
{% endfor %}"""
_EMPTY = len("<!doctype html>\n")
_AROUND = len("<p></p>\n")


@dataclass(frozen=True)
class BarePage:
    """What is replayed for one page: statements with parameters, and how many bytes to answer."""

    statements: Sequence[tuple[str, Sequence[Any]]]
    bytes: int


def create_bare_app(pages: Mapping[str, BarePage], engine: Engine) -> Flask:
    """The bare application for these pages, by number."""
    app = Flask("bare", static_folder=None)
    sessions = sessionmaker(engine)
    asked = {
        number: [prepared(*each) for each in page.statements] for number, page in pages.items()
    }
    texts = {number: lines_of(page.bytes) for number, page in pages.items()}

    @app.get("/bare/<number>")
    def bare(number: str) -> str:
        rows = replay(sessions, asked[number])
        return render_template_string(TEMPLATE, lines=texts[number], rows=rows)

    @app.get("/constant/<number>")
    def constant(number: str) -> Response:
        return Response(b"." * pages[number].bytes, mimetype="text/html")

    return app


def prepared(statement: str, parameters: Sequence[Any]) -> Prepared:
    """A recorded statement with its parameters, as ``text()`` with names."""
    names = (f":p{number}" for number in count())
    named = PLACE.sub(lambda _: next(names), statement.replace(":", "\\:"))
    return text(named), {f"p{number}": value for number, value in enumerate(parameters)}


def replay(sessions: sessionmaker[Session], asked: Sequence[Prepared]) -> list[Sequence[Any]]:
    """Send the statements of a page in one transaction; all their rows."""
    rows: list[Sequence[Any]] = []
    with sessions() as session:
        for statement, parameters in asked:
            answer = session.execute(statement, parameters)
            if isinstance(answer, CursorResult) and answer.returns_rows:
                rows.extend(answer.all())
    return rows


def lines_of(size: int) -> list[str]:
    """Lines that the template makes into a page of ``size`` bytes. Needs room for one line."""
    room = size - _EMPTY
    count = max(1, room // (LINE + _AROUND))
    words = room - count * _AROUND
    lines = ["." * (words // count)] * count
    return [*lines[:-1], "." * (words - (count - 1) * (words // count))]
