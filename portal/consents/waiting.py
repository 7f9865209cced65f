"""What waits for a reader in this room: sittings to fix, and where her council stands."""

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import aliased

from portal.consents.models import Dispute, Position
from portal.decisions.models import Matter
from portal.decisions.rules.owners import owners_of
from portal.kit.needs import Need
from tenants.roles import Permission
from tenants.scope import Scope


def needs(scope: Scope) -> list[Need]:
    """Sittings this clerk has to fix, and disputes in which her council has not spoken yet."""
    return [*_sittings(scope), *_positions(scope)]


def _sittings(scope: Scope) -> list[Need]:
    bodies = [
        hat.body_id
        for hat in scope.hats
        if hat.allows(Permission.SITTING_PREPARE, None, hat.body_id) and hat.body_id is not None
    ]
    if not bodies:
        return []
    before = aliased(Matter)
    same = and_(
        before.part_of_id == Matter.part_of_id,
        before.council_id == Matter.council_id,
        before.id < Matter.id,
    )
    rows = scope.session.execute(
        select(Matter.slug, Matter.title, exists().where(same))
        .where(
            Matter.body_id.in_(bodies),
            Matter.purpose == "consent",
            Matter.state == "submitted",
            Matter.sitting_id.is_(None),
        )
        .order_by(Matter.id)
    )
    return [_sitting_needed(*row) for row in rows]


def _sitting_needed(slug: str, title: str, again: bool) -> Need:
    asked = "The council is asked again" if again else "The council’s consent is asked"
    return Need(
        "Fix",
        f"When it is considered: {title}",
        f"{asked}: say at which sitting the body considers it.",
        f"decisions/{slug}/fix-sitting",
        "Fix the sitting",
        None,
    )


def _positions(scope: Scope) -> list[Need]:
    if not scope.holds(Permission.POSITION_STATE):
        return []
    rows = scope.session.execute(
        select(Matter, Dispute.resolve_by, Position.area_id)
        .join(Dispute, Dispute.matter_id == Matter.id)
        .outerjoin(Position, Position.matter_id == Matter.id)
        .where(or_(Dispute.state == "open", Dispute.state == "referred"))
        .order_by(Dispute.resolve_by, Matter.id)
    )
    spoken: dict[int, set[int | None]] = {}
    disputes = {}
    for matter, by, area_id in rows:
        spoken.setdefault(matter.id, set()).add(area_id)
        disputes[matter.id] = (matter, by)
    return [
        Need(
            "Say",
            f"Where {owner.name} stands: {matter.title}",
            "The councils disagree. Every owner reads what each of them says.",
            f"decisions/{matter.slug}/positions/{owner.slug}",
            "Say where it stands",
            by,
        )
        for number, (matter, by) in disputes.items()
        for owner in owners_of(matter.rule)
        if owner.area not in spoken[number]
        and scope.may(Permission.POSITION_STATE, area_id=owner.area, body_id=owner.body)
    ]
