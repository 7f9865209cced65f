"""What a body's dated settings say of call-in, on a day."""

from datetime import date

from tenants.models import Body
from tenants.scope import Scope

OF_A_COUNCIL = frozenset({"cabinet", "council_committee", "shareholder_committee"})
"""Kinds of bodies that are one council's own, whose decisions its members can call in."""


def call_in_working_days(_: Scope, body: Body, __: date) -> int:
    """Working days in which a decision of this body can be called in; 0 where it cannot be."""
    return 5 if body.kind in OF_A_COUNCIL else 0


def call_in_members(_: Scope, __: Body, ___: date) -> int:
    """How many members of the council have to ask for it."""
    return 3
