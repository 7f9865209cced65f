"""You said, we did: what young people said together, what was done about what was said, the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.engagement import queries, scales
from portal.engagement.models import Answer, Quote, Round, Summary
from portal.engagement.records import note
from portal.engagement.service import EngagementError, walls_of
from portal.engagement.standing import OUTCOMES, phase
from portal.kit.words import plural
from tenants.audiences import DIRECTORS
from tenants.base import SHARED
from tenants.roles import Hat, Permission
from tenants.scope import Scope


@dataclass(frozen=True)
class AnswerDetails:
    """One answer: what was said, in the company's words; changed or not_changed; and why.

    ``quotes`` are the numbers of the published remarks it answers; ``summary`` whether it also
    answers what young people said; ``exhibit_id`` the text in which it can be read.
    """

    said: str
    outcome: str
    why: str
    exhibit_id: int | None
    quotes: frozenset[int]
    summary: bool = False


def summarise(scope: Scope, found: Round, words: str) -> Summary:
    """Say what young people said, all together, with counts that give no small number away.

    Only after the last day, and counted once: two counts of the same children would show by their
    difference what one of them chose. Raises EngagementError.
    """
    hat = scope.require(Permission.ENGAGEMENT_CONDUCT)
    _refuse_answered(found)
    if phase(found, scope.today()) != "closed":
        raise EngagementError("Write the summary once the consultation has closed.")
    if queries.states(scope, found).get("waiting"):
        raise EngagementError("Read every response first: some are still waiting.")
    summary = queries.summary(scope, found) or _new_summary(scope, found)
    summary.words = words
    summary.written_at, summary.written_by = scope.now(), scope.visitor.name
    note(scope, hat, "summary:written", summary, {"round": found.slug})
    return summary


def answer(scope: Scope, found: Round, details: AnswerDetails) -> Answer:
    """Answer one or several published remarks. Raises EngagementError for an empty choice."""
    hat = scope.require(Permission.ENGAGEMENT_CONDUCT)
    _refuse_answered(found)
    given = Answer(
        **walls_of(scope, SHARED, DIRECTORS),
        round_id=found.id,
        exhibit_id=details.exhibit_id,
        said=details.said,
        outcome=details.outcome,
        why=details.why,
        made_at=scope.now(),
        made_by=scope.visitor.name,
    )
    scope.session.add(given)
    scope.session.flush()
    _attach(scope, hat, found, given, details)
    note(scope, hat, "answer:written", given, {"round": found.slug, "outcome": details.outcome})
    return given


def rewrite(scope: Scope, found: Round, given: Answer, details: AnswerDetails) -> None:
    """Change an answer before the consultation is closed as answered. Raises EngagementError."""
    hat = scope.require(Permission.ENGAGEMENT_CONDUCT)
    _refuse_answered(found)
    given.exhibit_id, given.said = details.exhibit_id, details.said
    given.outcome, given.why = details.outcome, details.why
    given.made_at, given.made_by = scope.now(), scope.visitor.name
    _attach(scope, hat, found, given, details)
    note(scope, hat, "answer:rewritten", given, {"round": found.slug, "outcome": details.outcome})


def open_ends(scope: Scope, found: Round) -> list[str]:
    """What is still to be done before the consultation can be closed as answered, in words."""
    summary, quotes = queries.summary(scope, found), queries.quotes(scope, found)
    return list(_open_ends(scope, found, summary, quotes))


def close(scope: Scope, found: Round) -> None:
    """Close it as answered: what was done shows to whoever reads it. Raises EngagementError."""
    hat = scope.require(Permission.ENGAGEMENT_CONDUCT)
    _refuse_answered(found)
    left = open_ends(scope, found)
    if left:
        raise EngagementError(" ".join(left))
    for given in queries.answers(scope, found):
        given.audience = found.audience
        note(scope, hat, "answer:published", given)
    found.answered_at, found.answered_by = scope.now(), scope.visitor.name
    note(scope, hat, "consultation:answered", found, {"round": found.slug})


def _open_ends(
    scope: Scope, found: Round, summary: Summary | None, quotes: Sequence[Quote]
) -> Iterable[str]:
    if phase(found, scope.today()) in ("coming", "open"):
        yield "It takes answers until its last day is over."
    waiting = queries.states(scope, found).get("waiting", 0)
    if waiting:
        yield f"{plural(waiting, 'response')} still to be read: publish or withhold each."
    unanswered = sum(1 for quote in quotes if quote.words and quote.answer_id is None)
    if unanswered:
        yield f"{plural(unanswered, 'published remark')} still without an answer."
    if summary is None and queries.children(scope, found):
        yield "What young people said is still to be summed up."
    if summary is not None and summary.answer_id is None:
        yield "What young people said is still without an answer."


def _attach(scope: Scope, hat: Hat, found: Round, given: Answer, details: AnswerDetails) -> None:
    if details.outcome not in OUTCOMES:
        raise EngagementError("Say whether the text was changed.")
    if not details.quotes and not details.summary:
        raise EngagementError("Choose what this answers.")
    for quote in queries.quotes(scope, found):
        _point(scope, hat, quote, given, chosen=quote.id in details.quotes)
    summary = queries.summary(scope, found)
    if summary is not None:
        _point(scope, hat, summary, given, chosen=details.summary)


def _point(scope: Scope, hat: Hat, said: Quote | Summary, given: Answer, *, chosen: bool) -> None:
    """Let what was said point at its answer, or no longer."""
    wanted = given.id if chosen else None
    if (chosen or said.answer_id == given.id) and said.answer_id != wanted:
        said.answer_id = wanted
        note(scope, hat, "remark:answered" if chosen else "remark:unanswered", said)


def _new_summary(scope: Scope, found: Round) -> Summary:
    summary = Summary(
        **walls_of(scope, SHARED, found.audience),
        round_id=found.id,
        words="",
        counts=_counts(scope, found),
        written_at=scope.now(),
        written_by="",
        answer_id=None,
    )
    scope.session.add(summary)
    return summary


def _counts(scope: Scope, found: Round) -> list[object]:
    """The counts by text, none at all where fewer than six young people answered."""
    if not found.asks_scale or queries.children(scope, found) < scales.FEWEST_SAID:
        return []
    by_text = queries.childrens_choices(scope, found)
    names = {exhibit.id: exhibit.ref for exhibit in queries.exhibits(scope, found)}
    return [
        [names.get(exhibit_id or 0, "The whole"), scales.suppressed(scales.tally(choices))]
        for exhibit_id, choices in sorted(by_text.items(), key=lambda pair: pair[0] or 0)
    ]


def _refuse_answered(found: Round) -> None:
    if found.answered_at is not None:
        raise EngagementError("This consultation is closed and answered.")
