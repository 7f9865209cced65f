"""Open data of decisions: what is public and nothing else, with the head of the log in each."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from portal.audit.queries import head_of
from portal.bench import many
from portal.decision_records import open_data
from portal.decision_records.open_data import COLUMNS, Decision, Published, Resolved
from portal.decision_records.service import Described, describe, described
from portal.kit.chains import Head
from tests.factories import decisions
from tests.factories.world import World
from tests.queries import count_queries

PATH = "/afc/open-data/decisions"


def read_json(world: World, email: str | None = None) -> Any:
    answer = world.browser(email).get(f"{PATH}.json")
    assert answer.status_code == 200
    return json.loads(answer.data)


def read_csv(world: World, email: str | None = None) -> list[dict[str, str]]:
    answer = world.browser(email).get(f"{PATH}.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode(), newline="")))


def head(world: World) -> Head:
    with world.scope_of(None) as scope:
        return head_of(scope)


@pytest.mark.parametrize("email", [None, decisions.DIRECTOR, decisions.CLERK])
def test_nothing_undecided_stands_in_it_for_anybody(
    world: World, matter: str, email: str | None
) -> None:
    assert read_json(world, email)["decisions"] == []
    assert read_csv(world, email) == []


def test_a_decision_stands_in_it_with_its_resolutions(world: World, decided: str) -> None:
    with world.scope_of(decisions.CLERK) as scope:
        found = decisions.find(scope, decided)
        describe(scope, found, Described("Because."), seen=described(found).digest)
        scope.session.commit()
    [said] = read_json(world)["decisions"]
    assert (said["matter"], said["decided_on"], said["outcome"]) == (
        decided,
        "2019-06-24",
        "Approved in principle",
    )
    assert said["reasons"] == "Because."
    assert [each["result"] for each in said["resolutions"]] == ["Carried"] * 3
    assert said["record"] == f"/afc/decisions/{decided}/record"


def test_the_head_of_the_log_stands_in_every_file(world: World, decided: str) -> None:
    now = head(world)
    assert read_json(world)["chain"] == {"seq": now.seq, "digest": now.digest}
    [row] = read_csv(world)
    assert (row["chain_seq"], row["chain_digest"]) == (str(now.seq), now.digest)
    metadata = json.loads(world.browser().get(f"{PATH}.csv-metadata.json").data)
    assert str(now) in metadata["dc:description"]


def test_the_table_and_the_json_say_the_same(world: World, decided: str) -> None:
    [said], [row] = read_json(world)["decisions"], read_csv(world)
    alike = [c.name for c in COLUMNS if c.name not in ("resolutions", "chain_seq", "chain_digest")]
    assert {name: row[name] for name in alike} == {name: _as_text(said[name]) for name in alike}


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_the_metadata_describe_every_column(world: World, decided: str) -> None:
    answer = world.browser().get(f"{PATH}.csv-metadata.json")
    described_columns = json.loads(answer.data)["tableSchema"]["columns"]
    [row] = read_csv(world)
    assert answer.mimetype == "application/csvm+json"
    assert [column["name"] for column in described_columns] == list(row)


def test_the_table_names_its_metadata(world: World, decided: str) -> None:
    link = world.browser().get(f"{PATH}.csv").headers["Link"]
    assert link == (
        '<decisions.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    )


def test_no_cell_is_taken_for_a_formula() -> None:
    data = Published("Company", "afc", date(2019, 6, 24), Head(1, "ab" * 32), [formula()])
    rows = list(csv.DictReader(io.StringIO(open_data.as_csv(data).decode(), newline="")))
    assert rows[0]["title"] == "'=1+1"


def formula() -> Decision:
    return Decision(
        matter="x",
        title="=1+1",
        reserved_matter=1,
        reserved_title="R",
        body="b",
        body_name="B",
        meeting_on=None,
        decided_on=date(2019, 6, 24),
        outcome="Approved",
        takes_effect_on=None,
        key_decision=False,
        reasons="",
        options_rejected="",
        subject="",
        subject_digest="",
        resolved=[Resolved("a", "Approve", "That.", "Carried", "")],
    )


def test_twenty_years_of_decisions_ask_what_one_asks(world: World) -> None:
    with world.operator_of() as operator:
        decisions.prepare(operator)
        many.write(operator, 10, 1)
    browser = world.browser()
    browser.get(f"{PATH}.json")
    with count_queries() as few:
        browser.get(f"{PATH}.json")
    with world.operator_of() as operator:
        many.extend(operator, 100, 20)
    with count_queries() as asked:
        answer = browser.get(f"{PATH}.json")
    assert len(asked) == len(few) <= 6, asked
    assert len(json.loads(answer.data)["decisions"]) == 840
