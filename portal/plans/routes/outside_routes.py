"""A plan taken along: as files and on one page, as it stands for its reader, or as a version."""

from flask import Response

from portal.documents.serving import download
from portal.plans import queries
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.outside import files, table, whole
from portal.plans.outside.document import as_document
from portal.plans.outside.files import FileFormat
from portal.plans.outside.whole import WholePlan
from portal.plans.room import plan_path, room
from portal.web.fragments import show
from portal.web.guard import resolves
from tenants.roles import Permission
from tenants.scope import Scope


def _find_format(_: Scope, ending: str, **__: object) -> FileFormat | None:
    return files.find(ending)


resolves("ending", _find_format)


@room.page("/plans/<plan>/plan.<ending>", Permission.PLAN_READ)
def plan_file(scope: Scope, plan: Plan, ending: FileFormat) -> Response:
    """All that the reader reads on the plan's page, as a file."""
    return _file(scope, _read(scope, plan), ending, plan.slug)


@room.page("/plans/<plan>/plan.html", Permission.PLAN_READ)
def plan_on_one_page(scope: Scope, plan: Plan) -> Response:
    """The same on one page, to be read and printed."""
    return _page(_read(scope, plan), plan_path(scope, plan))


@room.page("/plans/<plan>/plan.csv-metadata.json", Permission.PLAN_READ)
def plan_metadata(scope: Scope, plan: Plan) -> Response:
    """What the columns of the table mean."""
    body = table.describe(_read(scope, plan), "plan.csv")
    return download(scope, body, METADATA, f"{plan.slug}.csv-metadata.json")


@room.page("/plans/<plan>/versions/<int:version>/plan.<ending>", Permission.PLAN_READ)
def version_file(scope: Scope, plan: Plan, version: Version, ending: FileFormat) -> Response:
    """The plan exactly as a version froze it, as a file."""
    read = whole.read_version(scope, plan, version)
    return _file(scope, read, ending, f"{plan.slug}-version-{version.number}")


@room.page("/plans/<plan>/versions/<int:version>/plan.html", Permission.PLAN_READ)
def version_on_one_page(scope: Scope, plan: Plan, version: Version) -> Response:
    """The same on one page."""
    read = whole.read_version(scope, plan, version)
    return _page(read, f"{plan_path(scope, plan)}versions/{version.number}/")


@room.page("/plans/<plan>/versions/<int:version>/plan.csv-metadata.json", Permission.PLAN_READ)
def version_metadata(scope: Scope, plan: Plan, version: Version) -> Response:
    """What the columns of the version's table mean."""
    body = table.describe(whole.read_version(scope, plan, version), "plan.csv")
    name = f"{plan.slug}-version-{version.number}.csv-metadata.json"
    return download(scope, body, METADATA, name)


METADATA = "application/csvm+json"


def _read(scope: Scope, plan: Plan) -> WholePlan:
    return whole.read(scope, queries.view(scope, plan))


def _file(scope: Scope, plan: WholePlan, form: FileFormat, name: str) -> Response:
    body = files.write(plan, form)
    answer = download(scope, body, form.media_type, f"{name}.{form.ending}")
    if form.ending == "csv":
        # Beside the table, as CSV on the Web asks (section 5.2).
        answer.headers["Link"] = f'<plan.csv-metadata.json>; rel="describedby"; type="{METADATA}"'
    return answer


def _page(plan: WholePlan, path: str) -> Response:
    return show("documents/page.html", document=as_document(plan), place=(plan.cover.title, path))
