"""The tables of open data: what they say, to whom, and that others can read them."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import csvw

from portal.meetings.service.listing import ItemDetails
from portal.open_data.datasets import DATASETS
from tests.both import both_databases
from tests.factories import decisions, many_councils
from tests.factories import meeting as meetings
from tests.factories.browser import Browser
from tests.factories.world import World
from tests.open_data.conftest import RECORDED
from tests.queries import count_queries

OPEN = "/afc/open-data"
READERS = (None, decisions.DIRECTOR, decisions.CLERK, "director@tfc.example")


def rows(browser: Browser, name: str) -> list[dict[str, str]]:
    answer = browser.get(f"{OPEN}/{name}.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode(), newline="")))


def as_json(browser: Browser, name: str) -> Any:
    return json.loads(browser.get(f"{OPEN}/{name}.json").data)


def test_the_page_offers_every_table_in_every_form(client: Browser) -> None:
    page = client.get(f"{OPEN}/").text
    for name in DATASETS:
        for form in ("csv", "json", "csv-metadata.json"):
            address = f"{OPEN}/{name}.{form}"
            assert f'href="{address}"' in page
            assert client.get(address).status_code == 200, address


@both_databases
def test_every_table_says_the_same_to_everybody(world: World, decided: str) -> None:
    browsers = [world.browser(email) for email in READERS]
    for name in DATASETS:
        for form in ("csv", "json", "csv-metadata.json"):
            said = {browser.get(f"{OPEN}/{name}.{form}").data for browser in browsers}
            assert len(said) == 1, name


@both_databases
def test_others_read_all_tables_by_their_metadata(
    client: Browser, decided: str, tmp_path: Path
) -> None:
    (tmp_path / "csv-metadata.json").write_bytes(client.get(f"{OPEN}/csv-metadata.json").data)
    for name in DATASETS:
        (tmp_path / f"{name}.csv").write_bytes(client.get(f"{OPEN}/{name}.csv").data)
    group = csvw.TableGroup.from_file(tmp_path / "csv-metadata.json")
    counted = {table.url.string: len(list(table.iterdicts())) for table in group.tables}
    assert counted["bodies.csv"] > 1
    assert counted["votes.csv"] == 9
    assert counted["priorities.csv"] > 0
    assert counted["milestones.csv"] > 0
    group.check_referential_integrity()
    assert all(table.check_primary_key() for table in group.tables)


def test_others_read_each_table_by_the_metadata_beside_it(
    client: Browser, decided: str, tmp_path: Path
) -> None:
    for name in DATASETS:
        answer = client.get(f"{OPEN}/{name}.csv")
        (tmp_path / f"{name}.csv").write_bytes(answer.data)
        beside = f"{name}.csv-metadata.json"
        (tmp_path / beside).write_bytes(client.get(f"{OPEN}/{beside}").data)
        table = csvw.Table.from_file(tmp_path / beside)
        assert len(list(table.iterdicts())) == len(rows(client, name)), name
        said = f'<{beside}>; rel="describedby"; type="application/csvm+json"'
        assert answer.headers["Link"] == said


BUILT_IN = {"string", "integer", "decimal", "boolean", "date", "dateTime"}
"""Those of the built-in datatypes of the vocabulary that we use (section 5.11.1)."""
OF_A_TABLE = {"@context", "url", "dialect", "tableSchema"}
"""Those of the properties of a table description that we use (section 5.4)."""


def test_the_metadata_keep_to_their_vocabulary(client: Browser) -> None:
    for name in DATASETS:
        said = json.loads(client.get(f"{OPEN}/{name}.csv-metadata.json").data)
        columns = said["tableSchema"]["columns"]
        names = [column["name"] for column in columns]
        assert said["@context"][0] == "http://www.w3.org/ns/csvw"
        assert said["url"] == f"{name}.csv"
        assert len(set(names)) == len(names)
        assert all(each.replace("_", "").isalnum() and not each.startswith("_") for each in names)
        assert {column["datatype"] for column in columns} <= BUILT_IN
        assert set(said["tableSchema"]["primaryKey"]) <= set(names)
        assert set(said) <= OF_A_TABLE | {each for each in said if ":" in each}
        assert all(column["dc:description"] for column in columns)
        assert all(row.keys() == set(names) for row in rows(client, name))


def test_seats_are_public_and_commissioners_are_not(client: Browser) -> None:
    found = rows(client, "memberships")
    assert {row["role"] for row in found} == {
        *("co_chair", "member", "clerk", "board_chair", "board_member"),
    }
    chairs = [row for row in found if row["role"] == "co_chair"]
    assert {row["council"] for row in chairs} == {
        *("kingston", "richmond", "windsor-and-maidenhead"),
    }


def test_votes_stand_by_council_in_numbers(client: Browser, decided: str) -> None:
    found = [row for row in rows(client, "votes") if row["letter"] == "a"]
    assert [(row["council"], row["for"], row["against"]) for row in found] == [
        ("kingston", "3", "0"),
        ("richmond", "3", "0"),
        ("windsor-and-maidenhead", "2", "0"),
    ]


@both_databases
def test_a_vote_stands_by_name_only_where_it_was_recorded(
    world: World, client: Browser, decided: str
) -> None:
    [row] = rows(client, "recorded-votes")
    assert row["person"] == str(world.person_id(RECORDED))
    assert (row["letter"], row["vote"]) == ("a", "For")


def test_a_draft_and_what_waits_stand_in_no_table(world: World, client: Browser) -> None:
    decisions.submit(world)
    for name in ("decisions", "votes", "recorded-votes", "priorities", "milestones"):
        assert rows(client, name) == [], name


def test_priorities_stand_with_the_state_of_their_version(client: Browser, decided: str) -> None:
    found = as_json(client, "priorities")["priorities"]
    assert {(row["state"], row["in_force_from"]) for row in found} == {("In force", "2019-06-24")}
    assert {row["council"] for row in found} >= {None, "kingston", "richmond"}


def test_the_register_stands_with_its_rules_in_words(client: Browser, decided: str) -> None:
    found = rows(client, "reserved-matters")
    assert [row["number"] for row in found] == ["9", "13"]
    assert found[0]["rule"] == "Unanimous of the members present and voting"


@both_databases
def test_a_meeting_stands_in_it_at_once_and_its_items_once_they_are_published(
    world: World, client: Browser
) -> None:
    slug = meetings.arrange(world, date(2019, 7, 9))
    exempt = ItemDetails(
        "Terms of a lease",
        part=2,
        paragraphs=[3],
        public_interest="Bids are open.",
        exemption_reviewed_on=date(2020, 6, 24),
    )
    meetings.list_items(world, slug, exempt)
    [row] = rows(client, "meetings")
    assert (row["meeting"], row["state"], row["meets_on"]) == (slug, "planned", "2019-07-09")
    assert rows(client, "agenda-items") == []
    meetings.publish(world, slug)
    [*_, last] = rows(client, "agenda-items")
    assert (last["title"], last["part"], last["paragraphs"]) == ("Terms of a lease", "2", "3")
    assert "Bids are open." not in client.get(f"{OPEN}/agenda-items.json").text
    assert rows(client, "meetings")[0]["publications"] == "1"


def test_what_the_board_alone_knows_of_is_in_no_table(world: World) -> None:
    chair = "chair@board.afc.example"
    meetings.arrange(world, date(2019, 7, 9), chair, "board")
    assert rows(world.browser(chair), "meetings") == []


def test_a_table_that_is_none_is_not_there(client: Browser) -> None:
    for name in ("nothing.csv", "nothing.json", "votes.xml", "votes", "nothing.csv-metadata.json"):
        assert client.get(f"{OPEN}/{name}").status_code == 404, name


@both_databases
def test_three_hundred_councils_ask_what_three_ask(world: World, decided: str) -> None:
    browser = world.browser()
    paths = [f"{OPEN}/{name}.csv" for name in DATASETS] + [f"{OPEN}/popolo.json"]
    few = {path: _asked(browser, path) for path in paths}
    with world.operator_of() as scope:
        many_councils.add(scope, 300)
    assert {path: _asked(browser, path) for path in paths} == few
    assert max(few.values()) <= 7, few
    assert len(rows(browser, "owners")) == 303


def _asked(browser: Browser, path: str) -> int:
    browser.get(path)
    with count_queries() as asked:
        assert browser.get(path).status_code == 200
    return len(asked)
