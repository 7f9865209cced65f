"""Decisions as open data: the same for everybody."""

from flask import Response

from portal.decision_records import open_data
from portal.decision_records.queries.published import published
from portal.documents.serving import download
from portal.kit.tables import CSV
from portal.kit.tables import METADATA as CSVM
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope

METADATA = "decisions.csv-metadata.json"


def declare(room: Room) -> None:
    """Add these files to the room."""
    path = "/open-data/decisions"
    room.page(f"{path}.json", Permission.MATTER_READ)(decisions_json)
    room.page(f"{path}.csv", Permission.MATTER_READ)(decisions_csv)
    room.page(f"{path}.csv-metadata.json", Permission.MATTER_READ)(decisions_metadata)


def decisions_json(scope: Scope) -> Response:
    """Every public decision, with its recommendations and the head of the log."""
    body = open_data.as_json(published(scope))
    return download(scope, body, "application/json", f"{scope.company.slug}-decisions.json")


def decisions_csv(scope: Scope) -> Response:
    """The same as a table, a row for each decision."""
    body = open_data.as_csv(published(scope))
    answer = download(scope, body, CSV, f"{scope.company.slug}-decisions.csv")
    # Beside the table, as CSV on the Web asks (section 5.2).
    answer.headers["Link"] = f'<{METADATA}>; rel="describedby"; type="{CSVM}"'
    return answer


def decisions_metadata(scope: Scope) -> Response:
    """What the columns of the table mean."""
    body = open_data.as_metadata(published(scope), "decisions.csv")
    return download(scope, body, CSVM, f"{scope.company.slug}-{METADATA}")
