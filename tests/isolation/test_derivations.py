"""A derivation never shows text that its reader may not read: marker words for each way it could.

In every plan of the marked world Kingston's priority derives from Richmond's.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from portal.plans import queries, service
from portal.plans.content import Content
from portal.plans.models import Item, Plan, Section
from portal.plans.queries import derivations
from portal.plans.rules.derivation_rules import Words, carries
from portal.plans.service import PlanError, deriving
from portal.plans.service.deriving import DisclosureError
from portal.plans.shapes import Reading
from tenants.audiences import WIDTH
from tenants.scope import NotFoundError, Scope
from tests.both import both_databases
from tests.factories.marked import AREAS, PLANS, word
from tests.factories.world import World
from tests.isolation.matrix import words_in
from tests.isolation.who_reads import everybody, reads_row

pytestmark = pytest.mark.isolation

DIRECTOR = "director@afc.example"
RICHMOND = "editor@richmond.example"
EDITOR, COMMISSIONER = "editor@kingston.example", "commissioner@kingston.example"
OF_KINGSTON = (EDITOR, COMMISSIONER)
DRAFTED = ("draft", "older", "released", "edited")
HIDDEN = {word("afc", "richmond", state) for state in DRAFTED}
"""Richmond's words that nobody of Kingston reads."""
every_plan = pytest.mark.parametrize("plan", PLANS)


def plan_of(scope: Scope, slug: str) -> Plan:
    found = queries.find_plan(scope, slug)
    assert found is not None
    return found


def reading(scope: Scope, plan: str, ref: str) -> Reading | None:
    shown = queries.find_plan(scope, plan)
    return queries.find_reading(scope, ref, plan=shown) if shown else None


def item(scope: Scope, plan: str, ref: str) -> Item:
    found = reading(scope, plan, ref)
    assert found is not None
    return found.item


def text(scope: Scope, found: Item) -> Content:
    return queries.content_of(queries.revision(scope, found.id, found.head))


def reword(doors: World, plan: str, ref: str, email: str) -> None:
    """Save a newer draft, of the same words and one more."""
    with doors.scope_of(email) as scope:
        found = item(scope, plan, ref)
        old = text(scope, found)
        new = old.with_texts({"wording": f"{old.wording} And more."})
        service.revise(scope, found, new, base=found.head)
        scope.session.commit()


def pages(plan: str) -> list[str]:
    """Where Kingston's priority is shown, with what it derives from."""
    here = f"/afc/plans/{plan}/priorities/KIN-01"
    decisions = [f"{here}/derivation", f"{here}/derivation/adapt"]
    return ["/afc/", f"/afc/plans/{plan}/", f"/afc/plans/{plan}/compare", here, *decisions]


@every_plan
@pytest.mark.parametrize("email", OF_KINGSTON)
def test_nobody_of_kingston_is_shown_richmonds_draft_by_what_derives_from_it(
    marked_app: Flask, email: str, plan: str
) -> None:
    doors = World(marked_app)
    reword(doors, plan, "RIC-01", RICHMOND)
    browser = doors.browser(email)
    for path in pages(plan):
        assert words_in(browser.get(path), path) & HIDDEN == set(), path


@every_plan
def test_a_director_sees_that_it_changed_and_what(marked_app: Flask, plan: str) -> None:
    doors = World(marked_app)
    reword(doors, plan, "RIC-01", RICHMOND)
    path = f"/afc/plans/{plan}/priorities/KIN-01"
    page = doors.browser(DIRECTOR).get(path)
    assert "Source changed" in page.text
    assert words_in(page, path) & HIDDEN


@pytest.mark.parametrize("plan", ["marked-draft", "marked-released"])
def test_of_a_hidden_source_neither_title_number_nor_change_is_told(
    marked_app: Flask, plan: str
) -> None:
    doors = World(marked_app)
    path = f"/afc/plans/{plan}/priorities/KIN-01"
    before = doors.browser(EDITOR).get(path).text
    assert "The source is not shared with you." in before
    assert "RIC" not in before
    reword(doors, plan, "RIC-01", RICHMOND)
    browser = doors.browser(EDITOR)
    after = browser.get(path).text
    assert _without_tokens(after) == _without_tokens(before)
    for page in pages(plan):
        assert "Source changed" not in browser.get(page).text


def _without_tokens(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf_token" not in line]


@pytest.mark.parametrize("plan", ["marked-submitted", "marked-public"])
def test_of_a_source_in_a_version_its_readers_are_shown_that_version_alone(
    marked_app: Flask, plan: str
) -> None:
    doors = World(marked_app)
    reword(doors, plan, "RIC-01", RICHMOND)
    path = f"/afc/plans/{plan}/priorities/KIN-01"
    answer = doors.browser(COMMISSIONER).get(path)
    assert word("afc", "richmond", PLANS[plan][0]) in words_in(answer, path)
    assert words_in(answer, path) & HIDDEN == set()


@dataclass(frozen=True)
class Attempt:
    """What an editor of Kingston would act on."""

    scope: Scope
    mine: Item
    plan: Plan
    section: Section
    source: Item


ATTEMPTS: dict[str, Callable[[Attempt], object]] = {
    "adopt": lambda a: deriving.adopt(a.scope, a.mine, seen=1, base=1, disclose=True),
    "adapt": lambda a: deriving.adapt(a.scope, a.mine, text(a.scope, a.mine), seen=1, base=1),
    "keep": lambda a: deriving.keep(a.scope, a.mine, seen=1),
    "link": lambda a: deriving.link(a.scope, a.mine, a.source),
    "derive": lambda a: deriving.derive(a.scope, a.plan, a.section, a.source, disclose=True),
}


@both_databases
@pytest.mark.parametrize("verb", ATTEMPTS)
def test_no_verb_carries_words_to_a_writer_who_may_not_read_them(
    marked_app: Flask, verb: str
) -> None:
    doors = World(marked_app)
    with doors.scope_of(DIRECTOR) as scope:
        source = item(scope, "marked-draft", "RIC-01")
        scope.session.expunge_all()
    with doors.scope_of(EDITOR) as scope:
        plan = plan_of(scope, "marked-draft")
        section = queries.find_section(scope, plan, "C")
        assert section is not None
        mine = item(scope, "marked-draft", "KIN-01")
        with pytest.raises(NotFoundError):
            ATTEMPTS[verb](Attempt(scope, mine, plan, section, source))


def test_richmonds_draft_comes_to_kingstons_readers_only_by_a_director_who_says_so(
    marked_app: Flask,
) -> None:
    doors = World(marked_app)
    path = "/afc/plans/marked-released/priorities/KIN-01"
    found = word("afc", "richmond", "released")
    with doors.scope_of(DIRECTOR) as scope:
        mine, source = (item(scope, "marked-released", ref) for ref in ("KIN-01", "RIC-01"))
        with pytest.raises(DisclosureError):
            deriving.adopt(scope, mine, seen=source.head, base=mine.head)
        scope.session.commit()
        assert found not in words_in(doors.browser(COMMISSIONER).get(path), path)
    with doors.scope_of(DIRECTOR) as scope:
        mine = item(scope, "marked-released", "KIN-01")
        deriving.adopt(scope, mine, seen=source.head, base=mine.head, disclose=True)
        scope.session.commit()
    assert found in words_in(doors.browser(COMMISSIONER).get(path), path)


def test_the_shared_draft_comes_to_kingstons_commissioner_by_no_editor(marked_app: Flask) -> None:
    doors = World(marked_app)
    with doors.scope_of(DIRECTOR) as scope:
        service.release(scope, plan_of(scope, "marked-draft"), 1)
        mine, shared = (item(scope, "marked-draft", ref) for ref in ("KIN-01", "C-01"))
        deriving.link(scope, mine, shared)
        scope.session.commit()
    path = "/afc/plans/marked-draft/priorities/KIN-01"
    page = doors.browser(COMMISSIONER).get(path)
    assert "The source is not shared with you." in page.text
    assert word("afc", None, "draft") not in words_in(page, path)
    with doors.scope_of(EDITOR) as scope:
        mine = item(scope, "marked-draft", "KIN-01")
        with pytest.raises(PlanError, match="Only a company director"):
            deriving.adopt(scope, mine, seen=1, base=mine.head, disclose=True)


@every_plan
def test_who_derives_from_a_text_is_told_to_those_alone_who_read_that(
    marked_app: Flask, plan: str
) -> None:
    doors = World(marked_app)
    path = f"/afc/plans/{plan}/priorities/RIC-01"
    for person in everybody():
        answer = doors.browser(person.email).get(path)
        with doors.scope_of(person.email) as scope:
            mine = reading(scope, plan, "KIN-01")
        if mine is None:
            assert "KIN-01" not in answer.text, str(person)


def test_what_is_carried_unasked_is_read_by_every_reader_of_where_it_goes() -> None:
    areas = AREAS["afc"]
    for person in everybody():
        for target, area in enumerate(areas):
            for audience in ("editors", "released"):
                if reads_row(person, "afc", area, audience):
                    for source, other in enumerate(areas):
                        for width in WIDTH:
                            if carries(Words(1, "", "", "", source, width), target, audience):
                                assert reads_row(person, "afc", other, width), (source, width)


@every_plan
def test_each_reader_is_behind_what_she_reads_and_nothing_else(
    marked_app: Flask, plan: str
) -> None:
    doors = World(marked_app)
    reword(doors, plan, "RIC-01", RICHMOND)
    for person in everybody():
        with doors.scope_of(person.email) as scope:
            mine = reading(scope, plan, "KIN-01")
            if mine is not None and derivations.is_behind(scope, mine.item.id):
                source = reading(scope, plan, "RIC-01")
                link = derivations.link_of(scope, mine.item.id)
                assert source is not None
                assert link is not None
                assert source.revision.number > link.based_on
