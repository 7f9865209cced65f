"""The command line: ``portal``, Flask's own with ours beside it. Its groups are in ``commands``."""

import json
import sys
import tempfile
import threading
from contextlib import nullcontext
from pathlib import Path

import click
from flask import current_app
from flask.cli import FlaskGroup, with_appcontext

from portal import config as settings
from portal.app import create_app
from portal.bench import command as bench_command
from portal.bench.stage import Scale
from portal.commands.audit import audit
from portal.commands.beside import worker_beside
from portal.commands.bodies import body
from portal.commands.imports import import_files
from portal.commands.packs import pack
from portal.commands.plans import plan
from portal.commands.register import register
from portal.commands.speaking import in_words
from portal.commands.tenancy import company, council, person
from portal.commands.worker import beating, worker
from portal.demonstration import command as demonstration
from portal.jobs import working as jobs
from portal.web.database import db, refuse_unsafe_role
from portal.web.serving import gunicorn_arguments


@click.group(cls=FlaskGroup, create_app=create_app, add_default_commands=False)
def portal() -> None:
    """Goldthread: one portal for companies that several councils own."""


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
@click.option(
    "--worker/--no-worker",
    "worker_too",
    default=True,
    help="Run a portal worker beside it, which does the long work; on by default.",
)
@with_appcontext
@in_words
def serve(host: str, port: int, workers: int, worker_too: bool) -> None:
    """Serve the portal with gunicorn until it is stopped."""
    refuse_unsafe_role(db.engine)
    from gunicorn.app.wsgiapp import run

    sys.argv = gunicorn_arguments(f"{host}:{port}", workers, "portal.app:servable()")
    click.echo(f"Serving on http://{host}:{port}/ (Ctrl-C stops it)")
    with worker_beside() if worker_too else nullcontext():
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
    # The packs that its meetings asked for: whoever looks finds them built.
    jobs.work(db.session(), db.session().commit, beating(), threading.Event())
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


for group in (company, council, person, plan, body, register, audit, worker, pack, import_files):
    portal.add_command(group)


def upgrade_database() -> None:
    """Bring the database to the newest migration, as the owner of its tables."""
    from flask_migrate import upgrade

    data: Path = current_app.config["PORTAL"].data
    data.mkdir(parents=True, exist_ok=True)
    upgrade()


def main() -> None:
    """The entry point of the ``portal`` command."""
    portal()
