"""Blocks of a document as JSON that is kept, and back: what was frozen is drawn again as it was."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, cast

from portal.documents.tree import (
    Block,
    Cell,
    Code,
    Definitions,
    Heading,
    List,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    Table,
    Wide,
    as_data,
)

_NODES: Mapping[str, type[Any]] = {
    node.kind: node
    for node in (
        *(Run, Paragraph, Heading, Quote, Code, Rule, List),
        *(Definitions, Cell, Table, Picture, Wide),
    )
}


def to_json(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Blocks as JSON values: texts, whole numbers, true and false, so that a digest can be made."""
    return cast(list[dict[str, Any]], as_data(tuple(blocks)))


def from_json(kept: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """The blocks of ``to_json``, equal to what was kept.

    Raises ValueError for a node of no kind that there is, TypeError for one that lacks a part.
    """
    return cast(tuple[Block, ...], _read(list(kept)))


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_read(held) for held in value)
    if isinstance(value, Mapping):
        return _node(value)
    return value


def _node(value: Mapping[str, Any]) -> Any:
    node = _NODES.get(str(value.get("kind")))
    if node is None:
        raise ValueError(f"A document has no node of the kind “{value.get('kind')}”.")
    known = {held.name for held in fields(node)}
    return node(**{name: _read(held) for name, held in value.items() if name in known})
