"""Verbs on e-mails: post one, announce something, write down how sending went. Never commits.

Whatever posts an e-mail does so in its own transaction: it is sent if, and only if, what it tells
of was kept. Nothing here speaks to a mail server (``working``).
"""

import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import select

from portal.notices.models import Bulletin, Letter, MailWish
from tenants import clock
from tenants.audiences import AUDITORS
from tenants.base import SHARED
from tenants.models import Person
from tenants.scope import Scope

VOTES, NEEDS = "votes", "needs"
KINDS = {
    VOTES: "A vote is open that I can cast",
    NEEDS: "Something else waits for me, such as a seat in which I stand in",
}
"""The e-mails that somebody with an account can do without."""
_SPACE = re.compile(r"\s+")


def post(scope: Scope, to: str, subject: str, text: str, link: str) -> Letter:
    """Let an e-mail be sent to one address once this transaction is kept.

    ``link`` is a path of the portal, from its root. Papers are never attached: who opens the link
    is let in as far as she may read.
    """
    letter = Letter(
        **walls_of(scope),
        recipient=to,
        subject=_SPACE.sub(" ", subject).strip()[:300],
        text=text,
        link=link,
        message_id=new_message_id(),
        not_before=clock.now(),
        made_at=clock.now(),
    )
    scope.session.add(letter)
    return letter


def post_to_people(
    scope: Scope, person_ids: Iterable[int], kind: str, subject: str, text: str, link: str
) -> list[Letter]:
    """An e-mail to each of these people who can sign in and has not said that she wants none of
    this kind (a key of KINDS)."""
    wanted = sorted(set(person_ids) - _unwilling(scope, kind))
    people = scope.session.execute(
        select(Person.email).where(Person.id.in_(wanted), Person.active).order_by(Person.id)
    )
    return [post(scope, email, subject, text, link) for (email,) in people]


def announce(scope: Scope, topic: str, action: str, subject_id: int) -> None:
    """Let those who asked for this topic be told, as far as the public may know it by then."""
    scope.session.add(
        Bulletin(
            **walls_of(scope),
            topic=topic,
            action=action,
            subject_id=subject_id,
            happened_at=scope.now(),
        )
    )


def wish(scope: Scope, wanted: Sequence[str]) -> None:
    """Keep which kinds of e-mail the reader herself wants."""
    session, person_id = scope.session, scope.person_id
    for kind in KINDS:
        held = session.get(MailWish, (person_id, kind))
        if held is None:
            held = MailWish(person_id=person_id, kind=kind)
            session.add(held)
        held.wanted = kind in wanted


def wishes(scope: Scope) -> list[str]:
    """The kinds of e-mail that the reader wants."""
    unwanted = select(MailWish.kind).where(MailWish.person_id == scope.person_id, ~MailWish.wanted)
    return [kind for kind in KINDS if kind not in set(scope.session.scalars(unwanted))]


def new_message_id() -> str:
    """Unique, and told nothing by: no address, no number of ours."""
    return f"<{secrets.token_hex(16)}@goldthread.invalid>"


def walls_of(scope: Scope) -> dict[str, int | str]:
    """What waits to be sent is the operator's to read."""
    return {"company_id": scope.company_id, "area_id": SHARED, "audience": AUDITORS}


def _unwilling(scope: Scope, kind: str) -> set[int]:
    rows = select(MailWish.person_id).where(MailWish.kind == kind, ~MailWish.wanted)
    return set(scope.session.scalars(rows))


BACK_OFF = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 240, 720, 1440))
"""How long an e-mail waits after each attempt that failed; after the last it is given up."""


def fail(letter: Letter, trouble: str, *, for_good: bool) -> None:
    """Write down that a mail server would not have it: it is tried again later, or given up."""
    letter.trouble = trouble[:500]
    if for_good or letter.attempts > len(BACK_OFF):
        letter.state = "failed"
        _erase(letter)
        return
    letter.state = "waiting"
    letter.not_before = clock.now() + BACK_OFF[letter.attempts - 1]


def end(letter: Letter, state: str) -> None:
    """Write down that it has gone, or that there is nothing to tell any more."""
    letter.state = state
    letter.sent_at = clock.now() if state == "sent" else None
    _erase(letter)


def _erase(letter: Letter) -> None:
    """What it said, its secrets with it, is needed no more."""
    letter.subject, letter.text, letter.link = "", "", ""
