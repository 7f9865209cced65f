"""The minutes as they follow from what was recorded: passages in order. Pure functions.

Nothing is added that was not recorded, and nothing recorded is left out: outcomes, counts and
votes by name are the very words that were kept when each vote closed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from portal.kit.words import counted, date_words, join_names, sentence_case, time_words
from portal.minutes.facts import Facts, Item, Seated
from portal.minutes.resolutions import resolutions
from portal.minutes.saying import action_line, bullets, declared_line, paragraphs, plain

NOBODY = "No apologies were received and no substitutes sat."
NOTHING_DECLARED = "No interest was declared."
NOTHING_RECORDED = "Nothing was resolved on this item."
NOT_TAKEN = "There were no minutes to confirm."
NOTHING_ARISING = "No action of an earlier meeting was open."
KEPT_APART = (
    "The public were excluded while this item was considered. What was done is recorded in minutes "
    "that are kept apart (Local Government Act 1972, section 100C)."
)


@dataclass(frozen=True)
class Drafted:
    """One passage of the minutes: its heading is public, its text is Markdown."""

    key: str
    """By which it is known when the minutes are drafted again: ``attendance``, ``item-7``."""
    heading: str
    text: str
    part: int = 1
    item: str = ""
    """The number of the item that it is about."""


def draft(facts: Facts) -> tuple[Drafted, ...]:
    """The passages of the minutes, in the order of the agenda."""
    return tuple(_passages(facts))


def _passages(facts: Facts) -> Iterator[Drafted]:
    codes = {item.code for item in facts.items}
    yield Drafted("attendance", "Present", _attendance(facts))
    if "apologies" not in codes:
        yield Drafted("apologies", "Apologies and substitutes", _apologies(facts))
    if "declarations" not in codes:
        yield Drafted("declarations", "Declarations of interest", _declarations(facts))
    if facts.last and "minutes" not in codes:
        yield Drafted("minutes", "Minutes of the last meeting", _confirmed(facts))
    if facts.arising and "arising" not in codes:
        yield Drafted("arising", "Matters arising", _arising(facts))
    for item in facts.items:
        yield from _item(facts, item)
    times = _times(facts)
    if times:
        yield Drafted("close", "Times of the meeting", times)


def _item(facts: Facts, item: Item) -> Iterator[Drafted]:
    key, heading = item.key, item.heading
    if item.withdrawn_because is not None:
        because = f" {plain(item.withdrawn_because)}" if item.withdrawn_because else ""
        yield Drafted(key, heading, f"This item was withdrawn.{because}", item=item.number)
    elif item.part == 2:
        yield Drafted(key, heading, paragraphs(KEPT_APART, _why_exempt(item)), item=item.number)
        yield Drafted(f"{key}-exempt", heading, _business(facts, item), 2, item.number)
    else:
        yield Drafted(key, heading, _business(facts, item), item=item.number)


def _business(facts: Facts, item: Item) -> str:
    """What was done under an item."""
    own = _STANDING.get(item.code)
    done = paragraphs(
        _urgent(item),
        own(facts) if own else "",
        "" if item.code == "declarations" else bullets(declared_line(d) for d in item.declared),
        resolutions(item),
        bullets(action_line(action) for action in item.actions),
    )
    return done or NOTHING_RECORDED


def _attendance(facts: Facts) -> str:
    chair = next((seat for seat in facts.seats if seat.presides), None)
    there = [seat for seat in facts.seats if seat.present]
    return paragraphs(
        f"{plain(chair.name)} in the chair." if chair else "",
        bullets(_of_council(name, seats) for name, seats in _by_council(there)),
        "" if there else "No member was marked present.",
        f"Also attending, without a vote: {plain(join_names(facts.attending))}."
        if facts.attending
        else "",
        f"Clerk: {plain(facts.clerk)}." if facts.clerk else "",
        _movements(facts),
    )


def _of_council(council: str, seats: Sequence[Seated]) -> str:
    return f"**{plain(council)}:** {join_names([_seat(seat) for seat in seats])}"


def _seat(seat: Seated) -> str:
    notes = [
        f"substitute for {plain(seat.instead_of)}" if seat.instead_of else "",
        seat.title.lower() if seat.title == "Co-chair" and not seat.instead_of else "",
        "remotely" if seat.remote else "",
    ]
    said = ", ".join(note for note in notes if note)
    return f"{plain(seat.name)} ({said})" if said else plain(seat.name)


def _by_council(seats: Sequence[Seated]) -> list[tuple[str, list[Seated]]]:
    return [(name, list(held)) for name, held in groupby(seats, key=lambda seat: seat.council)]


def _movements(facts: Facts) -> str:
    lines = []
    for each in facts.movements:
        verb = "arrived" if each.arrived else "left"
        during = f", during item {each.during}" if each.during else ""
        lines.append(f"{plain(each.name)} {verb} at {time_words(each.at)}{during}.")
    return bullets(lines)


def _apologies(facts: Facts) -> str:
    absent = [seat for seat in facts.seats if not seat.present]
    stood = [seat for seat in facts.seats if seat.instead_of]
    elsewhere = [seat for seat in absent if seat.remote]
    away = [seat for seat in absent if not seat.remote]
    said = [
        f"Absent: {plain(join_names([seat.name for seat in away]))}." if away else "",
        f"Taking part remotely, without a vote: "
        f"{plain(join_names([seat.name for seat in elsewhere]))}."
        if elsewhere
        else "",
        bullets(
            f"{plain(seat.name)} sat as substitute for {plain(seat.instead_of)} "
            f"({plain(seat.council)})."
            for seat in stood
        ),
        " ".join(
            f"{sentence_case(counted(number, 'seat'))} of {plain(council)} "
            f"{'is' if number == 1 else 'are'} vacant."
            for council, number in facts.vacant
        ),
    ]
    return paragraphs(*said) or NOBODY


def _declarations(facts: Facts) -> str:
    """Of every item but those of Part II, whose declarations stand with the item."""
    lines = [
        f"{declared_line(declared, item.named)}"
        for item in facts.items
        for declared in item.declared
        if item.part == 1
    ]
    return bullets(lines) or NOTHING_DECLARED


def _confirmed(facts: Facts) -> str:
    return paragraphs(
        *(
            paragraphs(
                f"The minutes of {plain(last.title)}, {date_words(last.on_day)}, were "
                + ("confirmed with these amendments:" if last.amendments else "confirmed")
                + ("" if last.amendments else " as a correct record."),
                bullets(plain(words) for words in last.amendments),
            )
            for last in facts.last
        )
    )


def _arising(facts: Facts) -> str:
    lines = []
    for each in facts.arising:
        told = f" {plain(each.note)}" if each.note else ""
        lines.append(
            f"{plain(each.words)} ({plain(each.source)}). Lead: {plain(each.lead)}. "
            f"By: {plain(each.by)}. **{each.status}**.{told}"
        )
    return bullets(lines)


def _exclusion(facts: Facts) -> str:
    shut = [item for item in facts.items if item.part == 2 and item.withdrawn_because is None]
    if not shut:
        return "The public were not excluded from any item."
    return paragraphs(
        "The public were excluded from the meeting for these items:",
        bullets(f"{sentence_case(plain(item.named))}: {_why_exempt(item)}" for item in shut),
    )


def _why_exempt(item: Item) -> str:
    """By which paragraph of Schedule 12A, and why the public interest lay so."""
    if item.confidential:
        return "Confidential information (Local Government Act 1972, section 100A(3))."
    numbers = join_names([str(number) for number in item.paragraphs])
    noun = "paragraph" if len(item.paragraphs) == 1 else "paragraphs"
    named = f"{noun} {numbers} of Part 1 of Schedule 12A" if numbers else "Schedule 12A"
    why = f" {plain(item.public_interest)}" if item.public_interest else ""
    return f"Exempt information under {named} to the Local Government Act 1972.{why}"


def _urgent(item: Item) -> str:
    if not item.urgent_because:
        return ""
    return (
        "The chair was of the opinion that this item be considered as a matter of urgency "
        "(Local Government Act 1972, section 100B(4)(b)), for this reason: "
        f"{plain(item.urgent_because)}"
    )


def _times(facts: Facts) -> str:
    return paragraphs(
        f"The meeting opened at {time_words(facts.opened)}." if facts.opened else "",
        *(
            f"It was adjourned at {time_words(pause.begins)}"
            + (f" and resumed at {time_words(pause.ends)}" if pause.ends else "")
            + (f": {plain(pause.because)}" if pause.because else ".")
            for pause in facts.pauses
        ),
        f"The meeting closed at {time_words(facts.closed)}." if facts.closed else "",
    )


_STANDING: Mapping[str, Callable[[Facts], str]] = {
    "apologies": _apologies,
    "declarations": _declarations,
    "minutes": lambda facts: _confirmed(facts) or NOT_TAKEN,
    "arising": lambda facts: _arising(facts) or NOTHING_ARISING,
    "exclusion": _exclusion,
}
"""What a standing item says by itself, by its code."""
