"""So many councils more, each with a committee and a member, written as rows.

Rows alone, past the services: what is tried on them is how pages read, never how they come to be.
"""

from datetime import date

from sqlalchemy import insert

from tenants.audiences import PUBLIC
from tenants.models import Appointment, Area, Body, Person
from tenants.roles import Role
from tenants.scope import Scope

SINCE = date(2019, 4, 1)


def add(scope: Scope, many: int) -> None:
    """Write them, with numbers from 1001 on, and commit."""
    numbers = range(1001, 1001 + many)
    company = {"company_id": scope.company_id, "audience": PUBLIC}
    areas = [
        {
            **company,
            "area_id": number,
            "slug": f"council-{number}",
            "name": f"Council {number}",
            "prefix": f"Q{number}",
            "accent": "#224466",
        }
        for number in numbers
    ]
    bodies = [
        {
            **company,
            "id": number,
            "area_id": 0,
            "slug": f"committee-{number}",
            "name": f"A committee {number}",
            "kind": "council_committee",
            "quorum": 1,
            "quorum_per_council": 0,
            "abstention_breaks_unanimity": False,
        }
        for number in numbers
    ]
    people = [
        {"id": number, "email": f"one@{number}.example", "name": f"A member {number}"}
        for number in numbers
    ]
    seats = [
        {
            **company,
            "id": number,
            "area_id": number,
            "person_id": number,
            "role": Role.MEMBER.value,
            "title": "Member",
            "body_id": number,
            "starts_on": SINCE,
        }
        for number in numbers
    ]
    for rows, model in ((areas, Area), (bodies, Body), (people, Person), (seats, Appointment)):
        scope.session.execute(insert(model), rows)
    scope.session.commit()
