"""Who may not speak or vote on a matter, and why. Plain functions: no database, no Flask.

A member with a disclosable pecuniary interest in a matter that is considered takes no part in its
discussion or vote (Localism Act 2011, s.31(4)), unless a dispensation relieves her (s.33). Whether
an interest *is* one in this matter is for her to declare: nothing here guesses it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.kit.words import date_words, join_names, sentence_case

CATEGORIES: Mapping[str, str] = {
    "employment": "Employment, office, trade, profession or vocation",
    "sponsorship": "Sponsorship",
    "contracts": "Contracts",
    "land": "Land",
    "licences": "Licences",
    "corporate_tenancies": "Corporate tenancies",
    "securities": "Securities",
    "other": "Other registrable interest",
}
"""The categories of the Relevant Authorities (Disclosable Pecuniary Interests) Regulations 2012,
and what a council's code of conduct has registered besides."""
OTHER = "other"
WHOSE: Mapping[str, str] = {"own": "The member’s own", "partner": "Her or his partner’s"}
KINDS: Mapping[str, str] = {
    "disclosable": "Disclosable pecuniary interest",
    "registrable": "Other registrable interest",
    "non_registrable": "Non-registrable interest",
}
"""Of a declaration. The first alone bars by law; the others as the council's code of conduct says,
which the member decides on with its monitoring officer's advice."""
BOARD_KINDS: Mapping[str, str] = {
    "disclosable": "Interest in the proposed transaction or arrangement",
    "non_registrable": "Another interest",
}
"""Of a director's declaration on a matter of the board (Companies Act 2006, s.177). The first keeps
her from quorum and vote, as the model articles for private companies have it (article 14)."""
GROUNDS: Mapping[str, str] = {
    "impeded": "So many members are barred that the body could not do its business",
    "balance": "The balance of political groups would be upset, and the outcome with it",
    "inhabitants": "It is in the interests of people who live in the area",
    "executive": "Every member of the executive would be barred",
    "appropriate": "It is otherwise appropriate",
}
"""Localism Act 2011, s.33(2)(a) to (e)."""
RELIEVES: Mapping[str, str] = {
    "both": "Speak and vote",
    "speak": "Speak, and not vote",
    "vote": "Vote, and not speak",
}
"""From which of the two restrictions of s.31(4) a dispensation relieves: s.33(1)."""
REACHES: Mapping[str, str] = {
    "company": "Every matter of the company",
    "subject": "One subject",
    "matter": "One matter",
}
MOST_YEARS = 4
"""How long a dispensation may last: s.33(3)."""
SOON = timedelta(days=28)
"""How long before its last day a dispensation is worth a word."""
SECTION_32 = "An interest is withheld under section 32 of the Localism Act 2011."


@dataclass(frozen=True)
class Dispensed:
    """A dispensation as far as it decides who may speak and vote."""

    id: int
    reach: str
    """A key of ``REACHES``. One for a subject counts where a declaration relies on it by name."""
    relieves: str
    subject: str
    granted_by: str
    starts_on: date
    ends_on: date
    """Its last day, or the day on which it was ended before."""

    @property
    def speaks(self) -> bool:
        return self.relieves in ("both", "speak")

    @property
    def votes(self) -> bool:
        return self.relieves in ("both", "vote")

    @property
    def words(self) -> str:
        """ "dispensation by Richmond to speak and vote, until 23 June 2020"."""
        does = RELIEVES[self.relieves].lower().replace(", and not", " but not")
        return f"dispensation by {self.granted_by} to {does}, until {date_words(self.ends_on)}"


@dataclass(frozen=True)
class Declared:
    """A declaration as far as it decides who may speak and vote."""

    id: int
    kind: str
    nature: str
    """Empty where a sensitive interest is declared: s.32(3) asks for the fact alone."""
    sensitive: bool
    left_room: bool
    relies_on: int | None
    """The dispensation that its declarer named."""
    of_board: bool = False
    """On a matter of the company's board, which company law governs."""

    @property
    def bars(self) -> bool:
        """Whether it bars by law, without a dispensation."""
        return self.kind == "disclosable"

    @property
    def words(self) -> str:
        """What was declared: "Disclosable pecuniary interest: she is employed by a supplier"."""
        if self.sensitive:
            return f"{self.kind_words}, whose nature is withheld (Localism Act 2011, s.32)"
        return f"{self.kind_words}: {self.nature}"

    @property
    def kind_words(self) -> str:
        return kinds(of_board=self.of_board).get(self.kind, KINDS[self.kind])


@dataclass(frozen=True)
class Bar:
    """Why a person may not vote on a matter; ``speaks`` is whether she may speak all the same."""

    name: str
    speaks: bool
    left: bool
    """She left the room for this item, whatever was declared."""
    barred: bool
    """By the law, not by having left alone."""
    of_board: bool = False

    @property
    def to_her(self) -> str:
        """The reason as the person herself reads it, on her ballot."""
        if not self.barred:
            return (
                "You are recorded as having left the room for this item, so you cannot vote on it. "
                "Tell the clerk if you are back."
            )
        if self.of_board:
            return (
                "You declared an interest in what is proposed, so you count neither for the quorum "
                "nor in the vote (Companies Act 2006, section 177, and the company’s articles)."
            )
        does = "may speak on it but not vote" if self.speaks else "may neither speak nor vote on it"
        has = "your dispensation lets you speak only" if self.speaks else "have no dispensation"
        return (
            f"You declared a disclosable pecuniary interest in this matter and {has}, so you {does}"
            " (Localism Act 2011, section 31)."
        )

    @property
    def words(self) -> str:
        """The reason as others read it: "Anna Smith left the room for this item."."""
        if not self.barred:
            return f"{self.name} left the room for this item."
        if self.of_board:
            return f"{self.name} declared an interest in what is proposed: no vote on this matter."
        does = "may speak but not vote" if self.speaks else "may neither speak nor vote"
        gone = ", and left the room" if self.left else ""
        return (
            f"{self.name} declared a disclosable pecuniary interest{gone}: {does} on this matter."
        )


def kinds(*, of_board: bool) -> Mapping[str, str]:
    """The kinds of a declaration, on a matter of the board or of a council's body."""
    return BOARD_KINDS if of_board else KINDS


def last_day_allowed(starts_on: date) -> date:
    """The last day on which a dispensation from this day may hold: four years, both ends counted.

    From 24 June 2019 to 23 June 2023; from 29 February to 28 February.
    """
    year = starts_on.year + MOST_YEARS
    return _same_day(starts_on, year) - timedelta(days=1)


def _same_day(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def counts(dispensation: Dispensed, declared: Declared | None) -> bool:
    """Whether a dispensation that reaches her on this day covers the matter.

    One for the matter or for the whole company does by itself. One for a subject does where the
    declaration names it: whether a matter is of that subject is a person's judgement.
    """
    if dispensation.reach != "subject":
        return True
    return declared is not None and declared.relies_on == dispensation.id


def bar(name: str, declared: Declared | None, dispensed: Sequence[Dispensed]) -> Bar | None:
    """Why this person may not vote on the matter; None where she may.

    ``dispensed`` are hers, in force on the day of the sitting, that could cover the matter.
    """
    if declared is None:
        return None
    hers = [each for each in dispensed if counts(each, declared)]
    may_vote = not declared.bars or any(each.votes for each in hers)
    may_speak = not declared.bars or any(each.speaks for each in hers)
    if may_vote and not declared.left_room:
        return None
    barred = not may_vote
    return Bar(name, may_speak, declared.left_room, barred=barred, of_board=declared.of_board)


def names_company(words: str, company: str) -> bool:
    """Whether words name the company, as whole words and whatever their case."""
    wanted = r"\s+".join(re.escape(part) for part in company.split())
    return re.search(rf"(?<!\w){wanted}(?!\w)", words, re.IGNORECASE) is not None


def two_hats(
    name: str, offices: Sequence[str], entries: Sequence[str], dispensed: Sequence[Dispensed]
) -> str:
    """That a member of the deciding body holds office in the company too, and any dispensation.

    ``offices`` are appointments in the company, ``entries`` what her register says of it. It is
    said on every item of the company and bars nobody: only a declaration does that.
    """
    parts = [f"is also {join_names(offices)}"] if offices else []
    if entries:
        parts.append(f"has registered {join_names([f'“{each}”' for each in entries])}")
    has = join_names([each.words for each in dispensed]) or "no dispensation"
    return f"{name} {join_names(parts)}. {sentence_case(has)}."
