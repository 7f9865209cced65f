"""What waits for a reader in this room: a report to clear, and an exemption to look at again."""

from datetime import date

from portal.kit.needs import Need
from portal.papers.queries import exemptions, listing
from portal.papers.queries.listing import Asked
from portal.papers.rules import CLEARANCES
from tenants import paper_readers
from tenants.scope import Scope


def needs(scope: Scope) -> list[Need]:
    """Reports that wait to be cleared by her, and exemptions whose day has come, for the clerk.

    She is let in to the papers that she works on; none of her other papers is read for it.
    """
    if scope.visitor.person_id is None or not listing.own_items(scope):
        return []
    bodies = [
        hat.body_id
        for hat in scope.hats
        if hat.role in paper_readers.KEEPERS and hat.body_id is not None
    ]
    due = exemptions.due(scope, bodies, scope.today()) if bodies else []
    return [
        *(_clearing(each) for each in listing.waiting_for(scope)),
        *(_reviewing(*each) for each in due),
    ]


def _clearing(each: Asked) -> Need:
    words = "It was changed since you answered." if each.again else "You were asked by name."
    return Need(
        "Clear",
        each.title,
        f"For {CLEARANCES[each.kind]}. {words}",
        f"reports/{each.item_id}/#clearances",
        "Read and answer",
        None,
    )


def _reviewing(item_id: int, title: str, day: date) -> Need:
    return Need(
        "Review",
        f"Exemption: {title}",
        "Say whether the report still has to be kept from the public.",
        f"reports/{item_id}/exemption",
        "Look at it again",
        day,
    )
