"""Markdown as nodes of a document. What is no Markdown of ours stays the words it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from portal.documents.tree import (
    DEEPEST,
    Block,
    Cell,
    Code,
    Heading,
    List,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
)
from portal.kit.markdown import HIGHEST_HEADING, parse


def blocks_of(text: str, level: int) -> tuple[Block, ...]:
    """The blocks of Markdown ``text``; its highest heading gets ``level``, none gets above 6."""
    blocks = _blocks(SyntaxTreeNode(parse(text)).children)
    return tuple(_lowered(block, level) for block in blocks)


def as_typed(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text that is no Markdown, its lines as they stand."""
    parts = [part.strip("\n") for part in text.split("\n\n")]
    return tuple(Paragraph((Run(part),)) for part in parts if part.strip())


def _lowered(block: Block, level: int) -> Block:
    if not isinstance(block, Heading):
        return block
    return replace(block, level=min(block.level - HIGHEST_HEADING + level, DEEPEST))


def _blocks(children: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
    return tuple(block for child in children for block in _READ[child.type](child))


def _paragraph(node: SyntaxTreeNode) -> tuple[Block, ...]:
    runs = _runs(node)
    return (Paragraph(runs),) if runs else ()


def _heading(node: SyntaxTreeNode) -> tuple[Block, ...]:
    text = "".join(run.text for run in _runs(node)).replace("\n", " ").strip()
    # Only a heading of the text itself is one: in a list or a quote it would break the outline.
    if node.parent is not None and node.parent.is_root:
        return (Heading(int(node.tag[1]), text),) if text else ()
    return (Paragraph((Run(text, strong=True),)),) if text else ()


def _list(node: SyntaxTreeNode) -> tuple[Block, ...]:
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    return (List(tuple(_blocks(item.children) for item in node.children), start),)


def _quote(node: SyntaxTreeNode) -> tuple[Block, ...]:
    return (Quote(_blocks(node.children)),)


def _code(node: SyntaxTreeNode) -> tuple[Block, ...]:
    # The word after a fence says which language follows: it is not shown on the page either.
    return (Code(node.content.removesuffix("\n")),)


def _rule(_: SyntaxTreeNode) -> tuple[Block, ...]:
    return (Rule(),)


def _table(node: SyntaxTreeNode) -> tuple[Block, ...]:
    head, *body = (_rows(part) for part in node.children)
    return (Table("", head, body[0] if body else ()),)


def _rows(part: SyntaxTreeNode) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(Cell(_paragraph(cell)) for cell in row.children) for row in part.children)


_READ: dict[str, Callable[[SyntaxTreeNode], tuple[Block, ...]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _list,
    "ordered_list": _list,
    "blockquote": _quote,
    "fence": _code,
    "code_block": _code,
    "hr": _rule,
    "table": _table,
}


def _runs(node: SyntaxTreeNode) -> tuple[Run, ...]:
    """The words of a block that holds words, in the runs in which they are set."""
    found = [run for inline in node.children for run in _spoken(inline.children, Run(""))]
    return tuple(run for run in found if run.text)


def _spoken(children: Sequence[SyntaxTreeNode], set_in: Run) -> Iterable[Run]:
    for child in children:
        match child.type:
            case "text":
                yield replace(set_in, text=child.content)
            case "softbreak":
                yield replace(set_in, text=" ")
            case "hardbreak":
                yield replace(set_in, text="\n")
            case "code_inline":
                yield replace(set_in, text=child.content, code=True)
            case _:
                yield from _spoken(child.children, _as(child, set_in))


def _as(node: SyntaxTreeNode, set_in: Run) -> Run:
    match node.type:
        case "strong":
            return replace(set_in, strong=True)
        case "em":
            return replace(set_in, emphasis=True)
        case _:
            return replace(set_in, href=str(node.attrs["href"]))
