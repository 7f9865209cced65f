"""Who may read a row: the audience labels, and the grants that open them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

PUBLIC = "public"
EDITORS = "editors"
RELEASED = "released"
SUBMITTED = "submitted"
AUDITORS = "auditors"

WIDTH = (EDITORS, RELEASED, SUBMITTED, PUBLIC)
"""The states a text of a plan passes through, each read by more people than the one before."""


def body(body_id: int) -> str:
    """The members and the clerk of one body."""
    return f"body-{body_id}"


def person(person_id: int) -> str:
    """One person alone."""
    return f"person-{person_id}"


def widest(labels: Iterable[str]) -> str:
    """The label read by most people. Raises ValueError for none, or for a label outside WIDTH."""
    return max(labels, key=WIDTH.index)


def narrower_than(label: str) -> tuple[str, ...]:
    """The labels of WIDTH read by fewer people than ``label``."""
    return WIDTH[: WIDTH.index(label)]


@dataclass(frozen=True)
class Grants:
    """What one reader may read in one company.

    ``everywhere`` holds audience labels open in all areas; ``pairs`` holds ``"area:label"`` for
    labels open in one area. A reader of no company has ``company_id`` None and reads no tenant row.
    """

    company_id: int | None
    person_id: int | None = None
    everywhere: frozenset[str] = field(default_factory=frozenset)
    pairs: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def opens(self) -> str:
        """Every label and pair, as lock one looks for them: ``,public,1:released,``."""
        return f",{','.join(sorted(self.everywhere | self.pairs))},"

    def admit(self, area_id: int, audience: str) -> bool:
        """Whether a row of this area and audience is inside the walls for this reader."""
        return audience in self.everywhere or f"{area_id}:{audience}" in self.pairs

    def digest_text(self) -> str:
        """A text that is equal for equal grants: part of every ETag."""
        return (
            f"{self.company_id}|{','.join(sorted(self.everywhere))}|{','.join(sorted(self.pairs))}"
        )


NOBODY = Grants(company_id=None)
