"""The demonstration's register and sittings, kept by the operator."""

from sqlalchemy import select

from portal.decisions import models
from portal.decisions.service import submitting as service
from portal.demonstration.shapes import Demonstration, Register, Sitting, Submission
from portal.kit.words import time_words
from tenants.models import Body
from tenants.scope import Scope


def prepare_decisions(scope: Scope, demonstration: Demonstration) -> None:
    """Keep the register of the scope's company, and plan its sittings."""
    if demonstration.register.company == scope.company.slug:
        _keep_register(scope, demonstration.register)
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
    body = body_of(scope, register.body)
    for matter in register.matters:
        details = service.MatterDetails(
            number=matter.number,
            title=matter.title,
            band=matter.band,
            trigger=matter.trigger,
            route=register.route,
            rule=register.rule,
            quorum=register.quorum,
            in_force_from=register.in_force_from,
        )
        service.register_matter(scope, body, details)
