"""Pages of the house itself: is it well, is it accessible, and how its parts look."""

from typing import Any

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.web.fragments import show
from portal.web.guard import Room
from portal.web.sample_form import sent_empty
from tenants.models import Company

house = Room("house", __name__)
design = Room("design", __name__)


@house.house("/healthz")
def healthz(session: Session) -> dict[str, Any]:
    """Answers 200 when the database does."""
    session.scalars(select(Company.id).limit(1)).first()
    return {"status": "ok"}


@house.house("/accessibility")
def accessibility(_: Session) -> Response:
    """The accessibility statement (Public Sector Bodies Accessibility Regulations 2018)."""
    return show("accessibility.html")


@design.house("/design")
def components(_: Session) -> Response:
    """Every component the portal uses, with sample contents. Development only."""
    return show("design.html", form=sent_empty())
