"""The colours of the tokens can be read: contrast as WCAG 2.2 counts it (1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

from portal.kit import colours

CSS = (Path(__file__).parents[2] / "static" / "css" / "portal.css").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", CSS))
WHITE = "#ffffff"

TEXT = [
    ("ink", WHITE),
    ("secondary", WHITE),
    ("secondary", "wash"),
    ("link", WHITE),
    ("link", "wash"),
    ("red", WHITE),
    ("amber", WHITE),
    ("green", WHITE),
    (WHITE, "green"),
    (WHITE, "red"),
    ("red-text", "red-tint"),
    ("amber-text", "amber-tint"),
    ("green-text", "green-tint"),
    ("ink", "marked"),
    ("ink", "focus"),
]
LINES = [("control", WHITE), ("gold", WHITE), ("marked-line", "marked"), ("red", "red-tint")]


def contrast(one: str, other: str) -> float:
    return colours.contrast(*(_six_digits(TOKENS.get(name, name)) for name in (one, other)))


def _six_digits(colour: str) -> str:
    short = len(colour) == 4
    return "#" + "".join(2 * digit for digit in colour[1:]) if short else colour


def test_contrast_is_counted_as_the_standard_does() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_has_at_least_four_and_a_half_to_one(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_that_mean_something_have_at_least_three_to_one(line: str, ground: str) -> None:
    assert contrast(line, ground) >= 3
