"""The Scope: the only door to the data. Made once per request or command, from who and where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants import clock, walls
from tenants.audiences import Grants
from tenants.base import SHARED
from tenants.models import Area, Company, Invitation
from tenants.roles import EVERYBODY, PERMISSIONS, SIGNED_IN, Hat, Permission, Role, grants


class NotAllowedError(Exception):
    """The person can see the thing, and may not do this to it. Says so in words."""


class NotFoundError(Exception):
    """Nothing of that name is inside the reader's walls."""


@dataclass(frozen=True)
class Visitor:
    """Who asks: a signed-in person with her hats by company, or nobody."""

    person_id: int | None = None
    name: str = ""
    email: str = ""
    hats: dict[int, tuple[Hat, ...]] = field(default_factory=dict)
    companies: dict[str, Company] = field(default_factory=dict)
    """The companies she was ever appointed in, by their address."""
    chosen_hat: int | None = None
    """The appointment she chose to act under, where she has several."""


STRANGER = Visitor()


_AREAS = select(Area).order_by(Area.area_id)


class Scope:
    """One reader in one company, with the session that reads for her and nobody else."""

    def __init__(
        self, session: Session, company: Company, visitor: Visitor, *, writes: bool = False
    ) -> None:
        self.session = session
        self.company = company
        self.visitor = visitor
        self.hats = visitor.hats.get(company.id, ())
        self.grants: Grants = grants(company.id, visitor.person_id, self.hats)
        self.writes = writes
        self.invitations: tuple[Invitation, ...] = ()
        """What let her in to more than her hats do (``tenants.invitations``)."""
        self.accepted = False
        """Whether it was asked already which invitations are inside her walls."""
        self.guest: Hat | None = None
        """Worn besides the hats, where she may answer a consultation that she was asked into."""
        walls.enter(session, self.grants, writes=writes)

    @property
    def company_id(self) -> int:
        return self.company.id

    @property
    def person_id(self) -> int:
        """Who writes. Raises NotAllowedError for a stranger."""
        if self.visitor.person_id is None:
            raise NotAllowedError("Sign in to do this.")
        return self.visitor.person_id

    @cached_property
    def areas(self) -> Sequence[Area]:
        """The shared area first, then the owning councils in the order of their admission."""
        return self.session.scalars(_AREAS).all()

    @property
    def councils(self) -> list[Area]:
        """The areas of the owning councils."""
        return [area for area in self.areas if area.area_id != SHARED]

    def area(self, area_id: int) -> Area:
        """One area of the company. Raises NotFoundError."""
        for area in self.areas:
            if area.area_id == area_id:
                return area
        raise NotFoundError(f"No area {area_id}")

    @property
    def hat(self) -> Hat | None:
        """The hat worn by choice, else the first; None for a stranger and for the public."""
        for hat in self.hats:
            if hat.appointment_id == self.visitor.chosen_hat:
                return hat
        return self.hats[0] if self.hats else None

    def now(self) -> datetime:
        """This moment, in UTC, on the company's day."""
        return clock.now(self.company.demonstration_day)

    def today(self) -> date:
        """The day it is for this company."""
        return clock.civil_day(self.now())

    def wearing(
        self,
        permission: Permission,
        *,
        area_id: int | None = None,
        body_id: int | None = None,
        plan_id: int | None = None,
    ) -> Hat | None:
        """The hat under which this person may do it: the chosen one if it serves, else another."""
        chosen = self.hat
        ordered = [] if chosen is None else [chosen, *(h for h in self.hats if h is not chosen)]
        ordered += [] if self.guest is None else [self.guest]
        for hat in ordered:
            if hat.allows(permission, area_id, body_id, plan_id):
                return hat
        return None

    def may(
        self,
        permission: Permission,
        *,
        area_id: int | None = None,
        body_id: int | None = None,
        plan_id: int | None = None,
    ) -> bool:
        """Whether this person may do it to a thing of this area, body or plan."""
        if permission in EVERYBODY:
            return True
        if permission in SIGNED_IN:
            return self.visitor.person_id is not None
        found = self.wearing(permission, area_id=area_id, body_id=body_id, plan_id=plan_id)
        return found is not None

    def holds(self, permission: Permission) -> bool:
        """Whether any of this person's hats carries the permission, for whatever thing."""
        return any(permission in PERMISSIONS[hat.role] for hat in self.hats)

    def require(
        self,
        permission: Permission,
        *,
        area_id: int | None = None,
        body_id: int | None = None,
        plan_id: int | None = None,
    ) -> Hat:
        """The one hat a write is made and audited under. Raises NotAllowedError, in words."""
        hat = self.wearing(permission, area_id=area_id, body_id=body_id, plan_id=plan_id)
        if hat is None:
            raise NotAllowedError(_refusal(permission))
        return hat

    def reads(self, area_id: int, audience: str) -> bool:
        """Whether rows of this area and audience are inside this reader's walls."""
        return self.grants.admit(area_id, audience)

    def admit(self, found: Sequence[Invitation], *, link: str = "") -> None:
        """Open what these invitations open, besides what her hats do. ``tenants.invitations``
        alone calls it: there it is proved that they are hers."""
        self.invitations = (*self.invitations, *found)
        self.grants = self.grants.and_also((each.opens for each in found), link)
        walls.enter(self.session, self.grants, writes=self.writes)

    def look_after(self, labels: Iterable[str]) -> None:
        """Open what is withheld of the members whose clerk she is, and papers that she is let in
        to. ``tenants.registrars`` and ``tenants.paper_readers`` alone call it: there it is proved
        that she is."""
        self.grants = self.grants.and_also(labels)
        walls.enter(self.session, self.grants, writes=self.writes)

    def leave(self) -> None:
        """Close the door: the session reads for nobody any more."""
        walls.leave(self.session)


_REFUSALS: dict[Permission, str] = {
    Permission.PLAN_EDIT: "Only the company's directors, editors appointed to this council, and a "
    "service lead of this very plan, can change this text.",
    Permission.PROGRESS_RECORD: "Only the company's directors, editors appointed to this council, "
    "the service lead of this very plan, and whoever leads an action, can record progress.",
    Permission.PLAN_RELEASE: "Only a company director can release a draft to commissioners.",
    Permission.PLAN_FREEZE: "Only a company director can freeze a version.",
    Permission.PLAN_AMEND: "Only a company director can make a minor amendment under a delegation.",
    Permission.PLAN_REFRESH: "Only a company director can roll a plan forward.",
    Permission.MATTER_SUBMIT: "Only a company director can submit a version for decision.",
    Permission.REGISTER_KEEP: "Only the clerk of the owners' committee that decides this matter "
    "keeps the register.",
    Permission.CITATION_SETTLE: "Only the clerk of the deciding body can settle a citation.",
    Permission.RECORD_KEEP: "Only the clerk of the deciding body keeps its decision record.",
    Permission.MINUTES_KEEP: "Only the clerk of this body, or the chair of the board, keeps its "
    "minutes.",
    Permission.SITTING_CONDUCT: "Only the clerk and the co-chairs of this body can do this.",
    Permission.PACK_BUILD: "Only the clerk of this body has its packs built.",
    Permission.MEETING_ARRANGE: "Only the clerk of this body arranges its meetings and keeps its "
    "agendas; of a board without a clerk its chair.",
    Permission.PAPER_WRITE: "The company's directors, editors and service leads write reports, "
    "each in her area, and the clerk of the body.",
    Permission.PAPER_TEMPLATE: "Only a company director sets the template of its reports.",
    Permission.COMMENT_WRITE: "Directors, editors, the board and commissioners comment here.",
    Permission.ENGAGEMENT_CONDUCT: "Only a company director can conduct a consultation.",
    Permission.ENGAGEMENT_ANSWER: "This consultation does not ask you. Whoever it asks has a link "
    "of her own, or is a commissioner of a council that it names.",
    Permission.BODY_SET: "Only the clerk of this body, and the operator, can change how it works.",
    Permission.INTEREST_WRITE: "Only members, and the clerks of their bodies, enter interests.",
    Permission.INTEREST_DECLARE: "Only members of this body, and its clerk, declare interests.",
    Permission.INTEREST_KEEP: "Only the member herself, and the clerk of a body on which she sits, "
    "can do this.",
    Permission.DISPENSATION_GRANT: "Only the clerk of a body on which this member sits, as "
    "monitoring officer, records a dispensation.",
    Permission.CALL_IN_REQUEST: "Only members of the council whose body decided can call its "
    "decision in.",
    Permission.VOTE_CAST: "Only voting members of this body can vote.",
}


def _refusal(permission: Permission) -> str:
    return _REFUSALS.get(permission, "Your role does not allow this.")


def operator(
    session: Session, company: Company, body_ids: Sequence[int] = (), *, writes: bool = True
) -> Scope:
    """The scope of somebody at the server's command line, who answers for the whole company."""
    seats = [
        Hat(None, Role.CLERK, SHARED, body_id, "Operator, command line") for body_id in body_ids
    ]
    hat = Hat(None, Role.OPERATOR, SHARED, None, "Operator, command line")
    visitor = Visitor(None, "Operator", "", {company.id: (hat, *seats)})
    return Scope(session, company, visitor, writes=writes)
