"""Readers of papers that are not public: drafts of reports, and reports of Part II for good.

Such a paper opens to its body's clerk and to the officers named for it; once the agenda is
published, to the members of that body and to whoever is seated as a substitute for that meeting.
A role in the company opens none. A member with an interest that bars her is shut out, whatever
else she is. It opens only where it is asked for: other pages are made without it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet

from sqlalchemy import bindparam, select

from tenants import audiences, walls
from tenants.base import SHARED
from tenants.models import Appointment, PaperDoor, PaperReader
from tenants.roles import BOARD, Hat, Permission, Role
from tenants.scope import Scope

TASKS: Mapping[str, str] = {
    "author": "writes it",
    "finance": "clears it for finance",
    "legal": "clears it for legal",
    "director": "clears it as director",
    "reader": "reads it",
}
"""What an officer is named for."""
KEEPERS = frozenset({Role.CLERK, Role.BOARD_CHAIR})
"""Who keeps a body's papers: its clerk, of a board its chair."""
MEMBERS = BOARD | {Role.CO_CHAIR, Role.MEMBER, Role.NON_VOTING_MEMBER}
"""Seats whose holders read their body's papers."""

Bars = Callable[[Scope, Mapping[int, int]], AbstractSet[int]]
"""Of items and the matter of each: the items whose matter the reader is barred from."""
_bars: list[Bars] = []

_OWN = select(PaperReader.item_id, PaperReader.task).where(
    PaperReader.company_id == bindparam("company"),
    PaperReader.person_id == bindparam("person"),
    PaperReader.ended_at.is_(None),
)
_DOORS = select(PaperDoor).where(PaperDoor.item_id.in_(bindparam("items", expanding=True)))
_SEATED = select(Appointment.body_id, Appointment.starts_on).where(
    Appointment.person_id == bindparam("person"),
    Appointment.role == Role.SUBSTITUTE.value,
    Appointment.starts_on == Appointment.ends_on,
    Appointment.starts_on >= bindparam("today"),
)


def shut_out_by(rule: Bars) -> None:
    """Register what bars a member from a matter. Until then no member is let in to a paper that
    has one."""
    if rule not in _bars:
        _bars.append(rule)


def admit(scope: Scope, item_ids: Iterable[int]) -> frozenset[int]:
    """Let the reader in to those of these items' papers that are hers to read; says which.

    A stranger is let in to none. Three queries at most, and one of what bars her.
    """
    wanted = list(dict.fromkeys(item_ids))
    if scope.visitor.person_id is None or not wanted:
        return frozenset()
    doors = scope.session.scalars(_DOORS, {"items": wanted}).all()
    named = tasks(scope).keys()
    hers = {door for door in doors if door.item_id in named or _by_seat(scope, door)}
    hers |= _by_substitution(scope, [door for door in doors if door not in hers])
    let_in = frozenset(door.item_id for door in hers) - _barred(scope, hers)
    scope.look_after([audiences.item(number) for number in let_in])
    return let_in


def tasks(scope: Scope) -> Mapping[int, AbstractSet[str]]:
    """The items whose papers the reader is named for, and for what: one query.

    It passes the walls by name, held to her own number; on PostgreSQL the policy ``own_papers``
    holds it too.
    """
    if scope.visitor.person_id is None:
        return {}
    rows = scope.session.execute(
        _OWN,
        {"company": scope.company_id, "person": scope.person_id},
        execution_options={walls.UNWALLED: True},
    )
    found: dict[int, set[str]] = {}
    for item_id, task in rows:
        found.setdefault(item_id, set()).add(task)
    return found


def keeps(scope: Scope, body_id: int) -> Hat | None:
    """The hat of whoever keeps this body's papers, where the reader wears it."""
    return next((h for h in scope.hats if h.role in KEEPERS and h.body_id == body_id), None)


def begin(scope: Scope, door: PaperDoor, area_id: int = SHARED) -> None:
    """Make the door of a paper of this area that is begun, and let in whoever begins it: nothing
    stands behind it yet but what she puts there."""
    scope.require(Permission.PAPER_WRITE, area_id=area_id, body_id=door.body_id)
    scope.session.add(door)
    scope.session.flush()
    scope.look_after([audiences.item(door.item_id)])


def keep_all(scope: Scope) -> None:
    """Let the operator, who answers for the whole company, read every paper: one query."""
    if any(hat.role is Role.OPERATOR for hat in scope.hats):
        numbers = scope.session.scalars(select(PaperDoor.item_id))
        scope.look_after([audiences.item(number) for number in numbers])


def _by_seat(scope: Scope, door: PaperDoor) -> bool:
    """Whether one of today's hats is a seat whose holder reads it by now."""
    if keeps(scope, door.body_id):
        return True
    seated = any(hat.role in MEMBERS and hat.body_id == door.body_id for hat in scope.hats)
    return seated and door.opened_at is not None


def _by_substitution(scope: Scope, doors: Collection[PaperDoor]) -> set[PaperDoor]:
    """The papers of the very meeting for which she is seated in a member's seat."""
    opened = [door for door in doors if door.opened_at is not None]
    if not opened:
        return set()
    names = {"person": scope.person_id, "today": scope.today()}
    seats = {tuple(row) for row in scope.session.execute(_SEATED, names)}
    return {door for door in opened if (door.body_id, door.on_day) in seats}


def _barred(scope: Scope, doors: Collection[PaperDoor]) -> frozenset[int]:
    """The items that an interest bars her from. A body's clerk has none in its matters: she is no
    member of it."""
    clerked = {hat.body_id for hat in scope.hats if hat.role is Role.CLERK}
    matters = {
        door.item_id: door.matter_id
        for door in doors
        if door.matter_id is not None and door.body_id not in clerked
    }
    if not matters:
        return frozenset()
    if not _bars:
        return frozenset(matters)
    return frozenset().union(*(rule(scope, matters) for rule in _bars))
