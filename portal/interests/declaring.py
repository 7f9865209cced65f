"""Verbs of a declaration: declare, take it back, leave the room and come back.

A member declares before or during an item; the clerk may record it for her. What was voted before
she declared stands in a closed vote, and is not counted in one that is still open.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from portal.interests import members, rules
from portal.interests.considered import Considered
from portal.interests.members import Member
from portal.interests.models import Declaration, Dispensation
from portal.interests.records import add_alone, note
from portal.interests.service import InterestError
from tenants.audiences import PUBLIC
from tenants.roles import Hat, Permission
from tenants.scope import Scope

UNDECIDED = "submitted"
"""The state of a matter of which interests are declared."""


@dataclass(frozen=True)
class DeclarationDetails:
    """What a member declares; nothing is said of the nature of a sensitive interest."""

    kind: str
    nature: str = ""
    sensitive: bool = False
    relies_on: int | None = None
    """Her dispensation for a subject that this matter is of."""


def declare(
    scope: Scope, matter: Considered, member: Member, details: DeclarationDetails
) -> Declaration:
    """Declare an interest in a matter, or change what was declared. Raises InterestError."""
    hat = _declarer(scope, matter, member)
    _refuse_ended(matter)
    _check(scope, matter, member, details)
    row = of_matter(scope, matter, member.id)
    action = "interest:declared" if row is None else "interest:declared-anew"
    said = {
        "kind": details.kind,
        "sensitive": details.sensitive,
        "nature": "" if details.sensitive else details.nature.strip(),
        "dispensation_id": details.relies_on,
        "declared_at": scope.now(),
        "declared_by": scope.visitor.name,
        "declared_hat": hat.label,
    }
    if row is None:
        row = _begin(scope, matter, member, said)
    for name, value in said.items():
        setattr(row, name, value)
    row.withdrawn_at = row.withdrawn_by = row.withdrawn_because = None
    note(scope, hat, action, row, {"matter": matter.slug})
    return row


def _begin(
    scope: Scope, matter: Considered, member: Member, said: Mapping[str, object]
) -> Declaration:
    """The row of a first declaration. Raises InterestError where another is made just now."""
    row = Declaration(
        company_id=scope.company_id,
        area_id=matter.area_id,
        audience=matter.audience,
        matter_id=matter.id,
        body_id=matter.body_id,
        person_id=member.id,
        left_room=False,
        **said,
    )
    if not add_alone(scope, row):
        raise InterestError(
            "The clerk and the member declared at the same moment: read what stands, then change "
            "it if it is not right."
        )
    return row


def withdraw(
    scope: Scope, matter: Considered, declaration: Declaration, because: str
) -> Declaration:
    """Take back what was declared in error: it stays in the record, with the reason.

    Raises InterestError.
    """
    member = members.members(scope, [declaration.person_id])
    hat = _declarer(scope, matter, member[0])
    _refuse_ended(matter)
    if declaration.withdrawn_at is not None:
        raise InterestError("It was taken back already.")
    if not because.strip():
        raise InterestError("Say why it is taken back.", "because")
    declaration.withdrawn_at, declaration.withdrawn_by = scope.now(), scope.visitor.name
    declaration.withdrawn_because, declaration.left_room = because.strip(), False
    note(scope, hat, "interest:declaration-withdrawn", declaration, {"matter": matter.slug})
    return declaration


def record_room(
    scope: Scope, matter: Considered, declaration: Declaration, *, left: bool
) -> Declaration:
    """Record that a member who declared an interest left the room for this item, or came back.

    Raises InterestError.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=declaration.body_id)
    _refuse_ended(matter)
    if declaration.withdrawn_at is not None:
        raise InterestError("She took back what she declared: mark her attendance instead.")
    if declaration.left_room == left:
        return declaration
    declaration.left_room = left
    declaration.left_at = scope.now() if left else declaration.left_at
    action = "interest:left-room" if left else "interest:came-back"
    note(scope, hat, action, declaration, {"matter": matter.slug})
    return declaration


def open_to_all(scope: Scope, hat: Hat, matter_id: int) -> None:
    """Open what was declared of a matter, and the dispensations for it, as the matter is opened."""
    rows: Iterable[Declaration | Dispensation] = [
        *scope.session.scalars(select(Declaration).where(Declaration.matter_id == matter_id)),
        *scope.session.scalars(select(Dispensation).where(Dispensation.matter_id == matter_id)),
    ]
    for row in rows:
        if row.audience != PUBLIC:
            row.audience = PUBLIC
            note(scope, hat, "interest:opened", row)


def of_matter(scope: Scope, matter: Considered, person_id: int) -> Declaration | None:
    """This person's declaration of a matter, taken back or not."""
    return scope.session.scalars(
        select(Declaration).where(
            Declaration.matter_id == matter.id, Declaration.person_id == person_id
        )
    ).first()


def _declarer(scope: Scope, matter: Considered, member: Member) -> Hat:
    """The hat under which it is declared: the member's own, or the clerk's of the body."""
    hers = scope.visitor.person_id == member.id
    permission = Permission.INTEREST_DECLARE if hers else Permission.INTEREST_KEEP
    return scope.require(permission, body_id=matter.body_id)


def _refuse_ended(matter: Considered) -> None:
    if matter.state != UNDECIDED:
        raise InterestError("This matter has ended: interests are declared before it is decided.")


def _check(scope: Scope, matter: Considered, member: Member, details: DeclarationDetails) -> None:
    if details.kind not in rules.KINDS:
        raise InterestError("Choose what kind of interest it is.", "kind")
    if not details.sensitive and not details.nature.strip():
        raise InterestError("Say what the interest is.", "nature")
    if details.sensitive and details.nature.strip():
        raise InterestError(
            "Leave the nature of a sensitive interest out: the fact is enough, and what you write "
            "here is public.",
            "nature",
        )
    if matter.body_id not in member.body_ids:
        raise InterestError("Choose a member of the body that decides this.", "member")
    if details.relies_on is None:
        return
    known = scope.session.get(Dispensation, details.relies_on)
    if known is None or known.person_id != member.id:
        raise InterestError("Choose a dispensation of this member.", "relies_on")
