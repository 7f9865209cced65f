"""Verbs of whoever conducts a consultation: open it, make its links, move its last day.

With ``comments``, ``receiving``, ``moderating`` and ``answering`` the only writer of this room's
tables; never commits; every change is an event.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from portal.engagement import queries
from portal.engagement.models import Exhibit, Group, Round
from portal.engagement.queries import Offered
from portal.engagement.records import note
from portal.engagement.standing import COUNCIL, GROUPS, PUBLIC_KIND
from portal.kit.words import slugify
from portal.plans.models import Plan
from portal.search.service import Findable, index
from tenants import invitations
from tenants.audiences import DIRECTORS, PUBLIC, RELEASED, guests
from tenants.base import SHARED
from tenants.models import Invitation
from tenants.roles import Hat, Permission
from tenants.scope import Scope

SEARCH_SOURCE = "consultation"
LONGEST = timedelta(days=366)


class EngagementError(ValueError):
    """What was asked cannot be done as things stand, said in words."""


class RoundError(EngagementError):
    """A part of a consultation that cannot stand; ``field`` says which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class RoundDetails:
    """What a consultation asks, of whom, and from which day to which, both counted.

    ``kinds`` are keys of ``standing.GROUPS``, ``councils`` the areas of councils asked by name.
    """

    title: str
    intro: str
    question: str
    asks_scale: bool
    opens_on: date
    closes_on: date
    kinds: Sequence[str]
    councils: Sequence[int]
    refs: Sequence[str]


@dataclass(frozen=True)
class Link:
    """A group and the secret of its link, which is said here and never again."""

    group: Group
    key: str


@dataclass(frozen=True)
class Opened:
    """A consultation that was just opened, with the secrets of its links."""

    round: Round
    links: Sequence[Link]


def open_round(scope: Scope, plan: Plan, details: RoundDetails) -> Opened:
    """Put frozen copies of texts to groups and councils. Raises RoundError, beside its field.

    The draft beneath stays as shut as it was: whoever is asked reads the copies alone.
    """
    hat = scope.require(Permission.ENGAGEMENT_CONDUCT)
    chosen = _checked(scope, plan, details)
    found = _round(scope, hat, plan, details)
    for position, text in enumerate(chosen):
        _exhibit(scope, hat, found, position, text)
    groups = [_ask(scope, hat, found, SHARED, kind) for kind in details.kinds]
    for area_id in details.councils:
        _ask(scope, hat, found, area_id, COUNCIL)
    links = [renew_link(scope, found, group) for group in groups if group.kind != PUBLIC_KIND]
    if found.audience == PUBLIC:
        _index(scope, found)
    return Opened(found, links)


def renew_link(scope: Scope, found: Round, group: Group) -> Link:
    """Make a group's secret link anew; the one before opens nothing any more.

    Raises EngagementError for the public and for councils, who need none.
    """
    hat = scope.require(Permission.ENGAGEMENT_CONDUCT)
    if group.kind in (PUBLIC_KIND, COUNCIL):
        raise EngagementError("The public uses the page’s own address, a council its sign-in.")
    invitation = scope.session.get_one(Invitation, group.invitation_id)
    key = invitations.new_key(scope, invitation)
    group.linked_at = scope.now()
    note(scope, hat, "invitation:linked", invitation, {"round": found.slug, "group": group.kind})
    note(scope, hat, "group:linked", group)
    return Link(group, key)


def move_last_day(scope: Scope, found: Round, closes_on: date) -> None:
    """Let a consultation close on another day. Raises RoundError for a day that cannot be."""
    hat = scope.require(Permission.ENGAGEMENT_CONDUCT)
    if found.answered_at is not None:
        raise RoundError("closes_on", "This consultation is closed and answered.")
    if queries.summary(scope, found) is not None:
        raise RoundError(
            "closes_on",
            "What young people said is summed up already: no answer can be added to it.",
        )
    _check_days(scope.today(), max(found.opens_on, scope.today()), closes_on)
    before, found.closes_on = found.closes_on, closes_on
    days = {"from": before.isoformat(), "to": closes_on.isoformat()}
    note(scope, hat, "consultation:moved", found, {**days})


def walls_of(scope: Scope, area_id: int, audience: str) -> dict[str, Any]:
    """The three columns of a new row."""
    return {"company_id": scope.company_id, "area_id": area_id, "audience": audience}


def _checked(scope: Scope, plan: Plan, details: RoundDetails) -> list[Offered]:
    """The texts that are put to people, once everything about the consultation can stand."""
    if details.opens_on < scope.today():
        raise RoundError("opens_on", "The first day is over. Choose today or a day to come.")
    _check_days(scope.today(), details.opens_on, details.closes_on)
    if not details.kinds and not details.councils:
        raise RoundError("asked", "Choose whom you ask.")
    unknown = set(details.kinds) - set(GROUPS)
    strange = set(details.councils) - {area.area_id for area in scope.councils}
    if unknown or strange:
        raise RoundError("asked", "Choose among the groups and the councils that are offered.")
    chosen = [each for each in queries.offered(scope, plan) if each.entry.ref in details.refs]
    if not chosen:
        raise RoundError("refs", "Choose at least one text to put to them.")
    refused = [each.entry.ref for each in chosen if each.refused]
    if refused:
        raise RoundError(
            "refs",
            f"{', '.join(refused)} has not been released to its own commissioners. "
            "Release that draft first: nobody else reads a council’s words before it does.",
        )
    return chosen


def _check_days(today: date, opens_on: date, closes_on: date) -> None:
    if closes_on < opens_on:
        first = "today" if opens_on == today else "the first"
        raise RoundError("closes_on", f"The last day cannot be before {first}.")
    if closes_on - opens_on > LONGEST:
        raise RoundError("closes_on", "A consultation lasts a year at most. Choose an earlier day.")


def _round(scope: Scope, hat: Hat, plan: Plan, details: RoundDetails) -> Round:
    try:
        slug = slugify(details.title)
    except ValueError as error:
        raise RoundError("title", str(error)) from error
    if queries.round_at(scope, slug) is not None:
        raise RoundError("title", "There is a consultation of this title already.")
    found = Round(
        # Until it has the number by which its readers know it.
        **walls_of(scope, SHARED, DIRECTORS),
        slug=slug,
        plan_id=plan.id,
        plan_title=plan.title,
        title=details.title,
        intro=details.intro,
        question=details.question,
        asks_scale=details.asks_scale,
        opens_on=details.opens_on,
        closes_on=details.closes_on,
        opened_at=scope.now(),
        opened_by=scope.visitor.name,
        answered_at=None,
        answered_by=None,
    )
    scope.session.add(found)
    scope.session.flush()
    _open_to(scope, hat, found, PUBLIC_KIND in details.kinds)
    return found


def _open_to(scope: Scope, hat: Hat, found: Round, everybody: bool) -> None:
    """Give a round its audience, which the directors' own invitation lets them in to."""
    label = guests(found.id)
    own = invitations.invite(scope, label, SHARED, DIRECTORS)
    found.audience = PUBLIC if everybody else label
    note(scope, hat, "invitation:made", own)
    note(scope, hat, "consultation:opened", found, {"round": found.slug})


def _ask(scope: Scope, hat: Hat, found: Round, area_id: int, kind: str) -> Group:
    audience = {PUBLIC_KIND: PUBLIC, COUNCIL: RELEASED}.get(kind, DIRECTORS)
    invitation = invitations.invite(scope, guests(found.id), area_id, audience)
    note(scope, hat, "invitation:made", invitation)
    group = Group(
        **walls_of(scope, area_id, found.audience),
        round_id=found.id,
        invitation_id=invitation.id,
        kind=kind,
        name=scope.area(area_id).name if kind == COUNCIL else GROUPS[kind],
        linked_at=None,
    )
    scope.session.add(group)
    note(scope, hat, "group:asked", group, {"round": found.slug, "group": kind})
    return group


def _exhibit(scope: Scope, hat: Hat, found: Round, position: int, text: Offered) -> None:
    entry = text.entry
    exhibit = Exhibit(
        **walls_of(scope, entry.area_id, found.audience),
        round_id=found.id,
        item_id=entry.item_id,
        position=position,
        ref=entry.ref,
        section_title=text.section,
        title=entry.title,
        wording=entry.wording,
        outcome=entry.outcome,
        digest=entry.digest,
    )
    scope.session.add(exhibit)
    note(scope, hat, "text:put", exhibit, {"ref": entry.ref, "digest": entry.digest})


def _index(scope: Scope, found: Round) -> None:
    index(
        scope,
        Findable(
            source=SEARCH_SOURCE,
            source_id=found.id,
            thing=f"consultation {found.id}",
            path=f"engagement/{found.slug}/",
            title=found.title,
            text=f"{found.intro} {found.question} {found.plan_title}",
            area_id=found.area_id,
            audience=found.audience,
        ),
    )
