"""What one page asks of the database and how much it answers, recorded from a real request."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine, event

AGENT = "portal-bench"
FRAME = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|SET|PRAGMA|SAVEPOINT|RELEASE)\b", re.IGNORECASE)
FORM_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class BenchError(RuntimeError):
    """What was to be measured does not answer as it should, said in words."""


@dataclass(frozen=True)
class Page:
    """A page to measure: its name in the report, its path, and the cookie it is asked with."""

    name: str
    path: str
    cookie: str = ""


@dataclass(frozen=True)
class Recording:
    """One request: its statements with their parameters, and the bytes of its answer."""

    page: Page
    statements: list[tuple[str, list[Any]]]
    bytes: int

    @property
    def queries(self) -> int:
        """Statements that ask for rows; what begins and ends a transaction is not counted."""
        return sum(1 for text, _ in self.statements if not FRAME.match(text))

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the server's process."""
        return asdict(self)


def sign_in(client: FlaskClient, email: str, password: str) -> str:
    """The cookie of somebody who signs in by the form. Raises BenchError."""
    agent = {"User-Agent": AGENT}
    form = client.get("/sign-in", headers=agent).get_data(as_text=True)
    token = FORM_TOKEN.search(form)
    if token is None:
        raise BenchError("The sign-in page has no form.")
    fields = {"email": email, "password": password, "csrf_token": token[1]}
    answer = client.post("/sign-in", data=fields, headers=agent)
    cookie = client.get_cookie("goldthread")
    if answer.status_code >= 400 or cookie is None:
        raise BenchError(f"{email} cannot sign in: {answer.status}.")
    return f"{cookie.key}={cookie.value}"


def record(client: FlaskClient, engine: Engine, page: Page) -> Recording:
    """Ask for a page twice and record the second answer, when all is warm. Raises BenchError."""
    headers = {"User-Agent": AGENT, "Cookie": page.cookie}
    client.get(page.path, headers=headers)
    with _statements(engine) as found:
        answer = client.get(page.path, headers=headers)
    if answer.status_code != 200:
        raise BenchError(f"{page.path} answers {answer.status}.")
    return Recording(page, found, len(answer.data))


@contextmanager
def _statements(engine: Engine) -> Iterator[list[tuple[str, list[Any]]]]:
    found: list[tuple[str, list[Any]]] = []

    def note(_connection: Any, _cursor: Any, text: str, parameters: Any, *_rest: Any) -> None:
        found.append((text, list(parameters)))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)
