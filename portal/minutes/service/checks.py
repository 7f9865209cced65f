"""What of minutes cannot stand, said in words; which rows are locked for it."""

from portal.decisions import queries as decisions
from portal.decisions.models import Sitting
from portal.minutes.models import Minutes
from tenants.scope import Scope

LONGEST = 50_000
"""Characters of one passage."""


class MinutesError(ValueError):
    """What was asked cannot be done as things stand; ``field`` is what it is about, if anything."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class ClashError(MinutesError):
    """A colleague changed this passage meanwhile: neither text is lost."""


def locked(scope: Scope, minutes: Minutes) -> Minutes:
    """The minutes read again and locked until the transaction ends."""
    return decisions.locked(scope, minutes)


def refuse_unless(minutes: Minutes, *states: str) -> None:
    """Raise MinutesError where minutes are in another state than these."""
    if minutes.state in states:
        return
    raise MinutesError(
        {
            "draft": "These minutes are not published yet.",
            "published": "These minutes are published: the next meeting confirms or amends them.",
            "confirmed": "These minutes were confirmed: they stand as they are.",
        }[minutes.state]
    )


def check_text(text: str) -> str:
    """The words of a passage, once they can stand. Raises MinutesError."""
    if len(text) > LONGEST:
        raise MinutesError(f"Give a passage in {LONGEST:,} characters or fewer.", "text")
    if not text.strip():
        raise MinutesError("Enter what is minuted here.", "text")
    return text.strip()


def refuse_before(sitting: Sitting) -> None:
    """Raise MinutesError for a meeting that has not been opened."""
    if sitting.state == "planned":
        raise MinutesError("Minutes are drafted once the meeting has been opened.")
