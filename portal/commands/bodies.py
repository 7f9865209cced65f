"""How bodies work, at the command line."""

from typing import Any

import click
from flask.cli import with_appcontext

from portal.commands.speaking import in_words
from portal.decisions.queries import bodies
from portal.decisions.service import body_settings
from portal.web.database import db
from tenants import service as tenancy
from tenants.models import Body
from tenants.scope import Scope
from tenants.service import TenancyError
from tenants.settings import SETTINGS
from tenants.settings import body_settings as held_on


@click.group()
def body() -> None:
    """Boards, committees, and how each works."""


@body.command("settings")
@click.argument("company")
@click.argument("slug", metavar="BODY")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="On this day; today.")
@with_appcontext
@in_words
def show_settings(company: str, slug: str, day: Any) -> None:
    """Print how a body works on a day."""
    scope = tenancy.operate(db.session(), company, writes=False)
    found = _body(scope, slug)
    held = held_on(scope, [found.id], SETTINGS, day.date() if day else scope.today())[found.id]
    for name, value in held.items():
        click.echo(f"{name:26} {value}")


@body.command("set")
@click.argument("company")
@click.argument("slug", metavar="BODY")
@click.argument("name", type=click.Choice(list(SETTINGS)))
@click.argument("value")
@click.option("--from", "day", type=click.DateTime(["%Y-%m-%d"]), help="First day; today.")
@with_appcontext
@in_words
def set_setting(company: str, slug: str, name: str, value: str, day: Any) -> None:
    """Let a body work otherwise from a day on; the days before it stand as they were."""
    scope = tenancy.operate(db.session(), company)
    first = day.date() if day else scope.today()
    body_settings.change_setting(scope, _body(scope, slug), name, value, first)
    db.session().commit()
    click.echo(f"{slug}: {name} is {value} from {first.isoformat()} on.")


def _body(scope: Scope, slug: str) -> Body:
    found = bodies.find_body(scope, slug)
    if found is None:
        raise TenancyError(f"{scope.company.name} has no body called {slug}.")
    return found
