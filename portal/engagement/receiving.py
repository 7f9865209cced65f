"""Take in what somebody answers to a consultation: by link, as the public, or for her council."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.engagement import queries
from portal.engagement.models import Group, Remark, Response, Round
from portal.engagement.records import note
from portal.engagement.scales import CHOICES
from portal.engagement.service import EngagementError, walls_of
from portal.engagement.standing import CHILDREN, COUNCIL, phase
from portal.kit.words import date_words
from tenants.audiences import DIRECTORS, RELEASED
from tenants.base import SHARED
from tenants.roles import PERMISSIONS, Hat, Permission
from tenants.scope import NotAllowedError, Scope


class NotOpenError(EngagementError):
    """The consultation takes no answers today; the words say since when or from when."""


class AnsweredAlreadyError(EngagementError):
    """The council has given its formal response."""


@dataclass(frozen=True)
class Said:
    """What is said about one text (``exhibit_id``) or about the whole (None)."""

    exhibit_id: int | None
    choice: str | None
    words: str


@dataclass(frozen=True)
class Sender:
    """Who answers, as far as she says so. Kept for the company's directors alone."""

    name: str = ""
    email: str = ""
    under_18: bool = False


def receive(
    scope: Scope, found: Round, group: Group, said: Sequence[Said], sender: Sender
) -> Response:
    """Keep an answer as it was sent, for the directors to read.

    Raises NotOpenError before the first day and after the last, AnsweredAlreadyError for a second
    formal response of a council, EngagementError for an answer without a word or a choice.
    """
    hat = _hat(scope, group)
    _refuse_out_of_time(scope, found)
    kept = _kept(scope, found, said)
    if not kept:
        raise EngagementError("You have not answered anything yet. Answer at least one question.")
    if group.kind == COUNCIL:
        _refuse_second(scope, group)
    walls = _walls(scope, group)
    response = Response(
        **walls,
        round_id=found.id,
        group_id=group.id,
        child=group.kind == CHILDREN or sender.under_18,
        name=sender.name,
        email=sender.email,
        received_at=scope.now(),
        state="waiting",
        decided_at=None,
        decided_by=None,
        reason="",
    )
    scope.session.add(response)
    note(scope, hat, "response:received", response, {"round": found.slug, "group": group.kind})
    for each in kept:
        remark = Remark(**walls, response_id=response.id, **vars(each))
        scope.session.add(remark)
        note(scope, hat, "remark:received", remark)
    return response


def _refuse_second(scope: Scope, group: Group) -> None:
    if queries.council_answered(scope, queries.locked(scope, group)) is not None:
        raise AnsweredAlreadyError(
            f"{group.name} has given its formal response. Ask the company to change it."
        )


def _kept(scope: Scope, found: Round, said: Sequence[Said]) -> list[Said]:
    """What was said, without the questions left empty."""
    put = {None, *(exhibit.id for exhibit in queries.exhibits(scope, found))}
    if any(each.exhibit_id not in put or each.choice not in (None, *CHOICES) for each in said):
        raise EngagementError("Answer the questions that are put here.")
    return [each for each in said if each.words or each.choice]


def _walls(scope: Scope, group: Group) -> dict[str, object]:
    """A council's response is its own people's too; what others send is the directors' alone."""
    if group.kind == COUNCIL:
        return walls_of(scope, group.area_id, RELEASED)
    return walls_of(scope, SHARED, DIRECTORS)


def council_hat(scope: Scope, area_id: int) -> Hat | None:
    """The hat under which this person answers for a council."""
    for hat in scope.hats:
        if hat.area_id == area_id and Permission.ENGAGEMENT_ANSWER in PERMISSIONS[hat.role]:
            return hat
    return None


def _hat(scope: Scope, group: Group) -> Hat:
    scope.require(Permission.ENGAGEMENT_ANSWER)
    hat = council_hat(scope, group.area_id) if group.kind == COUNCIL else scope.guest
    if hat is None:
        raise NotAllowedError("This question is put to others. You can read it.")
    return hat


def _refuse_out_of_time(scope: Scope, found: Round) -> None:
    now = phase(found, scope.today())
    if now == "coming":
        raise NotOpenError(f"You can answer from {date_words(found.opens_on)}.")
    if now != "open":
        raise NotOpenError(
            f"This consultation closed on {date_words(found.closes_on)}, so your answer was not "
            "sent. What you wrote is still below: copy it if you want to keep it."
        )
