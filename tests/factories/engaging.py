"""Comments and consultations, through the room's own services, and the day moved where needed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from portal.engagement import answering, comments, entry, moderating, queries, receiving, service
from portal.engagement.models import Comment, Group, Response, Round
from portal.engagement.receiving import Said, Sender
from portal.plans import queries as plans
from portal.plans import service as plan_service
from portal.plans.models import Plan
from portal.plans.shapes import Reading
from tenants import invitations
from tenants.scope import Scope
from tests.factories import tenancy
from tests.factories.plans import PLANS
from tests.factories.world import World

DAY = tenancy.DAY
MONTH = timedelta(days=30)
PLAN = PLANS["afc"]
DIRECTOR = "director@afc.example"
COMMISSIONER = "commissioner@kingston.example"
OTHER_COMMISSIONER = "commissioner@richmond.example"


def plan_of(scope: Scope, slug: str = PLAN) -> Plan:
    """A plan that this reader sees."""
    found = plans.find_plan(scope, slug)
    assert found is not None, slug
    return found


def reading(scope: Scope, ref: str, slug: str = PLAN) -> Reading:
    """An item as this reader reads it."""
    found = plans.find_reading(scope, ref, plan=plan_of(scope, slug))
    assert found is not None, ref
    return found


def release(world: World, *areas: int, slug: str = PLAN, company: str = "afc") -> None:
    """A director releases these areas' drafts."""
    with world.scope_of(f"director@{company}.example", company) as scope:
        for area_id in areas:
            plan_service.release(scope, plan_of(scope, slug), area_id)
        scope.session.commit()


def details(**changes: object) -> service.RoundDetails:
    """A private consultation of partners, young people and Kingston, from today for a month."""
    said: dict[str, object] = {
        "title": "Help us shape the plan",
        "intro": "We ask since the plan is **new**.",
        "question": "Is anything missing?",
        "asks_scale": True,
        "opens_on": DAY,
        "closes_on": DAY + MONTH,
        "kinds": ("partners", "young_people"),
        "councils": (1,),
        "refs": ("C-01", "KIN-01"),
    }
    return service.RoundDetails(**{**said, **changes})  # type: ignore[arg-type]  # a test changes any


def open_round(
    world: World, *, slug: str = PLAN, company: str = "afc", **changes: Any
) -> tuple[str, Mapping[str, str]]:
    """Open a consultation, committed; its slug, and the secret of each group's link."""
    with world.scope_of(f"director@{company}.example", company) as scope:
        invitations.accept_all(scope)
        opened = service.open_round(scope, plan_of(scope, slug), details(**changes))
        scope.session.commit()
        return opened.round.slug, {link.group.kind: link.key for link in opened.links}


def found(scope: Scope, slug: str, key: str = "") -> Round:
    """The consultation, once this reader is let in by her hats or by a secret."""
    consultation = entry.let_in(scope, slug, invitations.digest_of(key) if key else "")
    assert consultation is not None, slug
    return consultation


def group_of(scope: Scope, consultation: Round) -> Group:
    """For whom this reader answers."""
    group = entry.answers_for(scope, queries.groups(scope, consultation))
    assert group is not None
    return group


def answer(
    world: World,
    slug: str,
    words: str,
    *,
    key: str = "",
    email: str | None = None,
    company: str = "afc",
    sender: Sender | None = None,
    choice: str | None = "agree",
) -> int:
    """Send an answer about each text and about the whole; the number of the response."""
    with world.scope_of(email, company) as scope:
        consultation = found(scope, slug, key)
        texts = queries.exhibits(scope, consultation)
        said = [*(Said(text.id, choice, words) for text in texts), Said(None, None, words)]
        response = receiving.receive(
            scope, consultation, group_of(scope, consultation), said, sender or Sender()
        )
        scope.session.commit()
        return response.id


def response_of(scope: Scope, consultation: Round, number: int) -> Response:
    """A response, for who may read it."""
    response = queries.find_response(scope, number, consultation=consultation)
    assert response is not None
    return response


def publish(world: World, slug: str, number: int, words: str, *, company: str = "afc") -> None:
    """A director publishes every remark of a response in these words."""
    with world.scope_of(f"director@{company}.example", company) as scope:
        consultation = found(scope, slug)
        response = response_of(scope, consultation, number)
        remarks = queries.sent_one(scope, response).remarks
        moderating.publish(
            scope, consultation, response, dict.fromkeys((r.id for r in remarks), words)
        )
        scope.session.commit()


def withhold(
    world: World, slug: str, number: int, reason: str = "It names a child.", *, company: str = "afc"
) -> None:
    """A director withholds a response."""
    with world.scope_of(f"director@{company}.example", company) as scope:
        consultation = found(scope, slug)
        moderating.withhold(scope, consultation, response_of(scope, consultation, number), reason)
        scope.session.commit()


def answer_all(
    scope: Scope, consultation: Round, *, said: str = "You said it.", why: str = "We did it."
) -> None:
    """A director answers everything that is published, in one answer."""
    quotes = frozenset(quote.id for quote in queries.quotes(scope, consultation))
    summary = queries.summary(scope, consultation) is not None
    exhibit = queries.exhibits(scope, consultation)[0].id
    answering.answer(
        scope,
        consultation,
        answering.AnswerDetails(said, "changed", why, exhibit, quotes, summary),
    )


def comment(
    world: World,
    email: str,
    ref: str,
    words: str,
    *,
    slug: str = PLAN,
    company: str = "afc",
    council: int | None = None,
) -> int:
    """Somebody comments on an item; the comment's number."""
    with world.scope_of(email, company) as scope:
        written = comments.write(scope, reading(scope, ref, slug), words, council)
        scope.session.commit()
        return written.id


def comment_seen(scope: Scope, number: int) -> Comment | None:
    """The comment, if it is inside this reader's walls."""
    return scope.session.get(Comment, number)


@contextmanager
def on(world: World, day: date, company: str = "afc") -> Iterator[None]:
    """The company lives on another day meanwhile."""
    move(world, company, day)
    try:
        yield
    finally:
        move(world, company, DAY)


def move(world: World, company: str, day: date) -> None:
    """The company lives on another day from now on."""
    with world.operator_of(company) as scope:
        scope.company.demonstration_day = day
        scope.session.commit()
