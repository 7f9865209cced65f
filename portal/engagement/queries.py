"""Reads of consultations. Whoever reads has been let in before (``doors``): the walls decide."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import bindparam, func, select

from portal.engagement.models import (
    Answer,
    Exhibit,
    Group,
    Quote,
    Remark,
    Response,
    Round,
    Summary,
)
from portal.plans import queries as plans
from portal.plans.models import Plan, Revision
from portal.plans.shapes import Entry
from tenants.audiences import EDITORS
from tenants.scope import Scope

_AT = select(Round).where(Round.slug == bindparam("slug"))
_NEWEST_FIRST = select(Round).order_by(Round.closes_on.desc(), Round.id.desc())


@dataclass(frozen=True)
class Offered:
    """A text of the draft that a director may put to others, or why not."""

    entry: Entry
    section: str
    refused: str


@dataclass(frozen=True)
class OfPlan:
    """A plan's address, and its consultations with how many responses wait in each."""

    plan_id: int
    slug: str
    rounds: list[tuple[Round, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Sent:
    """A response with its remarks, whom it came from, and what of it is published."""

    response: Response
    group: Group
    remarks: Sequence[Remark]
    quotes: Mapping[int, Quote]
    """By remark."""


def round_at(scope: Scope, slug: str) -> Round | None:
    """The consultation at this address, inside the reader's walls."""
    return scope.session.scalars(_AT, {"slug": slug}).first()


def round_of(scope: Scope, label: str) -> Round | None:
    """The consultation that a guests' label (``round-7``) opens."""
    return scope.session.get(Round, int(label.partition("-")[2]))


def rounds(scope: Scope) -> Sequence[Round]:
    """Every consultation inside the reader's walls, the last to close first."""
    return scope.session.scalars(_NEWEST_FIRST).all()


def groups(scope: Scope, found: Round) -> Sequence[Group]:
    """Who is asked, councils last."""
    return scope.session.scalars(
        select(Group).where(Group.round_id == found.id).order_by(Group.area_id, Group.id)
    ).all()


def exhibits(scope: Scope, found: Round) -> Sequence[Exhibit]:
    """What is put to them, in the plan's order."""
    return scope.session.scalars(
        select(Exhibit).where(Exhibit.round_id == found.id).order_by(Exhibit.position)
    ).all()


def quotes(scope: Scope, found: Round) -> Sequence[Quote]:
    """What is published of what they said, inside the reader's walls."""
    return scope.session.scalars(
        select(Quote)
        .where(Quote.round_id == found.id, Quote.audience == found.audience)
        .order_by(Quote.formal.desc(), Quote.id)
    ).all()


def summary(scope: Scope, found: Round) -> Summary | None:
    """What young people said, together."""
    return scope.session.scalars(select(Summary).where(Summary.round_id == found.id)).first()


def answers(scope: Scope, found: Round) -> Sequence[Answer]:
    """You said, we did: the directors' while they write, everybody's of the round afterwards."""
    return scope.session.scalars(
        select(Answer).where(Answer.round_id == found.id).order_by(Answer.id)
    ).all()


def states(scope: Scope, found: Round) -> dict[str, int]:
    """How many responses are in each state, for who may read them."""
    rows = scope.session.execute(
        select(Response.state, func.count())
        .where(Response.round_id == found.id)
        .group_by(Response.state)
    )
    return dict(rows.all())


def find_response(scope: Scope, number: int, **found: object) -> Response | None:
    """A response of the consultation in the path."""
    inside = found["consultation"]
    response = scope.session.get(Response, number)
    mine = isinstance(inside, Round) and response is not None and response.round_id == inside.id
    return response if mine else None


def find_group(scope: Scope, number: int, **found: object) -> Group | None:
    """A group of the consultation in the path."""
    inside = found["consultation"]
    group = scope.session.get(Group, number)
    mine = isinstance(inside, Round) and group is not None and group.round_id == inside.id
    return group if mine else None


def find_answer(scope: Scope, number: int, **found: object) -> Answer | None:
    """An answer of the consultation in the path."""
    inside = found["consultation"]
    answer = scope.session.get(Answer, number)
    mine = isinstance(inside, Round) and answer is not None and answer.round_id == inside.id
    return answer if mine else None


def sent(scope: Scope, found: Round, state: str) -> list[Sent]:
    """The responses in a state, oldest first, with their remarks: three queries."""
    rows = scope.session.execute(
        select(Response, Group)
        .join(Group, Group.id == Response.group_id)
        .where(Response.round_id == found.id, Response.state == state)
        .order_by(Response.id)
    ).all()
    return _with_remarks(scope, [(response, group) for response, group in rows])


def sent_one(scope: Scope, response: Response) -> Sent:
    """One response with its remarks."""
    group = scope.session.get_one(Group, response.group_id)
    return _with_remarks(scope, [(response, group)])[0]


def _with_remarks(scope: Scope, rows: Sequence[tuple[Response, Group]]) -> list[Sent]:
    if not rows:
        return []
    said: dict[int, list[Remark]] = defaultdict(list)
    quoted: dict[int, Quote] = {}
    pairs = scope.session.execute(
        select(Remark, Quote)
        .outerjoin(Quote, Quote.remark_id == Remark.id)
        .where(Remark.response_id.in_([response.id for response, _ in rows]))
        .order_by(Remark.id)
    )
    for remark, quote in pairs:
        said[remark.response_id].append(remark)
        if quote is not None:
            quoted[remark.id] = quote
    return [Sent(response, group, said[response.id], quoted) for response, group in rows]


def childrens_choices(scope: Scope, found: Round) -> dict[int | None, list[str]]:
    """What young people chose whose responses are kept for the summary, by text."""
    rows = scope.session.execute(
        select(Remark.exhibit_id, Remark.choice)
        .join(Response, Response.id == Remark.response_id)
        .where(Response.round_id == found.id, Response.child, Response.state == "counted")
    )
    by_text: dict[int | None, list[str]] = defaultdict(list)
    for exhibit_id, choice in rows:
        if choice is not None:
            by_text[exhibit_id].append(choice)
    return dict(by_text)


def children(scope: Scope, found: Round) -> int:
    """How many young people's responses are kept for the summary."""
    counted = select(func.count()).where(
        Response.round_id == found.id, Response.child, Response.state == "counted"
    )
    return scope.session.scalar(counted.select_from(Response)) or 0


def locked(scope: Scope, group: Group) -> Group:
    """The group, locked until the transaction ends: who answers for it takes turns."""
    statement = select(Group).where(Group.id == group.id)
    return scope.session.scalars(statement.with_for_update()).one()


def council_answered(scope: Scope, group: Group) -> Response | None:
    """The formal response of a council, for its own people and the directors."""
    return scope.session.scalars(select(Response).where(Response.group_id == group.id)).first()


def waiting_by_round(scope: Scope) -> dict[int, int]:
    """How many responses of each round wait to be read by a director."""
    rows = scope.session.execute(
        select(Response.round_id, func.count())
        .where(Response.state == "waiting")
        .group_by(Response.round_id)
    )
    return dict(rows.all())


def of_plans(scope: Scope, plan_ids: Sequence[int]) -> list[OfPlan]:
    """The consultations on each plan, with how many responses wait that this reader reads."""
    waiting = (
        select(func.count(Response.id))
        .where(Response.round_id == Round.id, Response.state == "waiting")
        .scalar_subquery()
    )
    rows = scope.session.execute(
        select(Plan.id, Plan.slug, Round, waiting)
        .outerjoin(Round, Round.plan_id == Plan.id)
        .where(Plan.id.in_(plan_ids))
        .order_by(Round.closes_on.desc(), Round.id.desc())
    )
    found: dict[int, OfPlan] = {}
    for plan_id, slug, consultation, count in rows:
        of_plan = found.setdefault(plan_id, OfPlan(plan_id, slug))
        if consultation is not None:
            of_plan.rounds.append((consultation, count))
    return list(found.values())


def offered(scope: Scope, plan: Plan) -> list[Offered]:
    """The texts of the draft that this director reads, and which of them may be put to others.

    A text that its own council has not been shown goes to nobody else: five queries.
    """
    view = plans.view(scope, plan)
    entries = [(section.title, entry) for section in view.sections for entry in section.entries]
    rows = scope.session.execute(
        select(Revision.id, Revision.audience).where(
            Revision.id.in_([entry.revision_id for _, entry in entries])
        )
    )
    shut = {revision_id for revision_id, audience in rows if audience == EDITORS}
    return [
        Offered(
            entry,
            section,
            "Not released to its own commissioners yet" if entry.revision_id in shut else "",
        )
        for section, entry in entries
    ]


def readable(scope: Scope, found: Round) -> tuple[str | None, set[int]]:
    """The plan's address and the items whose newest text this reader reads; None for no plan."""
    plan = scope.session.get(Plan, found.plan_id)
    if plan is None:
        return None, set()
    view = plans.view(scope, plan)
    return plan.slug, {entry.item_id for section in view.sections for entry in section.entries}
