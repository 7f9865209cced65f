import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.markdown import TAGS, render


class Seen(HTMLParser):
    """Every tag and attribute that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(attrs)


def headings(text: str) -> list[str]:
    return re.findall(r"<(h\d)>", render(text))


def test_plain_markdown_becomes_plain_html() -> None:
    assert render("Some **strong** words") == "<p>Some <strong>strong</strong> words</p>\n"


def test_raw_html_is_shown_as_text() -> None:
    assert render("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"


def test_a_link_says_that_it_shares_no_window() -> None:
    expected = '<p><a href="https://example.org/" rel="noopener">x</a></p>\n'
    assert render("[x](https://example.org/)") == expected


def test_a_link_to_an_e_mail_address_is_kept() -> None:
    assert 'href="mailto:clerk@example.org"' in render("<mailto:clerk@example.org>")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "/plans/"],
)
def test_other_addresses_make_no_link(address: str) -> None:
    assert "<a" not in render(f"[x]({address})")


@pytest.mark.parametrize("before", ["", "See ", "**Source:** "])
def test_a_plain_address_becomes_a_link(before: str) -> None:
    html = render(f"{before}https://www.kingston.gov.uk/needs?year=2018&part=2.")
    assert 'href="https://www.kingston.gov.uk/needs?year=2018&amp;part=2" rel="noopener"' in html


@pytest.mark.parametrize(
    "text", ["gov.uk", "www.example.org", "a@example.org", "ftp://x", "//x.org"]
)
def test_what_is_no_whole_address_stays_as_it_was_typed(text: str) -> None:
    assert render(text) == f"<p>{text}</p>\n"


def test_a_picture_is_not_fetched() -> None:
    assert "<img" not in render("![x](https://example.org/x.png)")


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# One", ["h3"]),
        ("## Two", ["h3"]),
        ("# One\n## Two\n# One", ["h3", "h4", "h3"]),
        ("# One\n#### Four\n## Two", ["h3", "h4", "h4"]),
        ("## Two\n# One", ["h3", "h3"]),
        ("# 1\n## 2\n### 3\n#### 4\n##### 5", ["h3", "h4", "h5", "h6", "h6"]),
    ],
)
def test_headings_begin_below_the_page_and_skip_no_level(text: str, levels: list[str]) -> None:
    assert headings(text) == levels


def test_a_list_keeps_the_number_it_begins_with() -> None:
    assert '<ol start="4">' in render("4. four\n5. five")


def test_an_aligned_table_carries_no_style() -> None:
    html = render("| a |\n|--:|\n| 1 |")
    assert "<td>1</td>" in html
    assert "style" not in html


PIECES = (
    *("<script>", "</p>", '<a href="x" onclick="y">', "<!--", "style=", "&lt;"),
    *("[a](", "javascript:", "http://x", ")", "![", "](", "//x.org", "https://"),
    *("# ", "\n", "`", "*", '"', "'", "x"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_is_typed_only_plain_tags_come_out(text: str) -> None:
    seen = Seen(render(text))
    assert seen.tags <= TAGS
    assert set(seen.attributes) <= {"href", "rel", "start"}
    assert (seen.attributes.get("href") or "http").startswith(("http", "mailto:"))


@pytest.mark.parametrize("sign", [">", "- "])
def test_what_is_nested_too_deep_loses_no_word(sign: str) -> None:
    html = render(sign * 60 + "deep <b>words</b>")
    assert "deep &lt;b&gt;words&lt;/b&gt;" in html
