"""Drawings: SVG with nothing in it but shapes and words, whoever drew it."""

import nh3

SHAPES = {
    *("svg", "g", "title", "desc", "rect", "line", "circle", "ellipse", "polyline", "polygon"),
    *("path", "text", "tspan"),
}
PLACES = {
    *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "d"),
    *("points", "transform", "dx", "dy", "viewBox", "xmlns"),
}
LOOKS = {
    *("class", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray"),
    *("stroke-linecap", "stroke-linejoin", "opacity", "font-size", "font-weight", "font-family"),
    *("text-anchor", "dominant-baseline"),
}
NAMESPACE = "http://www.w3.org/2000/svg"
ATTRIBUTES = dict.fromkeys(SHAPES, PLACES | LOOKS)


def safe_svg(drawing: str) -> str:
    """The drawing with its shapes and words alone: no script, style, link, picture or event.

    Well-formed XML too, so that typesetters can read it.
    """
    clean = nh3.clean(
        drawing, tags=SHAPES, attributes=ATTRIBUTES, attribute_filter=_inside, link_rel=None
    )
    return clean.replace("&nbsp;", "&#160;")


def _inside(_tag: str, name: str, value: str) -> str | None:
    """The value unless it leads out of the drawing."""
    if name == "xmlns":
        return value if value == NAMESPACE else None
    return None if "url(" in value.lower() or ":" in value else value
