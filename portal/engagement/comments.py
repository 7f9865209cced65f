"""Verbs on comments: write, reply, edit, withdraw, resolve. Each knows whose words they are.

A comment is its author's council's and the company's. See docs/decisions for the whole table.
"""

from portal.engagement.models import Comment
from portal.engagement.records import note
from portal.engagement.service import EngagementError, walls_of
from portal.plans.shapes import Reading
from tenants.audiences import EDITORS, RELEASED
from tenants.base import SHARED
from tenants.models import Area
from tenants.roles import Hat, Permission, Role
from tenants.scope import NotAllowedError, Scope

OF_THE_BOARD = frozenset({Role.BOARD_CHAIR, Role.BOARD_MEMBER})
WITHDRAWN, RESOLVED = "This comment was withdrawn.", "This is resolved: begin a new comment."


def addressees(scope: Scope, reading: Reading) -> list[Area]:
    """The councils a director can write to: those whose commissioners read this very text."""
    hat = scope.wearing(Permission.COMMENT_WRITE)
    if hat is None or hat.role is not Role.DIRECTOR or reading.revision.audience == EDITORS:
        return []
    return [area for area in scope.councils if reading.area_id in (SHARED, area.area_id)]


def may_begin(scope: Scope, area_id: int) -> bool:
    """Whether this reader can begin a comment on a text of this area that she reads."""
    hat = scope.wearing(Permission.COMMENT_WRITE)
    if hat is None:
        return False
    return area_id == SHARED or hat.role is Role.DIRECTOR or not speaks_for_company(hat)


def speaks_for_company(hat: Hat) -> bool:
    """Whether what is said under this hat is the company's own, and no council's."""
    return hat.area_id == SHARED or hat.role in OF_THE_BOARD


def write(scope: Scope, reading: Reading, words: str, council: int | None = None) -> Comment:
    """Comment on the text that this reader reads; a director may write to one ``council``.

    Raises NotAllowedError for the board, and for others of the whole company but its directors, on
    a council's text: they could not read their own words there. Raises EngagementError for a
    council that does not read the text.
    """
    hat = scope.require(Permission.COMMENT_WRITE)
    area_id, audience = _walls(scope, hat, reading, council)
    comment = _comment(scope, hat, area_id, audience, words)
    comment.item_id, comment.revision_id = reading.item.id, reading.revision.id
    comment.text_number = reading.revision.number
    scope.session.add(comment)
    note(scope, hat, "comment:written", comment, {"ref": reading.item.ref})
    return comment


def reply(scope: Scope, first: Comment, words: str) -> Comment:
    """Reply in a thread, for whoever reads it. Raises EngagementError in one that is resolved.

    It stands on the thread's text: another that its author reads may not be the others' to know of.
    """
    hat = scope.require(Permission.COMMENT_WRITE)
    if first.thread_id is not None or first.resolved_at is not None:
        raise EngagementError(RESOLVED)
    comment = _comment(scope, hat, first.area_id, first.audience, words)
    comment.item_id, comment.thread_id = first.item_id, first.id
    comment.revision_id, comment.text_number = first.revision_id, first.text_number
    scope.session.add(comment)
    note(scope, hat, "comment:replied", comment)
    return comment


def edit(scope: Scope, comment: Comment, words: str) -> None:
    """Change one's own words. The text that they are about stays the one they were written on."""
    hat = _own(scope, comment)
    comment.words, comment.edited_at = words, scope.now()
    note(scope, hat, "comment:edited", comment)


def withdraw(scope: Scope, comment: Comment) -> None:
    """Take back one's own words: nothing of them is kept but that there were some."""
    hat = _own(scope, comment)
    comment.words, comment.withdrawn_at = "", scope.now()
    note(scope, hat, "comment:withdrawn", comment)


def resolve(scope: Scope, first: Comment, words: str) -> None:
    """Close a thread, saying what came of it. Raises EngagementError if it is closed."""
    hat = scope.require(Permission.COMMENT_WRITE)
    if first.thread_id is not None or first.resolved_at is not None:
        raise EngagementError(RESOLVED)
    first.resolved_at, first.resolved_by = scope.now(), scope.visitor.name
    first.resolution = words
    note(scope, hat, "comment:resolved", first)


def _walls(scope: Scope, hat: Hat, reading: Reading, council: int | None) -> tuple[int, str]:
    """Area and audience of a first comment. What is said of an unreleased text stays unreleased."""
    audience = EDITORS if reading.revision.audience == EDITORS else RELEASED
    if council is not None:
        if council not in {area.area_id for area in addressees(scope, reading)}:
            raise EngagementError("Choose a council whose commissioners read this text.")
        return council, RELEASED
    if not speaks_for_company(hat):
        return hat.area_id, audience
    if hat.role is not Role.DIRECTOR and reading.area_id != SHARED:
        raise NotAllowedError(
            "Your role comments on what the whole company shares. This text is one council’s."
        )
    return reading.area_id, EDITORS


def _comment(scope: Scope, hat: Hat, area_id: int, audience: str, words: str) -> Comment:
    return Comment(
        **walls_of(scope, area_id, audience),
        thread_id=None,
        words=words,
        made_at=scope.now(),
        made_by_id=scope.person_id,
        made_by=scope.visitor.name,
        made_hat=hat.label,
        edited_at=None,
        withdrawn_at=None,
        resolved_at=None,
        resolved_by=None,
        resolution=None,
    )


def _own(scope: Scope, comment: Comment) -> Hat:
    hat = scope.require(Permission.COMMENT_WRITE)
    if comment.made_by_id != scope.person_id:
        raise NotAllowedError("Only whoever wrote a comment can change it or take it back.")
    if comment.withdrawn_at is not None:
        raise EngagementError(WITHDRAWN)
    return hat
