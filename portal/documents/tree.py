"""A document as a tree: what stands in it, in reading order, before it is PDF, Word or HTML.

Plain values without Flask and without a database. All renderings are made from one such tree, so
that they hold the very same words; ``words`` says which.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import Any, ClassVar, TypeAlias, TypeVar, cast

from portal.documents.letters import printable
from portal.kit.drawings import safe_svg

Node = TypeVar("Node")

DEEPEST = 6
"""Levels of headings that every format has."""
MOST_LISTED = 150
"""Headings of two levels that contents may have."""
NOT_WORDS: dict[str, bool] = {"not_words": True}
"""Of a field: it holds an address or a drawing, which no reader reads as text."""


@dataclass(frozen=True)
class Run:
    """Words set in one way. A line feed in ``text`` begins a new line."""

    kind: ClassVar[str] = "run"
    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = field(default="", metadata=NOT_WORDS)
    """A whole address (http, https or mailto); empty for no link."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. ``lead`` sets it larger, ``quiet`` in grey: a note, not the text itself."""

    kind: ClassVar[str] = "paragraph"
    runs: tuple[Run, ...]
    lead: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading. Level 1 is a section of the document; its title stands above all of them."""

    kind: ClassVar[str] = "heading"
    level: int
    text: str


@dataclass(frozen=True)
class Quote:
    """Blocks quoted from elsewhere."""

    kind: ClassVar[str] = "quote"
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Code:
    """Lines kept as they stand, spaces included."""

    kind: ClassVar[str] = "code"
    text: str


@dataclass(frozen=True)
class Rule:
    """A line between two thoughts."""

    kind: ClassVar[str] = "rule"


@dataclass(frozen=True)
class List:
    """Items in order; numbered from ``start`` where it is given."""

    kind: ClassVar[str] = "list"
    items: tuple[tuple["Block", ...], ...]
    start: int | None = None


@dataclass(frozen=True)
class Definitions:
    """Terms, each with what it means here."""

    kind: ClassVar[str] = "definitions"
    items: tuple[tuple[str, tuple["Block", ...]], ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table over ``span`` columns."""

    kind: ClassVar[str] = "cell"
    blocks: tuple["Block", ...]
    span: int = 1


@dataclass(frozen=True)
class Table:
    """A table with its caption. Header rows stand again on each page that the table reaches.

    ``widths`` are shares, not lengths; equal ones when left out. ``row_heads`` says that the first
    cell of a row names the row. Raises ValueError where a row has more or fewer columns than the
    first header row, or where there is none.
    """

    kind: ClassVar[str] = "table"
    caption: str
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    row_heads: bool = False

    def __post_init__(self) -> None:
        if not self.head:
            raise ValueError("A table needs a header row.")
        columns = sum(cell.span for cell in self.head[0])
        object.__setattr__(self, "widths", self.widths or (1,) * columns)
        counts = {sum(cell.span for cell in row) for row in (*self.head, *self.rows)}
        if counts != {columns} or len(self.widths) != columns:
            raise ValueError("The rows of a table have different numbers of columns.")


@dataclass(frozen=True)
class Picture:
    """A drawing (SVG, from our own hand) with the words for who cannot see it.

    ``width`` is its share of the page's width in per cent. Raises ValueError without such words.
    """

    kind: ClassVar[str] = "picture"
    svg: str = field(metadata=NOT_WORDS)
    alt: str = field(metadata=NOT_WORDS)
    caption: str = ""
    width: int = 100

    def __post_init__(self) -> None:
        object.__setattr__(self, "svg", safe_svg(self.svg))
        if not self.alt.strip():
            raise ValueError("A picture needs words for who cannot see it.")


@dataclass(frozen=True)
class Wide:
    """Blocks on pages turned sideways, where pages have sides."""

    kind: ClassVar[str] = "wide"
    blocks: tuple["Block", ...]


Block: TypeAlias = (
    Paragraph | Heading | Quote | Code | Rule | List | Definitions | Table | Picture | Wide
)


@dataclass(frozen=True)
class Document:
    """A whole document.

    ``facts`` are lines below the title, ``head`` runs on top of each page, ``foot`` at its bottom
    beside the page's number; ``made_on`` stands in the file's properties, ``accent`` (#rrggbb) is
    its one colour. Every text is made printable here, so that no rendering meets another.
    Raises ValueError for an empty title and for headings that skip a level.
    """

    title: str
    owner: str
    made_on: date
    blocks: tuple[Block, ...]
    facts: tuple[str, ...] = ()
    head: str = ""
    foot: str = ""
    subject: str = ""
    accent: str = field(default="#1f3a5f", metadata=NOT_WORDS)
    language: str = field(default="en-GB", metadata=NOT_WORDS)
    contents: bool = True

    def __post_init__(self) -> None:
        for name in ("title", "owner", "blocks", "facts", "head", "foot", "subject"):
            object.__setattr__(self, name, with_texts(getattr(self, name), printable))
        if not self.title.strip():
            raise ValueError("A document needs a title.")
        above = 0
        for heading in self.headings:
            if not 1 <= heading.level <= min(above + 1, DEEPEST):
                raise ValueError(f"The heading “{heading.text}” skips a level.")
            above = heading.level

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Every heading, in reading order."""
        return tuple(node for node in nodes(self.blocks) if isinstance(node, Heading))

    @property
    def words(self) -> tuple[str, ...]:
        """Its texts in reading order, without its contents and what stands around each page."""
        return tuple(words((self.owner, self.title, self.facts, self.blocks)))

    @property
    def contents_depth(self) -> int:
        """How many levels of headings stand in the contents: one in a very long document."""
        return 2 if sum(held.level <= 2 for held in self.headings) <= MOST_LISTED else 1

    @property
    def listed(self) -> tuple[tuple[int, Heading], ...]:
        """The headings that stand in the contents, each with its number among all headings."""
        deepest = self.contents_depth
        numbered = enumerate(self.headings, 1)
        return tuple((number, held) for number, held in numbered if held.level <= deepest)


def nodes(value: object) -> Iterator[object]:
    """Every node below ``value``, in reading order."""
    if isinstance(value, tuple):
        for held in value:
            yield from nodes(held)
    elif is_dataclass(value):
        yield value
        for name, _ in _fields(value.__class__):
            yield from nodes(getattr(value, name))


def words(value: object) -> Iterator[str]:
    """The texts below ``value`` in reading order, as every rendering shows them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for held in value:
            yield from words(held)
    elif is_dataclass(value):
        for name, is_text in _fields(value.__class__):
            if is_text:
                yield from words(getattr(value, name))


def with_texts(value: Node, change: Callable[[str], str]) -> Node:
    """The same tree with every text changed by ``change(text)``; what stays equal is not copied."""
    if isinstance(value, str):
        return cast(Node, change(value))
    if isinstance(value, tuple):
        held = tuple(with_texts(part, change) for part in value)
        same = all(new is old for new, old in zip(held, value, strict=True))
        return value if same else cast(Node, held)
    if is_dataclass(value) and not isinstance(value, type):
        now = {n: getattr(value, n) for n, is_text in _fields(value.__class__) if is_text}
        made = {name: with_texts(old, change) for name, old in now.items()}
        changed = {name: new for name, new in made.items() if new is not now[name]}
        return replace(value, **changed) if changed else value
    return value


def with_headings(value: Node, change: Callable[[int], int]) -> Node:
    """The same tree with the level of every heading changed; what holds none is not copied."""
    if isinstance(value, Heading):
        return cast(Node, replace(value, level=change(value.level)))
    if isinstance(value, tuple):
        held = tuple(with_headings(part, change) for part in value)
        same = all(new is old for new, old in zip(held, value, strict=True))
        return value if same else cast(Node, held)
    if is_dataclass(value) and not isinstance(value, type):
        now = {name: getattr(value, name) for name, _ in _fields(value.__class__)}
        made = {name: with_headings(old, change) for name, old in now.items()}
        changed = {name: new for name, new in made.items() if new is not now[name]}
        return replace(value, **changed) if changed else value
    return value


def as_data(value: object) -> Any:
    """The tree as JSON: each node a mapping with its ``kind``, for the typesetter's template."""
    if isinstance(value, tuple):
        return [as_data(held) for held in value]
    if isinstance(value, date):
        return [value.year, value.month, value.day]
    if is_dataclass(value):
        held = {name: as_data(getattr(value, name)) for name, _ in _fields(value.__class__)}
        return {"kind": getattr(value, "kind", "document"), **held}
    return value


@cache
def _fields(of: Hashable) -> tuple[tuple[str, bool], ...]:
    """Names of a node's fields, and whether each holds words."""
    return tuple((one.name, not one.metadata.get("not_words")) for one in fields(cast(Any, of)))
