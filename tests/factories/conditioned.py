"""What follows the decisions of the marked world: conditions, their evidence, and a call-in."""

from collections.abc import Callable

from sqlalchemy import select

from portal.decisions.models import Matter, Recommendation
from portal.decisions.service import body_settings
from portal.documents.files import CheckedFile
from portal.effects import queries
from portal.effects.models import CallIn
from portal.effects.service import calling_in, conditions, officers
from tenants.models import Body
from tenants.scope import Scope
from tests.factories import deciding
from tests.factories.world import World

Word = Callable[[str, str | None, str, str], str]


def follow(doors: World, company: str, word: Word) -> None:
    """A condition on what is submitted and on what was decided, this one discharged with a file;
    and a member's request to call the decision in, where it can be."""
    with doors.scope_of(f"clerk@{company}.example", company) as scope:
        for matter in scope.session.scalars(select(Matter).order_by(Matter.id)).all():
            state = "public" if matter.state == "decided" else "submitted"
            found = word(company, None, state, "matter")
            first = scope.session.scalars(
                select(Recommendation).where(
                    Recommendation.matter_id == matter.id, Recommendation.letter == "a"
                )
            ).one()
            said = conditions.ConditionDetails("precedent", f"Ask {found}", f"Head of {found}")
            condition = conditions.record_condition(scope, first, said)
            if state == "public":
                file = CheckedFile(f"{found}.txt", "text/plain", f"Met: {found}".encode())
                how = conditions.Discharge(scope.today(), f"{found} was asked.", file)
                conditions.discharge(scope, condition, how)
                _open_call_in(scope, matter)
        _decide_alone(scope, word(company, None, "public", "matter"))
        scope.session.commit()
    _call_in(doors, company, word(company, None, "public", "matter"))


def _open_call_in(scope: Scope, matter: Matter) -> None:
    """What was decided today can be called in, as this body now has it, where it could not yet."""
    if scope.session.scalars(select(CallIn).where(CallIn.matter_id == matter.id)).first():
        return
    body, hat = scope.session.get_one(Body, matter.body_id), scope.hat
    assert hat is not None
    body_settings.change_setting(scope, body, "call_in_working_days", "5", scope.today())
    calling_in.open_call_in(scope, hat, matter)


def _decide_alone(scope: Scope, found: str) -> None:
    """An officer's decision under what was delegated of the register."""
    for delegation in queries.delegations(scope)[:1]:
        details = officers.OfficerDetails(
            title=f"Officer: {found}",
            officer=f"Jo {found}",
            consulted=f"The leader, of {found}",
            decided_on=scope.today(),
            decision=f"Decide {found}",
            reasons=f"Because of {found}",
            options_rejected=f"Nothing but {found}",
        )
        officers.record_officer_decision(scope, delegation, details)


def _call_in(doors: World, company: str, found: str) -> None:
    with doors.scope_of(deciding.members(company)[0], company) as scope:
        for call_in in scope.session.scalars(select(CallIn)).all():
            calling_in.request(scope, call_in, f"{found} was not asked.")
        scope.session.commit()
