"""The demonstration as a template: built once in a test run, then copied."""

from flask import Flask

from portal.demonstration.command import demonstrate, plant_markers
from portal.web.database import db

PASSWORD = "a password for the demonstration"


def build(app: Flask) -> None:
    """What ``portal demo`` builds."""
    with app.app_context():
        demonstrate(db.session(), PASSWORD)


def build_with_markers(app: Flask) -> None:
    """What ``portal demo --markers`` builds."""
    build(app)
    with app.app_context():
        plant_markers(db.session())
