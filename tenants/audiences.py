"""Who may read a row: the audience labels, and the grants that open them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

PUBLIC = "public"
EDITORS = "editors"
RELEASED = "released"
SUBMITTED = "submitted"
AUDITORS = "auditors"
DIRECTORS = "directors"
"""The company's directors alone: what people wrote in a consultation, and who they are."""

WIDTH = (EDITORS, RELEASED, SUBMITTED, PUBLIC)
"""The states a text of a plan passes through, each read by more people than the one before."""


def body(body_id: int) -> str:
    """The members and the clerk of one body."""
    return f"body-{body_id}"


def person(person_id: int) -> str:
    """One person alone."""
    return f"person-{person_id}"


def withheld(person_id: int) -> str:
    """What one member's register of interests withholds (Localism Act 2011, s.32): she reads it,
    and the clerk of a body on which she sits (``tenants.registrars``)."""
    return f"withheld-{person_id}"


def asker(person_id: int) -> str:
    """Whoever asked for something that the worker does: she reads how far it is, and the worker."""
    return f"asker-{person_id}"


def item(item_id: int) -> str:
    """Whoever reads the paper of one item of an agenda before it is public, or never public
    (``tenants.paper_readers``)."""
    return f"item-{item_id}"


def opened(person_id: int) -> str:
    """That one member opened a meeting's papers: she reads it, and the clerk of the body that meets
    (``tenants.registrars``)."""
    return f"opened-{person_id}"


def guests(round_id: int) -> str:
    """Whoever was asked into one consultation: by name, or by a secret link."""
    return f"round-{round_id}"


def of_guests(label: str) -> bool:
    """Whether a label is one that an invitation may open."""
    return re.fullmatch("round-[1-9][0-9]*", label) is not None


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
    ``link`` is the SHA-256 of the secret link she holds: it finds her invitation and nothing else.
    """

    company_id: int | None
    person_id: int | None = None
    everywhere: frozenset[str] = field(default_factory=frozenset)
    pairs: frozenset[str] = field(default_factory=frozenset)
    link: str = ""

    @cached_property
    def opens(self) -> str:
        """Every label and pair, as lock one looks for them: ``,public,1:released,``."""
        return f",{','.join(sorted(self.everywhere | self.pairs))},"

    def admit(self, area_id: int, audience: str) -> bool:
        """Whether a row of this area and audience is inside the walls for this reader."""
        return audience in self.everywhere or f"{area_id}:{audience}" in self.pairs

    def and_also(self, labels: Iterable[str], link: str = "") -> "Grants":
        """The same grants with these labels open besides, and this link in hand."""
        return replace(self, everywhere=self.everywhere | set(labels), link=link or self.link)

    def cover(self, others: "Grants") -> bool:
        """Whether this very reader may read all that she could read under the other grants."""
        same_reader = (self.company_id, self.person_id) == (others.company_id, others.person_id)
        return same_reader and self.everywhere >= others.everywhere and self.pairs >= others.pairs

    def digest_text(self) -> str:
        """A text that is equal for equal grants: part of every ETag."""
        return (
            f"{self.company_id}|{','.join(sorted(self.everywhere))}|{','.join(sorted(self.pairs))}"
        )


NOBODY = Grants(company_id=None)
