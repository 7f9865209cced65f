"""Roles, the permissions each carries, and the audiences each opens: said here alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tenants import audiences
from tenants.audiences import DIRECTORS, EDITORS, PUBLIC, RELEASED, SUBMITTED, Grants
from tenants.base import SHARED


class Role(StrEnum):
    """What a person is appointed as. See "Who is who" in the glossary of docs/architecture.md."""

    DIRECTOR = "director"
    EDITOR = "editor"
    SERVICE_LEAD = "service_lead"
    """Keeps one plan, that of a service or a team, and no other."""
    BOARD_CHAIR = "board_chair"
    BOARD_MEMBER = "board_member"
    COMMISSIONER = "commissioner"
    CO_CHAIR = "co_chair"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    """Sits in the seat of a member of the same council for one meeting, and votes in it."""
    NON_VOTING_MEMBER = "non_voting_member"
    """Attends and reads, and never votes or counts for the quorum."""
    CLERK = "clerk"
    OPERATOR = "operator"
    GUEST = "guest"
    """Whoever was invited to answer a consultation; never appointed to anything."""


class Permission(StrEnum):
    """What a route or a service may ask for, named noun:verb."""

    COMPANY_READ = "company:read"
    PLAN_READ = "plan:read"
    PLAN_EDIT = "plan:edit"
    PLAN_RELEASE = "plan:release"
    PLAN_FREEZE = "plan:freeze"
    PLAN_CREATE = "plan:create"
    PROGRESS_RECORD = "progress:record"
    PLAN_AMEND = "plan:amend"
    PLAN_REFRESH = "plan:refresh"
    REGISTER_READ = "register:read"
    REGISTER_KEEP = "register:keep"
    MATTER_READ = "matter:read"
    PAPER_READ = "paper:read"
    PAPER_WRITE = "paper:write"
    """Write reports one is named for, and clear them."""
    PAPER_TEMPLATE = "paper:template"
    MEETING_READ = "meeting:read"
    PACK_READ = "pack:read"
    PACK_BUILD = "pack:build"
    """Have the packs of a body's meetings built."""
    MEETING_ARRANGE = "meeting:arrange"
    """Arrange meetings of a body, keep its agendas and publish them."""
    MATTER_SUBMIT = "matter:submit"
    CITATION_SETTLE = "citation:settle"
    RECORD_KEEP = "record:keep"
    MINUTES_KEEP = "minutes:keep"
    SITTING_CONDUCT = "sitting:conduct"
    SITTING_PREPARE = "sitting:prepare"
    BODY_SET = "body:set"
    VOTE_CAST = "vote:cast"
    CALL_IN_REQUEST = "call_in:request"
    POSITION_STATE = "position:state"
    DISPUTE_REFER = "dispute:refer"
    SEARCH_USE = "search:use"
    FEED_READ = "feed:read"
    NOTICE_ASK = "notice:ask"
    """To be sent e-mails, at an address that agrees first."""
    COMMENT_WRITE = "comment:write"
    ENGAGEMENT_READ = "engagement:read"
    ENGAGEMENT_CONDUCT = "engagement:conduct"
    ENGAGEMENT_ANSWER = "engagement:answer"
    INTEREST_READ = "interest:read"
    INTEREST_WRITE = "interest:write"
    INTEREST_DECLARE = "interest:declare"
    INTEREST_KEEP = "interest:keep"
    """What a monitoring officer does for other members: their register, their declarations."""
    DISPENSATION_GRANT = "dispensation:grant"
    REPRESENTATION_MAKE = "representation:make"
    """Say why a meeting should be open to the public: anybody may, as a guest."""
    WORK_READ = "work:read"
    TENANCY_KEEP = "tenancy:keep"


P = Permission
EVERYBODY = frozenset(
    {
        P.COMPANY_READ,
        P.PLAN_READ,
        P.REGISTER_READ,
        P.MATTER_READ,
        P.MEETING_READ,
        P.PACK_READ,
        P.PAPER_READ,
        P.ENGAGEMENT_READ,
        P.INTEREST_READ,
        P.SEARCH_USE,
        P.FEED_READ,
        P.NOTICE_ASK,
    }
)
SIGNED_IN = EVERYBODY | {P.WORK_READ}
OWN_VOICE = frozenset({P.COMMENT_WRITE, P.ENGAGEMENT_ANSWER, P.CALL_IN_REQUEST})
"""What a person says for her own council, whoever's the text is that she speaks about."""
OF_MEMBERS = frozenset({P.INTEREST_WRITE, P.INTEREST_DECLARE})
"""What a member does about her own interests, and the clerk with her."""

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.DIRECTOR: SIGNED_IN
    | {P.PLAN_EDIT, P.PLAN_RELEASE, P.PLAN_FREEZE, P.PLAN_CREATE, P.MATTER_SUBMIT}
    | {
        P.DISPUTE_REFER,
        P.PLAN_AMEND,
        P.PLAN_REFRESH,
        P.COMMENT_WRITE,
        P.ENGAGEMENT_CONDUCT,
        P.PROGRESS_RECORD,
    }
    | {P.PAPER_WRITE, P.PAPER_TEMPLATE},
    Role.EDITOR: SIGNED_IN | {P.PLAN_EDIT, P.COMMENT_WRITE, P.PROGRESS_RECORD, P.PAPER_WRITE},
    Role.SERVICE_LEAD: SIGNED_IN | {P.PLAN_EDIT, P.COMMENT_WRITE, P.PROGRESS_RECORD, P.PAPER_WRITE},
    Role.BOARD_CHAIR: SIGNED_IN
    | {
        P.COMMENT_WRITE,
        P.VOTE_CAST,
        P.SITTING_CONDUCT,
        P.SITTING_PREPARE,
        P.MEETING_ARRANGE,
        P.PACK_BUILD,
    }
    | {P.PAPER_WRITE, P.MINUTES_KEEP}
    | OF_MEMBERS,
    Role.BOARD_MEMBER: SIGNED_IN | {P.COMMENT_WRITE, P.VOTE_CAST} | OF_MEMBERS,
    Role.COMMISSIONER: SIGNED_IN | {P.COMMENT_WRITE, P.ENGAGEMENT_ANSWER, P.POSITION_STATE},
    Role.CO_CHAIR: SIGNED_IN | {P.VOTE_CAST, P.SITTING_CONDUCT, P.CALL_IN_REQUEST} | OF_MEMBERS,
    Role.MEMBER: SIGNED_IN | {P.VOTE_CAST, P.CALL_IN_REQUEST} | OF_MEMBERS,
    Role.SUBSTITUTE: SIGNED_IN | {P.VOTE_CAST} | OF_MEMBERS,
    Role.NON_VOTING_MEMBER: SIGNED_IN | OF_MEMBERS,
    Role.CLERK: SIGNED_IN
    | {P.SITTING_CONDUCT, P.CITATION_SETTLE, P.BODY_SET, P.REGISTER_KEEP}
    | {P.RECORD_KEEP, P.INTEREST_KEEP, P.DISPENSATION_GRANT, P.MINUTES_KEEP}
    | {P.SITTING_PREPARE, P.POSITION_STATE, P.DISPUTE_REFER, P.MEETING_ARRANGE, P.PACK_BUILD}
    | {P.PAPER_WRITE}
    | OF_MEMBERS,
    Role.OPERATOR: SIGNED_IN
    | {
        P.TENANCY_KEEP,
        P.REGISTER_KEEP,
        P.SITTING_PREPARE,
        P.BODY_SET,
        P.MEETING_ARRANGE,
        P.PACK_BUILD,
    },
    Role.GUEST: EVERYBODY | {P.ENGAGEMENT_ANSWER, P.REPRESENTATION_MAKE},
}

BOARD = frozenset({Role.BOARD_CHAIR, Role.BOARD_MEMBER})
SEATED = BOARD | {
    Role.CO_CHAIR,
    Role.MEMBER,
    Role.SUBSTITUTE,
    Role.NON_VOTING_MEMBER,
    Role.CLERK,
}
"""Roles that are a seat on a body; the others are held for an area."""

ON_PUBLIC_RECORD = SEATED | {Role.DIRECTOR}
"""Roles that everybody may know of: seats, and directors (Companies Act 2006, s.162 and s.167)."""

OF_ONE_PLAN = frozenset({P.PLAN_EDIT, P.PROGRESS_RECORD})
"""What a role that is held for one plan may do to that plan alone."""

COMPANY_WIDE = frozenset({Role.DIRECTOR, Role.OPERATOR})
"""Roles that read every council's drafts, and so cannot be held for one council."""

VOTING = frozenset({Role.CO_CHAIR, Role.MEMBER})
"""Seats that a council fills; on a board its chair and members vote (``BOARD``)."""

TITLES: dict[Role, str] = {
    Role.DIRECTOR: "Director",
    Role.EDITOR: "Plan editor",
    Role.SERVICE_LEAD: "Service lead",
    Role.BOARD_CHAIR: "Chair",
    Role.BOARD_MEMBER: "Member",
    Role.COMMISSIONER: "Commissioner",
    Role.CO_CHAIR: "Co-chair",
    Role.MEMBER: "Member",
    Role.SUBSTITUTE: "Substitute",
    Role.NON_VOTING_MEMBER: "Non-voting member",
    Role.CLERK: "Clerk",
    Role.OPERATOR: "Operator",
    Role.GUEST: "Guest of a consultation",
}

APPOINTED = tuple(role for role in Role if role is not Role.GUEST)
"""The roles that a person can be appointed to."""


@dataclass(frozen=True)
class Hat:
    """One appointment in force today: a role, the area it is held for and, for a seat, its body;
    for a service lead, her plan."""

    appointment_id: int | None
    role: Role
    area_id: int
    body_id: int | None
    label: str
    plan_id: int | None = None

    def allows(
        self,
        permission: Permission,
        area_id: int | None,
        body_id: int | None,
        plan_id: int | None = None,
    ) -> bool:
        """Whether this hat may do ``permission`` to a thing of this area or this body.

        None for the area or the body asks only whether the hat may do it at all. A role held for
        the shared area reaches every council's area; a council's role reaches its own only. A role
        held for one plan does nothing to a plan that is not named. A council's own clerk does not
        keep the company's register.
        """
        if permission not in PERMISSIONS[self.role]:
            return False
        if permission in SIGNED_IN or permission in OWN_VOICE:
            return True
        if self.role is Role.SERVICE_LEAD and permission in OF_ONE_PLAN and plan_id != self.plan_id:
            return False
        if permission is P.REGISTER_KEEP and self.role is Role.CLERK and self.area_id != SHARED:
            return False
        if self.role in SEATED:
            return body_id is None or body_id == self.body_id
        return area_id is None or self.area_id in (SHARED, area_id)


def grants(company_id: int, person_id: int | None, hats: Iterable[Hat]) -> Grants:
    """What the wearer of these hats may read: the union over the hats (design, "Who reads it")."""
    everywhere, pairs = {PUBLIC}, set[str]()
    if person_id is not None:
        own = (audiences.person, audiences.withheld, audiences.asker, audiences.opened)
        everywhere |= {label(person_id) for label in own}
    for hat in hats:
        labels, areas = _opens(hat)
        everywhere |= labels
        pairs |= areas
    return Grants(company_id, person_id, frozenset(everywhere), frozenset(pairs))


def _opens(hat: Hat) -> tuple[set[str], set[str]]:
    """The labels one hat opens everywhere, and the ``area:label`` pairs it opens besides."""
    here, shared = f"{hat.area_id}:", f"{SHARED}:"
    match hat.role:
        case Role.OPERATOR:
            return {EDITORS, RELEASED, SUBMITTED, DIRECTORS, audiences.AUDITORS}, set()
        case Role.DIRECTOR:
            return {EDITORS, RELEASED, SUBMITTED, DIRECTORS}, set()
        case Role.EDITOR | Role.SERVICE_LEAD:
            drafts = (EDITORS, RELEASED, SUBMITTED)
            return set(), {place + label for place in (here, shared) for label in drafts}
        case Role.COMMISSIONER:
            return {SUBMITTED}, {here + RELEASED, shared + RELEASED}
        case Role.BOARD_CHAIR | Role.BOARD_MEMBER:
            return {SUBMITTED, *_own_body(hat)}, {shared + EDITORS, shared + RELEASED}
        case Role.CO_CHAIR | Role.MEMBER | Role.CLERK | Role.SUBSTITUTE | Role.NON_VOTING_MEMBER:
            return {SUBMITTED, *_own_body(hat)}, set()
        case Role.GUEST:
            return set(), set()


def _own_body(hat: Hat) -> set[str]:
    return set() if hat.body_id is None else {audiences.body(hat.body_id)}
