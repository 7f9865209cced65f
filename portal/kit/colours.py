"""Colours as they are told and seen: reading ``#rrggbb``, and contrast as WCAG 2.2 counts it."""

import re

LEAST_CONTRAST = 4.5
"""Of text on its ground, and of a council's accent on white (WCAG 2.2, 1.4.3)."""

_HEX = re.compile("#[0-9a-f]{6}")


def read_colour(text: str) -> str:
    """The colour in lower case. Raises ValueError, in words, for anything but ``#rrggbb``."""
    colour = text.strip().lower()
    if not _HEX.fullmatch(colour):
        raise ValueError(f"“{text}” is no colour. Write it as #rrggbb, such as #3f4db0.")
    return colour


def luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white), of a colour as ``#rrggbb``."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21, whichever comes first."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def read_accent(text: str) -> str:
    """A colour that can stand for a council. Raises ValueError, in words, for one too pale."""
    colour = read_colour(text)
    seen = contrast(colour, "#ffffff")
    if seen < LEAST_CONTRAST:
        raise ValueError(
            f"{colour} is too pale: it has a contrast of {seen:.1f} to 1 with white, and needs "
            f"{LEAST_CONTRAST}. Choose a darker colour."
        )
    return colour


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
