"""What other rooms have against publishing an item, asked before an agenda is published.

A room above registers a check: a function of the Scope, the meeting and the items that are about to
be published, which answers the reason against each that cannot be. So arrows keep pointing down.
"""

from collections.abc import Callable, Mapping, Sequence

from portal.meetings.models import AgendaItem, Meeting
from tenants.scope import Scope

Check = Callable[[Scope, Meeting, Sequence[AgendaItem]], Mapping[int, str]]

_checks: list[Check] = []


def before_publishing(check: Check) -> None:
    """Let a room have its say before items are published. Once for each check."""
    if check not in _checks:
        _checks.append(check)


def against_publishing(
    scope: Scope, meeting: Meeting, items: Sequence[AgendaItem]
) -> dict[int, str]:
    """The reasons against each item, by its id; nothing where every item can be published."""
    found: dict[int, str] = {}
    for check in _checks:
        for item_id, reason in check(scope, meeting, items).items():
            found[item_id] = f"{found[item_id]} {reason}" if item_id in found else reason
    return found
