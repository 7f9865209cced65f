"""What a risk's page shows, and what its item's page in the plan shows of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from portal.kit.words import date_words
from portal.plans import queries as plans
from portal.plans.content import Content
from portal.plans.models import Item, Plan
from portal.plans.pages.beside import panels_of_kind
from portal.plans.shapes import Reading
from portal.risks import pages, queries, rules
from portal.risks.models import RiskAssessment, RiskResponse
from portal.risks.queries import KIND, NOTHING, Assessed, Standing
from portal.risks.rules import Matrix, Score
from portal.risks.service import RiskClashError
from portal.web import slots
from portal.web.templating import drawn
from tenants.audiences import RELEASED
from tenants.roles import Permission
from tenants.scope import Scope

DONE = {
    "escalated": "Escalated to",
    "returned": "Taken back from the corporate register",
    "accepted": "Accepted by",
    "ended": "Acceptance ended",
}


@dataclass(frozen=True)
class Shown:
    """A risk with all that was recorded of it."""

    content: Content
    standing: Standing
    matrix: Matrix
    history: Sequence[RiskAssessment]
    responses: Sequence[RiskResponse]
    today: date

    @property
    def now(self) -> Assessed | None:
        """Where it stands."""
        text = self.content.text
        return pages.current(self.standing, text("likelihood"), text("impact"), text("printed"))

    @property
    def sentence(self) -> str:
        """Where it stands, in one sentence."""
        now = self.now
        if now is None:
            return "It has no score yet: likelihood and impact, from 1 to 5."
        said = f"{now.score.product}, {self.matrix.band(now.score.product).name.lower()}"
        steps = (
            f"{self.matrix.likelihood[now.score.likelihood - 1].lower()} "
            f"({now.score.likelihood}) × {self.matrix.impact[now.score.impact - 1].lower()} "
            f"({now.score.impact})"
        )
        return f"{said}: {steps}."

    @property
    def more(self) -> str:
        """How it moved since the last quarter, and what is done about it."""
        parts = list(pages.response_words(self.standing, self.today))
        if self.standing.current and self.now:
            before = self.standing.at(pages.since_quarter(self.today))
            words = rules.moved_words(before.score if before else None, self.now.score)
            parts.insert(0, f"{words} since last quarter" if words != "New" else "New this quarter")
        elif self.now:
            parts.insert(0, "As its plan says; nobody has assessed it since")
        return ". ".join(parts) + "." if parts else ""

    @property
    def doubt(self) -> str:
        """What disagrees with a printed score."""
        now = self.now
        return rules.doubt(now.score, now.printed, self.matrix) if now else ""

    def words(self, score: Score) -> str:
        """``16 high (4 × 4)``."""
        band = self.matrix.band(score.product).name.lower()
        return f"{score.product} {band} ({score.likelihood} × {score.impact})"

    @property
    def newest(self) -> int:
        """The newest assessment of any kind; 0 for none."""
        return max((row.id for row in self.history), default=0)


def fill_slots() -> None:
    """Register the panel of this room, once."""
    slots.fill("priority", _on_item)


def home(scope: Scope) -> str:
    """Path of the list of registers."""
    return f"/{scope.company.slug}/risks/"


def register_path(scope: Scope, plan: Plan) -> str:
    """Path of a plan's register, ending in a slash."""
    return f"{home(scope)}{plan.slug}/"


def shown(scope: Scope, reading: Reading) -> Shown:
    """A risk with what was recorded of it; of that nothing for who may not know."""
    content = plans.content_of(reading.revision)
    if not scope.reads(reading.area_id, RELEASED):
        return Shown(content, NOTHING, rules.USUAL, [], [], scope.today())
    row = queries.standing_row(scope, reading.item.id)
    return Shown(
        content,
        queries.standing_of(row) if row else NOTHING,
        queries.matrix_now(scope),
        queries.history(scope, reading.item.id),
        queries.responses(scope, reading.item.id),
        scope.today(),
    )


def clash_words(clash: RiskClashError) -> str:
    """What somebody else recorded while this form was open."""
    row = clash.newest
    return (
        f"{row.made_by} recorded {row.likelihood} × {row.impact} for {date_words(row.on_day)} "
        "after you opened this. Nothing is lost: what you chose is below. Save again to record "
        "yours after it; both stay in the history."
    )


def _on_item(scope: Scope, item_ids: Sequence[int]) -> Mapping[int, Markup]:
    """Of items that are risks: where each stands."""
    return panels_of_kind(scope, KIND, item_ids, _panel)


def _panel(scope: Scope, plan: Plan, item: Item) -> Markup:
    row = queries.standing_row(scope, item.id)
    standing = queries.standing_of(row) if row else NOTHING
    last = standing.current[0] if standing.current else None
    return drawn(
        "risks/panel.html",
        href=f"{register_path(scope, plan)}{item.ref}",
        last=last,
        updated=standing.updated,
        assesses=scope.may(Permission.PROGRESS_RECORD, area_id=item.area_id, plan_id=item.plan_id),
    )
