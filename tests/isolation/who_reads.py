"""Who reads what and who may do what, written down a second time, from the design's table alone.

Nothing here looks at ``tenants/roles.py``: a slip made there must not be made here too.
"""

from dataclasses import dataclass

from tenants.roles import Permission, Role
from tests.factories import engaged, marked, papers_marked, people
from tests.factories.deciding import DECIDING
from tests.factories.people import Post

SEATS_OF_DECIDING_BODIES = {
    *(Role.CO_CHAIR, Role.MEMBER, Role.CLERK),
    *(Role.SUBSTITUTE, Role.NON_VOTING_MEMBER),
}
BOARD = {Role.BOARD_CHAIR, Role.BOARD_MEMBER}
EDITORS, AUDITORS = "editors", "auditors"
OPEN_TO_ALL = "open to all"
"""Stands for the area of what everybody is asked."""


@dataclass(frozen=True)
class Person:
    """Somebody at the door with her posts of today; without an address, the signed-out public."""

    email: str | None
    posts: tuple[Post, ...] = ()

    def __str__(self) -> str:
        return self.email or "the public"

    def posts_in(self, company: str) -> list[Post]:
        """Her posts in one company."""
        return [post for post in self.posts if post.company == company]


PUBLIC = Person(None)


def everybody() -> list[Person]:
    """One person for each role of each area and body, and those who hold none today."""
    by_post: dict[tuple[object, ...], Person] = {}
    for post in (*people.POSTS, marked.LEAD, marked.OBSERVER, marked.SUBSTITUTE):
        key = (post.company, post.role, post.area, post.body)
        by_post.setdefault(key, Person(post.email, (post,)))
    without = [Person(marked.NOBODY), Person(marked.FORMER), Person(marked.FUTURE)]
    return [PUBLIC, *by_post.values(), Person(marked.TWO_HATS, marked.TWO_POSTS), *without]


def reads(person: Person, company: str, area: str | None, state: str) -> bool:
    """Whether she reads a text of this area (None: shared) in this state."""
    if state == "public":
        return True
    if state == "unsaved":
        return person.email == marked.WRITERS[company]
    if state == "noted":
        return person.email == marked.NOTING[company]
    if state == "withheld":
        clerk = any(post.role is Role.CLERK for post in person.posts_in(company))
        return clerk or person.email == marked.WITHHOLDING[company]
    if state in ("paper", "draft-paper"):
        return _reads_paper(person, company, published=state == "paper")
    if state == "exempt":
        roles = {p.role for p in person.posts_in(company) if p.body == DECIDING[company]}
        seats = {Role.CO_CHAIR, Role.MEMBER, Role.NON_VOTING_MEMBER}
        return bool(roles & {Role.CLERK, *seats})
    if state in ("body", "board"):
        of_body = "board" if state == "board" else DECIDING[company]
        return any(post.body == of_body for post in person.posts_in(company))
    return any(_post_reads(post, area, state) for post in person.posts_in(company))


def _reads_paper(person: Person, company: str, *, published: bool) -> bool:
    """A paper that is not public: its clerk's and its writer's; once its agenda is published, its
    body's members' too, but for whoever has an interest that bars her."""
    roles = {p.role for p in person.posts_in(company) if p.body == DECIDING[company]}
    if person.email == papers_marked.WRITERS[company] or Role.CLERK in roles:
        return True
    if not published or person.email == papers_marked.BARRED[company]:
        return False
    return bool(roles & {Role.CO_CHAIR, Role.MEMBER, Role.NON_VOTING_MEMBER})


def _post_reads(post: Post, area: str | None, state: str) -> bool:
    if state == "directors":
        return post.role is Role.DIRECTOR
    if state == "asked":
        of_council = post.role in {Role.EDITOR, Role.COMMISSIONER}
        named = of_council and post.area == engaged.ASKED[post.company]
        return post.role is Role.DIRECTOR or named
    own_or_shared = area is None or area == post.area
    if post.role is Role.DIRECTOR:
        return True
    if post.role in {Role.EDITOR, Role.SERVICE_LEAD}:
        return own_or_shared
    if post.role is Role.COMMISSIONER:
        return state == "submitted" or (state == "released" and own_or_shared)
    if post.role in BOARD:
        return area is None or state == "submitted"
    return post.role in SEATS_OF_DECIDING_BODIES and state == "submitted"


STATE_OF_AUDIENCE = {
    "editors": "draft",
    "released": "released",
    "submitted": "submitted",
    "public": "public",
    "directors": "directors",
}


def reads_row(person: Person, company: str, area: str | None, audience: str) -> bool:
    """Whether a row of this area and audience is inside her walls. ``audience`` names a body by its
    slug, a person by her address."""
    if audience in STATE_OF_AUDIENCE:
        return reads(person, company, area, STATE_OF_AUDIENCE[audience])
    if audience == AUDITORS:
        return False
    if audience.startswith(("round-", "item-")):
        # Nobody's by her hats alone: whoever was asked is let in there (tests/engagement), and
        # whoever works on a paper or decides on it is let in to that (tests/papers).
        return False
    kind, _, name = audience.partition(" ")
    if kind in {"person", "withheld", "asker", "opened"}:
        # A clerk reads what is withheld once she opens the register (tests/interests), and who
        # opened the papers on the meeting's page (tests/reading).
        return person.email == name
    assert kind == "body", f"Say in this table who reads {audience}"
    return any(post.body == name for post in person.posts_in(company))


def may(person: Person, company: str, needs: Permission, area: str | None) -> bool:
    """Whether she may do it to a thing of this area (None: the company's, or no one thing)."""
    if needs.value in {
        "company:read",
        "plan:read",
        "register:read",
        "matter:read",
        "meeting:read",
        "pack:read",
        "paper:read",
        "engagement:read",
        "interest:read",
        "search:use",
        "feed:read",
    }:
        return True
    if needs.value == "engagement:answer" and area == OPEN_TO_ALL:
        return True
    if needs.value in ("representation:make", "notice:ask"):
        return True
    if needs.value == "work:read":
        return person.email is not None
    return any(_post_may(post, needs, area) for post in person.posts_in(company))


OF_ROLES_ALONE = {
    "plan:create": {Role.DIRECTOR},
    "plan:release": {Role.DIRECTOR},
    "plan:freeze": {Role.DIRECTOR},
    "plan:amend": {Role.DIRECTOR},
    "plan:refresh": {Role.DIRECTOR},
    "matter:submit": {Role.DIRECTOR},
    "dispute:refer": {Role.DIRECTOR, Role.CLERK},
    "citation:settle": {Role.CLERK},
    "body:set": {Role.CLERK},
    "meeting:arrange": {Role.CLERK},
    "pack:build": {Role.CLERK},
    "paper:template": {Role.DIRECTOR},
    "record:keep": {Role.CLERK},
    "minutes:keep": {Role.CLERK},
    "sitting:conduct": {Role.CLERK, Role.CO_CHAIR},
    "vote:cast": {Role.MEMBER, Role.CO_CHAIR, Role.SUBSTITUTE},
    "engagement:conduct": {Role.DIRECTOR},
    "engagement:answer": {Role.COMMISSIONER},
    "call_in:request": {Role.CO_CHAIR, Role.MEMBER},
    "interest:write": SEATS_OF_DECIDING_BODIES | BOARD,
    "interest:declare": SEATS_OF_DECIDING_BODIES,
    "interest:keep": {Role.CLERK},
    "dispensation:grant": {Role.CLERK},
    "comment:write": {Role.DIRECTOR, Role.EDITOR, Role.SERVICE_LEAD, Role.COMMISSIONER} | BOARD,
}


def _post_may(post: Post, needs: Permission, area: str | None) -> bool:
    if needs.value in OF_ROLES_ALONE:
        return post.role in OF_ROLES_ALONE[needs.value]
    match needs.value:
        case "plan:edit" | "progress:record":
            return post.role is Role.DIRECTOR or _edits(post, area)
        case "paper:write":
            return (
                post.role in {Role.DIRECTOR, Role.CLERK} or _edits(post, area) or _leads(post, area)
            )
        case "position:state":
            return post.role is Role.CLERK or _is_commissioner_of(post, area)
        case "register:keep":
            return post.role is Role.CLERK and post.area is None
        case "sitting:prepare" | "tenancy:keep":
            return False
    raise LookupError(f"Say in this table who may do {needs.value}")


def _is_commissioner_of(post: Post, area: str | None) -> bool:
    return post.role is Role.COMMISSIONER and area in (None, post.area)


def _leads(post: Post, area: str | None) -> bool:
    return post.role is Role.SERVICE_LEAD and area == post.area


def _edits(post: Post, area: str | None) -> bool:
    return post.role is Role.EDITOR and area == post.area
