"""What this room needs to know of a matter, which is the decisions room's to keep."""

from datetime import datetime
from typing import Protocol


class Considered(Protocol):
    """A matter that a body considers. Its row stands above; this says what is read of it here."""

    @property
    def id(self) -> int: ...
    @property
    def company_id(self) -> int: ...
    @property
    def area_id(self) -> int: ...
    @property
    def audience(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def body_id(self) -> int: ...
    @property
    def state(self) -> str:
        """``submitted`` until it is decided, deferred or withdrawn."""

    @property
    def decided_at(self) -> datetime | None: ...
