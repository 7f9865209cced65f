"""Small pieces of Markdown that minutes are made of. No I/O."""

import re
from collections.abc import Iterable

from portal.minutes.facts import Action, Declared

_MARKS = re.compile(r"([\\*_`\[\]<>&])")


def plain(text: str) -> str:
    """Words as they stand on one line, with nothing in them read as Markdown."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def paragraphs(*texts: str) -> str:
    """The texts that say something, with an empty line between them."""
    return "\n\n".join(text for text in texts if text)


def bullets(lines: Iterable[str]) -> str:
    """A list; nothing for no lines."""
    return "\n".join(f"- {line}" for line in lines)


def declared_line(declared: Declared, of_item: str = "") -> str:
    """Who declared what, and whether she left the room for the item."""
    about = f" on {plain(of_item)}" if of_item else ""
    words = plain(declared.words).rstrip(".")
    relies = f" Dispensation: {plain(declared.dispensation)}." if declared.dispensation else ""
    left = " Left the room while the item was considered." if declared.left_room else ""
    return f"{plain(declared.name)} declared an interest{about}. {words}.{relies}{left}"


def action_line(action: Action) -> str:
    """An action that arose, with its lead and its date as written."""
    words = plain(action.words).rstrip(".")
    by = f" By: {plain(action.by)}." if action.by else ""
    return f"**Action {action.number}:** {words}. Lead: {plain(action.lead)}.{by}"
