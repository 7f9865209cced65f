"""Jinja: what every template can call."""

from functools import lru_cache

from flask import Flask
from jinja2 import StrictUndefined
from markupsafe import Markup

from portal.kit import markdown, words
from portal.kit.digests import short
from portal.web.assets import asset_url


def install(app: Flask) -> None:
    """Set Jinja up: a name that does not exist is an error, never an empty place."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.globals["asset"] = asset_url
    environment.filters["date_words"] = words.date_words
    environment.filters["markdown"] = html_of
    environment.filters["short_digest"] = short
    environment.filters["join_names"] = words.join_names
    environment.filters["plural"] = words.plural


@lru_cache(maxsize=512)
def html_of(text: str) -> Markup:
    """Markdown as safe HTML. Kept by the very text, since frozen texts are read again and again."""
    return Markup(markdown.render(text))  # noqa: S704 - the renderer lets plain tags alone through
