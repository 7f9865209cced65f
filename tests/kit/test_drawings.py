"""A drawing is shapes and words: nothing in it runs, leads out, or is fetched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from portal.kit.drawings import NAMESPACE, SHAPES, safe_svg

SVG = f'<svg xmlns="{NAMESPACE}" viewBox="0 0 9 9">'


def test_shapes_and_words_stay() -> None:
    drawing = f'{SVG}<title>T</title><rect x="1" width="2" fill="#1f3a5f"></rect></svg>'
    assert safe_svg(drawing) == drawing


@pytest.mark.parametrize(
    "part",
    [
        "<script>x()</script>",
        '<rect onclick="x()"></rect>',
        '<a href="javascript:x()"><rect></rect></a>',
        '<image href="https://example.org/x.png"></image>',
        '<rect fill="url(https://example.org/#x)"></rect>',
        '<rect style="fill: red"></rect>',
        "<foreignObject><p>x()</p></foreignObject>",
        '<use href="#x"></use>',
    ],
)
def test_what_runs_or_leads_out_goes(part: str) -> None:
    safe = safe_svg(f"{SVG}{part}</svg>")
    assert not any(word in safe for word in ("x()", "example", "href", "style", "<p>", "use"))


PIECES = (SVG, "</svg>", "<text>", "</text>", "<rect x='1'/>", "&nbsp;", "<!--", "&", "<", '"', "é")


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_whatever_comes_in_only_shapes_come_out(text: str) -> None:
    safe = safe_svg(text)
    root = etree.fromstring(f"<g>{safe}</g>")
    assert {etree.QName(held).localname for held in root.iter()} <= SHAPES
