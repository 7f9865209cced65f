"""When a report can be published, and when a clearance counts. Plain functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.kit.words import join_names, sentence_case

CLEARANCES: Mapping[str, str] = {
    "finance": "finance",
    "legal": "the law",
    "director": "the company, as director",
}
"""For what a report is cleared, as it stands in a sentence."""
TITLES: Mapping[str, str] = {"finance": "Finance", "legal": "Legal", "director": "Director"}


@dataclass(frozen=True)
class Cleared:
    """A clearance as far as it decides whether a report is ready."""

    kind: str
    name: str
    answer: str
    """cleared, refused, or empty."""
    of_digest: str | None

    def holds(self, content: str) -> bool:
        """Whether it was given for this very content."""
        return self.answer == "cleared" and self.of_digest == content

    def stale(self, content: str) -> bool:
        """Whether it was answered for another content, so that she is asked again."""
        return self.answer != "" and self.of_digest != content

    def words(self, content: str) -> str:
        """How it stands, in words."""
        if not self.answer:
            return "Waiting for an answer"
        if self.stale(content):
            return "Changed since: asked again"
        return "Cleared" if self.answer == "cleared" else "Not cleared"


def reasons_against(missing: str, asked: Sequence[Cleared], content: str) -> list[str]:
    """Why a report cannot be published as it stands, in sentences; none where it can.

    Every part that has to be there is written, and everybody who was asked has cleared this very
    content. Nobody need have been asked: the company's own rules say who is.
    """
    found = [missing] if missing else []
    waiting = [each for each in asked if not each.holds(content)]
    changed = [each.name for each in waiting if each.stale(content)]
    refused = [e.name for e in waiting if e.answer == "refused" and not e.stale(content)]
    silent = [each.name for each in waiting if not each.answer]
    if refused:
        found.append(f"{_names(refused)} did not clear it.")
    if changed:
        has = "has" if len(set(changed)) == 1 else "have"
        found.append(f"It was changed since {_names(changed)} answered, who {has} to look again.")
    if silent:
        has = "has" if len(set(silent)) == 1 else "have"
        found.append(f"{_names(silent)} {has} not cleared it yet.")
    return found


def _names(names: Sequence[str]) -> str:
    return sentence_case(join_names(list(dict.fromkeys(names))))
