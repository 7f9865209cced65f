"""Jinja: what every template can call."""

from flask import Flask
from jinja2 import StrictUndefined

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
    environment.filters["markdown"] = markdown.render
    environment.filters["short_digest"] = short
    environment.filters["join_names"] = words.join_names
    environment.filters["plural"] = words.plural
