"""The tests' world: two companies, their people, and one plan each in draft."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.web.database import db
from tenants import identity
from tenants.models import Company, Person
from tenants.scope import STRANGER, Scope, Visitor
from tenants.service import operate
from tests.factories import people, plans, tenancy
from tests.factories.browser import Browser

COMPANIES = ("afc", "tfc")


def found(app: Flask) -> None:
    """Both companies with their people, and no plan."""
    with app.app_context():
        for slug in COMPANIES:
            tenancy.found(db.session(), slug)
            db.session().commit()


def build(app: Flask) -> None:
    """Found both companies and draft a plan for each, as a director of each would."""
    found(app)
    world = World(app)
    for slug in COMPANIES:
        with world.scope_of(f"director@{slug}.example", slug) as scope:
            plans.draft(scope)
            scope.session.commit()


@dataclass(frozen=True)
class World:
    """Doors into the world of one application, by e-mail address."""

    app: Flask

    def person_id(self, email: str) -> int:
        """The person's number."""
        with self.app.app_context():
            tenancy.stand_outside(db.session())
            return db.session().scalars(select(Person.id).where(Person.email == email)).one()

    def browser(self, email: str | None = None) -> Browser:
        """A browser of its own for somebody signed in, or for a stranger."""
        client = self.app.test_client()
        assert isinstance(client, Browser)
        if email is not None:
            client.enter(self.person_id(email), people.token_of(email))
        return client

    @contextmanager
    def scope_of(
        self, email: str | None, company: str = "afc", *, writes: bool = True
    ) -> Iterator[Scope]:
        """What this person (None: the signed-out public) can do in a company.

        Nothing is committed unless the test does it: ``scope.session.commit()``.
        """
        with self.app.app_context():
            session: Session = db.session()
            visitor = _visitor(session, email, writes=writes)
            found = session.scalars(select(Company).where(Company.slug == company)).one()
            scope = Scope(session, found, visitor, writes=writes)
            try:
                yield scope
            finally:
                session.rollback()
                scope.leave()

    @contextmanager
    def operator_of(self, company: str = "afc") -> Iterator[Scope]:
        """The operator's scope, who reads everything of a company."""
        with self.app.app_context():
            try:
                yield operate(db.session(), company)
            finally:
                db.session().rollback()


def _visitor(session: Session, email: str | None, *, writes: bool) -> Visitor:
    identity.stand_outside(session, writes=writes)
    if email is None:
        return STRANGER
    person_id = session.scalars(select(Person.id).where(Person.email == email)).one()
    identity.stand_outside(session, person_id, writes=writes)
    visitor = identity.visitor_of(session, person_id, people.token_of(email))
    assert visitor is not None, f"{email} is not signed in"
    return visitor
