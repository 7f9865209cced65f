"""What can be found of plans: each cover, and each text of an item."""

from collections.abc import Sequence

from portal.plans import queries
from portal.plans.content import Content
from portal.plans.kinds import PLAN_KINDS, kind_of
from portal.plans.models import Item, Plan, Revision
from portal.plans.queries import places
from portal.plans.sayings import period
from portal.search.service import Findable, index, index_again, widen
from tenants.scope import Scope

TEXTS = "plan_revision"
COVERS = "plan"


def index_cover(scope: Scope, plan: Plan) -> None:
    """Let a plan be found by what its cover says now."""
    index_again(
        scope,
        Findable(
            source=COVERS,
            source_id=plan.id,
            thing=f"plan {plan.id}",
            path=f"plans/{plan.slug}/",
            title=plan.title,
            text=" ".join((dict(PLAN_KINDS)[plan.kind], period(plan), plan.service)),
            area_id=plan.area_id,
            audience=plan.audience,
        ),
    )


def open_cover(scope: Scope, plan_id: int, audience: str) -> None:
    """Let these readers find the plan."""
    widen(scope, COVERS, [plan_id], audience)


def index_text(scope: Scope, item: Item, revision: Revision, content: Content) -> None:
    """Let an item be found by this text of it."""
    plan_slug = queries.plan_slug(scope, item.plan_id)
    layout = kind_of(places.section_now(scope, item.section_id).kind).layout
    place = f"#{item.ref}" if layout == "prose" else f"priorities/{item.ref}"
    searched = ("wording", "outcome", "evidence", *sorted(content.details))
    text = " ".join(content.text(name) for name in searched)
    index(
        scope,
        Findable(
            source=TEXTS,
            source_id=revision.id,
            thing=f"plan item {item.id}",
            path=f"plans/{plan_slug}/{place}",
            title=content.title,
            text=f"{text} {' '.join(m.text for m in content.milestones)}",
            area_id=revision.area_id,
            audience=revision.audience,
            ref=item.ref,
        ),
    )


def open_texts(scope: Scope, revision_ids: Sequence[int], audience: str) -> None:
    """Let these readers find texts."""
    widen(scope, TEXTS, revision_ids, audience)
