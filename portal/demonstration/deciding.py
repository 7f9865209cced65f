"""The demonstration's register and sittings, kept by the operator."""

from decimal import Decimal

from sqlalchemy import select

from portal.decisions import models
from portal.decisions.rules.owners import EACH_OWNER
from portal.decisions.service import delegating, registering
from portal.decisions.service import submitting as service
from portal.demonstration.shapes import (
    Demonstration,
    Register,
    ReservedMatter,
    Sitting,
    Submission,
)
from portal.kit.words import time_words
from tenants.models import Body
from tenants.scope import Scope


def prepare_decisions(scope: Scope, demonstration: Demonstration) -> None:
    """Keep the register of the scope's company, and plan its sittings."""
    for register in demonstration.registers:
        if register.company == scope.company.slug:
            _keep_register(scope, register)
    for sitting in demonstration.sittings:
        if sitting.company == scope.company.slug:
            plan_sitting(scope, sitting)


def plan_sitting(scope: Scope, sitting: Sitting) -> models.Sitting:
    """Plan one sitting of the demonstration."""
    details = service.SittingDetails(
        sitting.slug, sitting.title, sitting.on_day, time_words(sitting.starts_at), sitting.venue
    )
    return service.plan_sitting(scope, body_of(scope, sitting.body), details)


def body_of(scope: Scope, slug: str) -> Body:
    """The body of this slug. Raises NoResultFound."""
    return scope.session.scalars(select(Body).where(Body.slug == slug)).one()


def submission_text(submission: Submission) -> str:
    """What the director fills into the form, field by field, to submit the business plan."""
    head = f"Item {submission.item}: {submission.title}\nReport by the {submission.report_by}."
    agenda = [f"({each.letter}) {each.agenda}" for each in submission.recommendations]
    report = [f"({each.letter}) {each.report}" for each in submission.recommendations]
    fields = [
        ("Reserved matter", str(submission.number)),
        ("Asks for", submission.asks.replace("_", " ")),
        ("Title", submission.title),
        *(
            (f"Recommendation ({each.letter}), {each.verb}", each.report)
            for each in submission.recommendations
        ),
        ("Agenda front sheet", "\n".join([head, *agenda])),
        ("Report", "\n".join([head, *report])),
    ]
    return "\n\n".join(f"{name}:\n{text}" for name, text in fields)


def _keep_register(scope: Scope, register: Register) -> None:
    body, by = body_of(scope, register.body), registering.Authority(register.decided_by)
    lines = {each.number: _line(scope, body, register, each) for each in register.matters}
    rows = registering.add_lines(scope, lines, register.in_force_from, by)
    by_number = {row.number: row for row in rows}
    for each in register.delegations:
        details = delegating.DelegationDetails(
            each.post, each.consulting, each.words, _pounds(each.limit)
        )
        line = by_number[each.number]
        delegating.delegate(scope, line, details, register.in_force_from, by)


def _line(
    scope: Scope, body: Body, register: Register, matter: ReservedMatter
) -> registering.LineDetails:
    route = matter.route or register.route
    return registering.LineDetails(
        title=matter.title,
        band=matter.band,
        trigger=matter.trigger,
        kind=matter.kind,
        route=route,
        rule=matter.rule or register.rule,
        quorum=register.quorum,
        body=body,
        limit=_pounds(matter.limit),
        within_plan=matter.within_plan,
        councils=_own_bodies(scope, register) if route == EACH_OWNER else {},
    )


def _own_bodies(scope: Scope, register: Register) -> dict[int, Body]:
    """The councils' own bodies, by the councils' areas."""
    areas = {area.slug: area.area_id for area in scope.councils}
    return {areas[council]: body_of(scope, body) for council, body in register.councils}


def _pounds(limit: int | None) -> Decimal | None:
    return None if limit is None else Decimal(limit)
