"""Pages of this room."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, request

from portal.kit.words import sentence_case
from portal.search import queries
from portal.search.forms import LONGEST, SearchForm
from portal.search.queries import MOST, Hit
from portal.web.fragments import show
from portal.web.frame import place
from portal.web.guard import Room
from tenants.base import SHARED
from tenants.models import Area
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("search", __name__)

PERIOD = re.compile(r"\b(\d{4})-(\d{4})\b")


@dataclass(frozen=True)
class Found:
    """One hit as the page shows it: its title, where it stands, and whose it is."""

    title: str
    href: str
    place: str
    council: Area | None


@room.page("/search", Permission.SEARCH_USE)
def search(scope: Scope) -> Response:
    """Everything inside the reader's walls that holds every word asked for."""
    form = SearchForm(request.args)
    here = place(("Search", None))
    words = form.q.data or ""
    here.search_words = words[:LONGEST]
    fine = form.validate()
    hits = queries.find(scope, words) if fine else []
    return show(
        "search/search.html",
        block="results",
        status=200 if fine else 422,
        form=form,
        words=words.strip(),
        found=_shown(scope, hits),
        most=MOST,
    )


def _shown(scope: Scope, hits: Sequence[Hit]) -> list[Found]:
    base = f"/{scope.company.slug}/"
    return [
        Found(
            hit.title,
            base + hit.path,
            place_words(hit.path),
            None if hit.area_id == SHARED else scope.area(hit.area_id),
        )
        for hit in hits
    ]


def place_words(path: str) -> str:
    """Where a path leads: ``plans/business-plan/priorities/KIN-03`` → four words with arrows."""
    parts = [part for part in path.replace("#", "").split("/") if part]
    return " › ".join(_words(part) for part in parts)


def _words(part: str) -> str:
    """A reference stays as it is; two years are a period."""
    if any(letter.isupper() for letter in part):
        return part
    return sentence_case(PERIOD.sub(r"\1 to \2", part).replace("-", " "))
