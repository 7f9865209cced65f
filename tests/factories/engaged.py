"""The marked world's comments and consultations: a word of its own in everything that is said."""

from collections.abc import Callable

from portal.engagement import answering
from portal.engagement.receiving import Sender
from tests.factories import engaging
from tests.factories.engaging import DAY, MONTH
from tests.factories.world import World

Word = Callable[..., str]
COUNCILS = {
    "afc": ("kingston", "richmond", "windsor-and-maidenhead"),
    "tfc": ("sunderland",),
}
ASKED = {"afc": "kingston", "tfc": "sunderland"}
"""The council that is asked by name in each company."""
PRIVATE, ANSWERED, OPEN_TO_ALL, OVER = "private", "answered", "open-to-all", "over"
OF_COMPANY = (
    ("asked", "asked"),
    ("sentwaiting", "directors"),
    ("sentwithheld", "directors"),
    ("sentchild", "directors"),
    ("sentshown", "directors"),
    ("reason", "directors"),
    ("unsaid", "directors"),
    ("quote", "asked"),
    ("young", "asked"),
    ("did", "asked"),
    ("opencover", "public"),
    ("openquote", "public"),
    ("opensent", "directors"),
    ("openyoung", "public"),
)
"""What has a word of its own, and in which state it is (``who_reads``)."""


def things(company: str) -> list[tuple[str, str | None, str]]:
    """Thing, area and state of every word."""
    return [
        *((thing, None, state) for thing, state in OF_COMPANY),
        ("formal", ASKED[company], "released"),
        ("comment", None, "draft"),
        *(("comment", council, "released") for council in COUNCILS[company]),
    ]


def comment_all(doors: World, company: str, word: Word) -> None:
    """A commissioner of each council on the shared text, a director on an unreleased one."""
    shared = "C-01"
    for council in COUNCILS[company]:
        said = word(company, council, "released", "comment")
        email = f"commissioner@{council}.example"
        engaging.comment(doors, email, shared, said, slug="marked-released", company=company)
    said = word(company, None, "draft", "comment")
    director = f"director@{company}.example"
    engaging.comment(doors, director, shared, said, slug="marked-draft", company=company)


def ask_everybody(doors: World, company: str, word: Word, ref: str) -> None:
    """A public consultation on what is public, with an answer published and one waiting."""
    intro = word(company, None, "public", "opencover")
    engaging.open_round(
        doors,
        slug="marked-public",
        company=company,
        title="Open to all",
        intro=intro,
        kinds=("public",),
        councils=(),
        refs=("C-01", ref),
    )
    original = word(company, None, "directors", "opensent")
    sent = engaging.answer(doors, OPEN_TO_ALL, original, company=company)
    engaging.answer(doors, OPEN_TO_ALL, original, company=company)
    quote = word(company, None, "public", "openquote")
    engaging.publish(doors, OPEN_TO_ALL, sent, quote, company=company)


def sum_up(doors: World, company: str, word: Word) -> None:
    """A public consultation that is over, with what young people said."""
    with engaging.on(doors, DAY - 2 * MONTH, company):
        _, keys = engaging.open_round(
            doors,
            slug="marked-public",
            company=company,
            title="Over",
            kinds=("public", "young_people"),
            councils=(),
            refs=("C-01",),
            opens_on=DAY - 2 * MONTH,
            closes_on=DAY - MONTH,
        )
        original = word(company, None, "directors", "sentchild")
        child = engaging.answer(doors, OVER, original, key=keys["young_people"], company=company)
    engaging.publish(doors, OVER, child, "", company=company)
    with doors.scope_of(f"director@{company}.example", company) as scope:
        summary = word(company, None, "public", "openyoung")
        answering.summarise(scope, engaging.found(scope, OVER), summary)
        scope.session.commit()


def ask_some(doors: World, company: str, word: Word, ref: str) -> None:
    """A private consultation with a response in each state, and one that has been answered."""

    def said(thing: str, state: str = "directors", area: str | None = None) -> str:
        return word(company, area, state, thing)

    texts = {"slug": "marked-released", "company": company, "refs": ("C-01", ref)}
    intro = said("asked", "asked")
    with engaging.on(doors, DAY - 2 * MONTH, company):
        days = {"opens_on": DAY - 2 * MONTH, "closes_on": DAY - MONTH}
        _, old = engaging.open_round(doors, title="Answered", intro=intro, **days, **texts)  # type: ignore[arg-type]  # the factory's own words
        first = engaging.answer(
            doors, ANSWERED, said("sentshown"), key=old["partners"], company=company
        )
        child = engaging.answer(
            doors, ANSWERED, said("sentchild"), key=old["young_people"], company=company
        )
    engaging.publish(doors, ANSWERED, first, said("quote", "asked"), company=company)
    engaging.publish(doors, ANSWERED, child, "", company=company)
    _finish(doors, company, said("young", "asked"), said("did", "asked"))
    _, keys = engaging.open_round(doors, title="Private", intro=intro, **texts)  # type: ignore[arg-type]  # the factory's own words
    sender = Sender(said("sentwaiting"), f"{said('sentwaiting')}@example.org")
    engaging.answer(
        doors, PRIVATE, said("sentwaiting"), key=keys["partners"], company=company, sender=sender
    )
    engaging.answer(doors, PRIVATE, said("sentchild"), key=keys["young_people"], company=company)
    shown = engaging.answer(
        doors, PRIVATE, said("sentshown"), key=keys["partners"], company=company
    )
    engaging.publish(doors, PRIVATE, shown, said("quote", "asked"), company=company)
    withheld = engaging.answer(
        doors, PRIVATE, said("sentwithheld"), key=keys["partners"], company=company
    )
    engaging.withhold(doors, PRIVATE, withheld, said("reason"), company=company)
    council = ASKED[company]
    formal = said("formal", "released", council)
    email = f"commissioner@{council}.example"
    engaging.answer(doors, PRIVATE, formal, email=email, company=company)
    _draft_an_answer(doors, company, said("unsaid"))


def _finish(doors: World, company: str, young: str, did: str) -> None:
    with doors.scope_of(f"director@{company}.example", company) as scope:
        consultation = engaging.found(scope, ANSWERED)
        answering.summarise(scope, consultation, young)
        engaging.answer_all(scope, consultation, said=did, why=did)
        answering.close(scope, consultation)
        scope.session.commit()


def _draft_an_answer(doors: World, company: str, words: str) -> None:
    with doors.scope_of(f"director@{company}.example", company) as scope:
        engaging.answer_all(scope, engaging.found(scope, PRIVATE), said=words, why=words)
        scope.session.commit()
