"""How each body works from which day on: what can be set, what is usual, what the law leaves open.

A body keeps to what is usual for its kind until somebody says otherwise; what was said holds from
its day on, so that a question about a day in the past is answered as it was on that day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, and_, bindparam, or_, select

from tenants.models import Body, BodySetting
from tenants.scope import NotFoundError, Scope

COUNCIL_KINDS = frozenset({"cabinet", "council_committee", "shareholder_committee"})
"""Kinds of bodies that are one council's own."""
IN_PERSON_KINDS = COUNCIL_KINDS | {"joint_committee"}
"""Bodies whose members vote in the room (Local Government Act 1972, Schedule 12)."""
COMPANY_KINDS = frozenset({"board", "company_members"})
"""Bodies of company law: they meet as their articles say, and may resolve in writing."""
YES_OR_NO = {"yes": "Yes", "no": "No"}
MOST_DAYS = 365
MOST_MEMBERS = 99


@dataclass(frozen=True)
class Setting:
    """One thing that can be set: the question, and what can be answered.

    ``choices`` are the values with their words; none where the answer is a whole number from 0 to
    ``most``, of ``unit``.
    """

    question: str
    why: str
    usual: str
    usual_of: Mapping[str, str]
    """By the body's kind, where another value than ``usual`` is usual."""
    choices: Mapping[str, str]
    unit: str = ""
    most: int = 0

    def usual_for(self, kind: str) -> str:
        """What a body of this kind does while nothing is set."""
        return self.usual_of.get(kind, self.usual)

    def words(self, value: str) -> str:
        """A value as people say it: "Yes"; "5 working days"."""
        if self.choices:
            return self.choices.get(value, value)
        return f"{value} {self.unit if value != '1' else self.unit.removesuffix('s')}"


SETTINGS: Mapping[str, Setting] = {
    "remote_presence": Setting(
        "Do members who are present remotely count and vote?",
        "Councils’ bodies and joint committees meet in person (Local Government Act 1972, Schedule "
        "12); a board does as its articles say.",
        "no",
        {},
        YES_OR_NO,
    ),
    "written_resolutions": Setting(
        "Can it resolve in writing between meetings?",
        "The board and the company’s members can (Companies Act 2006, section 288); a council’s "
        "body decides at its meetings alone.",
        "no",
        dict.fromkeys(COMPANY_KINDS, "yes"),
        YES_OR_NO,
    ),
    "recorded_vote_members": Setting(
        "How many members together can require that everybody’s vote is recorded?",
        "As its standing orders say; 0 where they say nothing. One member can always have her own "
        "vote recorded (SI 1993/202).",
        "0",
        {},
        {},
        "members",
        MOST_MEMBERS,
    ),
    "call_in_working_days": Setting(
        "For how long can its decisions be called in?",
        "As the council’s overview and scrutiny rules say (Local Government Act 2000, section 9F); "
        "0 where nobody can.",
        "0",
        dict.fromkeys(COUNCIL_KINDS, "5"),
        {},
        "working days",
        MOST_DAYS,
    ),
    "call_in_members": Setting(
        "How many members have to ask for a call-in?",
        "As the council’s overview and scrutiny rules say.",
        "3",
        {},
        {},
        "members",
        MOST_MEMBERS,
    ),
    "own_rule": Setting(
        "How does it decide by itself?",
        "By a majority of the members present and voting, and whoever presides has a second vote "
        "(Local Government Act 1972, Schedule 12, paragraph 39), unless its standing orders or "
        "agreement say otherwise.",
        "simple_majority:casting",
        {},
        {
            "simple_majority:casting": "By a majority; the chair has a casting vote",
            "simple_majority": "By a majority; a tie is lost",
            "unanimous_of_those_present": "Unanimously",
        },
    ),
    "dispute_days": Setting(
        "Within how many days is a dispute between the owners to be resolved?",
        "Of the body that settles disputes: as the owners’ agreement says.",
        "28",
        {},
        {},
        "days",
        MOST_DAYS,
    ),
    "notice_clear_days": Setting(
        "How long before a meeting are its papers published?",
        "At least five clear days for a council’s body (Local Government Act 1972, section 100B).",
        "5",
        {},
        {},
        "clear days",
        MOST_DAYS,
    ),
    "regime": Setting(
        "Which rules on access to its papers does it follow?",
        "An executive body follows SI 2012/2089; every other body of a council the Local "
        "Government Act 1972, Part VA.",
        "council",
        {"cabinet": "executive"},
        {"council": "Those of a council’s committee", "executive": "Those of an executive"},
    ),
    "key_decision_clear_days": Setting(
        "How long before a key decision is it announced?",
        "At least 28 clear days (SI 2012/2089, regulation 9).",
        "28",
        {},
        {},
        "clear days",
        MOST_DAYS,
    ),
    "key_decision_days_are": Setting(
        "How are the 28 days before a key decision or a private item counted?",
        "Calendar days, unless the council’s own rules say working days.",
        "calendar",
        {},
        {"calendar": "Calendar days", "working": "Working days"},
    ),
    "offline_part_two": Setting(
        "Can its members keep exempt papers on a device, to read them without a connection?",
        "Papers of Part II are then kept encrypted in the member’s browser, with a key that is "
        "thrown away after the meeting, at sign-out, and when somebody else signs in.",
        "no",
        {},
        YES_OR_NO,
    ),
}
"""By name, in the order in which they are shown."""
FEWEST = {"notice_clear_days": 5, "key_decision_clear_days": 28}
"""What the law asks at least of a council's body."""


def refusal(kind: str, name: str, value: str) -> str:
    """Why a body of this kind cannot have this value, in words; nothing where it can."""
    setting = SETTINGS[name]
    if setting.choices:
        if value not in setting.choices:
            return "Choose one of the answers that are offered."
    elif not (value.isascii() and value.isdecimal() and int(value) <= setting.most):
        return f"Enter a whole number from 0 to {setting.most}."
    elif kind in IN_PERSON_KINDS and int(value) < FEWEST.get(name, 0):
        return f"The law asks for at least {FEWEST[name]} {setting.unit}."
    if name == "remote_presence" and value == "yes" and kind in IN_PERSON_KINDS:
        return (
            "Members of a council’s body or joint committee vote in person at the meeting (Local "
            "Government Act 1972, Schedule 12): presence from elsewhere cannot be allowed."
        )
    if name == "written_resolutions" and value == "yes" and kind not in COMPANY_KINDS:
        return (
            "A council’s body or joint committee decides at its meetings (Local Government Act "
            "1972, Schedule 12): only the board and the company’s members resolve in writing."
        )
    return ""


def body_setting(scope: Scope, body_id: int, name: str, day: date) -> str:
    """The value of a setting of a body on a day, as kept: "yes", "5", "executive".

    Raises KeyError for a name that is no setting, NotFoundError for a body outside the walls.
    """
    return body_settings(scope, [body_id], [name], day)[body_id][name]


def body_allows(scope: Scope, body_id: int, name: str, day: date) -> bool:
    """Whether a setting that is answered by yes or no is "yes" on a day. Raises as body_setting."""
    return body_setting(scope, body_id, name, day) == "yes"


def body_number(scope: Scope, body_id: int, name: str, day: date) -> int:
    """The value of a setting that is a number, on a day. Raises as ``body_setting``."""
    return int(body_setting(scope, body_id, name, day))


def body_settings(
    scope: Scope, body_ids: Iterable[int], names: Iterable[str], day: date
) -> dict[int, dict[str, str]]:
    """These settings of these bodies on a day, by body and name, in one query.

    Raises KeyError for a name that is no setting, NotFoundError for a body outside the walls.
    """
    asked, bodies = list(names), list(body_ids)
    rows = scope.session.execute(_VALUES, {"bodies": bodies, "names": asked, "day": day}).all()
    kept = {(body_id, name): value for body_id, _, name, value in rows}
    kinds: dict[int, str] = {body_id: kind for body_id, kind, *_ in rows}
    if set(bodies) - set(kinds):
        raise NotFoundError("There is no such body.")
    return {
        body_id: {
            name: kept.get((body_id, name)) or SETTINGS[name].usual_for(kind) for name in asked
        }
        for body_id, kind in kinds.items()
    }


_DAY = bindparam("day", type_=Date())
_VALUES = (
    select(Body.id, Body.kind, BodySetting.name, BodySetting.value)
    .outerjoin(
        BodySetting,
        and_(
            BodySetting.body_id == Body.id,
            BodySetting.name.in_(bindparam("names", expanding=True)),
            BodySetting.in_force_from <= _DAY,
            or_(BodySetting.in_force_to.is_(None), BodySetting.in_force_to >= _DAY),
        ),
    )
    .where(Body.id.in_(bindparam("bodies", expanding=True)))
)
