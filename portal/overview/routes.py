"""Home pages: the house's, a company's, and what needs you."""

from flask import Response
from sqlalchemy.orm import Session

from portal.web.fragments import show
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("overview", __name__)


@room.house("/")
def house_home(_: Session) -> Response:
    """The companies of this portal."""
    return show("overview/house.html")


@room.page("/", Permission.COMPANY_READ)
def company_home(_: Scope) -> Response:
    """The company's home page."""
    return show("overview/company.html")
