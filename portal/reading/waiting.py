"""What waits for a member here: the papers of her next meetings."""

from portal.kit.needs import Need
from portal.kit.words import date_words, plural
from portal.reading import queries
from tenants.scope import Scope


def needs(scope: Scope) -> list[Need]:
    """The meetings with papers that she has not read: one query for a member, else none."""
    return [
        Need(
            "Read",
            f"Read the papers for {date_words(each.on_day)}",
            f"{each.title}: {plural(each.left, 'item')} to read",
            f"meetings/{each.slug}/read",
            "Read the papers",
            each.on_day,
        )
        for each in queries.unread(scope)
    ]
