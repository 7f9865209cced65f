"""What was recorded of a meeting, as its minutes are drafted from it. Plain values, no I/O."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True)
class Seated:
    """One seat at the meeting: who sat in it, or whose it is where nobody did."""

    name: str
    council: str
    """The council that fills the seat; the company on its board."""
    title: str
    """What its member is: "Co-chair"."""
    present: bool
    instead_of: str = ""
    """The member in whose seat a substitute sat."""
    remote: bool = False
    presides: bool = False


@dataclass(frozen=True)
class Movement:
    """Somebody came after the meeting had opened, or left before it closed."""

    name: str
    at: time
    arrived: bool
    during: str = ""
    """The number of the item that was being taken; empty before the first."""


@dataclass(frozen=True)
class Pause:
    """An adjournment: from when to when (None where the meeting was not resumed), and why."""

    begins: time
    ends: time | None
    because: str = ""


@dataclass(frozen=True)
class Declared:
    """What a member declared of one item."""

    name: str
    words: str
    """Kind and nature, as the interests room says them."""
    left_room: bool
    dispensation: str = ""


@dataclass(frozen=True)
class Moved:
    """A motion or an amendment that was put: its words are empty for the recommendation itself."""

    mover: str
    seconder: str = ""
    words: str = ""
    outcome: str = ""
    """Of an amendment: carried, lost or withdrawn; empty while it is not decided."""


@dataclass(frozen=True)
class Named:
    """How a member voted, where that is recorded by name."""

    name: str
    choice: str
    """In words: "For"."""
    asked: bool
    """She required her own vote to be recorded (SI 1993/202); False in a recorded vote."""


@dataclass(frozen=True)
class Resolved:
    """What came of one recommendation, as it was found when its vote closed."""

    letter: str
    text: str
    result: str
    """carried, lost, tied or inquorate; empty where no vote was held."""
    sentence: str = ""
    unanimous: bool = False
    councils: Sequence[str] = ()
    """Each council's own sentence, as kept at closing."""
    manner: str = ""
    """How the vote was taken, in words; empty for devices, which need none."""
    named: Sequence[Named] = ()
    moved: Moved | None = None
    corrections: Sequence[str] = ()


@dataclass(frozen=True)
class Action:
    """An action that arose: what, who leads it, by when as written."""

    number: str
    words: str
    lead: str
    by: str


@dataclass(frozen=True)
class Arising:
    """An action of an earlier meeting, and how it stands."""

    words: str
    source: str
    """ "24 June 2019, item 7"."""
    lead: str
    by: str
    status: str
    """In words; "Not declared" where nothing was told of it."""
    note: str = ""


@dataclass(frozen=True)
class Last:
    """What this meeting did with the minutes of the one before."""

    title: str
    on_day: date
    amendments: Sequence[str] = ()
    """Each in words: "Item 7: …"."""


@dataclass(frozen=True)
class Item:
    """One item of business."""

    number: str
    """As printed; empty for a matter that no item put before the meeting."""
    title: str
    """What the public may read, of Part II too."""
    slug: str = ""
    """Of a matter without an item: its address."""
    code: str = ""
    """Of a standing item: apologies, declarations, minutes, arising, exclusion …"""
    part: int = 1
    withdrawn_because: str | None = None
    urgent_because: str = ""
    paragraphs: Sequence[int] = ()
    public_interest: str = ""
    confidential: bool = False
    presenter: str = ""
    began: time | None = None
    declared: Sequence[Declared] = ()
    outcome: str = ""
    """How the matter ended, in one sentence; empty where none was before the meeting."""
    amended: Sequence[str] = ()
    """What the body decided to have otherwise in the version, item by item."""
    resolved: Sequence[Resolved] = ()
    amendments: Sequence[Moved] = ()
    actions: Sequence[Action] = ()

    @property
    def named(self) -> str:
        """ "item 7, Business plan"."""
        return f"item {self.number}, {self.title}" if self.number else self.title

    @property
    def key(self) -> str:
        """By which its passage is known."""
        return f"item-{self.number}" if self.number else f"matter-{self.slug}"[:40]

    @property
    def heading(self) -> str:
        """ "7. Business plan"."""
        return f"{self.number}. {self.title}" if self.number else self.title


@dataclass(frozen=True)
class Facts:
    """All that was recorded of one meeting."""

    company: str
    body: str
    title: str
    on_day: date
    starts_at: str
    venue: str
    seats: Sequence[Seated]
    items: Sequence[Item]
    clerk: str = ""
    attending: Sequence[str] = ()
    """Members without a vote: they attend, and never count."""
    vacant: Sequence[tuple[str, int]] = ()
    """Seats without a member, by council."""
    opened: time | None = None
    closed: time | None = None
    movements: Sequence[Movement] = ()
    pauses: Sequence[Pause] = ()
    last: Sequence[Last] = ()
    arising: Sequence[Arising] = ()
    accent: str = field(default="#1f3a5f", compare=False)
