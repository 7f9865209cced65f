"""The frame: what stands round every page, made from the Scope and the path."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import cast
from urllib.parse import urlencode

from flask import Flask, g, get_flashed_messages, request, session, url_for

from portal.kit.words import weekday_date_words
from portal.web import guard, visitors
from tenants.base import SHARED
from tenants.models import Area, Company
from tenants.scope import Scope

LENS = "lens"
KEY_ARGUMENT = "key"
"""The argument of an address that holds a secret: it is never handed on to another page."""
EVERY_COUNCIL = "all"


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the service navigation."""

    text: str
    href: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class LensItem:
    """One choice of the council lens."""

    text: str
    href: str
    current: bool
    accent: str


@dataclass(frozen=True)
class PersonShown:
    """Who is signed in, under which hat."""

    name: str
    hat: str
    can_switch: bool


@dataclass(frozen=True)
class _Entry:
    order: int
    text: str
    endpoint: str
    shown: Callable[[Scope], bool]


_entries: list[_Entry] = []


def navigate(
    order: int, text: str, endpoint: str, shown: Callable[[Scope], bool] = lambda _: True
) -> None:
    """Register an entry of a company's navigation; ``shown`` asks no query."""
    entry = _Entry(order, text, endpoint, shown)
    if not any(known.endpoint == endpoint for known in _entries):
        _entries.append(entry)
        _entries.sort(key=lambda known: known.order)


@dataclass
class Frame:
    """What ``base.html`` reads. Pages set ``crumbs`` and may ask for the lens."""

    scope: Scope | None
    crumbs: list[tuple[str, str | None]] = field(default_factory=list)
    has_lens: bool = False
    council: Area | None = None
    """The council whose own page this is."""
    search_words: str = ""
    current: str = ""
    """The endpoint under which the page stands, where that is not the one of its room."""
    counts: dict[str, int] = field(default_factory=dict)
    """Things waiting, by the endpoint of the navigation; only where the page knows them anyway."""
    service_name: str = "Goldthread"

    @property
    def company(self) -> Company | None:
        return self.scope.company if self.scope else None

    @property
    def colours_url(self) -> str | None:
        if self.scope is None:
            return None
        return f"/{self.scope.company.slug}/colours.css?v={colours_version(self.scope)}"

    @cached_property
    def lens_area(self) -> Area | None:
        """The council looked through, on pages with a lens; None for all of them."""
        return chosen_lens(self.scope) if self.scope and self.has_lens else None

    @property
    def accent(self) -> str | None:
        if self.scope is None:
            return None
        area = self.council or self.lens_area
        return area.slug if area else self.scope.company.slug

    @cached_property
    def navigation(self) -> list[NavigationItem]:
        if self.scope is None:
            return []
        slug = self.scope.company.slug
        shown = [entry.endpoint for entry in _entries if entry.shown(self.scope)]
        current = self.current or _current(shown, request.endpoint or "")
        return [
            NavigationItem(
                entry.text,
                _address(entry.endpoint, slug),
                entry.endpoint == current,
                self.counts.get(entry.endpoint, 0),
            )
            for entry in _entries
            if entry.endpoint in shown
        ]

    @cached_property
    def lens(self) -> list[LensItem]:
        if self.scope is None or not self.has_lens or len(self.scope.councils) < 2:
            return []
        now, here = self.lens_area, _lens_address()
        items = [LensItem("All councils", here + EVERY_COUNCIL, now is None, "")]
        for area in self.scope.councils:
            current = now is not None and now.area_id == area.area_id
            items.append(LensItem(area.name, here + area.slug, current, area.slug))
        return items

    @cached_property
    def person(self) -> PersonShown | None:
        visitor = visitors.visitor()
        if visitor.person_id is None:
            return None
        hat = self.scope.hat if self.scope else None
        label = hat.label if hat else ("" if self.scope is None else "No role here")
        return PersonShown(visitor.name, label, bool(self.scope and len(self.scope.hats) > 1))

    @property
    def search_url(self) -> str | None:
        return f"/{self.scope.company.slug}/search" if self.scope else None

    @cached_property
    def sign_in_url(self) -> str:
        here = _page_address()
        if here == "/" or here.startswith("/sign-in"):
            return "/sign-in"
        return f"/sign-in?{urlencode({'next': here})}"

    @property
    def sign_out_url(self) -> str:
        return "/sign-out"

    @property
    def hat_url(self) -> str:
        return f"/{self.scope.company.slug}/hat" if self.scope else "/"

    @property
    def demonstration(self) -> str | None:
        day = self.scope.company.demonstration_day if self.scope else None
        return f"Demonstration: it is {weekday_date_words(day)} here." if day else None

    @cached_property
    def flash(self) -> list[tuple[str, str]]:
        return list(cast(list[tuple[str, str]], get_flashed_messages(with_categories=True)))


def frame() -> Frame:
    """The frame of this request."""
    if "frame" not in g:
        g.frame = Frame(guard.current_scope())
    found: Frame = g.frame
    return found


def place(*crumbs: tuple[str, str | None], lens: bool = False) -> Frame:
    """Say where a page stands: its breadcrumbs below the company, and whether it has a lens."""
    here = frame()
    if here.scope is not None:
        home = (here.scope.company.name, f"/{here.scope.company.slug}/")
        here.crumbs = [home, *crumbs]
    here.has_lens = lens
    return here


def chosen_lens(scope: Scope) -> Area | None:
    """The council in the lens: asked for, else kept from the last page, else the reader's own.

    Words that name no council here are not kept: the cookie holds what we wrote, nothing else.
    """
    councils = {area.slug: area for area in scope.councils}
    asked = request.args.get(LENS)
    if asked in councils or asked == EVERY_COUNCIL:
        session[LENS] = asked
    kept = session.get(LENS)
    wanted = kept if kept in councils or kept == EVERY_COUNCIL else _own_council(scope)
    return councils.get(wanted or "")


def colours_version(scope: Scope) -> str:
    """Changes when a colour of the company or of a council does."""
    colours = " ".join(f"{area.slug} {area.accent}" for area in scope.areas)
    return hashlib.sha256(colours.encode()).hexdigest()[:12]


def install(app: Flask) -> None:
    """Give every template its frame."""
    app.context_processor(lambda: {"frame": frame()})


@lru_cache(maxsize=1024)
def _address(endpoint: str, company: str) -> str:
    """The path of a company's page, which is the same in every request."""
    return url_for(endpoint, company=company)


def _current(shown: Sequence[str], endpoint: str) -> str | None:
    """The entry of a page: its own, else the first of its room."""
    if endpoint in shown:
        return endpoint
    room = endpoint.partition(".")[0]
    return next((entry for entry in shown if entry.partition(".")[0] == room), None)


def _page_address() -> str:
    """The page that the reader has before her: for htmx the one that asked for a part."""
    asking = request.headers.get("HX-Current-URL")
    if asking is not None:
        path = re.match(r"https?://[^/?#]+(/[^#]*)", asking)
        return path[1] if path else "/"
    if request.method != "GET":
        return "/"
    return request.path if KEY_ARGUMENT in request.args else request.full_path.rstrip("?")


def _own_council(scope: Scope) -> str | None:
    hat = scope.hat
    if hat is None or hat.area_id == SHARED or hat.body_id is not None:
        return None
    return scope.area(hat.area_id).slug


def _lens_address() -> str:
    """This page's address up to the slug of the council to look through."""
    kept = {name: value for name, value in request.args.items() if name != LENS}
    return f"{request.path}?{urlencode({**kept, LENS: ''})}"
