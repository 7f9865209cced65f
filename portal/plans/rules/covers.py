"""A plan's cover and headings as plain rules: addresses, letters, parents, the tree of plans."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from string import ascii_uppercase

from portal.kit.words import LONGEST_SLUG, RESERVED_SLUGS

COVERS = (("company", "The whole company"), ("council", "One council"), ("service", "One service"))
LINEAGES = (
    ("", "Not said"),
    ("first", "First"),
    ("interim", "Interim"),
    ("successor", "Successor"),
)
FIRST_YEARS = range(1990, 2101)
LONGEST_LETTER = 4
OF_PLANS = frozenset({"new", "matrix", "cover", "import"})
"""Words that are addresses beside plans."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LETTER = re.compile(r"[A-Za-z0-9]{1,4}")


def slug_problem(slug: str, council: str, councils: Iterable[str]) -> str:
    """What is wrong with a plan's address, in words; empty where it can be used.

    The address of one council's plan begins with the council's, and no other plan's does: so no
    two councils can ever ask for the same one, and a refusal tells of nobody else's plan.
    ``council`` is empty for a plan that is not one council's.
    """
    if len(slug) > LONGEST_SLUG:
        return f"An address has at most {LONGEST_SLUG} characters. You wrote {len(slug):,}."
    if not _SLUG.fullmatch(slug):
        return "Write the address in small letters a to z and digits, with hyphens between."
    if slug in RESERVED_SLUGS | OF_PLANS:
        return f"“{slug}” is the address of a page here: choose another."
    owner = max((c for c in councils if slug.startswith(f"{c}-")), key=len, default="")
    if council and owner != council:
        return f"The address of this council’s plan begins with {council}-."
    if not council and owner:
        return f"Addresses that begin with {owner}- are for plans of that council alone."
    return ""


def letter_problem(letter: str, taken: Iterable[str]) -> str:
    """What is wrong with a section's letter, in words; empty where it can be used."""
    if not _LETTER.fullmatch(letter):
        return f"Write one to {LONGEST_LETTER} letters or digits, such as D."
    if letter.casefold() in {other.casefold() for other in taken}:
        return f"{letter} is the letter of another section."
    return ""


def letters() -> Iterator[str]:
    """A to Z, then AA to ZZ."""
    yield from ascii_uppercase
    yield from ("".join(pair) for pair in product(ascii_uppercase, repeat=2))


def next_letter(taken: Iterable[str]) -> str:
    """The first letter after all that are taken in its sequence; the first free one otherwise."""
    held = {letter.upper() for letter in taken}
    sequence = list(letters())
    last = max((sequence.index(letter) for letter in held if letter in sequence), default=-1)
    free = [letter for letter in sequence if letter not in held]
    return next((letter for letter in sequence[last + 1 :]), free[0])


def is_circle(parents: Mapping[int, int | None], child: int, parent: int | None) -> bool:
    """Whether ``child`` under ``parent`` would stand under itself, however far up."""
    seen: set[int] = set()
    above = parent
    while above is not None and above not in seen:
        if above == child:
            return True
        seen.add(above)
        above = parents.get(above)
    return False


@dataclass(frozen=True)
class Place:
    """A plan in the tree: its id, how many plans it stands under, and those under it."""

    plan_id: int
    depth: int
    below: tuple["Place", ...]


def tree(parents: Mapping[int, int | None], order: Sequence[int]) -> tuple[Place, ...]:
    """The plans as a tree, each once, in this order among those of one parent.

    A plan whose parent is not among them, or that would stand under itself, stands at the root.
    """
    rooted = {
        plan: parent if parent in parents and not is_circle(parents, plan, parent) else None
        for plan, parent in parents.items()
    }

    def below(above: int | None, depth: int) -> tuple[Place, ...]:
        held = [plan for plan in order if rooted[plan] == above]
        return tuple(Place(plan, depth, below(plan, depth + 1)) for plan in held)

    return below(None, 0)
