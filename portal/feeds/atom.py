"""An Atom feed (RFC 4287) from its entries. Plain functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class FeedEntry:
    """One piece of news. ``key`` names its subject for ever; ``path`` begins with a slash."""

    key: str
    title: str
    summary: str
    path: str
    updated: datetime
    topic: str
    """What sort of news it is: a key of ``queries.TOPICS``."""


@dataclass(frozen=True)
class Feed:
    """A feed. ``root`` is the portal's address without a slash at the end; ``path`` the feed's."""

    root: str
    host: str
    path: str
    home: str
    title: str
    author: str
    began: datetime
    """When it was last changed, as long as it has no entry."""


def document(feed: Feed, entries: Sequence[FeedEntry]) -> bytes:
    """The feed as XML in UTF-8. Ids are tag URIs (RFC 4151), so that they outlive the pages."""
    ElementTree.register_namespace("", ATOM)
    top = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": "en-GB"})
    _text(top, "id", _tag(feed, feed.path))
    _text(top, "title", feed.title)
    _text(top, "updated", _moment(max((e.updated for e in entries), default=feed.began)))
    _text(ElementTree.SubElement(top, f"{{{ATOM}}}author"), "name", feed.author)
    _link(top, feed.root + feed.path, rel="self", type="application/atom+xml")
    _link(top, feed.root + feed.home, rel="alternate", type="text/html")
    for entry in entries:
        _entry(top, feed, entry)
    return bytes(ElementTree.tostring(top, encoding="utf-8", xml_declaration=True))


def _entry(top: ElementTree.Element, feed: Feed, entry: FeedEntry) -> None:
    element = ElementTree.SubElement(top, f"{{{ATOM}}}entry")
    _text(element, "id", _tag(feed, f"{feed.home}{entry.key}"))
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _link(element, feed.root + entry.path, rel="alternate", type="text/html")
    ElementTree.SubElement(element, f"{{{ATOM}}}category", {"term": entry.topic})
    _text(element, "summary", entry.summary)


def _text(parent: ElementTree.Element, name: str, words: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = words


def _link(parent: ElementTree.Element, href: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", {"href": href, **attributes})


def _tag(feed: Feed, what: str) -> str:
    return f"tag:{feed.host},2019:{what}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
