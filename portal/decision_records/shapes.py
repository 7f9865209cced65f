"""A decision as its record tells it: plain values, read once, from which every format is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.kit.chains import Head


@dataclass(frozen=True)
class Resolution:
    """One recommendation, and what became of it."""

    letter: str
    verb: str
    text: str
    result: str
    sentence: str
    councils: Sequence[tuple[str, str]] = ()
    """Each council with the sentence on how it voted."""


@dataclass(frozen=True)
class Subject:
    """What was decided on: a frozen version of a plan, or another document."""

    words: str
    digest: str
    path: str = ""
    """Below ``/<company>/``; empty where there is no page, or the reader may not read it."""


@dataclass(frozen=True)
class Part:
    """What one body decided of a matter that several considered."""

    body: str
    outcome: str
    decided_on: date | None
    path: str


@dataclass(frozen=True)
class Conflict:
    """An interest that a member declared, with what it kept her from, or the dispensation."""

    member: str
    words: str
    dispensation: str = ""


@dataclass(frozen=True)
class Record:
    """All that a decision record says (SI 2012/2089 reg 12; SI 2014/2095 reg 7)."""

    company: str
    slug: str
    """The company's address."""
    accent: str
    matter: str
    """The matter's address."""
    title: str
    outcome: str
    sentence: str
    decided_on: date
    body: str
    by_whom: str
    meeting: str
    register: str
    """Number and title of the reserved matter."""
    way: str
    """The rule by which it was decided, in words."""
    resolutions: Sequence[Resolution]
    subjects: Sequence[Subject]
    parts: Sequence[Part]
    amended: Sequence[str]
    """References of the items that the body changed."""
    reasons: str
    options_rejected: str
    key_decision: bool
    conflicts: Sequence[Conflict]
    call_in: str
    takes_effect: str
    head: Head
    read_on: date

    @property
    def path(self) -> str:
        """The address of the record's page."""
        return f"/{self.slug}/decisions/{self.matter}/record"
