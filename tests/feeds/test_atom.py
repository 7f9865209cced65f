"""The feed as a document (RFC 4287). Pure."""

from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from portal.feeds.atom import ATOM, Feed, FeedEntry, document

FEED = Feed(
    root="https://portal.example",
    host="portal.example",
    path="/afc/feed.atom",
    home="/afc/",
    title="News",
    author="Achieving for Children",
    began=datetime(2019, 1, 1, tzinfo=UTC),
)
MOMENT = datetime(2019, 6, 24, 11, 30, tzinfo=timezone(timedelta(hours=1)))
PRINTED = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]))


def entry(key: str = "version/1", title: str = "Approved", summary: str = "So.") -> FeedEntry:
    return FeedEntry(key, title, summary, "/afc/plans/p/", MOMENT, "plans")


def read(*entries: FeedEntry) -> ElementTree.Element:
    return ElementTree.fromstring(document(FEED, entries))  # noqa: S314 - our own document


def text(element: ElementTree.Element, name: str) -> str | None:
    return element.findtext(f"{{{ATOM}}}{name}")


def test_a_feed_has_what_the_standard_asks_for() -> None:
    feed = read(entry())
    assert feed.tag == f"{{{ATOM}}}feed"
    assert text(feed, "id") == "tag:portal.example,2019:/afc/feed.atom"
    assert text(feed, "title") == "News"
    assert text(feed, "updated") == "2019-06-24T10:30:00Z"
    assert feed.findtext(f"{{{ATOM}}}author/{{{ATOM}}}name") == "Achieving for Children"


def test_an_entry_has_what_the_standard_asks_for() -> None:
    found = read(entry()).find(f"{{{ATOM}}}entry")
    assert found is not None
    assert text(found, "id") == "tag:portal.example,2019:/afc/version/1"
    assert text(found, "title") == "Approved"
    assert text(found, "updated") == "2019-06-24T10:30:00Z"
    link = found.find(f"{{{ATOM}}}link")
    assert link is not None
    assert link.get("href") == "https://portal.example/afc/plans/p/"


def test_a_feed_without_news_is_still_a_feed() -> None:
    assert text(read(), "updated") == "2019-01-01T00:00:00Z"


def test_the_feed_names_itself_and_its_page() -> None:
    links = {link.get("rel"): link.get("href") for link in read().findall(f"{{{ATOM}}}link")}
    assert links == {
        "self": "https://portal.example/afc/feed.atom",
        "alternate": "https://portal.example/afc/",
    }


@given(PRINTED)
def test_any_words_come_out_as_they_went_in(words: str) -> None:
    found = read(entry(title=words)).find(f"{{{ATOM}}}entry")
    assert found is not None
    assert (text(found, "title") or "") == words
