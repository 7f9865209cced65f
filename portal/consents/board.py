"""The consent board: a lane for each council, in one order of rows. No Flask, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.consents.models import RESOLVED
from portal.consents.queries import Part, Whole, text_of
from portal.consents.rules import Verdict
from portal.consents.sentences import Clock, Situation
from portal.decisions.models import Matter
from portal.decisions.pages import Entry, entry
from portal.decisions.rules.owners import Owner
from portal.decisions.sayings import OUTCOMES, body_words
from portal.effects.queries import After
from portal.kit.words import date_words, sentence_case
from tenants.clock import civil_day


@dataclass(frozen=True)
class Row:
    """A name and what is said of it; ``href`` leads on, ``tag`` is a word set apart in front."""

    name: str
    words: str
    href: str | None = None
    tag: str = ""


@dataclass(frozen=True)
class Stale:
    """What a council said, or was asked, of a text that is before the councils no longer."""

    title: str
    facts: str
    reason: str
    href: str
    changes: str | None
    """Where the words that changed can be seen."""


@dataclass(frozen=True)
class Lane:
    """One council: how it stands, the rows, and what it said of older texts."""

    name: str
    slug: str
    body: str
    state: str
    verdict: str
    rows: Sequence[Row]
    stale: Sequence[Stale] = ()
    actions: Sequence[tuple[str, str]] = ()
    """Links: words, and where they lead."""
    asks: str | None = None
    """Where a button asks this council again; None where there is nothing to ask."""


@dataclass(frozen=True)
class Point:
    """One step on the way of a matter, for the thread under the sentence."""

    title: str
    facts: str
    state: str


@dataclass(frozen=True)
class Doors:
    """Addresses of the company's pages, and which of them this reader may use."""

    base: str
    """The matter's page."""
    here: str
    """The company's pages, with a slash at the end."""
    plan: str | None = None
    """The plan's versions, with a slash at the end; None where it is no version."""
    conducts: frozenset[int] = frozenset()
    """Bodies whose sittings this reader conducts."""
    submits: bool = False
    states: frozenset[str] = field(default_factory=frozenset)
    """Councils for which this reader says where they stand."""


def text_words(matter: Matter) -> str:
    """ "version 4", or "the document" where it is no version of a plan."""
    if matter.version_number is not None:
        return f"version {matter.version_number}"
    return "the document" if matter.document_name else "it"


def situation(found: Whole, after: After | None, today: date) -> Situation:
    """All that the sentence on top is made of."""
    matter = found.matter
    waiting = [(owner, found.newest(owner)) for owner in found.owners if _waits(found, owner)]
    return Situation(
        verdict=found.verdict,
        text=text_words(matter),
        today=today,
        outcome=matter.outcome,
        decided_on=civil_day(matter.decided_at) if matter.decided_at else None,
        ended_because=matter.ended_because,
        settled=_settled(found),
        dispute=_clock(found),
        waits_for=after.waits_for if after else (),
        effective_on=after.effective_on if after else None,
        because=after.because if after else "",
        sittings=[
            (owner.name, part.sitting.on_day if part.sitting else None)
            for owner, part in waiting
            if part is not None
        ],
    )


def _waits(found: Whole, owner: Owner) -> bool:
    stands = {answer.council: answer.stand for answer in found.answers()}
    return stands[owner.name] == "waiting"


def _settled(found: Whole) -> str:
    dispute = found.dispute
    if dispute is None or dispute.resolved_how != "resolution" or not found.recommendations:
        return ""
    return found.recommendations[0].sentence or ""


def _clock(found: Whole) -> Clock | None:
    dispute, referral = found.dispute, found.referral
    if dispute is None or dispute.state == RESOLVED:
        return None
    if dispute.state == "referred" and referral is not None and referral.sitting is not None:
        return Clock(dispute.resolve_by, body_words(found.body.name), referral.sitting.on_day)
    return Clock(dispute.resolve_by)


def points(found: Whole, after: After | None, verdict: Verdict) -> list[Point]:
    """The way of the matter: submitted, amended, consented to, called in or not, in effect."""
    matter = found.matter
    way = [Point("Submitted", date_words(civil_day(matter.submitted_at)), "done")]
    way += [
        Point(f"Amended to version {part.amended.number}", _day(part.matter), "done")
        for part in found.parts
        if part.amended is not None and part.matter.purpose == "consent"
    ]
    consenting = sum(answer.stand == "consents" for answer in found.answers())
    met = "done" if matter.state == "decided" or verdict.result == "met" else "now"
    way.append(Point("Consents", f"{consenting} of {len(found.owners)}", met))
    if found.dispute is not None:
        done = found.dispute.state == RESOLVED
        by = f"By {date_words(found.dispute.resolve_by)}"
        way.append(Point("Dispute", "Resolved" if done else by, "done" if done else "now"))
    if matter.outcome in ("withdrawn", "not_approved"):
        return way
    day = after.effective_on if after else None
    happened = after is not None and after.effect is not None and after.effect.state == "done"
    state = "done" if happened else "ahead"
    return [*way, Point("Takes effect", date_words(day) if day else "Not yet", state)]


def _day(matter: Matter) -> str:
    return date_words(civil_day(matter.decided_at)) if matter.decided_at else ""


def record(found: Whole) -> list[Entry]:
    """Who did what to the matter, when and under which hat, the newest first."""
    matter = found.matter
    first = next((p.matter for p in found.parts if p.matter.purpose == "consent"), matter)
    asked = f"{sentence_case(text_words(first))} submitted under matter {matter.submitted_number}"
    by = (matter.submitted_by, matter.submitted_hat)
    entries = [entry(matter.submitted_at, *by, asked, digest=text_of(first) or "")]
    if matter.settled_at is not None:
        what = f"Citation settled: matter {matter.settled_number}"
        by = (matter.settled_by or "", matter.settled_hat or "")
        entries.append(entry(matter.settled_at, *by, what))
    names = {owner.area: owner.name for owner in found.owners}
    entries += [_decided(part, names) for part in found.parts if _by_itself(part)]
    if matter.ended_because is not None and matter.decided_at is not None:
        by = (matter.ended_by or "", matter.ended_hat or "")
        entries.append(entry(matter.decided_at, *by, f"Withdrawn: {matter.ended_because}"))
    return sorted(entries, key=lambda each: each.datetime, reverse=True)


def _by_itself(part: Part) -> bool:
    """Whether its body decided it, or put it off."""
    return part.matter.decided_at is not None and part.matter.state == "decided"


def _decided(part: Part, names: Mapping[int, str]) -> Entry:
    matter = part.matter
    closed = [each for each in part.recommendations if each.closed_at is not None]
    who = (closed[-1].closed_by, closed[-1].closed_hat) if closed else ()
    by, hat = who or (matter.ended_by, matter.ended_hat)
    council = names.get(matter.council_id or 0)
    name = f"{council}, {text_words(matter)}" if council else "Dispute"
    what = f"{name}: {OUTCOMES[matter.outcome or 'not_decided'].lower()}"
    return entry(
        matter.decided_at or matter.submitted_at, by or "", hat or "", what, part.covered or ""
    )
