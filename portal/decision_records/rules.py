"""By which day what has to be published, from how the deciding body works. Days in, days out.

Local Government Act 1972, s.100B: an agenda and its reports, five clear days before the meeting.
SI 2012/2089, reg 9: a key decision of an executive, 28 clear days before it is taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from portal.kit.notice import latest_publication, why_publish_by

NEEDED = ("notice_clear_days", "regime", "key_decision_clear_days", "key_decision_days_are")
"""The settings of a body that are asked for."""
AGENDA = "Agenda and reports"
KEY_NOTICE = "Notice of the key decision"


@dataclass(frozen=True)
class Deadline:
    """The last lawful day for publishing one thing, why it is that day, and whether it passed."""

    what: str
    latest: date
    why: str
    passed: bool


def deadlines(
    meets_on: date, key_decision: bool, settings: Mapping[str, str], today: date
) -> list[Deadline]:
    """What has to be published before a body meets, the earliest day first.

    ``settings`` holds the values of ``NEEDED`` as they are on the day of the meeting.
    """
    found = [_deadline(AGENDA, meets_on, int(settings["notice_clear_days"]), "working", today)]
    if key_decision and settings["regime"] == "executive":
        counted = cast(Literal["working", "calendar"], settings["key_decision_days_are"])
        clear = int(settings["key_decision_clear_days"])
        found.append(_deadline(KEY_NOTICE, meets_on, clear, counted, today))
    return sorted(found, key=lambda each: each.latest)


def _deadline(
    what: str, meets_on: date, clear: int, days: Literal["working", "calendar"], today: date
) -> Deadline:
    latest = latest_publication(meets_on, clear, days)
    return Deadline(what, latest, why_publish_by(meets_on, clear, days), latest < today)
