"""Open data: a page that says what there is, each table in its forms, and Popolo."""

from flask import Response, request

from portal.documents.serving import download
from portal.kit import tables
from portal.kit.tables import Source
from portal.open_data import popolo
from portal.open_data.datasets import DATASETS, Dataset, find_dataset
from portal.open_data.queries import bodies, votes
from portal.web.fragments import show
from portal.web.frame import place
from portal.web.guard import Room, resolves
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("open_data", __name__)
resolves("dataset", find_dataset)

READ = Permission.COMPANY_READ
JSON = "application/json"


@room.page("/open-data/", READ)
def index(scope: Scope) -> Response:
    """What data there are, with what each row is."""
    place(("Open data", None))
    return show(
        "open_data/index.html",
        tables=[each.table for each in DATASETS.values()],
        base=f"/{scope.company.slug}/",
    )


@room.page("/open-data/<dataset>.csv", READ)
def as_csv(scope: Scope, dataset: Dataset) -> Response:
    """A table as CSV; it names its metadata (CSV on the Web, section 5.2)."""
    name = dataset.table.name
    body = tables.as_csv(dataset.table, dataset.rows(scope))
    answer = download(scope, body, tables.CSV, f"{scope.company.slug}-{name}.csv")
    beside = f"{name}.csv-metadata.json"
    answer.headers["Link"] = f'<{beside}>; rel="describedby"; type="{tables.METADATA}"'
    return answer


@room.page("/open-data/<dataset>.csv-metadata.json", READ)
def metadata(scope: Scope, dataset: Dataset) -> Response:
    """What the columns of a table mean."""
    name = f"{dataset.table.name}.csv"
    body = tables.metadata(dataset.table, name, source(scope))
    file = f"{scope.company.slug}-{name}-metadata.json"
    return download(scope, body, tables.METADATA, file)


@room.page("/open-data/<dataset>.json", READ)
def as_json(scope: Scope, dataset: Dataset) -> Response:
    """A table as JSON."""
    body = tables.as_json(dataset.table, dataset.rows(scope), source(scope))
    return download(scope, body, JSON, f"{scope.company.slug}-{dataset.table.name}.json")


@room.page("/open-data/csv-metadata.json", READ)
def group(scope: Scope) -> Response:
    """What all columns of all tables mean, and which cells name rows of other tables."""
    every = [each.table for each in DATASETS.values()]
    body = tables.group(every, source(scope), f"Open data of {scope.company.name}")
    return download(scope, body, tables.METADATA, f"{scope.company.slug}-csv-metadata.json")


@room.page("/open-data/popolo.json", READ)
def as_popolo(scope: Scope) -> Response:
    """People, bodies, seats and votes as Popolo."""
    data = popolo.Public(
        root=request.url_root.rstrip("/"),
        company=scope.company.slug,
        name=scope.company.name,
        councils=[popolo.Council(area.slug, area.name) for area in scope.councils],
        bodies=[
            popolo.Organised(body.slug, body.name, body.kind)
            for body in bodies.public_bodies(scope)
        ],
        seats=bodies.seats(scope),
        voted=votes.voted(scope),
    )
    body = tables.dumped(popolo.document(data))
    return download(scope, body, JSON, f"{scope.company.slug}-popolo.json")


def source(scope: Scope) -> Source:
    """Whose data it is, and the day on which it is read."""
    return Source(scope.company.name, scope.today())
