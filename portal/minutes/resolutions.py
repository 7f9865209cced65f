"""What a meeting resolved on an item, in the words in which it was decided. No I/O."""

from collections.abc import Iterator, Sequence

from portal.kit.words import join_names
from portal.minutes.facts import Item, Moved, Named, Resolved
from portal.minutes.saying import bullets, paragraphs, plain

HEADS = {
    "carried": "RESOLVED",
    "lost": "NOT CARRIED",
    "tied": "NOT CARRIED",
    "inquorate": "NO DECISION",
    "": "NOT VOTED ON",
}
UNANIMOUS = "RESOLVED UNANIMOUSLY"


def is_unanimous(tally: Sequence[dict[str, int]], rule: str) -> bool:
    """Whether a carried vote is minuted as unanimous: nobody against, and nobody abstained or kept
    silent, unless the rule itself asks for unanimity, which carries only when it is reached."""
    if any(each["against"] for each in tally):
        return False
    apart = any(each["abstain"] or each["silent"] for each in tally)
    return rule == "unanimous_of_those_present" or not apart


def resolutions(item: Item) -> str:
    """The outcome of the item's matter, what was moved, and each recommendation with its vote."""
    return paragraphs(
        plain(item.outcome),
        bullets(f"Amended: {plain(words)}" for words in item.amended),
        *(_amendment(each) for each in item.amendments),
        *(_resolved(each) for each in item.resolved),
    )


def head(resolved: Resolved) -> str:
    """ "RESOLVED UNANIMOUSLY", "RESOLVED", "NOT CARRIED" …"""
    if resolved.result == "carried" and resolved.unanimous:
        return UNANIMOUS
    return HEADS[resolved.result]


def _resolved(resolved: Resolved) -> str:
    return paragraphs(
        _moved(resolved.moved) if resolved.moved else "",
        f"**{head(resolved)}** ({resolved.letter}) {plain(resolved.text)}",
        plain(resolved.sentence),
        bullets(_count(resolved)),
        *(f"Correction of the record: {plain(words)}" for words in resolved.corrections),
    )


def _count(resolved: Resolved) -> Iterator[str]:
    if resolved.manner:
        yield f"{plain(resolved.manner)}."
    yield from (f"{plain(said)}" for said in resolved.councils)
    called = [each for each in resolved.named if not each.asked]
    for choice in dict.fromkeys(each.choice for each in called):
        yield f"{choice}: {_names(called, choice)}"
    for each in resolved.named:
        if each.asked:
            yield (
                f"{plain(each.name)} required this vote to be recorded by name: "
                f"{each.choice.lower()} (SI 1993/202)."
            )


def _names(votes: Sequence[Named], choice: str) -> str:
    return plain(join_names([each.name for each in votes if each.choice == choice]))


def _moved(moved: Moved) -> str:
    seconded = f", seconded by {plain(moved.seconder)}" if moved.seconder else ""
    return f"Moved by {plain(moved.mover)}{seconded}."


def _amendment(moved: Moved) -> str:
    seconded = f", seconded by {plain(moved.seconder)}" if moved.seconder else ""
    outcome = f" The amendment was {moved.outcome}." if moved.outcome else ""
    return f"Amendment moved by {plain(moved.mover)}{seconded}: {plain(moved.words)}{outcome}"
