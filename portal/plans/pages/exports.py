"""Plans as files: priorities as CSV (RFC 4180), one priority as JSON."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from portal.kit.tables import plain
from portal.plans import sayings
from portal.plans.models import Plan
from portal.plans.pages import plan_page
from portal.plans.queries import content_of
from portal.plans.shapes import Entry, PlanView, Reading
from tenants.scope import Scope

HEAD = ("ref", "section", "area", "title", "wording", "outcome", "lead", "theme")
TAIL = ("text", "revision", "digest")


def priorities_csv(scope: Scope, view: PlanView) -> bytes:
    """The priorities this reader may read, a column of milestones for each plan year; UTF-8."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\r\n")
    years = plan_page.plan_years(view.plan)
    rows.writerow([*HEAD, *(f"milestones_{year}" for year in years), *TAIL])
    rows.writerows(_rows(scope, view, years))
    return written.getvalue().encode("utf-8")


def priority_json(plan: Plan, reading: Reading) -> dict[str, Any]:
    """One priority as this reader reads it, with the digest of its text."""
    revision = reading.revision
    return {
        "plan": plan.slug,
        "ref": reading.item.ref,
        "section": reading.section.letter,
        "text": "draft" if reading.draft else "version",
        "revision": revision.number,
        "digest": revision.digest,
        "content": content_of(revision).canonical(),
    }


def _rows(scope: Scope, view: PlanView, years: tuple[int, ...]) -> Iterator[list[str]]:
    names = {area.area_id: area.name for area in scope.areas}
    for section in view.sections:
        if section.kind != "priorities":
            continue
        text = sayings.text_words(section, view.version, view.day)
        for entry in section.entries:
            place = [section.letter, names[section.area_id]]
            yield [plain(cell) for cell in _cells(entry, place, years, text)]


def _cells(entry: Entry, place: list[str], years: tuple[int, ...], text: str) -> list[str]:
    said = [entry.title, entry.wording, entry.outcome, entry.lead, entry.theme]
    steps = ["\n".join(_texts(entry, year)) for year in years]
    return [entry.ref, *place, *said, *steps, text, str(entry.number), entry.digest]


def _texts(entry: Entry, year: int) -> list[str]:
    return [milestone["text"] for milestone in entry.milestones if milestone["year"] == year]
