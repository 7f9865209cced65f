"""Jinja: what every template can call."""

from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from flask import Flask, render_template
from jinja2 import StrictUndefined
from markupsafe import Markup

from portal.kit import markdown, words
from portal.kit.digests import short
from portal.kit.drawings import safe_svg
from portal.web.assets import asset_url


def install(app: Flask) -> None:
    """Set Jinja up: a name that does not exist is an error, never an empty place."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.globals["asset"] = asset_url
    environment.filters["date_words"] = words.date_words
    environment.filters["decimal"] = Decimal
    environment.filters["drawing"] = drawing_of
    environment.filters["markdown"] = html_of
    environment.filters["short_digest"] = short
    environment.filters["join_names"] = words.join_names
    environment.filters["plural"] = words.plural


@lru_cache(maxsize=512)
def html_of(text: str) -> Markup:
    """Markdown as safe HTML. Kept by the very text, since frozen texts are read again and again."""
    return Markup(markdown.render(text))  # noqa: S704 - the renderer lets plain tags alone through


def drawing_of(svg: str) -> Markup:
    """A drawing (SVG) to stand in a page: its shapes and words alone."""
    return Markup(safe_svg(svg))  # noqa: S704 - shapes and words alone are let through


def drawn(template: str, **context: Any) -> Markup:
    """HTML of one template, for a panel of another page."""
    return Markup(render_template(template, **context))  # noqa: S704 - Jinja has escaped it


class Drawings:
    """HTML of one template, drawn once for what it shows, whoever asks for it.

    The key holds everything that the template shows or depends on, as the reader read it inside
    her own walls: whoever has the key has all that the HTML says.
    """

    def __init__(self, template: str, most: int) -> None:
        self._template = template
        self._most = most
        self._kept: dict[Hashable, Markup] = {}

    def draw(self, key: Hashable, context: Callable[[], Mapping[str, Any]]) -> Markup:
        """The HTML for this key; ``context`` is asked only where it has to be drawn."""
        found = self._kept.get(key)
        if found is None:
            found = Markup(render_template(self._template, **context()))  # noqa: S704 - Jinja has escaped it
            while len(self._kept) >= self._most:
                self._kept.pop(next(iter(self._kept)), None)
            self._kept[key] = found
        return found
