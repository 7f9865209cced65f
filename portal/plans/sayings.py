"""The sentences of the room: which text stands on a page, whose it is, and when."""

from datetime import datetime

from portal.kit.words import date_words
from portal.plans.models import Plan, Version
from portal.plans.shapes import PlanView, SectionView
from tenants.audiences import EDITORS
from tenants.clock import CIVIL, civil_day

STATES = {
    "frozen": "Frozen",
    "submitted": "Submitted for decision",
    "approved_in_principle": "Approved in principle",
    "approved": "Approved",
    "rejected": "Rejected",
    "not_decided": "Not decided",
}
NOT_SHARED = "Not shared with you"


def day_of(moment: datetime) -> str:
    """``24 June 2019``: the day it was in the councils' time zone."""
    return date_words(civil_day(moment))


def moment_of(moment: datetime) -> str:
    """``24 June 2019, 14:10``: the day and the time in the councils' time zone."""
    return f"{day_of(moment)}, {moment.astimezone(CIVIL):%H:%M}"


def state_of(version: Version) -> str:
    """The state, a key of ``STATES``, telling apart what waits again since nothing was decided."""
    put_back = version.state == "frozen" and version.audience != EDITORS
    return "not_decided" if put_back else version.state


def state_words(version: Version) -> str:
    """The state in words."""
    return STATES[state_of(version)]


def state_tag(version: Version) -> str:
    """The state as the tag's name."""
    return state_of(version).replace("_", "-")


def version_words(version: Version) -> str:
    """``Version 1, approved in principle on 24 June 2019``."""
    return (
        f"Version {version.number}, {state_words(version).lower()} on {day_of(version.state_since)}"
    )


def warning(version: Version) -> str:
    """What a reader of a version has to be told before anything else; empty for nothing."""
    if version.state == "approved_in_principle":
        return (
            f"Approved in principle on {day_of(version.state_since)}. "
            "This is not the plan in force."
        )
    if version.state == "rejected":
        return f"Rejected on {day_of(version.state_since)}. This is not the plan in force."
    if state_of(version) == "not_decided":
        return (
            f"Nothing was decided on {day_of(version.state_since)}. This is not the plan in force."
        )
    if version.state == "approved":
        return ""
    return f"Version {version.number} has not been approved. This is not the plan in force."


def text_words(section: SectionView, version: Version | None) -> str:
    """Which text of a section the reader reads."""
    if section.source == "draft":
        return "Draft, released to commissioners" if section.released else "Draft"
    if section.source == "hidden" or version is None:
        return NOT_SHARED
    if state_of(version) in ("submitted", "not_decided"):
        return f"As submitted in version {version.number}"
    return f"Version {version.number}, {state_words(version).lower()}"


def period(plan: Plan) -> str:
    """``2019/20`` for a plan of one year, ``2019/20 to 2023/24`` for one of five."""
    last = plan.first_year + plan.years - 1
    ends = [f"{year}/{(year + 1) % 100:02}" for year in (plan.first_year, last)]
    return ends[0] if plan.years == 1 else " to ".join(ends)


def facts(view: PlanView) -> list[str]:
    """The grey line under a plan's name: what is read, and who last changed it when."""
    found = ["Draft"] if view.has_draft else []
    if view.version is not None:
        found.append(version_words(view.version))
    drafts = [section for section in view.sections if section.updated_at is not None]
    if drafts:
        last = max(drafts, key=lambda section: (section.updated_at, section.letter))
        if last.updated_at is not None:
            found.append(f"Updated by {last.updated_by}, {day_of(last.updated_at)}")
    return found
