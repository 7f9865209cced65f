"""What people without an account can be told of by e-mail, and what members are told of.

Each describer is asked with the eyes of the public when the e-mail is sent: what is not theirs to
read is not there for it.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from portal.audit import service as audit
from portal.audit.service import Happening
from portal.decisions.models import Matter, Recommendation, Sitting, Substitution
from portal.engagement.models import Round
from portal.kit.words import date_words, weekday_date_words
from portal.meetings.models import Agenda, Meeting
from portal.notices import service, topics, welcoming
from portal.notices.topics import News, Topic
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from tenants.models import Appointment, Body, Person
from tenants.roles import PERMISSIONS, Permission, Role
from tenants.scope import Scope

DECISIONS, CONSULTATIONS = "decisions", "consultations"
VOTERS = tuple(role.value for role in Role if Permission.VOTE_CAST in PERMISSIONS[role])


def begin() -> None:
    """Tell of these from now on."""
    topics.offer(_topics)
    topics.tell("agenda:published", _of_agenda, _agenda)
    for action in ("meeting:arranged", "meeting:cancelled"):
        topics.tell(action, _of_meeting, _meeting)
    topics.tell("matter:decided", lambda _, __: DECISIONS, _matter)
    for action in ("plan:published", "plan:in_force"):
        topics.tell(action, _of_plan, _version)
    topics.tell("consultation:opened", lambda _, __: CONSULTATIONS, _round)
    audit.on("vote:opened", _tell_voters)
    audit.on("substitution:made", _tell_substitute)


def _topics(scope: Scope) -> Sequence[Topic]:
    """What a reader can choose: of bodies and plans, those that she sees."""
    bodies = scope.session.execute(select(Body.id, Body.name).order_by(Body.name))
    plans = scope.session.execute(select(Plan.id, Plan.title).order_by(Plan.title))
    return [
        *(Topic(f"meetings:{number}", f"Meetings and agendas: {name}") for number, name in bodies),
        Topic(DECISIONS, "Decisions"),
        *(Topic(f"plan:{number}", f"New versions: {title}") for number, title in plans),
        Topic(CONSULTATIONS, "Consultations"),
    ]


def _of_agenda(scope: Scope, happening: Happening) -> str:
    return f"meetings:{scope.session.get_one(Agenda, happening.subject_id).body_id}"


def _of_meeting(scope: Scope, happening: Happening) -> str:
    return f"meetings:{scope.session.get_one(Meeting, happening.subject_id).body_id}"


def _of_plan(scope: Scope, happening: Happening) -> str:
    return f"plan:{scope.session.get_one(Version, happening.subject_id).plan_id}"


def _meeting(scope: Scope, subject_id: int) -> News | None:
    found = _meeting_row(scope, Meeting.id == subject_id)
    if found is None:
        return None
    meeting, sitting, body = found
    day = weekday_date_words(sitting.on_day)
    said = "is cancelled" if meeting.state == "cancelled" else "is arranged"
    where = f"{sitting.starts_at}, {sitting.venue}".strip(", ")
    return News(f"{body}: the meeting of {day} {said}", where, f"meetings/{meeting.slug}")


def _agenda(scope: Scope, subject_id: int) -> News | None:
    agenda = scope.session.scalars(select(Agenda).where(Agenda.id == subject_id)).one_or_none()
    found = None if agenda is None else _meeting_row(scope, Meeting.id == agenda.meeting_id)
    if agenda is None or found is None:
        return None
    meeting, sitting, body = found
    kind = "supplementary agenda" if agenda.sequence > 1 else "agenda"
    return News(
        f"{body}: {kind} for {date_words(sitting.on_day)}",
        f"The {kind} of the meeting on {weekday_date_words(sitting.on_day)} is published.",
        f"meetings/{meeting.slug}",
    )


def _meeting_row(
    scope: Scope, condition: ColumnElement[bool]
) -> tuple[Meeting, Sitting, str] | None:
    row = scope.session.execute(
        select(Meeting, Sitting, Body.name)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .join(Body, Body.id == Meeting.body_id)
        .where(condition)
    ).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def _matter(scope: Scope, subject_id: int) -> News | None:
    matter = scope.session.scalars(select(Matter).where(Matter.id == subject_id)).one_or_none()
    if matter is None or matter.state != "decided":
        return None
    words = "The decision is published, with its reasons and how it was made."
    return News(f"Decided: {matter.title}", words, f"decisions/{matter.slug}")


def _version(scope: Scope, subject_id: int) -> News | None:
    row = scope.session.execute(
        select(Version.number, Plan.title, Plan.slug)
        .join(Plan, Plan.id == Version.plan_id)
        .where(Version.id == subject_id)
    ).one_or_none()
    if row is None:
        return None
    words = f"Version {row.number} can be read, and compared with those before it."
    return News(f"{row.title}: version {row.number}", words, f"plans/{row.slug}/versions/")


def _round(scope: Scope, subject_id: int) -> News | None:
    found = scope.session.scalars(select(Round).where(Round.id == subject_id)).one_or_none()
    if found is None:
        return None
    words = f"It is open from {date_words(found.opens_on)} to {date_words(found.closes_on)}."
    return News(f"Consultation: {found.title}", words, f"engagement/{found.slug}/")


def _tell_voters(scope: Scope, happening: Happening) -> None:
    """Everybody with a vote on that body today: the page asks again who may cast one."""
    recommendation = scope.session.get_one(Recommendation, happening.subject_id)
    matter = scope.session.get_one(Matter, recommendation.matter_id)
    today = scope.today()
    seats = scope.session.execute(
        select(Appointment.person_id, Appointment.starts_on, Appointment.ends_on).where(
            Appointment.body_id == recommendation.body_id, Appointment.role.in_(VOTERS)
        )
    )
    people = [who for who, first, last in seats if first <= today and (not last or today <= last)]
    path = f"/{scope.company.slug}/decisions/{matter.slug}"
    text = "The vote is open. The page has the recommendation and its report."
    service.post_to_people(scope, people, service.VOTES, f"Vote: {matter.title}", text, path)


def _tell_substitute(scope: Scope, happening: Happening) -> None:
    row = scope.session.get_one(Substitution, happening.subject_id)
    sitting = scope.session.get_one(Sitting, row.sitting_id)
    hers = scope.session.get_one(Appointment, row.substitute_id)
    day = weekday_date_words(sitting.on_day)
    text = f"You sit in the seat of a member at {sitting.title} on {day}."
    person = scope.session.get_one(Person, hers.person_id)
    if person.password_hash is None:
        welcoming.mail_welcome(scope, person, text)
        return
    service.post_to_people(
        scope,
        [person.id],
        service.NEEDS,
        f"You stand in on {day}",
        f"{text} Sign in to read the papers.",
        f"/{scope.company.slug}/",
    )
