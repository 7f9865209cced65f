"""The audit log at the command line: verified, and exported for others to check."""

import json
import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from portal.audit.queries import verify
from portal.commands.speaking import HEAD, in_words
from portal.kit.chains import Head
from portal.proof.export import archive
from portal.web.database import db
from tenants import service as tenancy


@click.group()
def audit() -> None:
    """The audit log."""


@audit.command("verify")
@click.option("--company", "slugs", multiple=True, help="Only this company; all when left out.")
@click.option(
    "--head",
    "printed",
    type=HEAD,
    multiple=True,
    metavar="SEQ:DIGEST",
    help="A head printed in a notice or in the open data: was the chain rewritten since?",
)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@with_appcontext
@in_words
def audit_verify(slugs: tuple[str, ...], printed: tuple[Head, ...], as_json: bool) -> None:
    """Walk every company's chain; exit with 1 and name the breaks where one is not whole."""
    verdicts = {}
    chosen = slugs or tenancy.company_slugs(db.session())
    if printed and len(chosen) != 1:
        raise click.UsageError("Say with --company whose head was printed.")
    for slug in chosen:
        verdicts[slug] = verify(tenancy.operate(db.session(), slug, writes=False), printed)
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
