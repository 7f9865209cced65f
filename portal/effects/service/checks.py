"""What cannot be done to what follows a decision, said in words."""

from datetime import date

from portal.decisions import queries as decisions
from portal.decisions.models import Matter
from portal.kit.words import date_words
from tenants.scope import Scope


class FollowingError(ValueError):
    """What was asked cannot be done as things stand; ``field`` says of which answer."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def filled(field: str, text: str, message: str, most: int) -> str:
    """A text that has to be there, tidied. Raises FollowingError."""
    said = text.strip()
    if not said:
        raise FollowingError(field, message)
    if len(said) > most:
        raise FollowingError(field, f"Use {most:,} characters or fewer.")
    return said


def past_day(scope: Scope, field: str, day: date | None, not_before: date | None) -> date:
    """A day that has come, and not one before what it follows. Raises FollowingError."""
    if day is None:
        raise FollowingError(field, "Enter the day.")
    if day > scope.today():
        raise FollowingError(field, "Enter today or a day that has passed.")
    if not_before is not None and day < not_before:
        raise FollowingError(field, f"Enter a day on or after {date_words(not_before)}.")
    return day


def root_of(scope: Scope, matter: Matter) -> Matter:
    """The matter that the effect belongs to: its own, or that of which it is a part."""
    if matter.part_of_id is None:
        return matter
    return scope.session.get_one(Matter, matter.part_of_id)


def locked_root(scope: Scope, matter: Matter) -> Matter:
    """That matter, locked before anything that its effect waits for is changed."""
    return decisions.locked(scope, root_of(scope, matter))
