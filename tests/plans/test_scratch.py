"""Words that are typed and not saved: kept for their writer alone, offered to her, never lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from portal.audit.models import AuditEvent
from portal.plans.models import Item
from portal.plans.models.beside import Scratch
from portal.plans.queries import find_reading
from portal.plans.service import scratch
from tests.both import both_databases
from tests.factories.browser import Browser
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, plan_of

KIN = f"{PLAN}priorities/KIN-01"
EDIT, KEEP = f"{KIN}/edit", f"{KIN}/scratch"
GO_ON, DISCARD = f"{KEEP}/continue", f"{KEEP}/discard"
COLLEAGUE = "director-2@afc.example"
DESK, OTHER_DESK = "0123456789abcdef", "fedcba9876543210"
OFFER = re.compile(r"You have words from \d+ \w+ \d{4}, \d\d:\d\d that are not saved")

Signed = Callable[[str], Browser]


@pytest.fixture
def director(signed_in: Signed) -> Browser:
    return signed_in(DIRECTOR)


@pytest.fixture
def held(scope_of: ScopeOf) -> Callable[..., dict[str, str] | None]:
    """What is kept for somebody of KIN-01."""

    def texts(email: str = DIRECTOR) -> dict[str, str] | None:
        with scope_of(email, writes=False) as scope:
            reading = find_reading(scope, "KIN-01", plan=plan_of(scope))
            assert reading is not None
            found = scratch.find(scope, reading.item)
            return dict(found.texts) if found else None

    return texts


def keep(browser: Browser, *, desk: str = DESK, base: str = "1", **fields: Any) -> Any:
    return browser.submit(KEEP, htmx=True, base=base, desk=desk, **fields)


def desk_in(page: str) -> str:
    found = re.search(r'name="desk" value="([0-9a-f]{16})"', page)
    assert found
    return found[1]


@both_databases
def test_what_is_typed_is_kept_and_said_quietly(
    director: Browser, held: Callable[[], dict[str, str] | None]
) -> None:
    answer = keep(director, outcome="Typed words", title="Priority KIN-01")
    assert answer.status_code == 200
    assert "Kept as you type, not saved yet" in answer.text
    assert "<html" not in answer.text
    assert held() == {"outcome": "Typed words"}


@both_databases
def test_what_is_typed_on_is_kept_and_not_said_again(
    director: Browser, held: Callable[[], dict[str, str] | None]
) -> None:
    keep(director, outcome="Typed")
    answer = keep(director, outcome="Typed words", told="kept")
    assert (answer.status_code, answer.data) == (204, b"")
    assert held() == {"outcome": "Typed words"}


def test_nothing_is_kept_of_a_text_that_stands_as_it_stood(
    director: Browser, held: Callable[[], dict[str, str] | None]
) -> None:
    keep(director, title="Priority KIN-01", milestones_2019="First step of KIN-01")
    assert held() is None


@both_databases
def test_words_that_are_taken_back_are_kept_no_longer(
    director: Browser, held: Callable[[], dict[str, str] | None]
) -> None:
    keep(director, title="Typed")
    answer = keep(director, title="Priority KIN-01", told="kept")
    assert "Kept" not in answer.text
    assert held() is None


@pytest.mark.parametrize("part", ["", "?part=row", "?part=why", "?part=years", "?part=thread"])
@pytest.mark.parametrize("htmx", [True, False])
def test_wherever_the_editor_opens_unsaved_words_are_offered_first(
    director: Browser, part: str, htmx: bool
) -> None:
    keep(director, outcome="Typed words")
    page = director.fragment(EDIT + part) if htmx else director.get(EDIT + part)
    assert OFFER.search(page.text)
    assert "Typed words" in page.text
    assert "Continue with them" in page.text
    assert "Discard them" in page.text
    assert ("<html" in page.text) is not htmx


def test_the_page_of_the_priority_says_so_to_their_writer_alone(
    director: Browser, signed_in: Signed
) -> None:
    keep(director, outcome="Typed words")
    assert OFFER.search(director.get(KIN).text)
    colleague = signed_in(COLLEAGUE)
    assert not OFFER.search(colleague.get(KIN).text)
    assert not OFFER.search(colleague.get(EDIT).text)


def test_going_on_opens_the_editor_with_the_words_in_its_boxes(director: Browser) -> None:
    keep(director, outcome="Typed words")
    answer = director.submit(GO_ON)
    assert answer.status_code == 303
    page = director.get(answer.location).text
    assert "Typed words</textarea>" in page
    assert 'name="base" value="1"' in page
    assert not OFFER.search(page)


def test_going_on_in_place_answers_with_the_editor(director: Browser) -> None:
    keep(director, outcome="Typed words")
    answer = director.submit(f"{GO_ON}?part=outcome", htmx=True)
    assert answer.status_code == 200
    assert 'id="part-outcome"' in answer.text
    assert "Typed words</textarea>" in answer.text


def test_words_of_another_part_come_along_into_the_part_that_is_edited(director: Browser) -> None:
    keep(director, outcome="Typed words")
    boxes = director.submit(f"{GO_ON}?part=why", htmx=True).text
    assert re.findall(r'<textarea[^>]* name="(\w+)"', boxes) == [
        "outcome",
        "evidence",
        "evidence_refs",
    ]


def test_after_a_reload_the_editor_goes_on_by_itself(director: Browser) -> None:
    keep(director, outcome="Typed words")
    address = director.submit(GO_ON).location
    desk = desk_in(director.get(address).text)
    keep(director, desk=desk, outcome="More typed words")
    assert "More typed words</textarea>" in director.get(address).text


@both_databases
def test_discarding_removes_the_words_and_opens_the_saved_text(
    director: Browser, held: Callable[[], dict[str, str] | None]
) -> None:
    keep(director, outcome="Typed words")
    answer = director.submit(DISCARD)
    assert answer.status_code == 303
    assert held() is None
    page = director.get(answer.location).text
    assert "Typed words" not in page
    assert "Children are better off through KIN-01." in page


@both_databases
def test_saving_removes_the_words(
    director: Browser, held: Callable[[], dict[str, str] | None]
) -> None:
    keep(director, outcome="Typed words")
    answer = director.submit(EDIT, base="1", desk=DESK, outcome="Typed words, and more")
    assert answer.status_code == 303
    assert held() is None


def test_saving_one_part_keeps_the_words_of_another(
    director: Browser, held: Callable[[], dict[str, str] | None]
) -> None:
    keep(director, outcome="Typed outcome", evidence="Typed evidence")
    director.submit(f"{EDIT}?part=outcome", base="1", desk=DESK, outcome="Typed outcome")
    assert held() == {"evidence": "Typed evidence"}


def test_words_left_over_from_ones_own_save_go_on_without_a_clash(director: Browser) -> None:
    keep(director, outcome="Typed outcome", evidence="Typed evidence")
    director.submit(f"{EDIT}?part=outcome", base="1", desk=DESK, outcome="Typed outcome")
    page = director.get(director.submit(GO_ON).location).text
    assert "Two people changed this" not in page
    assert 'name="base" value="2"' in page
    assert "Typed evidence</textarea>" in page


def test_words_begun_from_an_older_text_go_on_into_the_clash_and_lose_nothing(
    director: Browser, signed_in: Signed
) -> None:
    keep(director, outcome="My outcome", evidence="My evidence")
    signed_in(COLLEAGUE).submit(EDIT, base="1", outcome="Their outcome")
    assert "saved another text of KIN-01 since" in director.get(EDIT).text
    page = director.get(director.submit(GO_ON).location)
    assert page.status_code == 200
    shown = re.sub(r"<[^>]+>", "", page.text)
    assert "Two people changed this" in shown
    for words in ("My outcome", "My evidence", "Their outcome"):
        assert words in shown
    assert 'name="base" value="2"' in page.text


def test_what_is_settled_in_the_clash_is_kept_from_the_newer_text_on(
    director: Browser, signed_in: Signed
) -> None:
    keep(director, outcome="My outcome")
    signed_in(COLLEAGUE).submit(EDIT, base="1", outcome="Their outcome")
    address = director.submit(GO_ON).location
    desk = desk_in(director.get(address).text)
    keep(director, base="2", desk=desk, outcome="Our outcome")
    page = director.get(address).text
    assert "Two people changed this" not in page
    assert "Our outcome</textarea>" in page


def test_a_second_window_neither_writes_over_the_words_nor_removes_them(
    director: Browser, held: Callable[[], dict[str, str] | None]
) -> None:
    keep(director, outcome="Typed here")
    answer = keep(director, desk=OTHER_DESK, outcome="Typed there")
    assert answer.status_code == 409
    assert "in another window" in answer.text
    assert keep(director, desk=OTHER_DESK, outcome="x", told="elsewhere").status_code == 204
    director.submit(EDIT, base="1", desk=OTHER_DESK, outcome="Saved there")
    assert held() == {"outcome": "Typed here"}


def test_going_on_in_one_window_takes_the_words_from_the_other(director: Browser) -> None:
    keep(director, outcome="Typed here")
    desk = desk_in(director.get(director.submit(GO_ON).location).text)
    assert keep(director, outcome="Late").status_code == 409
    assert keep(director, desk=desk, outcome="Typed on").status_code in (200, 204)


def test_without_scripts_a_button_keeps_the_words(
    director: Browser, held: Callable[[], dict[str, str] | None]
) -> None:
    answer = director.submit(KEEP, base="1", desk=DESK, outcome="Typed words", leave="yes")
    assert (answer.status_code, answer.location) == (303, KIN)
    page = director.get(KIN).text
    assert "Kept for you alone" in page
    assert OFFER.search(page)
    assert held() == {"outcome": "Typed words"}


def test_without_scripts_a_second_window_is_given_its_words_back(director: Browser) -> None:
    keep(director, outcome="Typed here")
    answer = director.submit(KEEP, base="1", desk=OTHER_DESK, outcome="Typed there", leave="yes")
    assert answer.status_code == 409
    assert "Typed there</textarea>" in answer.text
    assert "in another window" in answer.text


def test_a_reading_writes_nothing(director: Browser, scope_of: ScopeOf) -> None:
    keep(director, outcome="Typed words")

    def row() -> tuple[Any, ...]:
        with scope_of(DIRECTOR, writes=False) as scope:
            found = scope.session.execute(select(Scratch.desk, Scratch.kept_at, Scratch.base)).one()
            return tuple(found)

    before = row()
    for path in (KIN, EDIT, f"{EDIT}?part=row", f"{EDIT}?desk={before[0]}", "/afc/"):
        assert director.get(path).status_code == 200
    assert row() == before
    for path in (KEEP, GO_ON, DISCARD):
        assert director.get(path).status_code == 405


def test_a_session_that_ends_loses_nothing_that_was_kept(
    director: Browser, client: Browser, signed_in: Signed
) -> None:
    keep(director, outcome="Typed words")
    answer = client.submit(EDIT, base="1", desk=DESK, outcome="Typed words, and more")
    assert answer.status_code in (403, 404)
    assert "Typed words, and more</textarea>" in answer.text
    assert OFFER.search(signed_in(DIRECTOR).get(EDIT).text)


@pytest.mark.parametrize("fields", [{"title": " "}, {"base": "99"}])
def test_a_refused_save_loses_nothing_that_was_kept(
    director: Browser, held: Callable[[], dict[str, str] | None], fields: dict[str, str]
) -> None:
    keep(director, outcome="Typed words")
    form: dict[str, Any] = {"base": "1", "desk": DESK, "outcome": "Typed words", **fields}
    answer = director.submit(EDIT, **form)
    assert answer.status_code in (409, 422)
    assert held() == {"outcome": "Typed words"}
    assert DESK in answer.text


def test_unsaved_words_are_among_what_needs_their_writer(
    director: Browser, signed_in: Signed
) -> None:
    keep(director, outcome="Typed words")
    page = director.get("/afc/").text
    assert "Your unsaved words in KIN-01 of Business Plan" in page
    assert f'href="{EDIT}"' in page
    assert "Typed words" not in page
    assert EDIT not in signed_in(COLLEAGUE).get("/afc/").text


def test_keeping_leaves_no_event_and_no_text(director: Browser, world: World) -> None:
    def events() -> int:
        with world.operator_of() as scope:
            return scope.session.scalar(select(func.count()).select_from(AuditEvent)) or 0

    before, text = events(), director.get(f"{KIN}.json").get_json()
    keep(director, outcome="Typed words")
    director.submit(DISCARD)
    assert events() == before > 0
    assert director.get(f"{KIN}.json").get_json() == text


def test_too_long_and_unprintable_words_are_kept_too(
    director: Browser, held: Callable[[], dict[str, str] | None]
) -> None:
    words = {"title": "t" * 100_000, "evidence": "e\u202e\x00\x1b"}
    assert keep(director, **words).status_code == 200
    assert held() == words
    assert "… (100,000 characters)" in director.get(EDIT).text
    assert "t" * 100_000 in director.get(director.submit(GO_ON).location).text


@both_databases
def test_two_people_keep_words_of_the_same_priority(
    director: Browser, signed_in: Signed, held: Callable[..., dict[str, str] | None]
) -> None:
    keep(director, outcome="Mine")
    keep(signed_in(COLLEAGUE), desk=OTHER_DESK, outcome="Theirs")
    assert held() == {"outcome": "Mine"}
    assert held(COLLEAGUE) == {"outcome": "Theirs"}


def test_the_one_who_may_not_edit_keeps_nothing(signed_in: Signed, released: Any) -> None:
    released("kingston")
    answer = keep(signed_in("commissioner@kingston.example"), outcome="Typed")
    assert answer.status_code == 403


def test_words_of_a_passage_are_kept_and_offered_in_the_plan(director: Browser) -> None:
    edit = f"{PLAN}priorities/A1/edit"
    director.submit(
        f"{PLAN}priorities/A1/scratch", htmx=True, base="1", desk=DESK, wording="Typed passage"
    )
    page = director.get(edit)
    assert OFFER.search(page.text)
    assert "Typed passage" in page.text


@both_databases
def test_the_words_of_an_item_that_was_taken_out_are_given_back(
    director: Browser, scope_of: ScopeOf
) -> None:
    with scope_of(DIRECTOR) as scope:
        item = scope.session.scalars(select(Item).where(Item.ref == "KIN-01")).one()
        item.removed_at = scope.now()
        scope.session.commit()
    answer = director.submit(EDIT, base="1", desk=DESK, outcome="Typed words")
    assert answer.status_code in (404, 409)
    assert "Typed words</textarea>" in answer.text
