"""The owners of a matter that each of them decides by a body of its own, as kept with its rule."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

EACH_OWNER = "each_owner"


@dataclass(frozen=True)
class Owner:
    """A council (its area), and the body that considers the matter for it."""

    area: int
    slug: str
    name: str
    body: int
    body_name: str

    @property
    def area_id(self) -> int:
        """The area, as who may act for a council is asked by."""
        return self.area

    @property
    def body_id(self) -> int:
        """The body, as who may act for a body is asked by."""
        return self.body


def kept(owners: Sequence[Owner]) -> list[dict[str, Any]]:
    """The owners as they are kept with the rule of a matter."""
    return [asdict(owner) for owner in owners]


def owners_of(rule: Mapping[str, Any]) -> list[Owner]:
    """The owners kept with a matter's rule; none where one committee decides."""
    return [Owner(**each) for each in rule.get("owners", ())]
