"""Where a consultation stands on a day, whom it asks, and how that is said. Plain functions."""

from datetime import date

from portal.engagement.models import Round
from portal.kit.words import date_words

COUNCIL, CHILDREN, PUBLIC_KIND = "council", "young_people", "public"
GROUPS = {
    PUBLIC_KIND: "The public",
    "partners": "Partner organisations",
    "staff": "Staff",
    CHILDREN: "Children and young people",
}
"""Groups that answer without an account: by a link of their own; the public by the page itself."""
SAID_BY = {
    PUBLIC_KIND: "A member of the public",
    "partners": "A partner organisation",
    "staff": "A member of staff",
    CHILDREN: "Children and young people",
}
OUTCOMES = {"changed": "We changed the text", "not_changed": "We did not change the text"}
STATES = {
    "waiting": "Waiting",
    "published": "Published",
    "counted": "Kept for the summary",
    "withheld": "Withheld",
}
TAGS = {"coming": "planned", "open": "open", "closed": "waiting", "answered": "done"}
"""The tint of each phase."""


def phase(found: Round, today: date) -> str:
    """coming, open (both ends counted), closed, or answered."""
    if found.answered_at is not None:
        return "answered"
    if today < found.opens_on:
        return "coming"
    return "open" if today <= found.closes_on else "closed"


def phase_words(found: Round, today: date) -> str:
    """The phase as a tag says it."""
    return {"coming": "Opens soon", "open": "Open", "closed": "Closed", "answered": "Answered"}[
        phase(found, today)
    ]


def sentence(found: Round, today: date) -> str:
    """What a reader has to know first."""
    opens, closes = date_words(found.opens_on), date_words(found.closes_on)
    return {
        "coming": f"You can answer from {opens} to {closes}.",
        "open": f"Open for answers until the end of {closes}.",
        "closed": f"This closed on {closes}. What people said is being read and answered.",
        "answered": f"This closed on {closes}. Below is what people said, and what we did.",
    }[phase(found, today)]


def facts(found: Round) -> list[str]:
    """The grey line of a consultation."""
    days = f"{date_words(found.opens_on)} to {date_words(found.closes_on)}"
    return [found.plan_title, days, f"Opened by {found.opened_by}"]
