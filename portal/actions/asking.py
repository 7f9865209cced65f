"""What a list is asked for in its address: read, and written again with something changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from portal.actions import queries
from portal.actions.queries import Heading
from portal.actions.service import keeps
from portal.actions.statements import SHOWS, Asked
from portal.actions.totals import COLUMNS
from tenants.base import SHARED
from tenants.models import Area
from tenants.roles import Role
from tenants.scope import Scope

LONGEST = 200
NAMES = ("plan", "domain", "status", "show", "lead", "page")


@dataclass(frozen=True)
class Choice:
    """What the address asks for, with the plan and the domain that it names, if there are such."""

    asked: Asked
    values: Mapping[str, str]
    plan: Heading | None = None
    page: int = 1

    def href(self, **changes: str) -> str:
        """The query of the same list with these values; another list begins at its first page."""
        kept = {**self.values, "page": "", **changes}
        return "?" + urlencode({name: kept[name] for name in NAMES if kept.get(name)})

    @property
    def whole(self) -> Asked:
        """The list without domain, status and show: what tabs and totals count."""
        return replace(self.asked, section_id=None, status="", show="")


def read(
    scope: Scope, args: Mapping[str, str], headings: Sequence[Heading], lens: Area | None
) -> Choice:
    """What is asked for. What names nothing here asks for nothing."""
    given = {name: args.get(name, "").strip()[:LONGEST] for name in NAMES}
    of_plan = [heading for heading in headings if heading.plan_slug == given["plan"]]
    domain = next((h for h in of_plan if h.letter == given["domain"]), None)
    values = {
        "plan": given["plan"] if of_plan else "",
        "domain": domain.letter if domain else "",
        "status": given["status"] if given["status"] in COLUMNS else "",
        "show": given["show"] if given["show"] in SHOWS else "",
        "lead": given["lead"],
    }
    asked = Asked(
        areas=_areas(scope, lens),
        plan_id=of_plan[0].plan_id if of_plan else None,
        section_id=domain.section_id if domain else None,
        status=values["status"],
        show=values["show"],
        lead=values["lead"],
        posts=posts(scope),
        plan_ids=kept_plans(scope),
    )
    number = given["page"]
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    return Choice(asked, values, of_plan[0] if of_plan else None, max(1, page))


def posts(scope: Scope) -> tuple[str, ...]:
    """The posts that this person holds here, as leads are named."""
    return tuple(dict.fromkeys(hat.label for hat in scope.hats if keeps(hat)))


def kept_plans(scope: Scope) -> tuple[int, ...]:
    """The plans of which this person is the service lead."""
    found = [hat.plan_id for hat in scope.hats if hat.role is Role.SERVICE_LEAD]
    return tuple(plan_id for plan_id in found if plan_id is not None)


def clean(query: str) -> str:
    """A query of this list as it came back from a form, with nothing in it but our own names."""
    pairs = [(name, value) for name, value in parse_qsl(query.lstrip("?")) if name in NAMES]
    return urlencode(pairs)


def _areas(scope: Scope, lens: Area | None) -> tuple[int, ...]:
    known = queries.known_areas(scope)
    if lens is None:
        return known
    return tuple(area_id for area_id in known if area_id in (SHARED, lens.area_id))
