"""People, bodies, seats and votes as Popolo: as its schemas ask, and every id leads somewhere."""

import json
from typing import Any

import jsonschema

from tests.both import both_databases
from tests.factories import decisions
from tests.factories.world import World
from tests.open_data.conftest import RECORDED
from tests.open_data.popolo_schemas import DOCUMENT

PATH = "/afc/open-data/popolo.json"


def popolo(world: World, email: str | None = None) -> Any:
    answer = world.browser(email).get(PATH)
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    return json.loads(answer.data)


@both_databases
def test_it_is_as_the_schemas_ask(world: World, decided: str) -> None:
    jsonschema.validate(popolo(world), DOCUMENT)


def test_a_company_that_decided_nothing_is_as_the_schemas_ask(world: World) -> None:
    found = popolo(world)
    jsonschema.validate(found, DOCUMENT)
    assert found["motions"] == found["vote_events"] == []


def test_every_id_stands_once_and_every_reference_leads_to_one(world: World, decided: str) -> None:
    found = popolo(world)
    ids = [thing["id"] for things in found.values() for thing in things]
    assert len(ids) == len(set(ids))
    assert set(_references(found)) <= set(ids)


def _references(value: Any) -> list[str]:
    if isinstance(value, list):
        return [each for one in value for each in _references(one)]
    if not isinstance(value, dict):
        return []
    own = [said for name, said in value.items() if name.endswith("_id")]
    return own + [each for one in value.values() for each in _references(one)]


def test_a_seat_is_held_for_its_council(world: World) -> None:
    found = popolo(world)
    number = f"persons/{world.person_id(RECORDED)}"
    [seat] = [each for each in found["memberships"] if each["person_id"] == number]
    assert seat["organization_id"] == "bodies/joint-committee"
    assert seat["on_behalf_of_id"] == "councils/kingston"
    assert seat["start_date"] == "2019-04-01"
    assert seat["post_id"] in {post["id"] for post in found["posts"]}


def test_votes_are_counted_together_and_by_council(world: World, decided: str) -> None:
    [event, *_] = popolo(world)["vote_events"]
    counts = {(each.get("group_id"), each["option"]): each["value"] for each in event["counts"]}
    assert counts[None, "yes"] == 8
    assert counts["councils/windsor-and-maidenhead", "yes"] == 2
    assert counts[None, "absent"] == 0
    assert {each["result"] for each in event["group_results"]} == {"pass"}
    assert event["start_date"] <= event["end_date"]


def test_a_vote_stands_by_name_only_where_it_was_recorded_whoever_asks(
    world: World, decided: str
) -> None:
    for email in (None, decisions.CLERK, RECORDED, decisions.DIRECTOR):
        found = {each["id"]: each for each in popolo(world, email)["vote_events"]}
        named = {"voter_id": f"persons/{world.person_id(RECORDED)}", "option": "yes"}
        assert found[f"votes/{decided}/a"]["votes"] == [named]
        assert found[f"votes/{decided}/b"]["votes"] == []


def test_what_was_lost_failed_for_the_council_that_declined(world: World) -> None:
    slug = decisions.submit(world)
    decisions.begin(world)
    decisions.call(world, slug)
    for email in decisions.COMMITTEE:
        decisions.vote(world, email, slug, choice="against" if "kingston" in email else "for")
    decisions.close(world, slug)
    for letter in "bc":
        decisions.call(world, slug, letter)
        for email in decisions.COMMITTEE:
            decisions.vote(world, email, slug, letter)
        decisions.close(world, slug, letter)
    [event, *_] = popolo(world)["vote_events"]
    results = {each["group_id"]: each["result"] for each in event["group_results"]}
    assert event["result"] == "fail"
    assert results["councils/kingston"] == "fail"
    assert results["councils/richmond"] == "pass"


def test_nobody_without_a_public_seat_is_in_it(world: World) -> None:
    said = world.browser(decisions.DIRECTOR).get(PATH).text
    for email in ("commissioner@kingston.example", "editor@kingston.example"):
        assert f'"persons/{world.person_id(email)}"' not in said


def test_no_address_and_no_e_mail_stands_in_it(world: World, decided: str) -> None:
    assert "@" not in world.browser().get(PATH).text
