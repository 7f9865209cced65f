"""What a meeting amended in minutes, in the words in which minutes say it. No I/O."""

from collections.abc import Iterator, Sequence

from portal.kit.diffs import Segment, tracked

WORDS_BEFORE = 4
"""Words that say where something was inserted."""


def in_words(before: str, after: str) -> list[str]:
    """Each change as an amendment: “for … read …”, “leave out …”, “after … insert …”."""
    return list(_changes(tracked(before, after)))


def _changes(segments: Sequence[Segment]) -> Iterator[str]:
    removed, lead = "", ""
    for segment in [*segments, Segment("same", "")]:
        text = " ".join(segment.text.split())
        if segment.kind == "removed":
            removed = f"{removed} {text}".strip()
        elif segment.kind == "added":
            yield _change(removed, text, lead)
            removed, lead = "", text
        elif text or not segment.text:
            if removed:
                yield f"leave out “{removed}”"
            removed, lead = "", text


def _change(removed: str, added: str, lead: str) -> str:
    if removed:
        return f"for “{removed}” read “{added}”"
    place = " ".join(lead.split()[-WORDS_BEFORE:])
    return f"after “{place}” insert “{added}”" if place else f"at the beginning insert “{added}”"
