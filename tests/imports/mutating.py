"""Documents as life leaves them: rows broken, headers repeated, cells blanked, pages numbered."""

import random
from collections.abc import Callable, Sequence

Lines = list[str]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


def _break_a_row(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    words = lines[at]
    if len(words) > 2:
        middle = chance.randrange(1, len(words))
        lines[at : at + 1] = [words[:middle], words[middle:]]


def _repeat_a_line(lines: Lines, chance: random.Random) -> None:
    line = chance.choice(lines)
    lines.insert(chance.randrange(len(lines)), line)


def _blank_a_cell(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    cells = lines[at].split("\t")
    cells[chance.randrange(len(cells))] = chance.choice(("", "", '"', "-", "as above"))
    lines[at] = "\t".join(cells)


def _take_a_tab(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = lines[at].replace("\t", " ", 1)


def _add_tabs(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] += "\t" * chance.randrange(1, 5) + chance.choice(("", "x", "12", "£5"))


def _end_a_page(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at:at] = ["", chance.choice(("7", "Page 3 of 9", "* A note", "")), ""]


def _move_a_line(lines: Lines, chance: random.Random) -> None:
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randrange(len(lines) + 1), line)


def _drop_empty_lines(lines: Lines, chance: random.Random) -> None:
    lines[:] = [line for line in lines if line or chance.random() < 0.5] or [""]


def _odd_signs(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] += chance.choice(
        ('"', "|", "<li>", "</p>", "(", "=1+1", "\u00a0", "31/02/2020", "\\")
    )


MUTATIONS: Sequence[Callable[[Lines, random.Random], None]] = (
    _break_a_row,
    _repeat_a_line,
    _blank_a_cell,
    _take_a_tab,
    _add_tabs,
    _end_a_page,
    _move_a_line,
    _drop_empty_lines,
    _odd_signs,
)


def mutated(text: str, chance: random.Random) -> bytes:
    """The text with one to twelve things done to it, in an encoding of those that people have."""
    lines = text.split("\n")
    for _ in range(chance.randrange(1, 13)):
        chance.choice(MUTATIONS)(lines, chance)
    return "\n".join(lines).encode(chance.choice(ENCODINGS), errors="replace")
