"""How many words wordings share: each pair is looked at once, however often it is asked for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.kit.alignment import common_items
from portal.kit.wording import Wording, read_wording

NEARLY_THE_SAME = 60
"""Per cent of the words of the longer wording that two wordings have in common, at least."""


@dataclass(frozen=True, eq=False)
class Words:
    """A wording ready to be compared. Spellings that say the same words are one of these."""

    number: int
    keys: tuple[str, ...]
    bits: tuple[int, ...]
    """Each word as the number of a bit; a second "the" has another."""
    bag: int
    """All those bits."""


@dataclass
class Shares:
    """The wordings of one comparison."""

    _words: list[Words] = field(default_factory=list)
    _by_key: dict[str, Words] = field(default_factory=dict)
    _by_text: dict[str, tuple[Wording, Words]] = field(default_factory=dict)
    _bits: dict[tuple[str, int], int] = field(default_factory=dict)
    _found: dict[tuple[int, int], int] = field(default_factory=dict)

    def read(self, text: str) -> tuple[Wording, Words]:
        """A text with the places of its words, and the words it says."""
        if text not in self._by_text:
            wording = read_wording(text)
            self._by_text[text] = wording, self._words_of(wording)
        return self._by_text[text]

    def share(self, one: Words, other: Words) -> int:
        """Per cent of the longer wording's words that both have in the same order, rounded down;
        0 for any share below NEARLY_THE_SAME."""
        pair = (
            (one.number, other.number) if one.number < other.number else (other.number, one.number)
        )
        if pair not in self._found:
            self._found[pair] = _share(one, other)
        return self._found[pair]

    def likely_pairs(self) -> Iterator[tuple[Words, Words, int]]:
        """The pairs that are nearly the same, with what they share."""
        for number, words in enumerate(self._words):
            bag, size = words.bag, len(words.keys)
            for other in self._words[:number]:
                # Words in common in any order are at least those in the same order.
                longer = size if size > len(other.keys) else len(other.keys)
                if (bag & other.bag).bit_count() * 100 < NEARLY_THE_SAME * longer:
                    continue
                if share := self.share(other, words):
                    yield other, words, share

    def _words_of(self, wording: Wording) -> Words:
        found = self._by_key.get(wording.key)
        if found is None:
            bits = self._numbered(wording.keys)
            found = Words(len(self._words), wording.keys, bits, sum(1 << bit for bit in bits))
            self._by_key[wording.key] = found
            self._words.append(found)
        return found

    def _numbered(self, keys: tuple[str, ...]) -> tuple[int, ...]:
        seen: Counter[str] = Counter()
        bits = []
        for key in keys:
            seen[key] += 1
            bits.append(self._bits.setdefault((key, seen[key]), len(self._bits)))
        return tuple(bits)


def _share(one: Words, other: Words) -> int:
    longer = max(len(one.keys), len(other.keys))
    least = _least(longer)
    # Words in common in any order are at least those in the same order: a quick way out.
    if not longer or (one.bag & other.bag).bit_count() < least:
        return 0
    common = common_items(one.keys, other.keys)
    return common * 100 // longer if common >= least else 0


def _least(words: int) -> int:
    """How many words are NEARLY_THE_SAME per cent of so many, rounded up."""
    return -(-words * NEARLY_THE_SAME // 100)
