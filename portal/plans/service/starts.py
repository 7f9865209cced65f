"""What a new plan can begin with: the sections of plans that councils' companies really have."""

from collections.abc import Iterable, Sequence

from portal.plans.rules.covers import letters
from portal.plans.shapes import SectionDetails
from tenants.models import Area

STARTS = (
    ("priorities", "Priorities, shared and of each council"),
    ("domains", "An improvement plan by domain"),
    ("focus", "A strategy by focus area"),
    ("delivery", "Delivery plans: money, performance, equality, workforce, risks"),
    ("framework", "The framework of plans and its approval route"),
    ("", "Nothing: I add the sections"),
)
HINTS = {
    "priorities": "A introduction, B vision, C shared priorities, then a section for each council.",
    "domains": "What inspectors judged and recommended, then actions under each domain.",
    "focus": "The focus areas, then actions under each: what, detail, when, who, comments.",
    "delivery": "Five sections, each with its own table.",
    "framework": "Plans with who signs them off and when, then the ordered stages of approval.",
}
Heading = tuple[str, str, int, str]
"""Title, kind, whose, under what."""


def sections_of(
    start: str, area_id: int, councils: Sequence[Area], groups: Sequence[str]
) -> list[SectionDetails]:
    """The sections of a start, with letters from A. ``groups`` are domains or focus areas.

    ``area_id`` is whose plan it is; only what the whole company shares has sections of councils.
    """
    found = _headings(start, area_id, councils, groups)
    return [
        SectionDetails(letter, title, kind, owner, under)
        for letter, (title, kind, owner, under) in zip(letters(), found, strict=False)
    ]


def _headings(
    start: str, area_id: int, councils: Sequence[Area], groups: Sequence[str]
) -> list[Heading]:
    if start == "priorities":
        return _priorities(area_id, councils)
    named = {
        "domains": [
            ("Introduction", "narrative"),
            ("What inspectors judged", "judgements"),
            ("What they recommended", "recommendations"),
        ],
        "focus": [("Introduction", "narrative"), ("Focus areas", "focus")],
        "delivery": [
            ("Financial plan", "budget"),
            ("Performance", "measures"),
            ("Equality", "equality"),
            ("Workforce", "workforce"),
            ("Risk register", "risks"),
        ],
        "framework": [
            ("Introduction", "narrative"),
            ("The framework of plans", "framework"),
            ("How it is approved", "route"),
        ],
    }
    found = [(title, kind, area_id, "") for title, kind in named.get(start, [])]
    return found + (_actions(area_id, groups) if start in ("domains", "focus") else [])


def _priorities(area_id: int, councils: Iterable[Area]) -> list[Heading]:
    own = [area for area in councils if area.area_id == area_id]
    mine = [(f"Priorities of {area.name}", "priorities", area_id, "") for area in own]
    shared: list[Heading] = [("Shared priorities", "priorities", area_id, "")]
    others = [(area.name, "priorities", area.area_id, "") for area in councils]
    return [
        ("Introduction", "narrative", area_id, ""),
        ("Vision and strategy", "narrative", area_id, ""),
        *(mine or [*shared, *others]),
    ]


def _actions(area_id: int, groups: Sequence[str]) -> list[Heading]:
    return [("Actions", "actions", area_id, group) for group in groups or ("",)]
