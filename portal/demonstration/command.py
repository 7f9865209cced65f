"""What ``portal demo`` does and says, once the database has its tables."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from portal.demonstration import build, content, deciding, people, planting
from portal.demonstration.markers import Marker
from portal.demonstration.people import SignInRow


@dataclass(frozen=True)
class Built:
    """The demonstration as it stands in the database."""

    companies: tuple[tuple[str, str], ...]
    """Slug and name."""
    people: list[SignInRow]
    password: str

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the command line."""
        return {
            "companies": [{"slug": slug, "name": name} for slug, name in self.companies],
            "people": [row.as_json() for row in self.people],
            "password": self.password,
        }

    def as_text(self) -> str:
        """The sign-in table, and the password on a line of its own."""
        email = max(len(row.email) for row in self.people)
        name = max(len(row.name) for row in self.people)
        lines = [f"{'E-mail':{email}}  {'Name':{name}}  Roles"]
        for row in self.people:
            roles = "; ".join(f"{held.title} ({held.company})" for held in row.roles)
            lines.append(f"{row.email:{email}}  {row.name:{name}}  {roles}")
        return "\n".join([*lines, "", f"Password: {self.password}"])


def demonstrate(session: Session, password: str) -> Built:
    """Build what is missing of the demonstration, and say who can sign in to it.

    Commits. Raises OtherCompaniesError for a database that is used for something else.
    """
    demonstration = content.load()
    if not build.build(session, demonstration, password):
        people.set_password(session, demonstration, password)
    rows = people.sign_in_table(session, demonstration)
    session.rollback()
    companies = tuple((company.slug, company.name) for company in demonstration.companies)
    return Built(companies, rows, password)


def plant_markers(session: Session) -> list[Marker]:
    """Plant the markers in the demonstration that is there. Commits."""
    return planting.plant(session, content.load())


def markers_table(planted: list[Marker]) -> str:
    """The markers, for a person to read."""
    head = Marker("Word", "Company", "Area", "State", "Read by")
    return "\n".join(
        f"{each.word:16}{each.company:9}{each.area:24}{each.state:19}{each.audience}"
        for each in (head, *planted)
    )


def submission_text() -> str:
    """What a director fills into the form to submit the business plan, field by field."""
    return deciding.submission_text(content.load().submission)
