"""What people can ask to be told of. Higher rooms say it here; this room knows none of them.

A happening of the audit log becomes a bulletin in the same transaction. What it says is asked when
it is sent, with the eyes of the public: where those see nothing any more, or not yet, nobody is
told.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.audit import service as audit
from portal.audit.service import Happening
from portal.notices import service
from tenants.scope import Scope


@dataclass(frozen=True)
class Topic:
    """One choice of whoever subscribes: ``key`` is kept, ``label`` is read."""

    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class News:
    """What the public is told: a line, some words, and the page (below ``/<company>/``)."""

    title: str
    words: str
    path: str


TopicOf = Callable[[Scope, Happening], str | None]
Describe = Callable[[Scope, int], News | None]
"""What a reader may know of the subject; None where it is outside her walls."""
Offer = Callable[[Scope], Sequence[Topic]]

_describers: dict[str, Describe] = {}
_offers: list[Offer] = []


def tell(action: str, topic_of: TopicOf, describe: Describe) -> None:
    """Tell subscribers of what happened: of this action, under the topic that it belongs to."""
    _describers[action] = describe

    def post(scope: Scope, happening: Happening) -> None:
        topic = topic_of(scope, happening)
        if topic is not None:
            service.announce(scope, topic, happening.action, happening.subject_id)

    if action not in _told:
        _told.add(action)
        audit.on(action, post)


_told: set[str] = set()


def offer(topics: Offer) -> None:
    """Let readers choose these topics."""
    if topics not in _offers:
        _offers.append(topics)


def offered(scope: Scope) -> list[Topic]:
    """All topics that this reader can choose."""
    return [topic for each in _offers for topic in each(scope)]


def describe(scope: Scope, action: str, subject_id: int) -> News | None:
    """What this reader may be told of it; None for nothing."""
    describer = _describers.get(action)
    return describer(scope, subject_id) if describer else None
