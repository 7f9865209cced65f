"""Plants the markers of comments and consultations: a word in whatever is said, in each state."""

from collections.abc import Callable, Mapping
from functools import partial

from sqlalchemy.orm import Session

from portal.demonstration import markers, people
from portal.demonstration.plan_shapes import SHARED
from portal.engagement import comments, entry, moderating, queries, receiving, service
from portal.engagement.models import Round
from portal.engagement.receiving import Said, Sender
from portal.plans import queries as plans
from portal.plans.models import Plan
from tenants import invitations
from tenants import service as tenancy
from tenants.roles import Role
from tenants.scope import STRANGER, Scope

Word = Callable[[str, str], str]
SLUG = "marker-consultation"


def plant(session: Session, company: str, councils: list[str], word: Word, plan_slug: str) -> None:
    """Comment as each council, and ask the first one and two groups by link."""
    for council in councils:
        _comment(
            _commissioner(session, company, council), word(council, markers.COMMENT), plan_slug
        )
    said = partial(word, councils[0])
    keys = _ask(people.director_of(session, company), said(markers.CONSULTATION), plan_slug)
    answer = partial(_answer, session, company, keys)
    shown = answer("partners", word(SHARED, markers.WAITING_RESPONSE))
    answer("partners", word(SHARED, markers.WAITING_RESPONSE))
    withheld = answer("partners", word(SHARED, markers.WITHHELD_RESPONSE))
    answer("young_people", word(SHARED, markers.CHILD_RESPONSE))
    _publish(people.director_of(session, company), shown, said(markers.PUBLISHED_REMARK))
    _withhold(people.director_of(session, company), withheld)


def _commissioner(session: Session, company: str, council: str) -> Scope:
    operator = tenancy.operate(session, company)
    area_id = tenancy.area_id_of(operator, council)
    for account in people.holders(operator, Role.COMMISSIONER):
        scope = people.acting(session, company, account)
        if any(hat.area_id == area_id for hat in scope.hats):
            return scope
    raise LookupError(f"{council} has no commissioner.")


def _comment(scope: Scope, word: str, plan_slug: str) -> None:
    reading = plans.find_reading(scope, "A", plan=_plan(scope, plan_slug))
    if reading is None:
        raise LookupError(f"{plan_slug} has no item A.")
    comments.write(scope, reading, f"We would say {word} here.")


def _ask(director: Scope, word: str, plan_slug: str) -> Mapping[str, str]:
    details = service.RoundDetails(
        title=SLUG.replace("-", " "),
        intro=f"We ask about {word}.",
        question=f"What of {word}?",
        asks_scale=True,
        opens_on=director.today(),
        closes_on=director.today(),
        kinds=("partners", "young_people"),
        councils=(director.councils[0].area_id,),
        refs=("A",),
    )
    opened = service.open_round(director, _plan(director, plan_slug), details)
    return {link.group.kind: link.key for link in opened.links}


def _answer(session: Session, company: str, keys: Mapping[str, str], group: str, word: str) -> int:
    session.flush()
    operator = tenancy.operate(session, company)
    guest = Scope(session, operator.company, STRANGER, writes=True)
    found = _let_in(guest, keys[group])
    asked = entry.answers_for(guest, queries.groups(guest, found))
    if asked is None:
        raise LookupError(f"The consultation asks no {group}.")
    said = [Said(None, None, f"We want {word}.")]
    sender = Sender(f"Friend of {word}", f"{word}@example.org")
    return receiving.receive(guest, found, asked, said, sender).id


def _publish(director: Scope, number: int, word: str) -> None:
    found = _let_in(director)
    response = queries.find_response(director, number, consultation=found)
    if response is None:
        raise LookupError(f"There is no response {number}.")
    remarks = queries.sent_one(director, response).remarks
    words = {remark.id: f"They want {word}." for remark in remarks}
    moderating.publish(director, found, response, words)


def _withhold(director: Scope, number: int) -> None:
    found = _let_in(director)
    response = queries.find_response(director, number, consultation=found)
    if response is None:
        raise LookupError(f"There is no response {number}.")
    moderating.withhold(director, found, response, "It is a marker.")


def _let_in(scope: Scope, key: str = "") -> Round:
    found = entry.let_in(scope, SLUG, invitations.digest_of(key) if key else "")
    if found is None:
        raise LookupError("There is no consultation of markers.")
    return found


def _plan(scope: Scope, slug: str) -> Plan:
    found = plans.find_plan(scope, slug)
    if found is None:
        raise LookupError(f"There is no plan {slug}.")
    return found
