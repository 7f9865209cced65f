"""The lanes of the consent board: one for each council. No Flask, no database."""

from collections.abc import Mapping

from portal.consents.board import Doors, Lane, Row, Stale, text_words
from portal.consents.models import RESOLVED
from portal.consents.queries import Part, Whole, text_of
from portal.decisions.models import Matter, Recommendation
from portal.decisions.rules.owners import Owner
from portal.effects.queries import After
from portal.kit.words import date_words, join_names, plural
from tenants.clock import civil_day

VERDICTS = {
    "waiting": "Has not decided yet",
    "consents": "Consents",
    "declines": "Does not consent",
}
SAID = {"lost": "Rejected", "tied": "Rejected, the votes were tied", "inquorate": "Not decided"}
CARRIED = {"note": "Noted", "refer": "Referred"}


def lanes(
    found: Whole, after: Mapping[int, After], doors: Doors, why: Mapping[int, str]
) -> list[Lane]:
    """A lane for each council; ``why`` says of a stale part, by its number, what made it stale."""
    return [_lane(found, owner, after, doors, why) for owner in found.owners]


def _lane(
    found: Whole, owner: Owner, after: Mapping[int, After], doors: Doors, why: Mapping[int, str]
) -> Lane:
    parts = found.of(owner)
    part = parts[-1] if parts else None
    answer = next(each for each in found.answers() if each.council == owner.name)
    mine = after.get(part.matter.id) if part else None
    past = [_stale(each, doors, found, why) for each in parts[:-1]]
    if part is not None and _is_stale(found, part):
        past.append(_stale(part, doors, found, why))
    return Lane(
        name=owner.name,
        slug=owner.slug,
        body=owner.body_name,
        state=_state(answer.stand, part, asked_again=bool(past)),
        verdict=_verdict_words(found, answer.stand, part, mine, asked_again=bool(past)),
        rows=_rows(part, mine, doors),
        stale=past,
        actions=_actions(found, owner, part, doors),
        asks=_asks(found, owner, part, answer.stand, doors),
    )


def _is_stale(found: Whole, part: Part) -> bool:
    return part.matter.state == "decided" and part.covered != text_of(found.matter)


def _state(stand: str, part: Part | None, *, asked_again: bool) -> str:
    if stand == "waiting":
        return "asked-again" if asked_again else "waiting"
    return "rejected" if stand == "declines" else "consents"


def _verdict_words(
    found: Whole, stand: str, part: Part | None, after: After | None, *, asked_again: bool
) -> str:
    text = text_words(found.matter)
    if stand == "waiting":
        if found.matter.state != "submitted":
            return "Was not needed"
        return f"Asked again: {text} not decided" if asked_again else VERDICTS["waiting"]
    if stand == "declines":
        return f"Does not consent to {text}"
    number = len(after.conditions) if after else 0
    return f"Consents to {text}" + (f", {plural(number, 'condition')}" if number else "")


def _rows(part: Part | None, after: After | None, doors: Doors) -> list[Row]:
    """The same rows in every lane, so that councils can be read across."""
    if part is None:
        return [Row("Meeting", "Not public yet")]
    matter = part.matter
    page = f"{doors.here}decisions/{matter.slug}"
    meeting = (
        f"{date_words(part.sitting.on_day)}, {part.sitting.starts_at}, {part.sitting.venue}"
        if part.sitting
        else "No sitting fixed yet"
    )
    rows = [Row("Meeting", meeting)]
    rows.append(Row("Papers", f"Sent {date_words(civil_day(matter.submitted_at))}", page))
    rows += [Row("Outcome", _outcomes(part))]
    if matter.state == "decided":
        rows += _afterwards(after, matter, doors)
    return rows


def _outcomes(part: Part) -> str:
    """What came of each recommendation: "(a) Approved; (b) Noted"."""
    if part.matter.outcome in ("deferred", "withdrawn"):
        return f"{part.matter.outcome.capitalize()}: {part.matter.ended_because}"
    said = [f"({each.letter}) {outcome_words(part, each)}" for each in part.recommendations]
    return "; ".join(said)


def outcome_words(part: Part, each: Recommendation) -> str:
    """Approved, approved as amended, rejected, deferred, noted, withdrawn or not decided yet."""
    if part.matter.outcome in ("deferred", "withdrawn"):
        return part.matter.outcome.capitalize()
    if each.result is None:
        return "Being voted on" if each.state == "open" else "Not decided yet"
    if each.result != "carried":
        return SAID[each.result]
    if each.verb in CARRIED:
        return CARRIED[each.verb]
    agreed = "Agreed" if each.verb == "agree" else "Approved"
    return f"{agreed} as amended" if part.matter.amendments else agreed


def _afterwards(after: After | None, matter: Matter, doors: Doors) -> list[Row]:
    conditions = list(after.conditions) if after else []
    left = [each for each in conditions if each.discharged_on is None]
    words = join_names([each.words for each in conditions]) if conditions else "None"
    page = f"{doors.here}decisions/{matter.slug}" if conditions else None
    until = after.call_in_until if after else None
    called = after.called_in if after else None
    call_in = f"Until {date_words(until)}" if until else "Cannot be called in"
    if called is not None:
        call_in = "Called in" if called.outcome is None else f"Called in: {called.outcome_words}"
    effective = after.effective_on if after else None
    return [
        Row("Conditions", words, page, f"{len(left)} open" if left else ""),
        Row("Call-in", call_in),
        Row("Effective", date_words(effective) if effective else "Not known yet"),
    ]


def _stale(part: Part, doors: Doors, found: Whole, why: Mapping[int, str]) -> Stale:
    matter = part.matter
    day = f"{date_words(civil_day(matter.decided_at))} · " if matter.decided_at else ""
    title = {
        "not_approved": f"Does not consent to {text_words(matter)}",
        "deferred": f"Deferred {text_words(matter)}",
        "withdrawn": f"Was asked about {text_words(matter)}",
        "not_decided": f"Decided nothing about {text_words(matter)}",
    }.get(matter.outcome or "", f"Consents to {text_words(matter)}")
    old, new = matter.version_number, found.matter.version_number
    changes = f"{doors.plan}{old}/changes?to={new}" if doors.plan and old and old != new else None
    return Stale(
        title=title,
        facts=f"{day}{_outcomes(part)}",
        reason=why.get(matter.id) or matter.ended_because or "It was asked again.",
        href=f"{doors.here}decisions/{matter.slug}",
        changes=changes,
    )


def _actions(found: Whole, owner: Owner, part: Part | None, doors: Doors) -> list[tuple[str, str]]:
    links = []
    if part is not None and part.matter.state == "submitted" and owner.body in doors.conducts:
        page = f"{doors.here}decisions/{part.matter.slug}"
        if part.sitting is None:
            links.append(("Fix the sitting", f"{page}/fix-sitting"))
        else:
            links.append((f"Record {owner.name}’s decision", f"{page}/sitting"))
    disputed = found.dispute is not None and found.dispute.state != RESOLVED
    if disputed and owner.slug in doors.states:
        links.append((f"Say where {owner.name} stands", f"{doors.base}/positions/{owner.slug}"))
    return links


def _asks(found: Whole, owner: Owner, part: Part | None, stand: str, doors: Doors) -> str | None:
    if not doors.submits or found.matter.state != "submitted" or part is None:
        return None
    asked = part.matter.state == "submitted" or stand != "declines"
    return None if asked else f"{doors.base}/ask-again/{owner.slug}"
