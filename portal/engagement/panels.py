"""What this room shows on other rooms' pages: comments, what was said, what is open."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from markupsafe import Markup
from sqlalchemy import select

from portal.engagement import comment_queries, comments, queries, standing
from portal.engagement.comment_routes import comment_form
from portal.engagement.models import Answer, Exhibit, Quote, Round
from portal.engagement.room import list_path
from portal.kit.words import plural
from portal.plans import queries as plans
from portal.plans.models import Item, Plan
from portal.plans.sayings import day_of
from portal.web import slots
from portal.web.templating import drawn
from tenants import invitations
from tenants.audiences import EDITORS, PUBLIC
from tenants.base import SHARED
from tenants.roles import Permission
from tenants.scope import Scope


def fill_slots() -> None:
    """Register the panels of this room, once."""
    slots.fill("priority", _said)
    slots.fill("priority", _comments)
    slots.fill("plan rows", _counts)
    slots.fill("plan", _consultations)
    slots.fill("company", _open_to_all)


def _comments(scope: Scope, item_ids: Sequence[int]) -> Mapping[int, Markup]:
    """The comments on each item that this reader reads, and where she writes hers."""
    if not scope.may(Permission.COMMENT_WRITE):
        return {}
    threads = comment_queries.threads(scope, item_ids)
    panels = {}
    for item_id in item_ids:
        # The page has read both already: they come from the session's memory.
        item = scope.session.get_one(Item, item_id)
        plan = scope.session.get_one(Plan, item.plan_id)
        reading = plans.find_reading(scope, item.ref, plan=plan)
        if reading is None:
            continue
        panels[item.id] = drawn(
            "engagement/panels/comments.html",
            threads=[thread for thread in threads if thread.first.item_id == item.id],
            form=comment_form(scope, reading, empty=True),
            begins=comments.may_begin(scope, item.area_id),
            readers=readers(scope, item.area_id, reading.revision.audience),
            number=reading.revision.number,
            me=scope.visitor.person_id,
            base=f"/{scope.company.slug}/plans/{plan.slug}/priorities/{item.ref}/comments/",
            whose=lambda comment: _whose(scope, comment.area_id),
            day_of=day_of,
        )
    return panels


def readers(scope: Scope, item_area: int, text_audience: str) -> str:
    """Who will read what this person writes here, in words."""
    hat = scope.wearing(Permission.COMMENT_WRITE)
    if hat is None or comments.speaks_for_company(hat):
        if item_area == SHARED:
            return "The company reads it: its directors, its board and its plan editors."
        return f"The company reads it: its directors and {scope.area(item_area).name}’s editors."
    name = scope.area(hat.area_id).name
    if text_audience == EDITORS:
        return f"The directors and {name}’s editors read it: this text is not released."
    return f"{name}’s commissioners and editors read it, and the company’s directors."


def _whose(scope: Scope, area_id: int) -> str:
    return "The company" if area_id == SHARED else scope.area(area_id).name


def _counts(scope: Scope, item_ids: Sequence[int]) -> Mapping[int, Markup]:
    """How many comments this reader reads on each row of a plan."""
    if not item_ids or not scope.may(Permission.COMMENT_WRITE):
        return {}
    return {
        item_id: drawn(
            "engagement/panels/count.html",
            href=f"/{scope.company.slug}/plans/{slug}/priorities/{ref}#comments",
            words=plural(count, "comment"),
            ref=ref,
        )
        for item_id, ref, slug, count in comment_queries.counts(scope, item_ids)
    }


def _said(scope: Scope, item_ids: Sequence[int]) -> Mapping[int, Markup]:
    """What was said of each item in consultations whose readers this reader is among."""
    if scope.hats and not invitations.accept_all(scope):
        return {}
    rows = scope.session.execute(
        select(Exhibit.item_id, Round, Quote, Answer)
        .join(Round, Round.id == Exhibit.round_id)
        .outerjoin(Quote, (Quote.exhibit_id == Exhibit.id) & (Quote.audience == Round.audience))
        .outerjoin(Answer, (Answer.id == Quote.answer_id) & (Answer.audience == Round.audience))
        .where(Exhibit.item_id.in_(item_ids))
        .order_by(Round.id.desc(), Quote.formal.desc(), Quote.id)
    )
    found: dict[int, dict[int, tuple[Round, list[tuple[Quote, Answer | None]]]]] = defaultdict(dict)
    for item_id, consultation, quote, answer in rows.all():
        _, quotes = found[item_id].setdefault(consultation.id, (consultation, []))
        if quote is not None:
            quotes.append((quote, answer))
    return {
        item_id: drawn(
            "engagement/panels/said.html",
            rounds=list(by_round.values()),
            base=list_path(scope),
            today=scope.today(),
            standing=standing,
        )
        for item_id, by_round in found.items()
    }


def _consultations(scope: Scope, plan_ids: Sequence[int]) -> Mapping[int, Markup]:
    """The consultations on each plan, for who conducts them or is asked in them."""
    if not scope.hats:
        return {}
    conducts = scope.may(Permission.ENGAGEMENT_CONDUCT)
    invitations.accept_all(scope)
    found = queries.of_plans(scope, plan_ids)
    return {
        each.plan_id: drawn(
            "engagement/panels/plan.html",
            rounds=each.rounds,
            base=list_path(scope),
            consult=f"/{scope.company.slug}/plans/{each.slug}/consult" if conducts else "",
            today=scope.today(),
            standing=standing,
        )
        for each in found
        if each.rounds or conducts
    }


def _open_to_all(scope: Scope, company_ids: Sequence[int]) -> Mapping[int, Markup]:
    """What the public can answer, or has been answered: on the company's own page.

    Whoever has a role finds it in the menu, and what is asked of her in what needs her.
    """
    if scope.hats:
        return {}
    rows = scope.session.scalars(
        select(Round)
        .where(Round.audience == PUBLIC)
        .order_by(Round.closes_on.desc(), Round.id.desc())
        .limit(5)
    ).all()
    if not rows:
        return {}
    panel = drawn(
        "engagement/panels/company.html",
        rounds=rows,
        base=list_path(scope),
        today=scope.today(),
        standing=standing,
    )
    return dict.fromkeys(company_ids, panel)
