"""A company with a thousand open matters and twenty years of decisions, written as rows.

Rows alone, past the services: what is tried on them is how lists read, never how they come to be.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from portal.decisions.models import Matter, Recommendation, ReservedMatter, Sitting
from portal.search.models import SearchEntry
from portal.search.service import Findable, columns
from tenants.audiences import PUBLIC, SUBMITTED
from tenants.models import Body
from tenants.scope import Scope

FIRST = datetime(1999, 7, 1, 11, tzinfo=UTC)
OUTCOMES = ("approved", "approved_in_principle", "not_approved", "approved", "deferred")
A_YEAR = 50
"""Decisions."""


def extend(scope: Scope, open_matters: int, years: int) -> None:
    """So many more, beside what was written before."""
    write(scope, open_matters, years, again="again-")


def write(scope: Scope, open_matters: int, years: int, again: str = "") -> None:
    """So many open matters, to be decided in the months to come, and years of decisions."""
    body = scope.session.scalars(select(Body).order_by(Body.id)).first()
    reserved = scope.session.scalars(select(ReservedMatter).order_by(ReservedMatter.id)).first()
    if body is None or reserved is None:
        raise LookupError("The company has no body, or nothing in its register.")
    walls = {"company_id": scope.company_id, "area_id": 0}
    days = [scope.today() + timedelta(days=7 * number) for number in range(1, 53)]
    sittings = [
        {**walls, **_sitting(body, f"{again}many-{number}"), "on_day": day}
        for number, day in enumerate(days)
    ]
    places = list(_insert(scope, Sitting, sittings).values())
    rows = [*_waiting(scope.now(), open_matters, places, again), *_decided(years, again)]
    matters = [{**walls, **_common(body, reserved), **row} for row in rows]
    written = _insert(scope, Matter, matters)
    known = [{**matter, "id": written[matter["slug"]]} for matter in matters]
    scope.session.execute(insert(Recommendation), [_recommendation(each) for each in known])
    scope.session.execute(insert(SearchEntry), [_entry(scope, each) for each in known])
    scope.session.commit()


def _sitting(body: Body, slug: str) -> dict[str, Any]:
    return {
        "audience": SUBMITTED,
        "body_id": body.id,
        "slug": slug,
        "title": "Sitting",
        "starts_at": "11am",
        "venue": "Guildhall",
        "state": "planned",
    }


def _common(body: Body, reserved: ReservedMatter) -> dict[str, Any]:
    return {
        "reserved_matter_id": reserved.id,
        "submitted_number": reserved.number,
        "body_id": body.id,
        "asks": "approval",
        "rule": {"route": "one_committee", "rule": "unanimous_of_those_present"},
        "front_sheet": "",
        "report": "",
        "submitted_by": "Somebody",
        "submitted_hat": "Director",
        "purpose": "decide",
        "effect": "none",
        "document_name": "report.pdf",
        "document_digest": "ab" * 32,
    }


def _waiting(
    now: datetime, many: int, places: Sequence[int], again: str
) -> Iterator[dict[str, Any]]:
    for number in range(many):
        yield {
            "audience": SUBMITTED,
            "slug": f"{again}open-{number}",
            "title": f"Open matter {number}",
            "state": "submitted",
            "submitted_at": now - timedelta(hours=number),
            "sitting_id": places[number % len(places)],
            "key_decision": number % 7 == 0,
        }


def _decided(years: int, again: str) -> Iterator[dict[str, Any]]:
    for number in range(years * A_YEAR):
        moment = FIRST + timedelta(days=number * 365 / A_YEAR)
        yield {
            "audience": PUBLIC,
            "slug": f"{again}decided-{number}",
            "title": f"Decided matter {number}",
            "state": "decided",
            "outcome": OUTCOMES[number % len(OUTCOMES)],
            "submitted_at": moment - timedelta(days=30),
            "decided_at": moment,
            "key_decision": False,
            "sitting_id": None,
        }


def _recommendation(matter: dict[str, Any]) -> dict[str, Any]:
    return {
        "company_id": matter["company_id"],
        "area_id": 0,
        "audience": matter["audience"],
        "matter_id": matter["id"],
        "body_id": matter["body_id"],
        "letter": "a",
        "verb": "approve",
        "text": f"That {matter['title'].lower()} be approved.",
        "state": "closed" if matter["state"] == "decided" else "waiting",
        "result": "carried" if matter["state"] == "decided" else None,
    }


def _entry(scope: Scope, matter: dict[str, Any]) -> dict[str, Any]:
    return columns(
        scope,
        Findable(
            source="matter",
            source_id=matter["id"],
            thing=f"matter {matter['id']}",
            path=f"decisions/{matter['slug']}",
            title=matter["title"],
            text="",
            area_id=0,
            audience=matter["audience"],
        ),
    )


def _insert(scope: Scope, model: Any, rows: list[dict[str, Any]]) -> dict[str, int]:
    """Write the rows, alike as they are but for what one has not; their numbers by address."""
    names = {name for row in rows for name in row}
    scope.session.execute(insert(model), [{name: row.get(name) for name in names} for row in rows])
    found = scope.session.execute(select(model.slug, model.id))
    wanted = {row["slug"] for row in rows}
    return {slug: number for slug, number in found if slug in wanted}
