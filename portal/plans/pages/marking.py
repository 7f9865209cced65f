"""Two texts as one: what was taken out and what was put in its place; a milestone as a line."""

from dataclasses import dataclass
from typing import Literal

from portal.kit.diffs import compare_words
from portal.kit.words import date_words
from portal.plans import sayings
from portal.plans.content import Milestone


@dataclass(frozen=True)
class Marked:
    """A stretch of a text: as it was, taken out or put in (``words.marked`` draws it)."""

    kind: Literal["same", "removed", "added"]
    text: str


def step_words(step: Milestone) -> str:
    """A milestone in a line: its plan year, its words, when it is due."""
    due = f", by {date_words(step.due)}" if step.due else ""
    carried = f" (carried from {sayings.plan_year_words(step.carried)})" if step.carried else ""
    return f"{sayings.plan_year_words(step.year)}: {step.text}{due}{carried}"


def marked(before: str, after: str) -> list[Marked]:
    """Both texts as one: what was taken out stands before what was put in its place."""
    if not before or not after:
        gone = [Marked("removed", before)] if before else []
        return [*gone, Marked("added", after)] if after else gone
    found: list[Marked] = []
    for left, right in zip(*compare_words(before, after, exact=True), strict=True):
        if left.kind == "same" and right.kind == "same":
            found.append(Marked("same", right.text))
            continue
        found += [Marked("removed", left.text)] if left.kind == "changed" else []
        found += [Marked("added", right.text)] if right.kind == "changed" else []
    return found
