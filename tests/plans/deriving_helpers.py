"""Deriving in tests: items and what they say, by their references."""

from portal.plans import queries, service
from portal.plans.queries import derivations
from portal.plans.queries.derivations import Link
from portal.plans.service import deriving
from portal.plans.shapes import Reading
from tenants.scope import Scope
from tests.factories.plans import content
from tests.plans.conftest import plan_of


def reading(scope: Scope, ref: str) -> Reading:
    """The priority of this reference in the tests' plan, as somebody reads it."""
    found = queries.find_reading(scope, ref, plan=plan_of(scope))
    assert found is not None, f"{ref} is not there for this reader"
    return found


def link(scope: Scope, ref: str, source: str) -> None:
    """Let one derive from another; committed."""
    deriving.link(scope, reading(scope, ref).item, reading(scope, source).item)
    scope.session.commit()


def reword(scope: Scope, ref: str, wording: str, **texts: str) -> None:
    """Save another wording of a priority; committed."""
    item = reading(scope, ref).item
    said = content(ref).with_texts({"wording": wording, **texts})
    service.revise(scope, item, said, base=item.head)
    scope.session.commit()


def link_of(scope: Scope, ref: str) -> Link:
    """The derivation of a priority, which has one."""
    found = derivations.link_of(scope, reading(scope, ref).item.id)
    assert found is not None
    return found


def is_behind(scope: Scope, ref: str) -> bool:
    """Whether a priority's source says something new to this reader."""
    return derivations.is_behind(scope, reading(scope, ref).item.id)
