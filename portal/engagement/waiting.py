"""What waits for a reader in this room: responses to read and answer, a consultation to answer."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from portal.engagement import queries
from portal.engagement.models import Group, Response, Round
from portal.engagement.standing import COUNCIL, phase
from portal.kit.needs import Need
from portal.kit.words import date_words, plural
from tenants import invitations
from tenants.roles import PERMISSIONS, Permission
from tenants.scope import Scope

SOON = timedelta(days=7)
"""How long before its last day a director is reminded of a consultation."""


def needs(scope: Scope) -> list[Need]:
    """For a director: what to read, what closes soon, what to answer. For a commissioner whose
    council is asked by name: to answer. One query where there is nothing, five at most."""
    conducts = scope.may(Permission.ENGAGEMENT_CONDUCT)
    areas = [
        hat.area_id for hat in scope.hats if Permission.ENGAGEMENT_ANSWER in PERMISSIONS[hat.role]
    ]
    if not conducts and not areas:
        return []
    if not invitations.accept_all(scope):
        return []
    going = [each for each in queries.rounds(scope) if each.answered_at is None]
    found = _of_director(scope, going) if conducts else []
    return found + (_of_councils(scope, going, areas) if areas else [])


def _of_director(scope: Scope, going: Sequence[Round]) -> list[Need]:
    waiting = queries.waiting_by_round(scope) if going else {}
    found: list[Need] = []
    for each in going:
        now = phase(each, scope.today())
        if waiting.get(each.id):
            found.append(_to_read(each, waiting[each.id]))
        elif now == "closed":
            found.append(_to_answer(each))
        if now == "open" and each.closes_on - scope.today() <= SOON:
            found.append(_closing(each))
    return found


def _to_read(found: Round, count: int) -> Need:
    return Need(
        "Read",
        f"{plural(count, 'response')}: {found.title}",
        "Nothing is shown before you publish or withhold it.",
        f"engagement/{found.slug}/responses/",
        "Read what they say",
        None,
    )


def _to_answer(found: Round) -> Need:
    return Need(
        "Answer",
        f"You said, we did: {found.title}",
        f"It closed on {date_words(found.closes_on)}. Say what was done about what people said.",
        f"engagement/{found.slug}/answers/",
        "Write the answers",
        None,
    )


def _closing(found: Round) -> Need:
    return Need(
        "See",
        f"{found.title} closes soon",
        "After its last day nobody can answer. You can move the last day.",
        f"engagement/{found.slug}/",
        "Open it",
        found.closes_on,
    )


def _of_councils(scope: Scope, going: Sequence[Round], areas: Sequence[int]) -> list[Need]:
    """The open consultations that name these councils and have no formal response of theirs."""
    still = {each.id: each for each in going if phase(each, scope.today()) == "open"}
    if not still:
        return []
    rows = scope.session.scalars(
        select(Group)
        .outerjoin(Response, Response.group_id == Group.id)
        .where(
            Group.round_id.in_(still),
            Group.kind == COUNCIL,
            Group.area_id.in_(areas),
            Response.id.is_(None),
        )
    )
    return [_to_respond(still[group.round_id], group) for group in rows]


def _to_respond(found: Round, group: Group) -> Need:
    return Need(
        "Answer",
        f"{found.title}: {group.name}’s formal response",
        f"On {found.plan_title}. Open until the end of {date_words(found.closes_on)}.",
        f"engagement/{found.slug}/",
        "Answer the consultation",
        found.closes_on,
    )
