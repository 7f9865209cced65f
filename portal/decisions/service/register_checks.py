"""What the register may say, from which day on. Refusals are in words, beside their field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from portal.decisions.models import ReservedMatter
from portal.decisions.queries import find_matter, lines
from portal.decisions.rules.acts import FREE_TO_LIMIT, KINDS_OF_ACT, WITHIN_PLAN
from portal.decisions.rules.codes import OF_COUNCILS, read_code
from portal.decisions.rules.owners import EACH_OWNER
from portal.decisions.service.checks import DecisionError
from portal.decisions.standing import ROUTES
from portal.kit.words import date_words
from tenants.clock import civil_day
from tenants.models import Body
from tenants.scope import Scope

GREATEST_NUMBER = 999
"""Papers cite matters by up to three digits (``rules.citations``)."""


class RegisterError(DecisionError):
    """A part of a line that cannot stand; ``field`` says which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class ClashError(DecisionError):
    """Somebody else changed the line meanwhile."""


@dataclass(frozen=True)
class LineDetails:
    """What a line says. ``limit`` is in pounds; ``councils`` are the owners' own bodies by
    their areas, where the route is ``each_owner``; ``body`` then is the one that settles disputes.
    """

    title: str
    band: str
    trigger: str
    kind: str
    route: str
    rule: str
    quorum: str
    body: Body
    limit: Decimal | None = None
    within_plan: str = "reserved"
    councils: Mapping[int, Body] = field(default_factory=dict)


@dataclass(frozen=True)
class Authority:
    """Which decision lets the register say so: in words, and its address if it was taken here."""

    words: str
    slug: str | None = None


def refuse_number(number: int, forms: Sequence[ReservedMatter], from_day: date) -> None:
    """Raise RegisterError for a number that is none, or that the register uses from that day on."""
    if not 1 <= number <= GREATEST_NUMBER:
        raise RegisterError("number", f"Enter a number from 1 to {GREATEST_NUMBER}.")
    last = forms[-1] if forms else None
    if last is not None and (last.in_force_to is None or last.in_force_to >= from_day):
        taken = f"The register holds matter {number} already: “{last.title}”."
        raise RegisterError("number", f"{taken} Enter another number, or change that line.")


def refuse_details(scope: Scope, details: LineDetails, from_day: date) -> None:
    """Raise RegisterError for what cannot be said of a line."""
    for name, words in (("title", "a title"), ("trigger", "when it arises"), ("band", "a band")):
        if not getattr(details, name).strip():
            raise RegisterError(name, f"Enter {words}.")
    if details.kind not in KINDS_OF_ACT:
        raise RegisterError("kind", "Choose which kind of act it is about.")
    if details.within_plan not in WITHIN_PLAN:
        raise RegisterError("within_plan", "Choose what the approved plan makes free.")
    if details.within_plan == FREE_TO_LIMIT and details.limit is None:
        raise RegisterError("limit", "Enter the limit up to which what the plan provides is free.")
    if details.limit is not None and details.limit < 0:
        raise RegisterError("limit", "A limit is nothing or more.")
    if not details.quorum.strip():
        raise RegisterError("quorum", "Enter the quorum, in words.")
    _refuse_way(scope, details, from_day)


def _refuse_way(scope: Scope, details: LineDetails, from_day: date) -> None:
    """Route, rule and bodies have to fit each other."""
    if details.route not in ROUTES:
        raise RegisterError("route", "Choose one of the routes.")
    try:
        name = read_code(details.rule).name
    except ValueError as error:
        raise RegisterError("rule", str(error)) from error
    if details.body not in lines.for_all_owners([details.body]):
        raise RegisterError("body", "Choose a body of the owners, which decides for all of them.")
    if details.route == EACH_OWNER:
        if name not in OF_COUNCILS:
            words = "Where each owner decides by its own body, choose a rule that counts councils."
            raise RegisterError("rule", words)
        _refuse_councils(scope, details, from_day)


def _refuse_councils(scope: Scope, details: LineDetails, from_day: date) -> None:
    """Each owner has one body that decides for it, and nobody else has."""
    owners = {area.area_id: area.name for area in lines.owners_on(scope, from_day)}
    for area_id, council in owners.items():
        body = details.councils.get(area_id)
        if body is None or body not in lines.for_council([body], area_id):
            raise RegisterError(
                f"council_{area_id}", f"Choose the body that decides for {council}."
            )
    if set(details.councils) - set(owners):
        raise RegisterError("route", "Only a council that owns the company on that day decides.")


def refuse_authority(scope: Scope, words: str, slug: str | None) -> None:
    """Raise RegisterError where no decision is named, or one that is not there."""
    if not words.strip():
        raise RegisterError("decided_by", "Enter which decision allows it: body, day and minute.")
    if slug is None:
        return
    matter = find_matter(scope, slug)
    if matter is None or matter.state != "decided":
        raise RegisterError("decision", "Choose a decision that was taken, or none.")


def refuse_ended(last: ReservedMatter) -> None:
    """Raise RegisterError for a line that has an end."""
    if last.in_force_to is not None:
        raise RegisterError(
            "from_day",
            f"This line ends on {date_words(last.in_force_to)}. Add a line of the same number from "
            "a later day instead.",
        )


def refuse_day(scope: Scope, last: ReservedMatter, from_day: date, field: str = "from_day") -> None:
    """Raise RegisterError for a day from which a line cannot be otherwise.

    That is a day before the line took its last form, or one on or before which a matter was
    submitted under it: the matter was put under the line as it was.
    """
    if from_day <= last.in_force_from:
        day = date_words(last.in_force_from)
        if last.in_force_from > scope.today():
            words = f"A change is to come on {day}. Take that back first, or enter a later day."
        else:
            words = f"The line has been as it is since {day}. Enter a later day."
        raise RegisterError(field, words)
    matter = lines.last_submission(scope, last.number)
    if matter is not None and civil_day(matter.submitted_at) >= from_day:
        day = date_words(civil_day(matter.submitted_at))
        raise RegisterError(
            field,
            f"“{matter.title}” was submitted under this line on {day}, and keeps it as it was. "
            "Enter a later day.",
        )


def refuse_no_change(scope: Scope, last: ReservedMatter, details: LineDetails) -> None:
    """Raise RegisterError where a line would say what it says already."""
    held = lines.history(scope, last.number)[0]
    said = (last.title, last.band, last.trigger, last.kind, last.limit, last.within_plan)
    way = (last.route, last.rule, last.quorum, last.body_id, _ids(held.councils))
    new = (details.title, details.band, details.trigger, details.kind, details.limit)
    new_way = (details.route, details.rule, details.quorum, details.body.id)
    if (*said, *way) == (*new, details.within_plan, *new_way, _ids(details.councils)):
        raise RegisterError("title", "Nothing is different from what the register says. Change it.")


def _ids(councils: Mapping[int, Body]) -> dict[int, int]:
    return {area_id: body.id for area_id, body in councils.items()}
