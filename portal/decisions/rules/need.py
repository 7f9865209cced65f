"""Does an act need the owners' consent? Three questions put to the register, and the reason.

What is not known is not guessed: where the answer turns on it, the answer is "depends", with what
has to be said first. A larger sum never makes an act less reserved.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Literal

from portal.decisions.rules.acts import FREE, FREE_TO_LIMIT, KINDS_OF_ACT, OTHER
from portal.kit.money import pounds_words
from portal.kit.words import join_names, sentence_case

Verdict = Literal["reserved", "depends", "not_reserved"]


@dataclass(frozen=True)
class Line:
    """What a line of the register says of acts. ``kind`` is None where nobody has said yet.

    ``limit`` is in pounds: an act is above it, not at it. ``within_plan`` is a key of
    ``acts.WITHIN_PLAN``. Without a limit every sum is above it.
    """

    number: int
    title: str
    kind: str | None
    limit: Decimal | None = None
    within_plan: str = "reserved"


@dataclass(frozen=True)
class Act:
    """What somebody means to do: its kind, its pounds, whether the approved plan provides for it.

    None is "not known", or that there is no sum. Raises ValueError for a kind that is none, and for
    a sum below nothing.
    """

    kind: str
    pounds: Decimal | None = None
    within_plan: bool | None = None

    def __post_init__(self) -> None:
        """Refuse what is no act."""
        if self.kind not in KINDS_OF_ACT and self.kind != OTHER:
            raise ValueError(f"“{self.kind}” is no kind of act.")
        if self.pounds is not None and not self.pounds >= 0:
            raise ValueError("An act costs nothing or more.")


@dataclass(frozen=True)
class Finding:
    """What one line makes of an act, and why."""

    line: Line
    verdict: Verdict
    reason: str


@dataclass(frozen=True)
class Need:
    """Whether an act needs consent, why, and what each line about such acts makes of it."""

    verdict: Verdict
    reason: str
    findings: tuple[Finding, ...]

    @property
    def applying(self) -> list[Finding]:
        """The lines that reserve it, or might."""
        return [each for each in self.findings if each.verdict != "not_reserved"]


def need(act: Act, register: Sequence[Line]) -> Need:
    """What the lines of a register, those in force on one day, make of an act."""
    if not register:
        return Need("depends", "The register is empty, so it cannot tell. Ask the clerk.", ())
    findings = tuple(_finding(line, act) for line in register if line.kind == act.kind)
    verdicts = {each.verdict for each in findings}
    if "reserved" in verdicts:
        lines = [each.line for each in findings if each.verdict == "reserved"]
        return Need(
            "reserved", f"The owners reserved this to themselves: {_named(lines)}.", findings
        )
    unsaid = [line for line in register if line.kind is None]
    if "depends" in verdicts:
        lines = [each.line for each in findings if each.verdict == "depends"]
        reason = f"It turns on what you have not said: see {_named(lines)}."
        return Need("depends", reason, findings)
    if unsaid:
        return Need("depends", _read_first(unsaid), findings)
    return Need("not_reserved", _why_free(act, register, findings), findings)


def _finding(line: Line, act: Act) -> Finding:
    over = _over(line, act)
    within = {True, False} if act.within_plan is None else {act.within_plan}
    answers = {_reserves(line, *given) for given in product(over, within)}
    if len(answers) > 1:
        return Finding(line, "depends", _ask(line, act))
    if True in answers:
        return Finding(line, "reserved", _why_reserved(line, act))
    return Finding(line, "not_reserved", _why_not(line, act))


def _over(line: Line, act: Act) -> set[bool]:
    """Whether the sum is above the line's limit: both where it is not known."""
    if line.limit is None:
        return {True}
    return {True, False} if act.pounds is None else {act.pounds > line.limit}


def _reserves(line: Line, over: bool, within: bool) -> bool:
    if line.within_plan == FREE:
        return over and not within
    if line.within_plan == FREE_TO_LIMIT:
        return over or not within
    return over


def _why_reserved(line: Line, act: Act) -> str:
    above = _is_above(line, act)
    outside = act.within_plan is False
    if line.within_plan == FREE:
        return f"The approved plan does not provide for it{f', and {above}' if above else ''}."
    if line.within_plan == FREE_TO_LIMIT and outside:
        return f"The approved plan does not provide for it{f'; besides, {above}' if above else ''}."
    if line.limit is None:
        return "Every act of this kind is reserved, whatever it costs and whatever the plan says."
    return f"{above}{_though(line, act)}."


def _is_above(line: Line, act: Act) -> str:
    if line.limit is None or act.pounds is None or act.pounds <= line.limit:
        return ""
    return f"{pounds_words(act.pounds)} is above the limit of {pounds_words(line.limit)}"


def _though(line: Line, act: Act) -> str:
    if not act.within_plan:
        return ""
    if line.within_plan == FREE_TO_LIMIT:
        return ", up to which what the plan provides for is free"
    return "; that the plan provides for it makes no difference"


def _why_not(line: Line, act: Act) -> str:
    below = (
        f"{pounds_words(act.pounds)} is not above the limit of {pounds_words(line.limit)}"
        if line.limit is not None and act.pounds is not None and act.pounds <= line.limit
        else ""
    )
    if line.within_plan == FREE_TO_LIMIT:
        return f"The approved plan provides for it, and {below}."
    if line.within_plan == FREE and act.within_plan:
        return "The approved plan provides for it, and what is within the plan is free."
    return f"{below}."


def _ask(line: Line, act: Act) -> str:
    """What has to be said before this line can answer."""
    sum_matters = line.limit is not None and act.pounds is None
    limit = f" above {pounds_words(line.limit)}" if line.limit is not None else ""
    ask = "Say how much." if sum_matters else ""
    if line.within_plan == FREE:
        head = f"It is reserved{limit} where the approved plan does not provide for it."
    elif line.within_plan == FREE_TO_LIMIT:
        head = f"It is reserved{limit}, and at any sum that the approved plan does not provide for."
    else:
        return f"It is reserved{limit}. {ask}"
    plan = "Say whether the plan does." if act.within_plan is None else ""
    return " ".join(part for part in (head, ask, plan) if part)


def _why_free(act: Act, register: Sequence[Line], findings: Sequence[Finding]) -> str:
    if len(findings) == 1:
        return findings[0].reason
    if findings:
        return f"None of {_named([each.line for each in findings])} reserves it."
    if act.kind == OTHER:
        return "The owners reserved only what the register lists, and no line of it is about this."
    return f"No line of the register, which has {len(register)}, is about acts of this kind."


def _read_first(unsaid: Sequence[Line]) -> str:
    if len(unsaid) == 1:
        said = "does not say which kind of act it is about: read it first."
    else:
        said = "do not say which kinds of act they are about: read them first."
    return f"{sentence_case(_named(unsaid))} {said}"


def _named(lines: Sequence[Line]) -> str:
    """ "matter 13", "matters 9 and 13"."""
    return f"matter{'s' if len(lines) > 1 else ''} {join_names([str(e.number) for e in lines])}"


@dataclass(frozen=True)
class Granted:
    """How far a delegation goes: up to ``limit`` pounds, None for none; ``worded`` says that its
    decision names more than a sum, which only a person can read."""

    limit: Decimal | None
    worded: bool


@dataclass(frozen=True)
class Covers:
    """Whether a delegation covers an act, and why."""

    verdict: Literal["yes", "perhaps", "no"]
    reason: str


def covers(granted: Granted, act: Act) -> Covers:
    """Whether an act lies within what was delegated. A larger sum is never more covered."""
    if granted.limit is not None:
        limit = pounds_words(granted.limit)
        if act.pounds is None:
            return Covers("perhaps", f"It goes up to {limit}. Say how much.")
        if act.pounds > granted.limit:
            return Covers("no", f"{pounds_words(act.pounds)} is above its {limit}.")
    if granted.worded:
        return Covers("perhaps", "Read what it says of its limits.")
    if granted.limit is None:
        return Covers("yes", "It names no limit.")
    return Covers("yes", f"It goes up to {pounds_words(granted.limit)}.")
