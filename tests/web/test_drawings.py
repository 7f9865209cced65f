"""HTML that is drawn once for what it shows."""

from typing import Any

import pytest
from flask import Flask, template_rendered

from portal.web.templating import Drawings

TEMPLATE = "errors/403.html"


@pytest.fixture
def drawn(app: Flask) -> list[str]:
    """The names of the templates that were drawn."""
    names: list[str] = []

    def note(_: Flask, template: Any, **__: Any) -> None:
        names.append(template.name)

    template_rendered.connect(note, app, weak=False)
    return names


def _words(message: str) -> dict[str, Any]:
    return {"message": message}


def test_what_was_drawn_is_not_drawn_again(app: Flask, drawn: list[str]) -> None:
    drawings = Drawings(TEMPLATE, most=2)
    with app.test_request_context():
        first = drawings.draw("a", lambda: _words("One"))
        again = drawings.draw("a", lambda: _words("Two"))
    assert first is again
    assert drawn == [TEMPLATE]


def test_other_keys_are_drawn_for_themselves(app: Flask) -> None:
    drawings = Drawings(TEMPLATE, most=2)
    with app.test_request_context():
        assert "One" in drawings.draw("a", lambda: _words("One"))
        assert "Two" in drawings.draw("b", lambda: _words("Two"))


def test_the_oldest_is_let_go(app: Flask, drawn: list[str]) -> None:
    drawings = Drawings(TEMPLATE, most=2)
    with app.test_request_context():
        for key in ("a", "b", "c", "c", "a"):
            drawings.draw(key, lambda: _words("One"))
    assert len(drawn) == 4


def test_what_a_template_shows_is_escaped(app: Flask) -> None:
    with app.test_request_context():
        html = Drawings(TEMPLATE, most=1).draw("a", lambda: _words("<script>"))
    assert "&lt;script&gt;" in html
