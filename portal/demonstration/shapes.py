"""The shapes of the demonstration's content: plain values, each as one TOML table gives it.

Those of plans are in ``plan_shapes``.
"""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from portal.demonstration.plan_shapes import SHARED, Plan


@dataclass(frozen=True)
class Council:
    """An owning council. ``share`` is per cent of the company, ``accent`` a CSS colour."""

    slug: str
    name: str
    prefix: str
    share: Decimal
    accent: str


@dataclass(frozen=True)
class Body:
    """A body, with its two-part quorum: members in all, and of each council.

    One that advises or manages and never votes has no quorum (0) and no rule.
    """

    slug: str
    name: str
    kind: str
    quorum: int
    quorum_per_council: int
    rule: str | None


@dataclass(frozen=True)
class Company:
    """A company with its owners and bodies."""

    slug: str
    name: str
    accent: str
    shared_prefix: str
    councils: tuple[Council, ...]
    bodies: tuple[Body, ...]
    day: date | None = None
    """The day on which it lives, where that is not the demonstration's."""

    @property
    def areas(self) -> tuple[str, ...]:
        """``shared``, then the councils' slugs."""
        return (SHARED, *(council.slug for council in self.councils))


@dataclass(frozen=True)
class Sitting:
    """One meeting of a body; ``starts_at`` is local time."""

    company: str
    body: str
    slug: str
    title: str
    on_day: date
    starts_at: time
    venue: str


@dataclass(frozen=True)
class Appointment:
    """A role in one company. ``body`` is the slug of the body where the role is a seat, ``plan``
    that of the one plan which a service lead keeps."""

    company: str
    role: str
    area: str
    body: str | None
    plan: str | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who signs in; all of her appointments begin on ``starts_on``.

    Who left has ``ends_on``, the last day of them all: she is known still, and cannot sign in.
    """

    email: str
    name: str
    starts_on: date
    ends_on: date | None
    appointments: tuple[Appointment, ...]


@dataclass(frozen=True)
class ReservedMatter:
    """A decision that the owners kept for themselves. ``limit`` is in pounds."""

    number: int
    title: str
    band: str
    trigger: str
    kind: str
    limit: int | None
    within_plan: str
    route: str | None = None
    rule: str | None = None
    """Where they are not the register's own."""


@dataclass(frozen=True)
class Delegation:
    """What the holder of a post may decide of a reserved matter. ``limit`` is in pounds."""

    number: int
    post: str
    consulting: str
    words: str
    limit: int | None


@dataclass(frozen=True)
class Register:
    """A company's reserved matters, and how a body decides them from ``in_force_from``."""

    company: str
    body: str
    route: str
    rule: str
    quorum: str
    in_force_from: date
    decided_by: str
    matters: tuple[ReservedMatter, ...]
    delegations: tuple[Delegation, ...]
    councils: tuple[tuple[str, str], ...] = ()
    """Each council with its own body, which decides for it on the route each_owner."""


@dataclass(frozen=True)
class Recommendation:
    """One recommendation, as the agenda prints it and as the report does."""

    letter: str
    verb: str
    agenda: str
    report: str
    condition: str | None


@dataclass(frozen=True)
class Citation:
    """A place in the papers that cites a reserved matter by its number."""

    place: str
    as_written: str
    number: int


@dataclass(frozen=True)
class Submission:
    """A plan put before a sitting under the reserved matter ``number`` of the register."""

    company: str
    plan: str
    sitting: str
    number: int
    asks: str
    item: int
    title: str
    report_by: str
    recommendations: tuple[Recommendation, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Demonstration:
    """All of it. ``day`` is the day on which the demonstration lives."""

    day: date
    companies: tuple[Company, ...]
    sittings: tuple[Sitting, ...]
    people: tuple[Person, ...]
    plans: tuple[Plan, ...]
    registers: tuple[Register, ...]
    submission: Submission

    @property
    def register(self) -> Register:
        """The register under which the submission is put."""
        return next(each for each in self.registers if each.company == self.submission.company)

    @property
    def staying(self) -> tuple[Person, ...]:
        """The people who have not left."""
        return tuple(person for person in self.people if person.ends_on is None)

    def plan(self, slug: str) -> Plan:
        """The plan at this address. Raises LookupError."""
        for plan in self.plans:
            if plan.slug == slug:
                return plan
        raise LookupError(f"The demonstration has no plan {slug}.")
