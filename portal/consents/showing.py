"""The consent board as a page, for whoever reads it."""

from typing import Any

from flask import Response

from portal.consents import board, queries
from portal.consents.board import Doors
from portal.consents.lanes import lanes
from portal.consents.queries import Whole
from portal.consents.sentences import more, sentence
from portal.consents.service import deciding
from portal.decisions import queries as decisions
from portal.decisions.forms import CitationForm, offer_matters
from portal.decisions.models import Matter
from portal.decisions.pages import panels
from portal.decisions.rules import citations as cited
from portal.decisions.rules.codes import code_in_words
from portal.decisions.sayings import VERBS
from portal.effects import queries as effects
from portal.kit.words import date_words
from portal.web.fragments import show
from portal.web.frame import place
from tenants.clock import civil_day
from tenants.roles import Permission
from tenants.scope import Scope


def show_board(
    scope: Scope,
    matter: Matter,
    *,
    refused: str = "",
    citations: CitationForm | None = None,
    status: int = 200,
) -> Response:
    """The board of a matter that every owner decides; also after a refusal."""
    place(("Decisions", panels.here(scope, "decisions/")), (matter.title, None))
    found = queries.whole(scope, matter)
    doors = _doors(scope, found)
    differs = _differs(found)
    settles = scope.may(Permission.CITATION_SETTLE, body_id=matter.body_id)
    if citations is None and settles and differs:
        citations = citation_form(scope, found, fresh=True)
    return show(
        "consents/board.html",
        status=status,
        found=found,
        matter=matter,
        doors=doors,
        facts=_facts(found),
        text=board.text_words(matter),
        rule_words=code_in_words(matter.rule["rule"]),
        verbs=VERBS,
        positions=[(owner, found.positions.get(owner.area)) for owner in found.owners],
        refers=_may_refer(scope, found),
        differs=differs,
        form=citations,
        refused=refused,
        entries=board.record(found),
        **_standing(scope, found, doors),
    )


def _standing(scope: Scope, found: Whole, doors: Doors) -> dict[str, Any]:
    """The sentence, the way and the lanes: how it stands today."""
    ids = [found.matter.id, *(part.matter.id for part in found.parts)]
    after = effects.after(scope, ids)
    now = board.situation(found, after.get(found.matter.id), scope.today())
    return {
        "sentence": sentence(now),
        "more": more(now),
        "points": board.points(found, after.get(found.matter.id), now.verdict),
        "lanes": lanes(found, after, doors, _why_stale(found)),
    }


def _why_stale(found: Whole) -> dict[int, str]:
    """Why each part counts no longer, by its number. Of what ended without a decision its own
    reason says so."""
    now = queries.text_of(found.matter)
    return {
        part.matter.id: deciding.why_stale(found, part)
        for part in found.parts
        if part.matter.ended_because is None and part.covered != now
    }


def _doors(scope: Scope, found: Whole) -> Doors:
    conduct, state = Permission.SITTING_CONDUCT, Permission.POSITION_STATE
    plan = f"plans/{found.plan.slug}/versions/" if found.plan else None
    return Doors(
        base=panels.here(scope, f"decisions/{found.matter.slug}"),
        here=panels.here(scope, ""),
        plan=panels.here(scope, plan) if plan else None,
        conducts=frozenset(
            each.body for each in found.owners if scope.may(conduct, body_id=each.body)
        ),
        submits=scope.may(Permission.MATTER_SUBMIT),
        states=frozenset(
            each.slug
            for each in found.owners
            if scope.may(state, area_id=each.area, body_id=each.body)
        ),
    )


def _facts(found: Whole) -> list[str]:
    """The grey line under the title."""
    matter = found.matter
    return [
        f"Reserved matter {found.reserved.number}, {found.reserved.title.lower()}",
        code_in_words(matter.rule["rule"]),
        board.text_words(matter).capitalize()
        if matter.version_number
        else matter.document_name or "",
        f"Submitted {date_words(civil_day(matter.submitted_at))}",
    ]


def _may_refer(scope: Scope, found: Whole) -> bool:
    dispute = found.dispute
    open_ = dispute is not None and dispute.state == "open" and found.matter.state == "submitted"
    return open_ and scope.may(Permission.DISPUTE_REFER, body_id=found.matter.body_id)


def _differs(found: Whole) -> str:
    """What the papers cite and what the register holds; nothing where they agree."""
    by_place: dict[str, list[cited.Citation]] = {}
    for citation in found.citations:
        each = cited.Citation(citation.number, citation.as_written, 0)
        by_place.setdefault(f"the {citation.place.lower()}", []).append(each)
    return cited.summary(by_place, found.reserved.number, f"“{found.reserved.title}”")


def citation_form(scope: Scope, found: Whole, *, fresh: bool = False) -> CitationForm:
    """Among which reserved matters the clerk chooses; ``fresh`` reads nothing that was sent."""
    numbers = {citation.number for citation in found.citations} | {found.reserved.number}
    ways = (found.reserved.body_id, found.reserved.route)
    lines = [each.matter for each in decisions.register(scope)]
    known = {
        line.number: line.title
        for line in lines
        if line.number in numbers and (line.body_id, line.route) == ways
    }
    return offer_matters(CitationForm(formdata=None) if fresh else CitationForm(), known)
