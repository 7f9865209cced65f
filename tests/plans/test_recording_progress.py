"""Progress is recorded beside the plan: nothing that is frozen or decided moves."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from portal.audit.queries import verify
from portal.plans import queries, service
from portal.plans.content import Milestone
from portal.plans.models.beside import Progress
from portal.plans.queries import manifests, progress_queries
from portal.plans.rules.progress import ProgressError
from portal.plans.service import progressing
from portal.plans.service.progressing import ProgressClashError, Recorded
from portal.plans.shapes import Reading
from tenants.scope import NotAllowedError, Scope
from tests.both import both_databases
from tests.factories.plans import content
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, State, plan_of, version_of

KEY = "KIN-01-m1"
DAY = date(2019, 6, 3)
DONE = Recorded(KEY, DAY, "Fewer families wait.")
pytestmark = both_databases


def reading(scope: Scope, ref: str = "KIN-01") -> Reading:
    found = queries.find_reading(scope, ref, plan=plan_of(scope))
    assert found is not None
    return found


def record(scope_of: ScopeOf, what: Recorded = DONE, base: int = 0, by: str = DIRECTOR) -> None:
    with scope_of(by) as scope:
        progressing.record_progress(scope, reading(scope).item, what, base=base)
        scope.session.commit()


def rows(scope_of: ScopeOf, email: str | None) -> list[tuple[str, bool]]:
    with scope_of(email, writes=False) as scope:
        return [(row.key, row.done) for row in scope.session.scalars(select(Progress))]


def test_recording_progress_changes_no_digest_and_reopens_nothing(
    scope_of: ScopeOf, frozen: State
) -> None:
    frozen("approved_in_principle")

    def digests() -> tuple[str, str, str]:
        with scope_of(DIRECTOR, writes=False) as scope:
            version = version_of(scope)
            draft = manifests.draft_manifest(scope, plan_of(scope)).digest(version.number)
            return version.digest, draft, version.state

    before = digests()
    record(scope_of)
    assert digests() == before
    assert before[0] == before[1]
    assert before[2] == "approved_in_principle"


def test_the_newest_record_counts_and_a_correction_is_a_new_one(scope_of: ScopeOf) -> None:
    record(scope_of)
    record(scope_of, Recorded(KEY, None, "It was another one."), base=1)
    with scope_of(DIRECTOR, writes=False) as scope:
        standing = progress_queries.standing(scope, plan_of(scope).id)
        item = reading(scope).item
        assert standing.marks[item.id][KEY].done is False
        assert [row.done for row in progress_queries.history(scope, item.id)] == [False, True]


def test_a_record_says_by_whom_under_which_hat_and_the_chain_verifies_it(
    world: World, scope_of: ScopeOf
) -> None:
    record(scope_of, by="editor@kingston.example")
    with world.operator_of() as operator:
        (row,) = operator.session.scalars(select(Progress))
        assert (row.made_by, row.hat) == ("Editor Kingston", "Plan editor, Kingston")
        assert verify(operator).whole


def test_a_record_that_is_changed_is_noticed(
    world: World, scope_of: ScopeOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(scope_of)
    told = progress_queries.row_digest
    monkeypatch.setattr(
        progress_queries, "row_digest", lambda row: told(row) if row.key != KEY else "another"
    )
    with world.operator_of() as operator:
        assert any("plan progress" in words for words in verify(operator).breaks)


def test_a_record_never_changes(scope_of: ScopeOf) -> None:
    record(scope_of)
    with scope_of(DIRECTOR) as scope, pytest.raises(DatabaseError):
        scope.session.execute(update(Progress).values(note="As I like it"))


def test_the_company_and_the_areas_commissioners_read_it_and_nobody_else(
    scope_of: ScopeOf, frozen: State
) -> None:
    frozen("approved_in_principle")
    record(scope_of)
    reading_it = [DIRECTOR, "editor@kingston.example", "commissioner@kingston.example"]
    others = ["commissioner@richmond.example", "editor@richmond.example", None]
    assert [rows(scope_of, email) for email in reading_it] == [[(KEY, True)]] * 3
    assert [rows(scope_of, email) for email in others] == [[]] * 3


@pytest.mark.parametrize("email", ["editor@richmond.example", "commissioner@kingston.example"])
def test_who_keeps_no_part_of_the_area_is_refused_in_words(scope_of: ScopeOf, email: str) -> None:
    with scope_of(DIRECTOR) as scope:
        item = reading(scope).item
        scope.session.expunge_all()
    with (
        scope_of(email) as scope,
        pytest.raises(NotAllowedError, match="can record progress"),
    ):
        progressing.record_progress(scope, item, DONE, base=0)


def test_two_people_recording_at_once_are_told_of_each_other(scope_of: ScopeOf) -> None:
    record(scope_of, by="editor@kingston.example")
    with scope_of(DIRECTOR) as scope:
        with pytest.raises(ProgressClashError) as clash:
            progressing.record_progress(scope, reading(scope).item, DONE, base=0)
        assert clash.value.newest.made_by == "Editor Kingston"
    assert len(rows(scope_of, DIRECTOR)) == 1


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (Recorded(KEY, date(2019, 6, 25)), "cannot be in the future"),
        (Recorded(KEY, date(2018, 6, 25)), "before the plan begins"),
        (Recorded("no-such", DAY), "no such milestone"),
        (Recorded(KEY, None), "Write a note"),
    ],
)
def test_what_cannot_be_is_refused_in_words(scope_of: ScopeOf, what: Recorded, words: str) -> None:
    with pytest.raises(ProgressError, match=words):
        record(scope_of, what)
    assert rows(scope_of, DIRECTOR) == []


def test_the_same_record_sent_twice_is_recorded_once(scope_of: ScopeOf) -> None:
    record(scope_of)
    with pytest.raises(ProgressError, match="recorded already"):
        record(scope_of, base=1)


def test_a_reworded_milestone_keeps_its_progress_and_a_removed_one_its_history(
    scope_of: ScopeOf,
) -> None:
    record(scope_of)
    reworded = replace(content("KIN-01"), milestones=(Milestone(KEY, 2019, "In other words"),))
    for number, text in enumerate((reworded, replace(reworded, milestones=())), 1):
        with scope_of(DIRECTOR) as scope:
            service.revise(scope, reading(scope).item, text, base=number)
            standing = progress_queries.standing(scope, plan_of(scope).id)
            assert standing.marks[reading(scope).item.id][KEY].on == DAY
            scope.session.commit()
    # One that was taken out can still be put right.
    record(scope_of, Recorded(KEY, None, "It never happened."), base=1)
    assert len(rows(scope_of, DIRECTOR)) == 2
