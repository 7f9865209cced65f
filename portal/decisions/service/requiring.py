"""Whether enough members require that everybody's vote is recorded, by the body's own rule."""

from collections.abc import Collection

from portal.decisions.service.checks import DecisionError
from portal.decisions.standing import Standing
from portal.kit.words import counted, sentence_case
from tenants.scope import Scope
from tenants.settings import body_number


def requiring(scope: Scope, standing: Standing, seats: Collection[int]) -> list[str] | None:
    """The names of the members present in these seats; None where whoever presides calls it.

    Raises DecisionError where they are fewer than the body's setting of the day asks for.
    """
    if not seats:
        return None
    names = [seat.name for seat in standing.present if seat.appointment_id in seats]
    body, day = standing.body, standing.sitting.on_day
    needed = body_number(scope, body.id, "recorded_vote_members", day)
    if not needed:
        raise DecisionError(
            f"{body.name} has no rule by which members require a recorded vote. Each can have her "
            "own vote recorded."
        )
    if len(names) < needed:
        verb = "requires" if len(names) == 1 else "require"
        who = sentence_case(f"{counted(len(names), 'member')} present {verb} a recorded vote")
        raise DecisionError(f"{who}; this body’s rule needs {counted(needed, 'member')}.")
    return names
