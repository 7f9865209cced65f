"""Direction of travel: the arrows and words of a scorecard, and whether the figures agree."""

from typing import Literal

Travel = Literal["up", "down", "same"]

_SIGNS: dict[Travel, tuple[str, ...]] = {
    "up": (
        "▲", "↑", "⬆", "🔺", "⇧", "↗", "△", "up", "increase", "increased", "increasing", "rising",
        "higher",
    ),
    "down": (
        "▼", "↓", "⬇", "🔻", "⇩", "↘", "▽", "down", "decrease", "decreased", "decreasing",
        "falling", "lower",
    ),
    "same": (
        "▶◀", "◀▶", "►◄", "◄►", "↔", "⬌", "→", "➡", "=", "same", "stable", "static", "no change",
        "unchanged", "level",
    ),
}  # fmt: skip


def read_travel(cell: str) -> Travel | None:
    """Which way an arrow or a word points; None for "n/a" and what cannot be read."""
    words = cell.strip().casefold().replace(" ", "").replace("\ufe0f", "").strip(".")
    for travel, signs in _SIGNS.items():
        if words in (sign.replace(" ", "") for sign in signs):
            return travel
    return None


def between(before: float, now: float) -> Travel:
    """Which way two figures point."""
    if before == now:
        return "same"
    return "up" if now > before else "down"
