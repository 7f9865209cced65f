"""The command line: ``portal``, Flask's own with ours beside it. Wiring, and words for people."""

import json
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import FlaskGroup, with_appcontext
from sqlalchemy.exc import OperationalError, ProgrammingError

from portal import config as settings
from portal.app import create_app
from portal.audit.queries import verify as verify_chain
from portal.bench import command as bench_command
from portal.bench.recording import BenchError
from portal.bench.stage import Scale
from portal.demonstration import command as demonstration
from portal.demonstration.build import OtherCompaniesError
from portal.kit.colours import read_accent
from portal.kit.words import slugify
from portal.plan_commands import plan
from portal.proof.export import archive
from portal.web.database import UnsafeRoleError, db, refuse_unsafe_role
from portal.web.serving import gunicorn_arguments
from tenants import service as tenancy
from tenants.roles import APPOINTED, Role

Command = Callable[..., Any]

REFUSALS = (
    tenancy.TenancyError,
    UnsafeRoleError,
    OtherCompaniesError,
    BenchError,
    settings.ConfigError,
)
"""Errors whose words are meant for the person at the command line."""


@click.group(cls=FlaskGroup, create_app=create_app, add_default_commands=False)
def portal() -> None:
    """Goldthread: one portal for companies that several councils own."""


def in_words(command: Command) -> Command:
    """Say what went wrong in words and exit with 1, instead of a traceback."""

    @wraps(command)
    def spoken(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except REFUSALS as error:
            raise click.ClickException(str(error)) from error
        except (OperationalError, ProgrammingError) as error:
            raise click.ClickException(
                f"The database does not answer as it should: {error.orig}. "
                "Has `portal db upgrade` been run?"
            ) from error

    return spoken


class Read(click.ParamType[str]):
    """A value read by a plain function, whose ValueError is the message."""

    def __init__(self, name: str, read: Callable[[str], str]) -> None:
        self.name = name
        self.read = read

    def convert(self, value: Any, parameter: Any, context: Any) -> str:
        try:
            return self.read(str(value))
        except ValueError as error:
            self.fail(str(error), parameter, context)


def _address(text: str) -> str:
    slug = slugify(text)
    if slug != text:
        raise ValueError(f"“{text}” cannot be part of an address. Use {slug}.")
    return slug


SLUG = Read("slug", _address)
ACCENT = Read("colour", read_accent)


@portal.command("config")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@with_appcontext
def config_command(as_json: bool) -> None:
    """Print every setting with where it comes from; secrets are masked."""
    rows = settings.shown(current_app.config["PORTAL"])
    if as_json:
        click.echo(
            json.dumps([dict(zip(("name", "value", "source"), r, strict=True)) for r in rows])
        )
        return
    for name, value, source in rows:
        click.echo(f"{name:28} {value}  ({source})")


@portal.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="PORT", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
@with_appcontext
@in_words
def serve(host: str, port: int, workers: int) -> None:
    """Serve the portal with gunicorn until it is stopped."""
    refuse_unsafe_role(db.engine)
    from gunicorn.app.wsgiapp import run

    sys.argv = gunicorn_arguments(f"{host}:{port}", workers, "portal.app:servable()")
    click.echo(f"Serving on http://{host}:{port}/ (Ctrl-C stops it)")
    run()


@portal.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.option("--markers", is_flag=True, help="Plant made-up words in every state, and list them.")
@click.option("--submission", is_flag=True, help="Print what to fill in to submit the plan.")
@with_appcontext
@in_words
def demo(as_json: bool, markers: bool, submission: bool) -> None:
    """Build the demonstration, if it is not there yet, and say who can sign in to it.

    With --markers its texts also hold a made-up word for each area and state; nobody but the
    audience named beside a word may ever be served it.
    """
    refuse_unsafe_role(db.engine)
    upgrade_database()
    refuse_unsafe_role(db.engine)
    built = demonstration.demonstrate(db.session(), current_app.config["PORTAL"].demo_password)
    if markers:
        planted = demonstration.plant_markers(db.session())
        words = [marker.as_json() for marker in planted]
        click.echo(json.dumps(words) if as_json else demonstration.markers_table(planted))
    elif submission:
        click.echo(demonstration.submission_text())
    else:
        click.echo(json.dumps(built.as_json()) if as_json else built.as_text())


@portal.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.option("--seconds", default=30.0, show_default=True, help="How long to ask, in all.")
@in_words
def bench(as_json: bool, seconds: float) -> None:
    """Measure the plan and compare pages against a bare page with the same queries and bytes.

    Works on a database of its own, which is thrown away, and asks 127.0.0.1 alone.
    """
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        app = create_app(settings.load({"PORTAL_DATA": folder}))
        with app.app_context():
            upgrade_database()
        effort = bench_command.Effort(seconds=seconds)
        found = bench_command.measure(app, Path(folder), Scale(), effort)
    answer = bench_command.as_json(found)
    click.echo(json.dumps(answer) if as_json else bench_command.as_text(found))


@portal.group()
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


@portal.group()
def council() -> None:
    """Owning councils."""


@council.command("admit")
@click.argument("company_slug", metavar="COMPANY")
@click.argument("slug", type=SLUG)
@click.argument("name")
@click.option("--prefix", required=True, help="Of its priorities' references: KIN for KIN-01.")
@click.option("--share", required=True, type=Decimal, help="Per cent of the company.")
@click.option("--accent", required=True, type=ACCENT, help="Colour as #rrggbb.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day of admission; today.")
@with_appcontext
@in_words
def council_admit(company_slug: str, day: Any, **details: Any) -> None:
    """Admit a council to a company, with its share."""
    scope = tenancy.operate(db.session(), company_slug)
    admitted_on: date = day.date() if day else scope.today()
    area = tenancy.admit_council(scope, tenancy.CouncilDetails(admitted_on=admitted_on, **details))
    db.session().commit()
    click.echo(
        f"{area.name} owns {tenancy.share_words(details['share'])} % of {scope.company.name}."
    )


@portal.group()
def person() -> None:
    """People and their roles."""


@person.command("invite")
@click.argument("company_slug", metavar="COMPANY")
@click.argument("email")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice([role.value for role in APPOINTED]))
@click.option("--council", "area_slug", help="Slug of the council she is appointed for.")
@click.option("--body", "body_slug", help="Slug of the body, for a seat.")
@click.password_option(help="Her first password.")
@with_appcontext
@in_words
def person_invite(company_slug: str, email: str, name: str, role: str, **options: Any) -> None:
    """Give a person an account, if she has none, and a role from today."""
    scope = tenancy.operate(db.session(), company_slug)
    area_id = tenancy.area_id_of(scope, options["area_slug"])
    body_id = tenancy.body_id_of(scope, options["body_slug"])
    guest = tenancy.invite_person(scope, email, name, options["password"])
    hat = tenancy.appoint(
        scope, guest, Role(role), area_id, starts_on=scope.today(), body_id=body_id
    )
    db.session().commit()
    click.echo(f"{guest.name} is {hat.title}.")


@portal.group()
def audit() -> None:
    """The audit log."""


@audit.command("verify")
@click.option("--company", "slugs", multiple=True, help="Only this company; all when left out.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@with_appcontext
@in_words
def audit_verify(slugs: tuple[str, ...], as_json: bool) -> None:
    """Walk every company's chain; exit with 1 and name the breaks where one is not whole."""
    verdicts = {}
    for slug in slugs or tenancy.company_slugs(db.session()):
        verdicts[slug] = verify_chain(tenancy.operate(db.session(), slug, writes=False))
        db.session().rollback()
    if as_json:
        click.echo(
            json.dumps({slug: {**vars(v), "whole": v.whole} for slug, v in verdicts.items()})
        )
    else:
        for slug, verdict in verdicts.items():
            words = "The chain is whole" if verdict.whole else "The chain is broken"
            click.echo(f"{slug}: {words}: {verdict.events} events, head {verdict.head}")
            for fault in verdict.breaks:
                click.echo(f"  {fault}")
    if not all(verdict.whole for verdict in verdicts.values()):
        sys.exit(1)


@audit.command("export")
@click.argument("company")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False))
@with_appcontext
@in_words
def audit_export(company: str, output: Path) -> None:
    """Write a company's log and frozen versions into a ZIP file that checks itself offline."""
    output.write_bytes(archive(tenancy.operate(db.session(), company, writes=False)))
    click.echo(f"{output}: unpack it, and run python3 -m portal.proof.check in its folder.")


portal.add_command(plan)


def upgrade_database() -> None:
    """Bring the database to the newest migration, as the owner of its tables."""
    from flask_migrate import upgrade

    data: Path = current_app.config["PORTAL"].data
    data.mkdir(parents=True, exist_ok=True)
    upgrade()


def main() -> None:
    """The entry point of the ``portal`` command."""
    portal()
