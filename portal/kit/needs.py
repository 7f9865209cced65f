"""What waits for one reader, whichever room it waits in. A plain value."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Need:
    """One thing that waits for this reader: a verb, what it is about, and the button's words.

    ``path`` begins below the company's address.
    """

    verb: str
    title: str
    detail: str
    path: str
    button: str
    due: date | None
