"""The published papers beside this checkout, which tests read when they run, and never keep."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "seeds"
PAPERS = sorted(FOLDER.glob("*.txt"))
needs_papers = pytest.mark.skipif(
    not PAPERS, reason="the published papers are not beside this checkout, in ../shared/seeds"
)


def text() -> str:
    """All papers, one after the other."""
    return "\n".join(paper.read_text(encoding="utf-8") for paper in PAPERS)


def rows(first: str) -> list[list[str]]:
    """The cells of each printed row whose first cell is all of this pattern, without space."""
    lines = (line.split("\t") for line in text().splitlines())
    return [[cell.strip() for cell in line] for line in lines if re.fullmatch(first, line[0])]
