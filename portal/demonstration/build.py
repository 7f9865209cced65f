"""Builds the demonstration through the rooms' own services, as the persons who would do it.

One transaction for each company: it is there whole or not at all.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demonstration import (
    announcing,
    assessing,
    consenting,
    deciding,
    engaging,
    interests,
    measuring,
    meeting,
    minuting,
    noting,
    packs,
    papers,
    people,
    planning,
    progress,
    resolving,
    telling,
    timeline,
)
from portal.demonstration.deriving import derive_what_is_alike
from portal.demonstration.shapes import Body, Company, Council, Demonstration
from tenants import identity
from tenants import models as tenancy_models
from tenants import service as tenancy
from tenants.scope import Scope


class OtherCompaniesError(RuntimeError):
    """The database is in use for something else than the demonstration."""


def refuse_other_companies(session: Session, demonstration: Demonstration) -> None:
    """Raises OtherCompaniesError where a company is there that is not the demonstration's."""
    identity.stand_outside(session)
    real = session.scalars(
        select(tenancy_models.Company.name)
        .where(
            tenancy_models.Company.slug.not_in([c.slug for c in demonstration.companies])
            | tenancy_models.Company.demonstration_day.is_(None)
        )
        .order_by(tenancy_models.Company.name)
    ).all()
    session.rollback()
    if real:
        raise OtherCompaniesError(
            f"This database holds {', '.join(real)}, which is no part of the demonstration, so "
            "nothing was built. Let PORTAL_DATABASE_URL name an empty database."
        )


def build(session: Session, demonstration: Demonstration, password: str) -> bool:
    """Build whichever company of the demonstration is missing; whether any was.

    Commits after each company. Raises OtherCompaniesError.
    """
    refuse_other_companies(session, demonstration)
    there = tenancy.company_slugs(session)
    session.rollback()
    missing = [company for company in demonstration.companies if company.slug not in there]
    if missing:
        password_hash = identity.hash_password(password)
        for company in missing:
            _build_company(session, demonstration, company, password_hash)
            session.commit()
    return bool(missing)


def _build_company(
    session: Session, demonstration: Demonstration, company: Company, password_hash: str
) -> None:
    scope = _found(session, company, company.day or demonstration.day)
    starts_on = min(person.starts_on for person in demonstration.people)
    for council in company.councils:
        tenancy.admit_council(scope, _council_details(council, starts_on))
    for body in company.bodies:
        tenancy.add_body(scope, _body(body))
    people.invite_people(scope, demonstration.people, password_hash)
    deciding.prepare_decisions(scope, demonstration)
    director = people.director_of(session, company.slug)
    for plan in demonstration.plans:
        if plan.company == company.slug:
            derive_what_is_alike(director, planning.write_plan(director, plan))
    for plan in demonstration.plans:
        if plan.company == company.slug:
            progress.record_progress(session, company.slug, plan.slug)
    measuring.measure(session, company.slug)
    assessing.assess(session, company.slug)
    session.flush()
    people.appoint_leads(tenancy.operate(session, company.slug), demonstration.people)
    today = company.day or demonstration.day
    steps = [
        *consenting.steps(session, company.slug, today),
        *meeting.steps(session, company.slug),
        *announcing.steps(session, company.slug),
        *papers.steps(session, company.slug, demonstration.submission),
        *packs.steps(session, company.slug, demonstration.submission),
        *noting.steps(session, company.slug),
        *minuting.steps(session, company.slug),
    ]
    timeline.live_through(session, company.slug, steps, today)
    telling.tell_of_actions(session, company.slug)
    resolving.resolve(session, company.slug)
    engaging.engage(session, company.slug)
    interests.register_interests(session, company.slug)


def _found(session: Session, company: Company, day: date) -> Scope:
    return tenancy.add_company(
        session,
        tenancy.CompanyDetails(
            slug=company.slug,
            name=company.name,
            accent=company.accent,
            demonstration_day=day,
            shared_prefix=company.shared_prefix,
        ),
    )


def _council_details(council: Council, admitted_on: date) -> tenancy.CouncilDetails:
    return tenancy.CouncilDetails(
        slug=council.slug,
        name=council.name,
        prefix=council.prefix,
        accent=council.accent,
        share=council.share,
        admitted_on=admitted_on,
    )


def _body(body: Body) -> tenancy_models.Body:
    return tenancy_models.Body(
        slug=body.slug,
        name=body.name,
        kind=body.kind,
        quorum=body.quorum,
        quorum_per_council=body.quorum_per_council,
    )
