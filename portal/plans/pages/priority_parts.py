"""What a priority's page says besides its texts: who leads, what it serves, shows and rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from portal.kit.words import join_names
from portal.plans import queries, sayings
from portal.plans.content import Content
from portal.plans.kinds import lines_of, names_of, refs_of
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.queries import referring
from portal.plans.queries.referring import Place, Reference
from portal.plans.room import plan_path
from portal.plans.shapes import Reading
from tenants.base import SHARED
from tenants.scope import Scope

LEADERS = {"lead": "Posts", "people": "People", "organisations": "Other organisations"}
"""The fields that say who answers for it, and what their names are."""


@dataclass(frozen=True)
class Supporting:
    """A supporting plan as written, with where it is: a plan here, an address, or nowhere."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class Parts:
    """The parts of a priority's page, each as one reader may read it."""

    serves: Sequence[Reference]
    evidence: Sequence[Reference]
    measures: Sequence[Reference]
    leads: Sequence[tuple[str, Sequence[str]]]
    """Posts, people, other organisations: those of them that are named, with their names."""
    supporting: Sequence[Supporting]
    themes: Sequence[str]
    whose: str
    """The scope of the priority in words."""
    state: str


def parts_of(
    scope: Scope, plan: Plan, reading: Reading, content: Content, version: Version | None
) -> Parts:
    """All of them: a query for the references and one for the plans, where there are any.

    ``version`` is the newest opened version that holds this very text.
    """
    refs = {name: refs_of(content.text(name)) for name in ("serves", "evidence_refs", "measures")}
    known = referring.led_to(scope, plan, [ref for named in refs.values() for ref in named])
    return Parts(
        serves=_referring(refs["serves"], known),
        evidence=_referring(refs["evidence_refs"], known),
        measures=_referring(refs["measures"], known),
        leads=[
            (label, names)
            for name, label in LEADERS.items()
            if (names := names_of(content.text(name)))
        ],
        supporting=supporting(scope, lines_of(content.text("supporting"))),
        themes=names_of(content.theme),
        whose=whose(scope, reading.area_id),
        state=state(reading, version, scope.today()),
    )


def whose(scope: Scope, area_id: int) -> str:
    """Whether it is shared, and by whom; else the one council that it is for."""
    if area_id != SHARED:
        return f"For {scope.area(area_id).name} alone"
    today = scope.today()
    owners = [a.name for a in scope.councils if a.left_on is None or a.left_on > today]
    return f"Shared by {join_names(owners)}" if len(owners) > 1 else "Shared"


def state(reading: Reading, version: Version | None, day: date) -> str:
    """How far the text has come, in words; ``version`` as in ``parts_of``."""
    if not reading.draft:
        return sayings.version_words(version, day) if version else ""
    draft = "Draft, released to commissioners" if reading.released else "Draft"
    same = version and f"the same as in version {version.number}"
    return f"{draft}: {same}" if same else draft


def supporting(scope: Scope, written: Sequence[str]) -> list[Supporting]:
    """The supporting plans, each linked where it is a plan this reader reads or an address."""
    if not written:
        return []
    plans: dict[str, str] = {}
    for plan in queries.plans(scope):
        path = plan_path(scope, plan)
        plans |= dict.fromkeys((plan.slug, plan.title.casefold(), path, path[:-1]), path)
    return [
        Supporting(words, _address(words) or plans.get(words.casefold(), "")) for words in written
    ]


def _address(words: str) -> str:
    """The words, if they are one whole address on the web."""
    try:
        found = urlsplit(words)
    except ValueError:
        return ""
    whole = found.scheme.lower() in ("http", "https") and found.netloc and " " not in words
    return words if whole else ""


def _referring(written: Sequence[str], known: Mapping[str, Place]) -> list[Reference]:
    return [Reference(ref, known.get(ref)) for ref in written]
