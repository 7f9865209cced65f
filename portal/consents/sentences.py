"""The one sentence on top of the board, and what follows from it. Plain values in, words out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.consents.rules import Verdict
from portal.decisions.sayings import OUTCOMES
from portal.kit.words import date_words, join_names, sentence_case

APPROVED = frozenset({"approved", "approved_as_amended", "approved_in_principle"})


@dataclass(frozen=True)
class Clock:
    """A dispute: by when it is to be resolved, and where and when it is being settled, if it is."""

    resolve_by: date
    referred_to: str = ""
    """The body before which it is: "the joint committee"."""
    referred_on: date | None = None


@dataclass(frozen=True)
class Situation:
    """All that the sentence is made of. ``text`` names what is consented to: "version 4".

    ``waits_for``, ``effective_on`` and ``because`` are those of the effects room; ``sittings``
    pairs each council still to answer with the day of its sitting, None where none is fixed.
    """

    verdict: Verdict
    text: str
    today: date
    outcome: str | None = None
    decided_on: date | None = None
    ended_because: str | None = None
    settled: str = ""
    """How the resolution of a dispute decided it, as it was kept."""
    dispute: Clock | None = None
    waits_for: Sequence[str] = ()
    effective_on: date | None = None
    because: str = ""
    sittings: Sequence[tuple[str, date | None]] = ()


def sentence(now: Situation) -> str:
    """Where the matter stands: "Takes effect on … because …" or "Waiting for …"."""
    if now.ended_because is not None and now.decided_on is not None:
        why = now.ended_because.rstrip(".")
        return f"{OUTCOMES[now.outcome or 'withdrawn']} on {date_words(now.decided_on)}: {why}."
    if now.outcome in APPROVED:
        return _approved(now)
    if now.outcome is not None and now.decided_on is not None:
        why = now.settled or f"{sentence_case(now.verdict.reason)}."
        return f"{OUTCOMES[now.outcome]} on {date_words(now.decided_on)}. {why}"
    if now.dispute is not None:
        return f"{_in_dispute(now.verdict.reason)} {_clock(now.dispute, now.today)}"
    return f"{now.verdict.reason} to {now.text}." if _speaks(now) else f"{now.verdict.reason}."


def more(now: Situation) -> str:
    """What comes next, where that is known; empty where nothing does."""
    if now.outcome in APPROVED:
        soon = now.effective_on is not None and now.effective_on > now.today and now.waits_for
        day = date_words(now.effective_on) if now.effective_on else ""
        return f"If nothing else intervenes, it takes effect on {day}." if soon else ""
    if now.outcome is not None or now.dispute is not None:
        return ""
    fixed = [f"{name} considers it on {date_words(day)}" for name, day in now.sittings if day]
    loose = [name for name, day in now.sittings if day is None]
    if loose:
        have = "has" if len(loose) == 1 else "have"
        fixed.append(f"{join_names(loose)} {have} no sitting fixed yet")
    return f"{'; '.join(fixed)}." if fixed else ""


def _approved(now: Situation) -> str:
    reason = now.settled.rstrip(".") or now.verdict.reason
    if now.outcome == "approved_in_principle":
        return f"Approved in principle: {_clause(reason)}. Nothing takes effect by that."
    if now.effective_on is not None and not now.waits_for:
        takes = "Took" if now.effective_on <= now.today else "Takes"
        day = f"{takes} effect on {date_words(now.effective_on)}"
        since = f"; that is {now.because}" if now.because else ""
        return f"{day} because {_clause(reason)}{since}."
    left = f" Waiting for {join_names(list(now.waits_for))}." if now.waits_for else ""
    return f"{OUTCOMES[now.outcome or 'approved']}: {_clause(reason)}.{left}"


def _speaks(now: Situation) -> bool:
    """Whether the reason ends with who consents, so that it can go on with to what."""
    return now.verdict.reason.endswith(("consent", "consents"))


def _in_dispute(reason: str) -> str:
    return f"The councils disagree: {reason}."


def _clock(dispute: Clock, today: date) -> str:
    if dispute.referred_on is not None:
        return (
            f"{sentence_case(dispute.referred_to)} settles it on {date_words(dispute.referred_on)}."
        )
    was = "was" if dispute.resolve_by < today else "is"
    return f"It {was} to be resolved by {date_words(dispute.resolve_by)}."


def _clause(words: str) -> str:
    """Words as a part of a sentence: a council's name keeps its capital, "The" does not."""
    return f"the{words[3:]}" if words.startswith("The ") else words
