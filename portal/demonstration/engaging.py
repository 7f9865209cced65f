"""The demonstration's comments and its consultation, made as those would who take part."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demonstration import people
from portal.demonstration.reading import Table, read_file
from portal.engagement import comments, entry, moderating, queries, receiving, service
from portal.engagement.models import Exhibit, Round
from portal.engagement.receiving import Said, Sender
from portal.engagement.scales import CHOICES
from portal.engagement.standing import GROUPS
from portal.plans import queries as plans
from portal.plans.models import Plan
from tenants import invitations
from tenants import service as tenancy
from tenants.models import Person
from tenants.scope import STRANGER, Scope

FOLDER = Path(__file__).parent / "content"
WHOLE = "whole"


@dataclass(frozen=True)
class Spoken:
    """Who said what: the e-mail address of one of the demonstration's people, and her words."""

    by: str
    words: str


@dataclass(frozen=True)
class Remarked:
    """A comment on an item, with its replies, and what came of it."""

    ref: str
    first: Spoken
    replies: tuple[Spoken, ...]
    resolved: Spoken | None


@dataclass(frozen=True)
class Answered:
    """A response: what is said by text or of the whole, and what became of it."""

    group: str
    name: str
    said: tuple[tuple[str, str | None, str], ...]
    withheld: str
    waiting: bool


@dataclass(frozen=True)
class Engagement:
    """All of it, for one plan of one company."""

    company: str
    plan: str
    comments: tuple[Remarked, ...]
    details: service.RoundDetails
    councils: tuple[str, ...]
    responses: tuple[Answered, ...]


def load(folder: Path = FOLDER) -> Engagement:
    """The content. Raises ContentError as ``content.load`` does."""
    return read_file(folder, "afc/engagement.toml", _engagement)


def engage(session: Session, company: str) -> None:
    """Comment, consult and answer, where the company is the one that the content is about."""
    content = load()
    if content.company != company:
        return
    acting = partial(_acting, session, company)
    for remarked in content.comments:
        _comment(content, remarked, acting)
    found, keys = _open(people.director_of(session, company), content)
    for answered in content.responses:
        number = _answer(_guest(session, company), found, keys.get(answered.group, ""), answered)
        _moderate(people.director_of(session, company), found, number, answered)


def _engagement(table: Table) -> Engagement:
    company, plan = table.text("company"), table.text("plan")
    remarks = table.each("comment", _remarked)
    return Engagement(company, plan, remarks, *table.one("consultation", _opened))


def _remarked(table: Table) -> Remarked:
    first = Spoken(table.text("by"), table.text("words"))
    resolved = table.one("resolved", _spoken) if "resolved" in table else None
    return Remarked(table.text("ref"), first, table.each("replies", _spoken), resolved)


def _spoken(table: Table) -> Spoken:
    return Spoken(table.text("by"), table.text("words"))


Opening = tuple[service.RoundDetails, tuple[str, ...], tuple[Answered, ...]]


def _opened(table: Table) -> Opening:
    details = service.RoundDetails(
        title=table.text("title"),
        intro=table.text("intro"),
        question=table.text("question"),
        asks_scale=True,
        opens_on=table.day("opens_on"),
        closes_on=table.day("closes_on"),
        kinds=table.texts("groups"),
        councils=(),
        refs=table.texts("texts"),
    )
    return details, table.texts("councils"), table.each("response", _answered)


def _answered(table: Table) -> Answered:
    return Answered(
        group=table.one_of("group", frozenset(GROUPS)),
        name=table.optional_text("name") or "",
        said=table.each("published", _said),
        withheld=table.optional_text("withheld") or "",
        waiting=table.flag("waiting"),
    )


def _said(table: Table) -> tuple[str, str | None, str]:
    choice = table.one_of("choice", frozenset(CHOICES)) if "choice" in table else None
    return table.text("ref"), choice, table.text("words")


def _acting(session: Session, company: str, email: str) -> Scope:
    session.flush()
    operator = tenancy.operate(session, company)
    account = operator.session.scalars(select(Person).where(Person.email == email)).one()
    return people.acting(session, company, account)


def _comment(content: Engagement, remarked: Remarked, acting: partial[Scope]) -> None:
    scope = acting(remarked.first.by)
    reading = plans.find_reading(scope, remarked.ref, plan=_plan(scope, content.plan))
    if reading is None:
        raise LookupError(f"{remarked.first.by} cannot read {remarked.ref}.")
    first = comments.write(scope, reading, remarked.first.words)
    for reply in remarked.replies:
        scope = acting(reply.by)
        comments.reply(scope, scope.session.merge(first), reply.words)
    if remarked.resolved is not None:
        scope = acting(remarked.resolved.by)
        comments.resolve(scope, scope.session.merge(first), remarked.resolved.words)


def _open(director: Scope, content: Engagement) -> tuple[str, Mapping[str, str]]:
    """Open the consultation; its address, and the secrets of its links."""
    areas = [tenancy.area_id_of(director, slug) for slug in content.councils]
    details = service.RoundDetails(**{**vars(content.details), "councils": areas})
    opened = service.open_round(director, _plan(director, content.plan), details)
    return opened.round.slug, {link.group.kind: link.key for link in opened.links}


def _guest(session: Session, slug: str) -> Scope:
    session.flush()
    operator = tenancy.operate(session, slug)
    return Scope(session, operator.company, STRANGER, writes=True)


def _answer(guest: Scope, slug: str, key: str, answered: Answered) -> int:
    found = _let_in(guest, slug, key)
    texts = {text.ref: text for text in queries.exhibits(guest, found)}
    group = entry.answers_for(guest, queries.groups(guest, found))
    if group is None:
        raise LookupError(f"{slug} asks no {answered.group}.")
    said = [Said(_number(texts, ref), choice, words) for ref, choice, words in answered.said]
    return receiving.receive(guest, found, group, said, Sender(answered.name)).id


def _moderate(director: Scope, slug: str, number: int, answered: Answered) -> None:
    if answered.waiting:
        return
    found = _let_in(director, slug)
    response = queries.find_response(director, number, consultation=found)
    if response is None:
        raise LookupError(f"{slug} has no response {number}.")
    if answered.withheld:
        moderating.withhold(director, found, response, answered.withheld)
    else:
        remarks = queries.sent_one(director, response).remarks
        moderating.publish(director, found, response, {each.id: each.words for each in remarks})


def _let_in(scope: Scope, slug: str, key: str = "") -> Round:
    found = entry.let_in(scope, slug, invitations.digest_of(key) if key else "")
    if found is None:
        raise LookupError(f"There is no consultation {slug}.")
    return found


def _number(texts: Mapping[str, Exhibit], ref: str) -> int | None:
    return None if ref == WHOLE else texts[ref].id


def _plan(scope: Scope, slug: str) -> Plan:
    found = plans.find_plan(scope, slug)
    if found is None:
        raise LookupError(f"There is no plan {slug}.")
    return found
