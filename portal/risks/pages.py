"""What the register and a risk's page show. No I/O, no Flask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from portal.kit.words import date_words, join_names
from portal.plans.kinds import names_of
from portal.plans.shapes import Entry, SectionView
from portal.risks.queries import KIND, NOTHING, Assessed, Register, Response, Standing
from portal.risks.rules import (
    ARROWS,
    Matrix,
    Moved,
    Score,
    doubt,
    moved,
    moved_words,
    read_score,
)
from tenants.base import SHARED
from tenants.models import Area


@dataclass(frozen=True)
class Row:
    """One risk of a register. Without a ``score`` nothing could be read of it."""

    ref: str
    title: str
    href: str
    whose: str
    accent: str
    controls: str
    owner: str
    score: Score | None
    band: str
    level: str
    moved: Moved | None
    moved_words: str
    arrow: str
    next: str
    late: bool
    doubts: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()
    target: str = ""


def since_quarter(today: date) -> date:
    """The last day of the quarter before: plan years run from April to March."""
    return date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - timedelta(days=1)


def rows(
    register: Register, path: str, areas: Mapping[int, Area], lens: Area | None, today: date
) -> list[Row]:
    """Every risk of a register that this reader reads, through her lens: the highest first."""
    found = [
        row_of(register, section, entry, path, areas, today)
        for section in register.view.sections
        if section.kind == KIND and (lens is None or section.area_id in (SHARED, lens.area_id))
        for entry in section.entries
    ]
    return sorted(found, key=lambda row: -(row.score.product if row.score else 0))


def row_of(
    register: Register,
    section: SectionView,
    entry: Entry,
    path: str,
    areas: Mapping[int, Area],
    today: date,
) -> Row:
    """One risk as the register lists it."""
    standing = register.standings.get(entry.item_id, NOTHING)
    now = current(standing, entry.text("likelihood"), entry.text("impact"), entry.text("printed"))
    band = register.matrix.band(now.score.product) if now else None
    area, went = areas[section.area_id], movement(standing, now, today)
    words, late = next_words(standing, today)
    return Row(
        ref=entry.ref,
        title=entry.title,
        href=f"{path}{entry.ref}",
        whose=area.name if section.area_id else "",
        accent=area.slug,
        controls=entry.text("controls"),
        owner=owner_words(entry),
        score=now.score if now else None,
        band=band.name if band else "",
        level=register.matrix.level(band) if band else "",
        moved=went[0] if went else None,
        moved_words=went[1] if went else "",
        arrow=ARROWS[went[0]] if went else "",
        next=words,
        late=late,
        doubts=doubts(now, entry, register.matrix),
        responses=response_words(standing, today),
        target=target_words(standing, register.matrix),
    )


def movement(standing: Standing, now: Assessed | None, today: date) -> tuple[Moved, str] | None:
    """Which way a risk went since the last quarter, with its words; None for one that nobody
    assessed: its score is the plan's own."""
    if now is None or not standing.current:
        return None
    before = standing.at(since_quarter(today))
    score = before.score if before else None
    return moved(score, now.score), moved_words(score, now.score)


def current(standing: Standing, likelihood: str, impact: str, printed: str) -> Assessed | None:
    """Where a risk stands: the newest assessment, else what its plan says; None if neither."""
    if standing.current:
        return standing.current[0]
    said = read_score(likelihood, impact)
    return Assessed(said, date.min, printed) if said else None


def doubts(now: Assessed | None, entry: Entry, matrix: Matrix) -> tuple[str, ...]:
    """What cannot be read of a risk's score, or disagrees with what is printed."""
    if now is None:
        written = [entry.text(name).strip() for name in ("likelihood", "impact")]
        if not any(written):
            return ("It has no likelihood and impact yet.",)
        words = join_names([f"“{each}”" if each else "nothing" for each in written])
        return (f"Likelihood and impact are 1 to 5; written is {words}.",)
    found = doubt(now.score, now.printed, matrix)
    return (found,) if found else ()


def owner_words(entry: Entry) -> str:
    """Who answers for it: posts, people and organisations as written."""
    fields = ("lead", "people", "organisations")
    return join_names([name for field in fields for name in names_of(entry.text(field))])


def next_words(standing: Standing, today: date) -> tuple[str, bool]:
    """When it is looked at next, and whether that day has passed."""
    if standing.review_on is None:
        return "", False
    late = standing.review_on < today
    words = date_words(standing.review_on)
    return (f"Review was due on {words}" if late else f"Review on {words}"), late


def response_words(standing: Standing, today: date) -> tuple[str, ...]:
    """Escalated to whose register; accepted by whom until when."""
    found = []
    if standing.escalated:
        found.append(f"Escalated to {standing.escalated.whose}")
    if standing.accepted:
        found.append(accepted_words(standing.accepted, today))
    return tuple(found)


def accepted_words(accepted: Response, today: date) -> str:
    """``Accepted by the board until 31 March 2020``, or that this is over."""
    until = accepted.until or accepted.on_day
    if until < today:
        return f"Its acceptance by {accepted.whose} ended on {date_words(until)}"
    return f"Accepted by {accepted.whose} until {date_words(until)}"


def target_words(standing: Standing, matrix: Matrix) -> str:
    """``Target 8, medium``."""
    if standing.target is None:
        return ""
    score = standing.target.score.product
    return f"Target {score}, {matrix.band(score).name.lower()}"
