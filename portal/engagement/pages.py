"""A consultation as its page shows it: each text with what is asked of it and was said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.engagement import answering, entry, queries
from portal.engagement.models import Answer, Exhibit, Group, Quote, Round, Summary
from portal.engagement.queries import Sent
from portal.engagement.scales import CHOICES, tally
from portal.engagement.standing import CHILDREN, COUNCIL, PUBLIC_KIND, phase
from portal.plans.sayings import day_of
from tenants.roles import Permission
from tenants.scope import Scope


@dataclass(frozen=True)
class Counted:
    """One step of the scale: its words, how many chose it, and their share in per cent."""

    words: str
    count: int
    share: int


@dataclass(frozen=True)
class TextShown:
    """A text that is put, with what is published about it; without an exhibit, about the whole."""

    exhibit: Exhibit | None
    accent: str
    counts: list[Counted]
    quotes: list[Quote]

    @property
    def number(self) -> int:
        """What its fields in the form are called by."""
        return self.exhibit.id if self.exhibit else 0


@dataclass(frozen=True)
class AnswerShown:
    """You said, we did: with where it can be read, if this reader may."""

    answer: Answer
    quotes: list[Quote]
    of_children: bool
    ref: str
    href: str | None


@dataclass(frozen=True)
class Asked:
    """One group on the director's page, and how it comes in."""

    group: Group
    accent: str
    way: str
    renews: bool


@dataclass(frozen=True)
class RoundPage:
    """All that the page of a consultation shows to one reader."""

    round: Round
    phase: str
    texts: list[TextShown]
    whole: TextShown
    group: Group | None
    """For whom the reader answers; None for who is only reading."""
    given: Sent | None
    """The formal response of her council, once it has given it."""
    asked: list[Asked]
    summary: Summary | None
    answers: list[AnswerShown]
    states: Mapping[str, int]
    """Responses by state; only for who conducts it."""
    conducts: bool
    left: list[str]
    """What is to be done before it can be closed as answered; only for who conducts it."""

    @property
    def exhibits(self) -> list[Exhibit]:
        """The texts that are put."""
        return [text.exhibit for text in self.texts if text.exhibit is not None]


def page(scope: Scope, found: Round) -> RoundPage:
    """Read what this reader sees of a consultation."""
    now = phase(found, scope.today())
    groups, exhibits = queries.groups(scope, found), queries.exhibits(scope, found)
    quotes = queries.quotes(scope, found)
    conducts = scope.may(Permission.ENGAGEMENT_CONDUCT)
    group = entry.answers_for(scope, groups)
    ended = now in ("closed", "answered")
    return RoundPage(
        round=found,
        phase=now,
        texts=[_text(scope, exhibit, quotes) for exhibit in exhibits],
        whole=_text(scope, None, quotes),
        group=group,
        given=_given(scope, group),
        asked=[_asked(scope, group) for group in groups],
        summary=queries.summary(scope, found) if ended else None,
        answers=answers_shown(scope, found, exhibits, quotes) if now == "answered" else [],
        states=queries.states(scope, found) if conducts else {},
        conducts=conducts,
        left=answering.open_ends(scope, found) if conducts and now == "closed" else [],
    )


def answers_shown(
    scope: Scope, found: Round, exhibits: Sequence[Exhibit], quotes: Sequence[Quote]
) -> list[AnswerShown]:
    """The answers inside the reader's walls, each with what it answers."""
    given = queries.answers(scope, found)
    if not given:
        return []
    slug, items = queries.readable(scope, found)
    summary = queries.summary(scope, found)
    texts = {exhibit.id: exhibit for exhibit in exhibits}
    return [
        AnswerShown(
            answer,
            [quote for quote in quotes if quote.answer_id == answer.id],
            summary is not None and summary.answer_id == answer.id,
            *_place(scope, texts.get(answer.exhibit_id or 0), slug, items),
        )
        for answer in given
    ]


def tally_of(quotes: Sequence[Quote]) -> list[Counted]:
    """How many chose each step, with shares; empty where nobody was asked or answered."""
    found = tally(quote.choice for quote in quotes)
    total = sum(found.values())
    return [
        Counted(CHOICES[choice], count, round(count * 100 / total))
        for choice, count in found.items()
    ]


def _text(scope: Scope, exhibit: Exhibit | None, quotes: Sequence[Quote]) -> TextShown:
    number = None if exhibit is None else exhibit.id
    mine = [quote for quote in quotes if quote.exhibit_id == number]
    accent = "none" if exhibit is None else scope.area(exhibit.area_id).slug
    return TextShown(exhibit, accent, tally_of(mine), [quote for quote in mine if quote.words])


def _given(scope: Scope, group: Group | None) -> Sent | None:
    if group is None or group.kind != COUNCIL:
        return None
    response = queries.council_answered(scope, group)
    return None if response is None else queries.sent_one(scope, response)


def _place(
    scope: Scope, text: Exhibit | None, slug: str | None, items: set[int]
) -> tuple[str, str | None]:
    if text is None:
        return "", None
    if slug is None or text.item_id not in items:
        return text.ref, None
    return text.ref, f"/{scope.company.slug}/plans/{slug}/priorities/{text.ref}"


def _asked(scope: Scope, group: Group) -> Asked:
    ways = {
        PUBLIC_KIND: "By this page’s own address",
        COUNCIL: "Its commissioners, signed in, with its formal response",
    }
    made = f"By a secret link, made on {day_of(group.linked_at)}" if group.linked_at else ""
    accent = scope.area(group.area_id).slug if group.kind == COUNCIL else "none"
    way = ways.get(group.kind, made)
    return Asked(
        group, accent, f"{way}; shown grouped only" if group.kind == CHILDREN else way, bool(made)
    )
