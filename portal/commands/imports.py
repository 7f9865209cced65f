"""Files with plans, actions, measures and risks in them, at the command line. Wiring alone."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from portal.commands.speaking import in_words
from portal.imports.reading import About, Reading, ReadingError, as_json, open_file, understand
from portal.plans import queries
from portal.web.database import db
from tenants.service import TenancyError, operate


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--company", required=True, help="The company whose plan it is.")
@click.option("--plan", required=True, help="The plan's address.")
@click.option("--council", help="The council whose it is; shared when left out.")
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@click.option("--json", "as_json_", is_flag=True, help="Answer as JSON.")
@with_appcontext
@in_words
def import_files(
    files: tuple[Path, ...],
    company: str,
    plan: str,
    council: str | None,
    dry_run: bool,
    as_json_: bool,
) -> None:
    """Read the tables in FILES: text, Markdown, CSV, workbooks, Word files, PDF with text."""
    if not dry_run:
        raise click.ClickException(
            "Landing what was read is not there yet. Add --dry-run to see what would be made."
        )
    about = _about(company, plan)
    readings = [_read(path, about) for path in files]
    if as_json_:
        click.echo(json.dumps(as_json(readings), ensure_ascii=False))
    else:
        for reading in readings:
            click.echo(_in_words(reading))


def _read(path: Path, about: About) -> Reading:
    try:
        return understand(open_file(path.name, path.read_bytes()), about)
    except ReadingError as error:
        raise click.ClickException(f"{path.name}: {error}.") from error


def _about(company: str, plan: str) -> About:
    """What is known beside the files; where the plan is not there, that is said."""
    try:
        scope = operate(db.session(), company, writes=False)
        found = queries.find_plan(scope, plan)
        councils = tuple(council.name for council in scope.councils)
    except (TenancyError, SQLAlchemyError) as error:
        found, councils = None, ()
        said = (
            str(error)
            if isinstance(error, TenancyError)
            else ("The database does not answer. Has `portal db upgrade` been run?")
        )
        click.echo(said, err=True)
    if found is None:
        click.echo("The plan is not there: days are not held against its years.", err=True)
        return About(None, councils)
    last = found.first_year + found.years
    return About((date(found.first_year, 4, 1), date(last, 3, 31)), councils)


def _in_words(reading: Reading) -> str:
    account = reading.account
    kinds = Counter(table.kind.kind for table in reading.tables for _ in table.items)
    lines = [
        f"{reading.document.name}: {account.lines} lines: {account.landed} rows read, "
        f"{account.aside} set aside, {account.not_data} headers, captions, groups and notes, "
        f"{account.prose} outside tables, {len(account.lost)} lost."
    ]
    lines += [f"  {kind}: {number}" for kind, number in kinds.most_common()]
    doubts = sum(len(table.flags) for table in reading.tables)
    return "\n".join([*lines, f"  to look at: {doubts}"])
