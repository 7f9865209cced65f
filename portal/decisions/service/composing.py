"""How a matter is written down: the row, its recommendations and citations, what search finds."""

from collections.abc import Sequence
from typing import Any

from portal.audit.service import Json
from portal.decisions import queries
from portal.decisions.models import Citation, Matter, Recommendation, ReservedMatter
from portal.decisions.queries.lists import SEARCH_SOURCE
from portal.decisions.rules.citations import find_citations
from portal.decisions.rules.owners import EACH_OWNER
from portal.decisions.service.checks import LETTERS, Recommended, Submission
from portal.decisions.service.records import note
from portal.kit.words import LONGEST_SLUG, slugify
from portal.search.service import Findable, index
from tenants.audiences import SUBMITTED
from tenants.base import SHARED
from tenants.models import Area, Body
from tenants.roles import Hat
from tenants.scope import Scope

FRONT_SHEET = "Agenda front sheet"
REPORT = "Report"
LONGEST_QUOTE = 200
"""Characters of a citation that are kept as written."""
ROOM_FOR_NUMBER = 6
"""Characters left of an address for "-2", where it is taken."""


def new_matter(
    scope: Scope, hat: Hat, submission: Submission, reserved: ReservedMatter, body: Body
) -> Matter:
    """The row of what is put before one body, or before the owners' own bodies."""
    version, document = submission.version, submission.document
    return Matter(
        **walls(scope, SUBMITTED),
        slug=free_slug(scope, submission.title, reserved.number),
        title=submission.title,
        reserved_matter_id=reserved.id,
        submitted_number=reserved.number,
        body_id=body.id,
        sitting_id=submission.sitting.id if submission.sitting else None,
        version_id=version.id if version else None,
        version_number=version.number if version else None,
        version_digest=version.digest if version else None,
        document_id=document.id if document else None,
        document_name=document.name if document else None,
        document_digest=document.sha256 if document else None,
        effect=submission.effect,
        effect_details=dict(submission.effect_details) or None,
        purpose="consents" if reserved.route == EACH_OWNER else "decide",
        asks=submission.asks,
        rule=rule_to_keep(reserved, body, scope.councils),
        front_sheet=submission.front_sheet,
        report=submission.report,
        takes_effect_on=submission.takes_effect_on,
        state="submitted",
        submitted_at=scope.now(),
        submitted_by=scope.visitor.name,
        submitted_hat=hat.label,
    )


def rule_to_keep(reserved: ReservedMatter, body: Body, councils: Sequence[Area]) -> dict[str, Any]:
    """The rule with all that it needs, kept with a matter: a later change does not reach it."""
    return {
        "route": reserved.route,
        "rule": reserved.rule,
        "quorum": body.quorum,
        "per_council": body.quorum_per_council,
        "abstention_breaks_unanimity": body.abstention_breaks_unanimity,
        "weights": {area.name: str(area.share) for area in councils if area.share is not None},
    }


def free_slug(scope: Scope, title: str, number: int) -> str:
    """An address from the title, or from the matter's number where no letter of it can be used."""
    try:
        slug = slugify(title)[: LONGEST_SLUG - ROOM_FOR_NUMBER].rstrip("-")
    except ValueError:
        slug = f"matter-{number}"
    return not_taken(scope, slug)


def not_taken(scope: Scope, slug: str) -> str:
    """The address, with a number after it where another matter has it."""
    taken = queries.taken_slugs(scope, slug)
    numbered = (f"{slug}-{count}" for count in range(2, len(taken) + 3))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)


def add_recommendations(
    scope: Scope, hat: Hat, matter: Matter, recommendations: Sequence[Recommended]
) -> None:
    """Write down what is recommended, each to be voted on by itself."""
    for letter, each in zip(LETTERS, recommendations, strict=False):
        row = Recommendation(
            **walls(scope, SUBMITTED),
            matter_id=matter.id,
            body_id=matter.body_id,
            letter=letter,
            verb=each.verb,
            text=each.text,
            state="waiting",
        )
        scope.session.add(row)
        note(scope, hat, "recommendation:submitted", row, {"letter": letter, "verb": each.verb})


def add_citations(scope: Scope, hat: Hat, matter: Matter) -> None:
    """Write down each place in the papers that cites a reserved matter."""
    for place, text in ((FRONT_SHEET, matter.front_sheet), (REPORT, matter.report)):
        for found in find_citations(text):
            row = Citation(
                **walls(scope, SUBMITTED),
                matter_id=matter.id,
                place=place,
                as_written=found.as_written[:LONGEST_QUOTE],
                number=found.number,
            )
            scope.session.add(row)
            note(scope, hat, "citation:found", row, {"place": place, "number": found.number})


def let_find(scope: Scope, matter: Matter, recommendations: Sequence[Recommended]) -> None:
    """Let search find it, by whoever may read it."""
    texts = [*(each.text for each in recommendations), matter.front_sheet, matter.report]
    index(
        scope,
        Findable(
            source=SEARCH_SOURCE,
            source_id=matter.id,
            thing=f"matter {matter.id}",
            path=f"decisions/{matter.slug}",
            title=matter.title,
            text=" ".join(texts),
            area_id=matter.area_id,
            audience=SUBMITTED,
        ),
    )


def payload_of(matter: Matter, reserved: ReservedMatter) -> dict[str, Json]:
    """What the log says of a submission."""
    return {
        "title": matter.title,
        "number": reserved.number,
        "version": matter.version_number,
        "digest": matter.version_digest or matter.document_digest,
    }


def walls(scope: Scope, audience: str) -> dict[str, Any]:
    """The three columns of a shared row."""
    return {"company_id": scope.company_id, "area_id": SHARED, "audience": audience}
