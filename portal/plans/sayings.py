"""The sentences of the room: which text stands on a page, whose it is, and when."""

from datetime import date, datetime

from portal.kit.words import date_words, sentence_case
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.rules.states import APPROVED, state_on
from portal.plans.shapes import PlanView, SectionView
from tenants.audiences import EDITORS
from tenants.clock import CIVIL, civil_day

STATES = {
    "frozen": "Frozen",
    "submitted": "Submitted for decision",
    "approved_in_principle": "Approved in principle",
    "approved": "Approved",
    "approved_as_amended": "Approved as amended",
    "deferred": "Deferred",
    "rejected": "Rejected",
    "withdrawn": "Withdrawn",
    "not_decided": "Not decided",
    "in_force": "In force",
    "superseded": "Superseded",
}
NOT_IN_FORCE = "This is not the plan in force."
NOT_SHARED = "Not shared with you"


def day_of(moment: datetime) -> str:
    """``24 June 2019``: the day it was in the councils' time zone."""
    return date_words(civil_day(moment))


def moment_of(moment: datetime) -> str:
    """``24 June 2019, 14:10``: the day and the time in the councils' time zone."""
    return f"{day_of(moment)}, {moment.astimezone(CIVIL):%H:%M}"


def plan_year_words(year: int) -> str:
    """``2019/20``: the plan year that begins in April of ``year``."""
    return f"{year}/{(year + 1) % 100:02}"


def state_of(version: Version, day: date) -> str:
    """The state on a day, a key of ``STATES``; tells apart what waits again, nothing decided."""
    put_back = version.state == "frozen" and version.audience != EDITORS
    decided = "not_decided" if put_back else version.state
    return state_on(decided, version.in_force_from, version.in_force_to, day)


def state_words(version: Version, day: date) -> str:
    """The state on a day, in words."""
    return STATES[state_of(version, day)]


def state_tag(version: Version, day: date) -> str:
    """The state on a day as the tag's name."""
    return state_of(version, day).replace("_", "-")


def version_words(version: Version, day: date) -> str:
    """``Version 1, approved in principle on 24 June 2019``, as things stand on ``day``."""
    return f"Version {version.number}, {since_words(version, day)}"


def since_words(version: Version, day: date) -> str:
    """``in force since 1 October 2019``; ``approved on 24 June 2019, in force from …``."""
    state, first, until = state_of(version, day), version.in_force_from, version.in_force_to
    if state == "superseded" and first == until:
        return "superseded before it came into force"
    if state == "superseded" and until is not None:
        return f"superseded on {date_words(until)}"
    if state == "in_force" and first is not None:
        return f"in force since {date_words(first)}"
    words = f"{STATES[state].lower()} on {day_of(version.state_since)}"
    return f"{words}, in force from {date_words(first)}" if first is not None else words


def warning(version: Version, day: date) -> str:
    """What a reader of a version has to be told before anything else; empty for nothing."""
    state = state_of(version, day)
    if state == "in_force":
        return ""
    if state in APPROVED:
        return _not_yet(version)
    if state == "superseded":
        return f"{sentence_case(since_words(version, day))}. {NOT_IN_FORCE}"
    return f"{_undecided(version, state)} {NOT_IN_FORCE}"


def _not_yet(version: Version) -> str:
    approved = f"{STATES[version.state]} on {day_of(version.state_since)}."
    if version.in_force_from is None:
        return f"{approved} The day on which it comes into force has not been recorded."
    day = date_words(version.in_force_from)
    return f"{approved} It comes into force on {day}; until then, it is not the plan in force."


def _undecided(version: Version, state: str) -> str:
    day = day_of(version.state_since)
    if state == "not_decided":
        return f"Nothing was decided on {day}."
    if state == "deferred":
        return f"The decision was deferred on {day}."
    if state in ("approved_in_principle", "rejected", "withdrawn"):
        return f"{STATES[state]} on {day}."
    if version.superseded_by_id is not None:
        return (
            "This is the text as it was submitted: it was approved as amended, as a later version."
        )
    return f"Version {version.number} has not been approved."


def text_words(section: SectionView, version: Version | None, day: date) -> str:
    """Which text of a section the reader reads."""
    if section.source == "draft":
        return "Draft, released to commissioners" if section.released else "Draft"
    if section.source == "hidden" or version is None:
        return NOT_SHARED
    if state_of(version, day) in ("submitted", "not_decided", "deferred"):
        return f"As submitted in version {version.number}"
    return f"Version {version.number}, {state_words(version, day).lower()}"


def period(plan: Plan) -> str:
    """``2019/20`` for a plan of one year, ``2019/20 to 2023/24`` for one of five."""
    last = plan.first_year + plan.years - 1
    ends = [f"{year}/{(year + 1) % 100:02}" for year in (plan.first_year, last)]
    return ends[0] if plan.years == 1 else " to ".join(ends)


def facts(view: PlanView) -> list[str]:
    """The grey line under a plan's name: what is read, and who last changed it when."""
    found = ["Draft"] if view.has_draft else []
    if view.version is not None:
        found.append(version_words(view.version, view.day))
    if view.in_force is not None and view.in_force is not view.version:
        found.append(version_words(view.in_force, view.day))
    if view.refreshed_from is not None and view.has_draft:
        found.append(f"Rolled forward from version {view.refreshed_from.number}")
    drafts = [section for section in view.sections if section.updated_at is not None]
    if drafts:
        last = max(drafts, key=lambda section: (section.updated_at, section.letter))
        if last.updated_at is not None:
            found.append(f"Updated by {last.updated_by}, {day_of(last.updated_at)}")
    return found
