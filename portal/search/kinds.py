"""What is found, sorted by what it is. A room says the kind of its texts, or their source does."""

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "plans": "Plans",
    "priorities": "Priorities",
    "decisions": "Decisions",
    "meetings": "Meetings",
    "papers": "Papers",
    "consultations": "Consultations",
    "bodies": "Bodies",
    "people": "People",
    "others": "Other pages",
}
"""In the order in which they count where texts are found equally well."""
ORDER = {kind: place for place, kind in enumerate(KINDS)}

_OF_SOURCES: Mapping[str, str] = {
    "plan": "plans",
    "plan_revision": "priorities",
    "matter": "decisions",
    "record": "decisions",
    "meeting": "meetings",
    "agenda": "meetings",
    "agenda_item": "meetings",
    "minutes": "meetings",
    "report": "papers",
    "paper": "papers",
    "annex": "papers",
    "attachment": "papers",
    "pack": "papers",
    "consultation": "consultations",
    "engagement_round": "consultations",
    "executive_notice": "decisions",
}


def kind_of(source: str, path: str) -> str:
    """The kind of a text by what the index calls its source, and by the page it stands on."""
    if source == "plan_revision" and "/priorities/" not in path:
        return "plans"
    return _OF_SOURCES.get(source, "others")
