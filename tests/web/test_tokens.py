"""The colours of the tokens can be read: contrast as WCAG 2.2 counts it (1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

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


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lights = sorted(luminance(TOKENS.get(name, name)) for name in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_contrast_is_counted_as_the_standard_does() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_has_at_least_four_and_a_half_to_one(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_that_mean_something_have_at_least_three_to_one(line: str, ground: str) -> None:
    assert contrast(line, ground) >= 3
