"""The form by which a text is put before every owner's own body."""

from io import BytesIO
from typing import Any

from portal.consents import queries
from tests.factories import consents
from tests.factories.world import World

PAGE = "/afc/decisions/submit"
TYPED: dict[str, Any] = {
    "number": str(consents.NUMBER),
    "asks": "approval",
    "effect": "none",
    "title": "Deed of variation",
    "verb_a": "approve",
    "text_a": "That the deed be approved.",
}


def _file() -> dict[str, Any]:
    return {"document": (BytesIO(b"A deed."), "deed.txt")}


def test_a_document_is_put_before_every_owner(world: World) -> None:
    consents.set_up(world)
    browser = world.browser(consents.DIRECTOR)
    done = browser.submit(PAGE, **TYPED, **_file())
    assert done.status_code == 303
    assert browser.get(f"{done.location}/document").data == b"A deed."
    with world.operator_of() as scope:
        found = queries.whole(scope, consents.find(scope, "deed-of-variation"))
        assert (found.matter.purpose, found.matter.document_name) == ("consents", "deed.txt")
        assert [part.matter.document_digest for part in found.parts] == [
            found.matter.document_digest
        ] * 3


def test_a_document_cannot_come_into_force_and_nothing_typed_is_lost(world: World) -> None:
    consents.set_up(world)
    browser = world.browser(consents.DIRECTOR)
    refused = browser.submit(PAGE, **{**TYPED, "effect": "version"}, **_file())
    assert refused.status_code == 422
    assert "Only a version of a plan can come into force." in refused.text
    assert "Choose the file again" in refused.text
    assert "That the deed be approved." in refused.text


def test_an_appointment_says_who_and_to_what(world: World) -> None:
    consents.set_up(world)
    browser = world.browser(consents.DIRECTOR)
    refused = browser.submit(PAGE, **{**TYPED, "effect": "appointment"}, **_file())
    assert refused.status_code == 422
    assert "Enter who is appointed." in refused.text


def test_neither_a_version_nor_a_document_is_refused(world: World) -> None:
    consents.set_up(world)
    refused = world.browser(consents.DIRECTOR).submit(PAGE, **TYPED)
    assert refused.status_code == 422
    assert "Choose a frozen version of one of this company" in refused.text
