"""What the search page shows: groups by kind, each hit with its place and the words marked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from portal.kit.words import sentence_case
from portal.search import names, queries
from portal.search.kinds import KINDS, ORDER
from portal.search.queries import REACH, Hit
from portal.search.quoting import Pieces, quoted
from portal.search.ranking import FEW, PAGE
from portal.search.stems import Asked
from tenants.base import SHARED
from tenants.models import Area
from tenants.scope import Scope

LAST = REACH // PAGE
"""Pages of one kind."""
BY_NAME = ("bodies", "people")
"""Kinds that are read where they are kept, not in the index."""
PERIOD = re.compile(r"\b(\d{4})-(\d{4})\b")


@dataclass(frozen=True)
class Shown:
    """One hit: its title, where it stands, whose it is, and a passage in pieces."""

    title: str
    href: str
    place: str
    council: Area | None
    passage: Pieces


@dataclass(frozen=True)
class Group:
    """What was found of one kind: some of it, and how many there are."""

    kind: str
    name: str
    hits: Sequence[Shown]
    many: int
    href: str
    """All of this kind."""


@dataclass(frozen=True)
class Filter:
    """One choice among the kinds, as ``tabs`` shows it."""

    text: str
    href: str
    count: int
    current: bool


@dataclass(frozen=True)
class Found:
    """The page: groups of hits, the filters, and the pages before and after this one."""

    groups: Sequence[Group] = ()
    filters: Sequence[Filter] = ()
    total: int = 0
    cut: bool = False
    """Whether more texts hold the words than are put in order."""
    before: str | None = None
    after: str | None = None


def found(scope: Scope, asked: Asked, typed: str, kind: str, page: int) -> Found:
    """What the reader finds. ``kind`` is a key of KINDS, or empty for the first few of each."""
    if not asked:
        return Found()
    texts = queries.find(scope, asked, kind, page)
    named = names.find(scope, asked, BY_NAME)
    counts = dict(texts.counts)
    counts |= {each: many for each in BY_NAME if (many := _many(named, each))}
    hits = [*texts.hits, *_of_page(named, kind, page)]
    here = Address(scope.company.slug, typed)
    groups = [
        Group(each, KINDS[each], _shown(scope, hits, each, asked), many, here.to(each))
        for each, many in counts.items()
        if not kind or each == kind
    ]
    return Found(
        groups=groups,
        filters=_filters(counts, kind, here),
        total=sum(counts.values()),
        cut=texts.cut,
        before=here.to(kind, page - 1) if kind and page > 1 else None,
        after=here.to(kind, page + 1) if kind and counts.get(kind, 0) > page * PAGE else None,
    )


@dataclass(frozen=True)
class Address:
    """Where one search is shown."""

    company: str
    typed: str

    def to(self, kind: str, page: int = 1) -> str:
        """The address of a page of one kind, or of all."""
        given = {"q": self.typed, "kind": kind, "page": page if page > 1 else ""}
        return f"/{self.company}/search?{urlencode({k: v for k, v in given.items() if v})}"


def _many(named: Sequence[Hit], kind: str) -> int:
    return sum(hit.kind == kind for hit in named)


def _of_page(named: Sequence[Hit], kind: str, page: int) -> list[Hit]:
    if kind:
        of_kind = [hit for hit in named if hit.kind == kind]
        return of_kind[(page - 1) * PAGE : page * PAGE]
    return [hit for each in BY_NAME for hit in [h for h in named if h.kind == each][:FEW]]


def _filters(counts: Mapping[str, int], kind: str, here: Address) -> list[Filter]:
    whole = Filter("All", here.to(""), sum(counts.values()), not kind)
    kinds = sorted(counts, key=lambda each: ORDER[each])
    each = [Filter(KINDS[k], here.to(k), counts[k], k == kind) for k in kinds]
    return [whole, *each]


def _shown(scope: Scope, hits: Sequence[Hit], kind: str, asked: Asked) -> list[Shown]:
    base = f"/{scope.company.slug}/"
    return [
        Shown(
            hit.title,
            base + hit.path,
            place_words(hit.path),
            None if hit.area_id == SHARED else scope.area(hit.area_id),
            quoted(hit.words, asked),
        )
        for hit in hits
        if hit.kind == kind
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
