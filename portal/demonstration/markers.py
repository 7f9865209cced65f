"""Made-up words, one for each area and state, that must never reach another audience.

``portal demo --markers`` plants them in plans of their own, so that all states exist at once, and
prints them. A test reads as everybody and looks for the words in every byte that is served.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from portal.kit import digests
from tenants.audiences import DIRECTORS, EDITORS, PUBLIC, RELEASED, SUBMITTED

DRAFT = "draft"
RELEASED_DRAFT = "released-draft"
SUBMITTED_VERSION = "submitted-version"
APPROVED_VERSION = "approved-version"
SUBMITTED_MATTER = "submitted-matter"
DECIDED_MATTER = "decided-matter"
COMMENT = "comment"
CONSULTATION = "consultation"
PUBLISHED_REMARK = "published-remark"
WAITING_RESPONSE = "waiting-response"
WITHHELD_RESPONSE = "withheld-response"
CHILD_RESPONSE = "child-response"
PUBLISHED_PAPER = "published-paper"
PART_TWO_PAPER = "part-two-paper"
DRAFT_PAPER = "draft-paper"

AUDIENCES = {
    DRAFT: EDITORS,
    RELEASED_DRAFT: RELEASED,
    SUBMITTED_VERSION: SUBMITTED,
    APPROVED_VERSION: PUBLIC,
    SUBMITTED_MATTER: SUBMITTED,
    DECIDED_MATTER: PUBLIC,
    COMMENT: RELEASED,
    CONSULTATION: RELEASED,
    PUBLISHED_REMARK: RELEASED,
    WAITING_RESPONSE: DIRECTORS,
    WITHHELD_RESPONSE: DIRECTORS,
    CHILD_RESPONSE: DIRECTORS,
    PUBLISHED_PAPER: PUBLIC,
    PART_TWO_PAPER: "item",
    DRAFT_PAPER: "item",
}
"""Who may read a text in each state, as the walls label it.

In the area of the marker: ``editors`` are the directors, the area's editors, and for the shared
area all editors and the board; ``released`` adds the area's commissioners, for the shared area
those of all owners. Of the whole company: ``submitted`` adds the deciding bodies' members and
clerks and all owners' commissioners. ``public`` is everybody, ``directors`` the directors alone.
A consultation is its named council's, and whoever's holds a secret link besides. ``item`` is who
is let in to one paper: the clerk of its body and the officers named for it; of Part II, once it is
published, the members of that body too, but for those whom an interest bars.
"""

OF_PLANS = (DRAFT, RELEASED_DRAFT, SUBMITTED_VERSION, APPROVED_VERSION)
OF_MATTERS = (SUBMITTED_MATTER, DECIDED_MATTER)
OF_CONSULTATIONS = (CONSULTATION, PUBLISHED_REMARK)
OF_PAPERS = (PUBLISHED_PAPER, PART_TWO_PAPER, DRAFT_PAPER)
OF_RESPONSES = (WAITING_RESPONSE, WITHHELD_RESPONSE, CHILD_RESPONSE)

STARTS = ("b", "br", "d", "dr", "f", "g", "gr", "k", "kl", "l", "m", "n", "p", "pl", "s", "v")
VOWELS = ("a", "e", "i", "o", "u", "ai", "au", "oo")
SYLLABLES = 4


@dataclass(frozen=True)
class Marker:
    """A word, where it stands, and the audience label of those who may read it there."""

    word: str
    company: str
    area: str
    state: str
    audience: str

    def as_json(self) -> dict[str, str]:
        """Plain values, for the command line."""
        return asdict(self)


def marker(company: str, area: str, state: str) -> Marker:
    """The marker of one area in one state; always the same word for the same place."""
    return Marker(_word(f"{company}/{area}/{state}"), company, area, state, AUDIENCES[state])


def markers_of(company: str, areas: Sequence[str], shared: str) -> Iterator[Marker]:
    """All markers of a company: its plans in every area, its matters in the shared one, comments
    of every council, and a consultation of the first."""
    for area in areas:
        for state in OF_PLANS:
            yield marker(company, area, state)
    for state in (*OF_MATTERS, *OF_RESPONSES, *OF_PAPERS):
        yield marker(company, shared, state)
    councils = [area for area in areas if area != shared]
    for council in councils:
        yield marker(company, council, COMMENT)
    for state in OF_CONSULTATIONS:
        yield marker(company, councils[0], state)


def _word(place: str) -> str:
    """Nonsense that can be said aloud: four syllables chosen by the digest of the place."""
    number = int(digests.digest(f"marker of {place}"), 16)
    syllables = []
    for _ in range(SYLLABLES):
        number, start = divmod(number, len(STARTS))
        number, vowel = divmod(number, len(VOWELS))
        syllables.append(STARTS[start] + VOWELS[vowel])
    return "".join(syllables)
