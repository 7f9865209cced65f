"""Pages of a report's live annexes: added, drawn afresh, taken off."""

from collections.abc import Mapping, Sequence

from flask import Response

from portal.decisions import queries as decisions
from portal.measures import queries as measures
from portal.papers import forms, queries
from portal.papers.models import Report, ReportAnnex
from portal.papers.service import annexing
from portal.papers.service.checks import PaperError
from portal.papers.working import AT, BOTH, WRITE, answered, done
from portal.plans import queries as plan_queries
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.web.forms import choice
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    room.page(f"{AT}/annexes/new", WRITE, methods=BOTH)(annex)
    room.page(f"{AT}/annexes/<int:annex>/redraw", WRITE, methods=("POST",))(redraw)
    room.page(f"{AT}/annexes/<int:annex>/take-off", WRITE, methods=("POST",))(take_off_annex)


def annex(scope: Scope, report: Report) -> Response:
    """Add a live annex, drawn from a frozen version or from a plan's measures."""
    versions = decisions_versions(scope, report)
    plans = measures.plans_with_measures(scope)
    drafts = plan_queries.plans(scope) if scope.holds(Permission.PLAN_FREEZE) else []
    form = forms.AnnexForm()
    form.source.choices = [
        *(
            choice(f"version-{version.id}", f"{plan.title}, version {version.number}", "Priorities")
            for version, plan in versions
        ),
        *(choice(f"draft-{plan.id}", f"{plan.title}, its draft", "Priorities") for plan in drafts),
        *(choice(f"plan-{plan.id}", plan.title, "Performance") for plan in plans),
    ]

    def act(form: forms.AnnexForm) -> str:
        sources = {
            **{f"version-{version.id}": (plan, version) for version, plan in versions},
            **{f"draft-{plan.id}": (plan, None) for plan in drafts},
            **{f"plan-{plan.id}": (plan, None) for plan in plans},
        }
        plan, version = _source(form.kind.data, form.source.data or "", sources)
        annexing.annex(scope, report, form.kind.data, plan, version, form.title.data or "")
        return "The annex is added."

    words = "It is drawn now, and again when you ask for it, until the agenda is published."
    return answered(scope, report, form, act, "Add an annex", words)


def decisions_versions(scope: Scope, report: Report) -> Sequence[tuple[Version, Plan]]:
    """The frozen versions to choose from: the matter's own first."""
    found = list(decisions.frozen_versions(scope))
    matter = queries.matter_of(scope, report)
    if matter is not None and matter.version_id is not None:
        version = scope.session.get(Version, matter.version_id)
        plan = scope.session.get(Plan, version.plan_id) if version is not None else None
        if version is not None and plan is not None and (version, plan) not in found:
            found.insert(0, (version, plan))
    return found


def redraw(scope: Scope, report: Report, annex: ReportAnnex) -> Response:
    """Draw an annex afresh from its source."""
    return done(
        scope, report, lambda: annexing.redraw(scope, report, annex), "The annex is drawn afresh."
    )


def take_off_annex(scope: Scope, report: Report, annex: ReportAnnex) -> Response:
    """Let an annex be no part of the report any more."""
    return done(
        scope, report, lambda: annexing.take_off(scope, report, annex), "The annex is taken off."
    )


def _source(
    kind: str, value: str, sources: Mapping[str, tuple[Plan, Version | None]]
) -> tuple[Plan, Version | None]:
    of_plan = value.startswith("plan-")
    if value not in sources or of_plan != (kind == "performance"):
        raise PaperError("Choose a plan of the kind that the annex shows.", "source")
    return sources[value]
