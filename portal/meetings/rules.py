"""What is usual at meetings: standing items, who may read what, what becomes of late papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tenants import audiences
from tenants.settings import IN_PERSON_KINDS

STANDING: Mapping[str, str] = {
    "apologies": "Apologies for absence and substitutes",
    "declarations": "Declarations of interest",
    "minutes": "Minutes of the last meeting",
    "arising": "Matters arising",
    "speaking": "Questions from the public",
    "update": "Chief executive’s oral update",
    "urgent": "Urgent items",
    "exclusion": "Exclusion of the public",
}
"""The standing items by code, each with its usual title."""
KINDS: Mapping[str, str] = {
    "standing": "Standing item",
    "matter": "Reserved matter",
    "report": "Report",
    "minutes": "Minutes",
    "arising": "Matters arising",
}
"""What an item can be."""
STATES: Mapping[str, str] = {
    "planned": "Agenda in draft",
    "published": "Agenda published",
    "held": "Held",
    "cancelled": "Cancelled",
}
"""What a meeting can be."""
PARAGRAPHS: Mapping[int, str] = {
    1: "about an individual",
    2: "likely to reveal an individual’s identity",
    3: "about the financial or business affairs of a person or an authority",
    4: "about labour relations",
    5: "legal professional privilege",
    6: "about a notice, order or direction to be given",
    7: "about preventing, investigating or prosecuting crime",
}
"""Of Schedule 12A, Part 1, to the Local Government Act 1972, in our words."""


@dataclass(frozen=True)
class StandingItem:
    """One line of the template with which a body's agendas begin; ``code`` is one of STANDING."""

    code: str
    title: str
    presenter: str = "Clerk"
    part: int = 1


def usual_items(kind: str) -> Sequence[StandingItem]:
    """The standing items of a body of this kind, while its clerk keeps no others."""
    codes = ["apologies", "declarations", "minutes", "arising"]
    if meets_in_public(kind):
        codes.append("speaking")
    return [StandingItem(code, STANDING[code]) for code in codes]


def meets_in_public(kind: str) -> bool:
    """Whether Part VA of the Local Government Act 1972, or SI 2012/2089, opens its meetings: those
    of councils' bodies and joint committees. A company's own bodies meet as its articles say."""
    return kind in IN_PERSON_KINDS


def audience_of_meeting(kind: str, body_id: int) -> str:
    """Who may know that it meets: everybody, or the body itself until the agenda is sent out."""
    return audiences.PUBLIC if meets_in_public(kind) else audiences.body(body_id)


def audience_of_draft(body_id: int) -> str:
    """Who reads an agenda before it is published."""
    return audiences.body(body_id)


def audience_of_agenda(kind: str) -> str:
    """Who reads an agenda once it is published."""
    return audiences.PUBLIC if meets_in_public(kind) else audiences.SUBMITTED
