"""Whether what a file says can be a plan: the very rules of the forms, for every text in it."""

from collections.abc import Iterable, Iterator

from portal.kit.text import control_characters
from portal.kit.words import sentence_case
from portal.plans.content import FIELDS, Content, Milestone
from portal.plans.kinds import PLAN_KINDS, Field, Kind, kinds
from portal.plans.outside.problems import PlanFileError
from portal.plans.outside.whole import Cover, WholeItem, WholePlan, WholeSection
from portal.plans.rules.covers import COVERS, FIRST_YEARS, LINEAGES, letter_problem
from portal.plans.rules.orders import ref_problem

MOST_SECTIONS, MOST_ITEMS, MOST_MILESTONES = 200, 5000, 200
"""Of a plan, of a plan, of an item."""
LONGEST_NAME, LONGEST_STEP, LONGEST_KEY = 200, 8000, 60
"""Characters of a title or heading, of a milestone, of its key."""
COLUMN_ROOM = {"title": 200, "lead": 500, "theme": 200}
"""Characters that the database keeps of these texts, whatever the kind says."""


def check(plan: WholePlan) -> None:
    """Raise PlanFileError for the first thing that a person could not have typed here either."""
    _check_cover(plan.cover)
    if len(plan.sections) > MOST_SECTIONS or sum(1 for _ in plan.items) > MOST_ITEMS:
        raise PlanFileError(
            f"A plan has at most {MOST_SECTIONS} sections and {MOST_ITEMS:,} items. "
            "Read it in as several."
        )
    letters: list[str] = []
    refs: set[str] = set()
    for section in plan.sections:
        _check_section(section, letters)
        letters.append(section.letter)
        for item in section.items:
            _check_item(section, item, refs)
            refs.add(item.ref.casefold())


def _check_cover(cover: Cover) -> None:
    place = "the plan"
    _one_line(cover.title, "title", LONGEST_NAME, place, needed=True)
    _one_line(cover.service, "service", LONGEST_NAME, place)
    _among(cover.kind, PLAN_KINDS, "type", place)
    _among(cover.covers, COVERS, "“covers”", place)
    _among(cover.lineage, LINEAGES, "lineage", place)
    if cover.first_year not in FIRST_YEARS:
        raise PlanFileError(
            f"A plan begins in one of the years {FIRST_YEARS[0]} to {FIRST_YEARS[-1]}, "
            f"not in {cover.first_year}.",
            place,
        )
    if not 1 <= cover.years <= 20:
        raise PlanFileError(f"A plan has 1 to 20 years, not {cover.years}.", place)


def _check_section(section: WholeSection, taken: list[str]) -> None:
    place = f"section {section.letter[:8]}"
    if problem := letter_problem(section.letter, taken):
        raise PlanFileError(problem, place)
    _one_line(section.title, "heading", LONGEST_NAME, place, needed=True)
    _one_line(section.under, "line above the heading", LONGEST_NAME, place)
    _among(section.kind, [(kind.name, kind.many) for kind in kinds()], "kind of section", place)


def _check_item(section: WholeSection, item: WholeItem, refs: set[str]) -> None:
    place = f"section {section.letter}, {item.ref[:30] or 'an item without a reference'}"
    if problem := ref_problem(item.ref, "", ()):
        raise PlanFileError(problem, place)
    if item.ref.casefold() in refs:
        raise PlanFileError("Another item of the plan has this reference.", place)
    for field, text in _texts(section.of, item.content, place):
        _check_text(field, text, place)
    _check_milestones(section.of, item.content.milestones, place)


def _texts(kind: Kind, content: Content, place: str) -> Iterator[tuple[Field, str]]:
    """Every text with its field. Raises PlanFileError for one that the kind does not have."""
    for name in (*FIELDS, *content.details):
        text = content.text(name)
        if name in kind.names:
            yield kind.field(name), text
        elif text:
            raise PlanFileError(
                f"“{name[:60]}” is no text of a {kind.one}. It has: {', '.join(kind.names)}.", place
            )


def _check_text(field: Field, text: str, place: str) -> None:
    most = min(field.most, COLUMN_ROOM.get(field.name, field.most))
    if field.required and not text.strip():
        raise PlanFileError(field.required, place)
    if field.reads in ("line", "names"):
        _one_line(text, field.in_words.removeprefix("the "), most, place)
    elif field.reads == "choice":
        _among(text, field.choices, field.in_words.removeprefix("the "), place)
    else:
        _room(text, sentence_case(field.in_words), most, place)


def _check_milestones(kind: Kind, milestones: tuple[Milestone, ...], place: str) -> None:
    if milestones and not kind.has_years:
        raise PlanFileError(f"A {kind.one} has no milestones.", place)
    if len(milestones) > MOST_MILESTONES:
        raise PlanFileError(f"There are more than {MOST_MILESTONES} milestones.", place)
    if len({step.key for step in milestones}) < len(milestones):
        raise PlanFileError("Two milestones have the same key.", place)
    for step in milestones:
        _one_line(step.key, "key of a milestone", LONGEST_KEY, place, needed=True)
        _one_line(step.text, "milestone", LONGEST_STEP, place, needed=True)
        _one_line(step.written, "day of a milestone as written", LONGEST_KEY, place)
        for year in (step.year, step.carried or step.year):
            if year not in FIRST_YEARS:
                raise PlanFileError(f"{year} is no year of a milestone.", place)


def _one_line(text: str, what: str, most: int, place: str, *, needed: bool = False) -> None:
    if needed and not text.strip():
        raise PlanFileError(f"The {what} is missing.", place)
    if "\n" in text:
        raise PlanFileError(f"Write the {what} on one line.", place)
    _room(text, f"The {what}", most, place)


def _room(text: str, what: str, most: int, place: str) -> None:
    if len(text) > most:
        raise PlanFileError(
            f"{what} must be {most:,} characters or fewer. It has {len(text):,}.", place
        )
    if hidden := control_characters(text):
        raise PlanFileError(
            f"{what} has a character that cannot be printed: {hidden[0][1]}.", place
        )


def _among(
    value: str,
    choices: Iterable[tuple[str, str]],
    what: str,
    place: str,
) -> None:
    known = [choice for choice, _ in choices]
    if value not in known:
        offered = ", ".join(filter(None, known))
        raise PlanFileError(f"“{value[:60]}” is no {what}. Use one of: {offered}.", place)
