"""The colours of a company and its councils as a stylesheet. Plain functions."""

import re
from collections.abc import Iterable

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def stylesheet(accents: Iterable[tuple[str, str]]) -> str:
    """A class ``accent-<slug>`` for each slug and its colour as ``#rrggbb``.

    What is no slug or no colour is left out: nothing else may get into a stylesheet. The thing then
    has the ink that every page has by itself (static/css/portal.css).
    """
    return "".join(
        f".accent-{slug} {{ --accent: {accent.lower()}; }}\n"
        for slug, accent in accents
        if SLUG.fullmatch(slug) and COLOUR.fullmatch(accent)
    )
