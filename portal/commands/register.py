"""The register of reserved matters, at the command line."""

import json
from dataclasses import replace
from typing import Any

import click
from flask.cli import with_appcontext

from portal.commands.speaking import Read, in_words
from portal.decisions.pages import register as pages
from portal.decisions.queries import lines
from portal.decisions.queries.lines import RegisterLine
from portal.decisions.rules.codes import OFFERED, read_code
from portal.decisions.rules.starter import STARTER
from portal.decisions.service import registering
from portal.decisions.standing import ROUTES
from portal.kit.money import read_pounds
from portal.web.database import db
from tenants import service as tenancy
from tenants.models import Body
from tenants.scope import Scope
from tenants.service import TenancyError

DAY = click.DateTime(["%Y-%m-%d"])
POUNDS = Read("pounds", read_pounds)


def _rule(code: str) -> str:
    read_code(code)
    return code


RULE = Read("rule", _rule)


@click.group("register")
def register() -> None:
    """The register of reserved matters."""


@register.command("show")
@click.argument("company")
@click.option("--on", "day", type=DAY, help="As it was, or is to be, on this day; today.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@with_appcontext
@in_words
def show_register(company: str, day: Any, as_json: bool) -> None:
    """Print the register as it is on a day."""
    scope = tenancy.operate(db.session(), company, writes=False)
    on = day.date() if day else scope.today()
    found = lines.lines_on(scope, on)
    if as_json:
        click.echo(json.dumps([_plain(scope, each) for each in found], ensure_ascii=False))
        return
    rows = pages.rows(found, {area.area_id: area for area in scope.areas})
    for row in rows:
        click.echo(f"{row.number:3}  {row.title}: {row.who}. {row.rule}.")
    if not rows:
        click.echo(f"The register holds nothing on {on.isoformat()}.")


@register.command("start")
@click.argument("company")
@click.option("--body", required=True, help="Slug of the owners' body.")
@click.option("--rule", type=RULE, required=True, help=f"One of {', '.join(OFFERED)}.")
@click.option("--quorum", required=True, help="In words.")
@click.option("--decided-by", required=True, help="Which decision allows it, in words.")
@click.option("--from", "day", type=DAY, help="First day; today.")
@click.option("--limit", "limits", multiple=True, type=(str, POUNDS), help="KIND POUNDS.")
@click.option("--but", "left_out", multiple=True, help="KIND to leave out.")
@click.option("--as", "email", help="Who acts; the operator.")
@with_appcontext
@in_words
def start_register(
    company: str,
    body: str,
    rule: str,
    quorum: str,
    decided_by: str,
    day: Any,
    limits: Any,
    left_out: Any,
    email: str | None,
) -> None:
    """Begin an empty register with the usual lines, all decided by one body of the owners."""
    scope = _acting(company, email)
    first = day.date() if day else scope.today()
    if lines.days_of_change(scope):
        raise TenancyError(f"The register of {scope.company.name} holds lines already.")
    amounts, owners = dict(limits), _body(scope, body)
    _refuse_unknown({*amounts, *left_out})
    chosen = [each for each in STARTER if each.kind not in left_out]
    added = {
        number: registering.LineDetails(
            title=each.title,
            band=each.band,
            trigger=each.trigger,
            kind=each.kind,
            route="one_committee",
            rule=rule,
            quorum=quorum,
            body=owners,
            limit=amounts.get(each.kind),
            within_plan=each.within_plan,
        )
        for number, each in enumerate(chosen, start=1)
    }
    registering.add_lines(scope, added, first, registering.Authority(decided_by))
    db.session().commit()
    click.echo(f"{len(added)} lines from {first.isoformat()} on.")


@register.command("change")
@click.argument("company")
@click.argument("number", type=int)
@click.option("--from", "day", type=DAY, required=True, help="First day of the change.")
@click.option("--decided-by", required=True, help="Which decision allows it, in words.")
@click.option("--route", type=click.Choice(list(ROUTES)))
@click.option("--rule", type=RULE)
@click.option("--quorum", help="In words.")
@click.option("--body", help="Slug of the owners' body.")
@click.option("--council", "councils", multiple=True, type=(str, str), help="COUNCIL BODY.")
@click.option("--limit", type=POUNDS)
@click.option("--as", "email", help="Who acts; the operator.")
@with_appcontext
@in_words
def change_line(
    company: str,
    number: int,
    day: Any,
    decided_by: str,
    body: str | None,
    councils: Any,
    email: str | None,
    **changes: Any,
) -> None:
    """Change a line from a day on; what is not named stays as it is."""
    scope = _acting(company, email)
    history = lines.history(scope, number)
    line = lines.current_form([each.matter for each in reversed(history)], scope.today())
    if line is None:
        raise TenancyError(f"The register holds no matter {number}.")
    said = {name: value for name, value in changes.items() if value is not None}
    if body is not None:
        said["body"] = _body(scope, body)
    if councils:
        said["councils"] = {
            tenancy.area_id_of(scope, council): _body(scope, own) for council, own in councils
        }
    elif said.get("route") == "one_committee":
        said["councils"] = {}
    seen = registering.state_of([each.matter for each in reversed(history)])
    details = replace(registering.details_of(history[0]), **said)
    authority = registering.Authority(decided_by)
    row = registering.change_line(scope, line, details, day.date(), authority, seen)
    db.session().commit()
    click.echo(f"Matter {number} is changed from {row.in_force_from.isoformat()} on.")


def _plain(scope: Scope, line: RegisterLine) -> dict[str, Any]:
    """A line as other programs read it: codes, ISO dates, pounds as text."""
    matter = line.matter
    return {
        "number": matter.number,
        "title": matter.title,
        "band": matter.band,
        "trigger": matter.trigger,
        "kind": matter.kind,
        "limit": None if matter.limit is None else str(matter.limit),
        "within_plan": matter.within_plan,
        "route": matter.route,
        "body": line.body.slug,
        "councils": {scope.area(area).slug: body.slug for area, body in line.councils.items()},
        "rule": matter.rule,
        "quorum": matter.quorum,
        "delegations": [pages.delegation_words(each) for each in line.delegations],
        "in_force_from": matter.in_force_from.isoformat(),
        "in_force_to": matter.in_force_to.isoformat() if matter.in_force_to else None,
        "decided_by": matter.decided_by,
    }


def _acting(company: str, email: str | None) -> Scope:
    if email is None:
        return tenancy.operate(db.session(), company)
    return tenancy.act_as(db.session(), company, email)


def _body(scope: Scope, slug: str) -> Body:
    found = {body.slug: body for body in lines.bodies(scope)}
    if slug not in found:
        raise TenancyError(f"No body of {scope.company.name} that decides is called {slug}.")
    return found[slug]


def _refuse_unknown(kinds: set[str]) -> None:
    unknown = sorted(kinds - {each.kind for each in STARTER})
    if unknown:
        raise TenancyError(f"“{unknown[0]}” is no kind of act.")
