"""Publish a notice, take one of the ways without it, withdraw what was published.

A notice is public from the moment it is published, and is never changed: the clock counts from it.
"""

from dataclasses import dataclass
from datetime import date

from portal.audit.service import Json
from portal.decisions import queries as decisions
from portal.decisions.models import Sitting
from portal.executive import queries
from portal.executive.law import FIRST, KEY, NAMES, NOTICES, SECOND, WHO_OF
from portal.executive.models import ExecutiveNotice
from portal.executive.queries import ItemClock
from portal.executive.records import note
from portal.executive.service.checks import NoticeError, filled, lock_meeting, open_clock, past_day
from portal.kit.words import counted, weekday_date_words
from portal.meetings.models import AgendaItem, Meeting
from portal.search.service import Findable, index
from tenants.audiences import PUBLIC
from tenants.base import SHARED
from tenants.models import Body
from tenants.roles import Hat, Permission
from tenants.scope import Scope

KEEP = Permission.RECORD_KEEP
SEARCH_SOURCE = "executive_notice"


@dataclass(frozen=True)
class NoticeDetails:
    """What a notice says. Without days it announces the day of the meeting alone."""

    matter: str
    because: str = ""
    first_day: date | None = None
    last_day: date | None = None
    documents: str = ""
    available_from: str = ""
    more_documents: str = ""


@dataclass(frozen=True)
class WayDetails:
    """Which way is taken, why, and who agreed or was informed, as what and on which day."""

    because: str
    agreed_by: str
    agreed_as: str
    acted_on: date | None
    matter: str = ""


def publish(scope: Scope, item: AgendaItem, kind: str, details: NoticeDetails) -> ExecutiveNotice:
    """Publish one of the three notices that are owed, as of now.

    Raises NoticeError, with its field: where such a notice stands already, for a private notice of
    an item that is taken in public, and for a second notice that comes before the first, or while
    somebody who wrote has no response. Raises KeyError for a kind that is no notice.
    """
    hat = scope.require(KEEP, body_id=item.body_id)
    if kind not in NOTICES:
        raise KeyError(kind)
    clock = open_clock(scope, item)
    _refuse(clock, kind)
    texts = _texts(kind, details)
    days = _period(clock.facts.meets_on, details)
    notice = _notice(scope, hat, item, kind, texts, days)
    notice.answers = _answers(clock) if kind == SECOND else []
    return _keep(scope, hat, notice)


def take(scope: Scope, item: AgendaItem, route: str, details: WayDetails) -> ExecutiveNotice:
    """Take one of the ways without a notice, and publish the notice of it at once.

    Raises NoticeError, with its field, where the way is not open (what comes before it is still
    practicable, or it is too late for it) and where it is not said who agreed and when.
    """
    hat = scope.require(KEEP, body_id=item.body_id)
    clock = open_clock(scope, item)
    _refuse(clock, route)
    if details.agreed_as not in WHO_OF[route]:
        raise NoticeError("agreed_as", "Choose who that was.")
    texts = {
        "matter": details.matter.strip() or item.title,
        "because": filled("because", details.because, "Enter the reasons."),
    }
    day = clock.facts.meets_on
    notice = _notice(scope, hat, item, route, texts, (day, day))
    notice.agreed_by = filled("agreed_by", details.agreed_by, "Enter the name.")
    notice.agreed_as = details.agreed_as
    notice.acted_on = past_day(scope, "acted_on", details.acted_on)
    return _keep(scope, hat, notice)


def withdraw(scope: Scope, notice: ExecutiveNotice, because: str) -> ExecutiveNotice:
    """Withdraw a notice that should not stand. It stays readable, with the reason.

    Raises NoticeError for one that was withdrawn, and once the meeting is over.
    """
    hat = scope.require(KEEP, body_id=notice.body_id)
    lock_meeting(scope, notice.meeting_id)
    if notice.withdrawn_at is not None:
        raise NoticeError("", "This notice was withdrawn already.")
    notice.withdrawn_because = filled("because", because, "Enter why it is withdrawn.")
    notice.withdrawn_at = scope.now()
    notice.withdrawn_by, notice.withdrawn_hat = scope.visitor.name, hat.label
    note(scope, hat, "executive-notice:withdrawn", notice, _payload(scope, notice))
    return notice


def why_not(clock: ItemClock, kind: str) -> str:
    """Why a notice of this kind cannot be published for an item today; nothing where it can."""
    if clock.standing_of(kind) is not None:
        return f"{NAMES[kind]} was published for this item. Withdraw it to publish another."
    if kind not in queries.OF_KEY and not clock.facts.private:
        return "This item is taken in public: put it into Part II first."
    if kind == SECOND:
        return _why_no_second(clock)
    return "" if kind in NOTICES else _why_no_way(clock, kind)


def _refuse(clock: ItemClock, kind: str) -> None:
    said = why_not(clock, kind)
    if said:
        raise NoticeError("", said)


def _why_no_second(clock: ItemClock) -> str:
    if clock.standing_of(FIRST) is None:
        return "The first notice of this private item is not published yet."
    if not clock.unanswered:
        return ""
    number = counted(clock.unanswered, "representation")
    verb = "has" if clock.unanswered == 1 else "have"
    return f"Write what the body answers first: {number} {verb} no response yet."


def _why_no_way(clock: ItemClock, route: str) -> str:
    """Why a way is not open today: what comes before it is practicable, or it is too late."""
    asked = queries.as_key(clock) if route in queries.OF_KEY else clock
    way = next(each for each in asked.ways if each.route == route)
    return "" if way.open else way.sentence


def _texts(kind: str, details: NoticeDetails) -> dict[str, str]:
    """What the notice says, with what the regulation asks for. Raises NoticeError."""
    said = {
        "matter": filled("matter", details.matter, "Enter what is to be decided."),
        "because": details.because.strip(),
        "documents": details.documents.strip(),
        "available_from": details.available_from.strip(),
        "more_documents": details.more_documents.strip(),
    }
    if kind != KEY:
        filled("because", details.because, "Enter why it is to be held in private.")
        return said
    filled("documents", details.documents, "Enter which documents are submitted, or that none is.")
    filled("available_from", details.available_from, "Enter where copies can be had.")
    filled("more_documents", details.more_documents, "Enter how to ask for other documents.")
    return {**said, "because": ""}


def _period(meets_on: date, details: NoticeDetails) -> tuple[date, date]:
    first, last = details.first_day or meets_on, details.last_day or details.first_day or meets_on
    if last < first:
        raise NoticeError("last_day", f"Enter {weekday_date_words(first)} or a later day.")
    if not first <= meets_on <= last:
        day = weekday_date_words(meets_on)
        raise NoticeError("first_day", f"The meeting is on {day}: the notice has to announce it.")
    return first, last


def _answers(clock: ItemClock) -> list[dict[str, str]]:
    """What was said and answered, as the clerk summed it up: nobody's name, nobody's words."""
    return [
        {
            "received_on": each.received_on.isoformat(),
            "summary": each.summary,
            "response": each.response,
        }
        for each in clock.representations
    ]


def _notice(
    scope: Scope,
    hat: Hat,
    item: AgendaItem,
    kind: str,
    texts: dict[str, str],
    days: tuple[date, date],
) -> ExecutiveNotice:
    meeting = scope.session.get_one(Meeting, item.meeting_id)
    sitting = scope.session.get_one(Sitting, meeting.sitting_id)
    empty = {"documents": "", "available_from": "", "more_documents": ""}
    return ExecutiveNotice(
        company_id=scope.company_id,
        area_id=SHARED,
        audience=PUBLIC,
        meeting_id=meeting.id,
        item_id=item.id,
        body_id=item.body_id,
        kind=kind,
        title=item.title,
        **{**empty, **texts},
        decided_by=scope.session.get_one(Body, item.body_id).name,
        members=[seat.name for seat in decisions.seats(scope, sitting)],
        first_day=days[0],
        last_day=days[1],
        agreed_by="",
        agreed_as="",
        acted_on=None,
        answers=[],
        published_on=scope.today(),
        published_at=scope.now(),
        published_by=scope.visitor.name,
        published_hat=hat.label,
        withdrawn_at=None,
        withdrawn_by="",
        withdrawn_hat="",
        withdrawn_because="",
    )


def _keep(scope: Scope, hat: Hat, notice: ExecutiveNotice) -> ExecutiveNotice:
    scope.session.add(notice)
    note(scope, hat, "executive-notice:published", notice, _payload(scope, notice))
    index(
        scope,
        Findable(
            source=SEARCH_SOURCE,
            source_id=notice.id,
            thing=f"executive notice {notice.id}",
            path=f"executive-notices/{notice.id}",
            title=f"{NAMES[notice.kind]}: {notice.title}",
            text=f"{notice.matter} {notice.because}",
            area_id=notice.area_id,
            audience=PUBLIC,
        ),
    )
    return notice


def _payload(scope: Scope, notice: ExecutiveNotice) -> dict[str, Json]:
    meeting = scope.session.get_one(Meeting, notice.meeting_id)
    return {"meeting": meeting.slug, "kind": notice.kind, "title": notice.title}
