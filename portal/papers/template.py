"""What a report is made of: the parts of the template, and what of them is missing. No I/O."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.kit.words import join_names

RECOMMENDATIONS = "recommendations"
"""The part that is no text: its lines are the matter's, or the report's own."""
LONGEST_HEADING = 100
LONGEST_TEXT = 60_000
"""Characters."""
MOST_PARTS = 30


@dataclass(frozen=True)
class Part:
    """One part of a report: its heading, what to write there, and whether it has to be there."""

    name: str
    heading: str
    hint: str = ""
    needed: bool = False


STARTER: tuple[Part, ...] = (
    Part("purpose", "Purpose of the report", "What the body is asked, in two sentences.", True),
    Part(RECOMMENDATIONS, "Recommendations"),
    Part("background", "Background", "What led to this, and what was decided before."),
    Part("consultation", "Consultation", "Who was asked, when, and what came of it."),
    Part("body", "Details", "What is proposed, and the reasons.", True),
    Part("options", "Options considered", "Which other ways there were, and why not those."),
    Part("financial", "Financial implications", "What it costs, and where the money is.", True),
    Part("legal", "Legal implications", "Which power is used, and what has to be kept to.", True),
    Part("equality", "Equality implications", "Who gains and who loses by it.", True),
    Part("next_steps", "Next steps", "What happens after the decision, by when."),
    Part("contact", "Contact", "Whom to ask: a name, a post and an address.", True),
)
"""The template of a company that has set none of its own."""


class TemplateError(ValueError):
    """The template cannot be so; the message says why."""


def as_kept(parts: Sequence[Part]) -> list[dict[str, object]]:
    """The template as JSON."""
    return [vars(part).copy() for part in parts]


def from_kept(kept: Sequence[Mapping[str, object]]) -> tuple[Part, ...]:
    """The template from its JSON."""
    return tuple(
        Part(str(each["name"]), str(each["heading"]), str(each["hint"]), bool(each["needed"]))
        for each in kept
    )


def made(rows: Sequence[tuple[str, str, str, bool]]) -> tuple[Part, ...]:
    """A template from rows of name (empty for a new part), heading, hint and whether needed.

    Rows without a heading are left out. Raises TemplateError where two parts are called alike,
    where there are too many, or where nobody would find the recommendations.
    """
    parts = [
        Part(name or _name(heading), heading.strip(), hint.strip(), needed)
        for name, heading, hint, needed in rows
        if heading.strip()
    ]
    names = [part.name for part in parts]
    if long := next((part for part in parts if len(part.heading) > LONGEST_HEADING), None):
        raise TemplateError(
            f"“{long.heading[:40]}…” is too long for a heading: use {LONGEST_HEADING} characters "
            "or fewer."
        )
    if twice := next((part for part in parts if names.count(part.name) > 1), None):
        raise TemplateError(f"Two parts are called “{twice.heading}”. Give each its own heading.")
    if len(parts) > MOST_PARTS:
        raise TemplateError(f"A report has {MOST_PARTS} parts at most.")
    if RECOMMENDATIONS not in names:
        raise TemplateError("Keep the part for the recommendations: a body decides on them.")
    return tuple(parts)


def missing(parts: Sequence[Part], texts: Mapping[str, str]) -> list[Part]:
    """The parts that have to be there and are empty."""
    return [
        part
        for part in parts
        if part.needed and part.name != RECOMMENDATIONS and not texts.get(part.name, "").strip()
    ]


def missing_words(parts: Sequence[Part], texts: Mapping[str, str]) -> str:
    """``Still to be written: financial implications and contact.``; empty where nothing is."""
    names = [part.heading[:1].lower() + part.heading[1:] for part in missing(parts, texts)]
    return f"Still to be written: {join_names(names)}." if names else ""


def _name(heading: str) -> str:
    """A part's name from its heading: ``Risk management`` is ``risk_management``."""
    return re.sub(r"[^a-z0-9]+", "_", heading.casefold()).strip("_")[:40] or "part"
