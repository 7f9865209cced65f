"""What may be kept from the public at a meeting, and what has to be said of it. Plain functions.

Exempt information is of one of the seven descriptions of Schedule 12A to the Local Government Act
1972 (Part 1), as qualified by Part 2; confidential information (section 100A(3)) is another class:
a government department furnished it on such terms, or a law or a court forbids to disclose it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.kit.words import date_words, join_names

PARAGRAPHS: Mapping[int, str] = {
    1: "about an individual",
    2: "likely to show who an individual is",
    3: "about the financial or business affairs of a person, the council included",
    4: "about consultations or negotiations over labour relations",
    5: "that could be claimed to be privileged in legal proceedings",
    6: "that shows a notice, an order or a direction which is to be given",
    7: "about what is done to prevent, investigate or prosecute crime",
}
"""Part 1 of Schedule 12A, each in our own short words."""
FINANCIAL = 3
FILED_UNDER: Mapping[str, str] = {
    "companies": "the Companies Acts",
    "friendly": "the Friendly Societies Acts 1974 and 1992",
    "co-operative": "the Co-operative and Community Benefit Societies Act 2014",
    "building": "the Building Societies Act 1986",
    "charities": "the Charities Act 2011",
}
"""Where information is registered, paragraph 3 does not cover it: Schedule 12A, paragraph 8."""
LONGEST = 4000
"""Characters of the public-interest statement."""
CONFIDENTIAL_WORDS = "The public is excluded while this is considered."
"""All that a public notice says of confidential information: nothing describes it."""


@dataclass(frozen=True)
class Exemption:
    """Why a paper is kept from the public.

    ``filed_under`` is a key of ``FILED_UNDER`` where what the paper holds has to be registered
    publicly. A confidential paper has no paragraph, no statement and no day of review: it may not
    be disclosed at all.
    """

    paragraphs: tuple[int, ...] = ()
    public_interest: str = ""
    review_on: date | None = None
    filed_under: str = ""
    confidential: bool = False


def refusals(said: Exemption, today: date) -> dict[str, str]:
    """What is wrong with an exemption, in words, by the name of its field; nothing where it holds.

    Exemption needs a paragraph of Part 1, a public interest that outweighs disclosure (Schedule
    12A, paragraph 10), and a day after ``today`` on which it is looked at again.
    """
    if said.confidential:
        return _of_confidential(said)
    found = {
        "paragraphs": _paragraphs(said),
        "public_interest": _interest(said.public_interest),
        "review_on": _review(said.review_on, today),
    }
    return {name: words for name, words in found.items() if words}


def basis(paragraphs: Sequence[int]) -> str:
    """``paragraphs 3 and 5 of Part 1 of Schedule 12A to the Local Government Act 1972``."""
    ordered = [str(number) for number in sorted(set(paragraphs))]
    word = "paragraph" if len(ordered) == 1 else "paragraphs"
    return (
        f"{word} {join_names(ordered)} of Part 1 of Schedule 12A to the Local Government Act 1972"
    )


def public_words(said: Exemption) -> str:
    """What a public notice says of the item: why the public is excluded, and nothing of what.

    Of a paper whose paragraphs are not known here, only that it is closed.
    """
    if said.confidential:
        return CONFIDENTIAL_WORDS
    if not said.paragraphs:
        return "For Part II: not open to the public."
    held = join_names([PARAGRAPHS[number] for number in sorted(set(said.paragraphs))], "or")
    return f"Not open to the public: information {held} ({basis(said.paragraphs)})."


def review_words(said: Exemption, today: date) -> str:
    """When the exemption is looked at again; empty for what is confidential."""
    if said.review_on is None:
        return ""
    day = date_words(said.review_on)
    if said.review_on <= today:
        return f"The exemption was to be looked at again on {day}: say whether it still holds."
    return f"The exemption is looked at again on {day}."


def is_due(review_on: date | None, today: date) -> bool:
    """Whether an exemption has to be looked at now."""
    return review_on is not None and review_on <= today


def _of_confidential(said: Exemption) -> dict[str, str]:
    if not said.paragraphs:
        return {}
    return {
        "paragraphs": "Confidential information (section 100A(3)) is a class of its own: choose "
        "either it or paragraphs of Schedule 12A, not both."
    }


def _paragraphs(said: Exemption) -> str:
    if not said.paragraphs:
        return "Choose the paragraphs of Schedule 12A that it falls under."
    if not set(said.paragraphs) <= PARAGRAPHS.keys():
        return "Choose among paragraphs 1 to 7 of Part 1 of Schedule 12A."
    if FINANCIAL in said.paragraphs and said.filed_under:
        where = FILED_UNDER.get(said.filed_under, "an Act")
        return (
            f"Paragraph 3 does not cover what has to be registered under {where} (Schedule 12A, "
            "paragraph 8): take paragraph 3 away, or put the paper in Part I."
        )
    return ""


def _interest(text: str) -> str:
    if not text.strip():
        return (
            "Say why the public interest in keeping it back outweighs the public interest in "
            "disclosing it (Schedule 12A, paragraph 10)."
        )
    if len(text) > LONGEST:
        return f"Use {LONGEST:,} characters or fewer. You wrote {len(text):,}."
    return ""


def _review(review_on: date | None, today: date) -> str:
    if review_on is None:
        return "Enter the day on which the exemption is looked at again, such as 24 6 2020."
    if review_on <= today:
        return f"Enter a day after {date_words(today)}."
    return ""
