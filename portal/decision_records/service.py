"""Verbs of a decision record: its clerk says why, what else was considered, and that it is key."""

from dataclasses import dataclass

from portal.audit.service import Json
from portal.decisions import queries
from portal.decisions.models import Matter
from portal.decisions.service.checks import DecisionError
from portal.decisions.service.records import note
from portal.kit import digests
from tenants.roles import Permission
from tenants.scope import Scope

LONGEST = 20_000
"""Characters of the reasons, and of the options rejected."""


class ClashError(DecisionError):
    """Somebody else recorded other words meanwhile: neither text is lost."""


@dataclass(frozen=True)
class Described:
    """What the clerk records of a decision."""

    reasons: str = ""
    options_rejected: str = ""
    key_decision: bool = False

    @property
    def digest(self) -> str:
        """What a form was made from, so that a colleague's words are not written over."""
        return digests.digest([self.reasons, self.options_rejected, self.key_decision])


def described(matter: Matter) -> Described:
    """What is recorded of a matter now."""
    return Described(matter.reasons or "", matter.options_rejected or "", matter.key_decision)


def describe(scope: Scope, matter: Matter, said: Described, *, seen: str) -> Matter:
    """Record why a matter is decided so, which options were rejected, and that it is key.

    Before the decision and after it; each change is an event. Raises DecisionError for a matter
    that was withdrawn, for words too long, and for a decision's being key once it is taken: it was
    announced, or not. Raises ClashError where the record is not as ``seen`` (``Described.digest``).
    """
    hat = scope.require(Permission.RECORD_KEEP, body_id=matter.body_id)
    matter = queries.locked(scope, matter)
    now = described(matter)
    _check(matter, now, said)
    if now == said:
        return matter
    if now.digest != seen:
        raise ClashError("A colleague changed this record since you opened it.")
    matter.reasons, matter.options_rejected = said.reasons or None, said.options_rejected or None
    matter.key_decision = said.key_decision
    changed: list[Json] = [name for name in vars(said) if getattr(now, name) != getattr(said, name)]
    note(scope, hat, "matter:described", matter, {"fields": changed})
    return matter


def _check(matter: Matter, now: Described, said: Described) -> None:
    if matter.state == "withdrawn":
        raise DecisionError("This matter was withdrawn: there is nothing to record.")
    if matter.state == "decided" and said.key_decision != now.key_decision:
        raise DecisionError("It was decided: whether it is a key decision stays as it was before.")
    for text in (said.reasons, said.options_rejected):
        if len(text) > LONGEST:
            raise DecisionError(f"Give each text in {LONGEST:,} characters or fewer.")
