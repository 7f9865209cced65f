"""Narrative text, written in Markdown, as safe HTML."""

from collections.abc import Sequence
from urllib.parse import urlsplit

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.token import Token

HIGHEST_HEADING = 3
"""A page's title is level 1 and its sections are level 2, so that text begins at level 3."""

SCHEMES = {"http", "https", "mailto"}
_TEXT_TAGS = {"p", "br", "hr", "em", "strong", "blockquote", "pre", "code", "a"}
_LIST_TAGS = {"ul", "ol", "li"}
_TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
TAGS = {"h3", "h4", "h5", "h6"} | _TEXT_TAGS | _LIST_TAGS | _TABLE_TAGS
# Without its start a list that begins at 4 would be renumbered.
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}


class _Markdown(MarkdownIt):
    """CommonMark with tables, without raw HTML and pictures, linking only to whole addresses.

    An address that is simply written out, https://…, is a link too.
    """

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "linkify": True})
        self.enable(["table", "linkify"]).disable("image")
        # Nothing is guessed: "gov.uk" alone is words.
        self.linkify = LinkifyIt(
            options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False}
        )

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's own name
        return _is_plain_address(url)


_MARKDOWN = _Markdown()


def render(text: str) -> str:
    """HTML of Markdown ``text``: plain tags only, headings from h3 down without a gap.

    Raw HTML is shown as text; links lead to http, https or mailto addresses and carry
    ``rel="noopener"``; what is not such a link stays as it was typed.
    """
    html = _MARKDOWN.renderer.render(parse(text), _MARKDOWN.options, {})
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener"
    )


def parse(text: str) -> list[Token]:
    """The tokens of Markdown ``text`` as ``render`` shows them, for who makes no HTML of them.

    The parser drops what is nested too deep; nothing that was written is lost: such a text is
    kept as it was typed, in one block of code.
    """
    tokens = _MARKDOWN.parse(text)
    if any(token.level >= _MARKDOWN.options.maxNesting - 1 for token in tokens):
        return [Token("code_block", "code", 0, content=text, block=True)]
    _lower_headings(tokens)
    return tokens


def _is_plain_address(url: str) -> bool:
    try:
        address = urlsplit(url.strip())
    except ValueError:
        return False
    return address.scheme.lower() in SCHEMES and bool(address.netloc or address.path)


def _lower_headings(tokens: Sequence[Token]) -> None:
    """Renumber headings by their nesting, so that no level is skipped."""
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            above = [*(held for held in above if held < level), level]
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(HIGHEST_HEADING - 1 + len(above), 6)}"
