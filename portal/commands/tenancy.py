"""Companies, councils and people at the command line."""

from datetime import date
from decimal import Decimal
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from portal.commands.speaking import ACCENT, SLUG, in_words
from portal.effects.service.admitting import admit
from portal.notices import welcoming
from portal.plans import queries
from portal.web.database import db
from tenants import password_links
from tenants import service as tenancy
from tenants.models import Person
from tenants.roles import APPOINTED, Role
from tenants.scope import Scope


@click.group()
def company() -> None:
    """Companies."""


@company.command("add")
@click.argument("slug", type=SLUG)
@click.argument("name")
@click.option(
    "--accent", type=ACCENT, default="#1f3a5f", show_default=True, help="Colour as #rrggbb."
)
@with_appcontext
@in_words
def company_add(slug: str, name: str, accent: str) -> None:
    """Found a company, served at /SLUG/."""
    tenancy.add_company(db.session(), tenancy.CompanyDetails(slug, name, accent))
    db.session().commit()
    click.echo(f"{name} is at /{slug}/. Next: portal council admit {slug} …")
    click.echo(
        "Its register of reserved matters is empty. Once the owners’ committee is there, its clerk "
        f"begins it at /{slug}/reserved-matters/start with a list of usual matters, or you do: "
        f"portal register start {slug} …"
    )


@click.group()
def council() -> None:
    """Owning councils."""


@council.command("admit")
@click.argument("company_slug", metavar="COMPANY")
@click.argument("slug", type=SLUG)
@click.argument("name")
@click.option("--prefix", required=True, help="Of its priorities' references: KIN for KIN-01.")
@click.option("--share", required=True, type=Decimal, help="Per cent of the company.")
@click.option("--accent", required=True, type=ACCENT, help="Colour as #rrggbb.")
@click.option("--under", "matter", help="Address of the matter that gave the right: its slug.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day of admission; today.")
@with_appcontext
@in_words
def council_admit(company_slug: str, day: Any, matter: str | None, **details: Any) -> None:
    """Admit a council to a company, with its share, citing the decision that lets it in."""
    scope = tenancy.operate(db.session(), company_slug)
    admitted_on: date = day.date() if day else scope.today()
    said = tenancy.CouncilDetails(admitted_on=admitted_on, **details)
    area = admit(scope, matter, said) if matter else tenancy.admit_council(scope, said)
    db.session().commit()
    click.echo(
        f"{area.name} owns {tenancy.share_words(details['share'])} % of {scope.company.name}."
    )


@click.group()
def person() -> None:
    """People and their roles."""


@person.command("invite")
@click.argument("company_slug", metavar="COMPANY")
@click.argument("email")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice([role.value for role in APPOINTED]))
@click.option("--council", "area_slug", help="Slug of the council she is appointed for.")
@click.option("--body", "body_slug", help="Slug of the body, for a seat.")
@click.option("--plan", "plan_slug", help="Slug of the plan that a service lead keeps.")
@click.option("--password", help="Her first password, instead of a link to choose one.")
@click.option("--mail", is_flag=True, help="Send her the link by e-mail, instead of printing it.")
@with_appcontext
@in_words
def person_invite(company_slug: str, email: str, name: str, role: str, **options: Any) -> None:
    """Give a person an account, if she has none, and a role from today."""
    scope = tenancy.operate(db.session(), company_slug)
    area_id = tenancy.area_id_of(scope, options["area_slug"])
    body_id = tenancy.body_id_of(scope, options["body_slug"])
    guest = tenancy.invite_person(scope, email, name, options["password"])
    kept = _plan_of(scope, options["plan_slug"])
    hat = tenancy.appoint(
        scope, guest, Role(role), area_id, starts_on=scope.today(), body_id=body_id, plan=kept
    )
    said = _let_in(scope, guest, mail=options["mail"])
    db.session().commit()
    click.echo(f"{guest.name} is {hat.title}.")
    if said:
        click.echo(said)


def _let_in(scope: Scope, guest: Person, *, mail: bool) -> str:
    """How somebody without a password chooses one, in words; empty for who has one."""
    if guest.password_hash is not None:
        return ""
    if mail:
        welcoming.mail_welcome(scope, guest)
        return f"A link to choose a password goes to {guest.email}, once the worker sends it."
    token = password_links.offer(scope.session, guest, password_links.WELCOME)
    address = current_app.config["PORTAL"].address + welcoming.welcome_path(token)
    days = password_links.WELCOME.days
    return f"Give her this link. It works once, within {days} days: {address}"


def _plan_of(scope: Scope, slug: str | None) -> tuple[int, str] | None:
    """Number and title of a plan. Raises TenancyError where the company has none of that slug."""
    if slug is None:
        return None
    found = queries.find_plan(scope, slug)
    if found is None:
        raise tenancy.TenancyError(f"{scope.company.name} has no plan at plans/{slug}/.")
    return found.id, found.title
