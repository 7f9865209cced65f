"""Plans at the command line: taken out as a file, and brought in from one. Wiring alone."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from portal.commands.speaking import in_words
from portal.plans import queries
from portal.plans.outside import bringing, files, whole
from portal.plans.outside.problems import PlanFileError
from portal.web.database import db
from tenants.service import act_as


@click.group()
def plan() -> None:
    """Plans as files."""


_AS = click.option("--as", "email", required=True, help="E-mail address of the person who acts.")


@plan.command("export")
@click.argument("company")
@click.argument("slug", metavar="PLAN")
@_AS
@click.option(
    "--version", "number", type=int, help="This version of it; as it stands when left out."
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False))
@with_appcontext
@in_words
def export_plan(company: str, slug: str, email: str, number: int | None, output: Path) -> None:
    """Write what a person reads of a plan to a file; its ending (.pdf, .docx, .csv, .json, .md)
    says in which format."""
    form = files.find(output.suffix.removeprefix("."))
    if form is None:
        endings = ", ".join(f".{ending}" for ending in files.FORMATS)
        raise PlanFileError(f"Name a file that ends in {endings}.")
    scope = act_as(db.session(), company, email, writes=False)
    found = queries.find_plan(scope, slug)
    version = queries.find_version(scope, number, plan=found) if found and number else None
    if found is None or (number and version is None):
        raise PlanFileError(f"{email} finds no such plan at /{company}/plans/{slug}/.")
    if version is not None:
        read = whole.read_version(scope, found, version)
    else:
        read = whole.read(scope, queries.view(scope, found))
    output.write_bytes(files.write(read, form))
    click.echo(f"{output}: {found.title}, as {scope.visitor.name} reads it.")


@plan.command("import")
@click.argument("company")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_AS
@click.option("--address", default="", help="Of the new draft; the file's own when left out.")
@with_appcontext
@in_words
def import_plan(company: str, file: Path, email: str, address: str) -> None:
    """Begin a draft that says what FILE says (JSON or Markdown, as it was exported)."""
    read = bringing.read(file.name, file.read_bytes())
    brought = bringing.bring_in(act_as(db.session(), company, email), read, address)
    db.session().commit()
    click.echo(f"“{brought.plan.title}” is a draft at /{company}/plans/{brought.plan.slug}/.")
    for note in brought.notes:
        click.echo(note)
