"""Files of a priority: attached, listed, downloaded, taken off, frozen with the text."""

import io
from collections.abc import Callable

import pytest

from portal.audit.queries import verify
from portal.documents.files import MOST_BYTES, CheckedFile
from portal.kit import digests
from portal.plans import queries, service
from portal.plans.content import Content
from portal.plans.service import attaching
from tests.both import both_databases
from tests.documents import samples
from tests.factories.browser import HTMX, Browser
from tests.factories.plans import content
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of

PRIORITY = f"{PLAN}priorities/KIN-01"
EDITOR = "editor@kingston.example"
PDF = samples.PDF + b"% zqevidence, what the needs assessment says\n"
SHA256 = digests.of_bytes(PDF)
FILE = f"{PRIORITY}/attachments/{SHA256}"


def send(browser: Browser, name: str = "Needs.pdf", body: bytes = PDF, **typed: str) -> str:
    """Attach a file as a form does; the answer's status and words."""
    form = {"csrf_token": browser.token(), "file": (io.BytesIO(body), name), **typed}
    answer = browser.post(f"{PRIORITY}/attach", data=form)
    answer.request.environ["wsgi.input"].close()
    return f"{answer.status_code} {answer.text}"


@pytest.fixture
def editor(signed_in: Callable[[str], Browser]) -> Browser:
    return signed_in(EDITOR)


def test_an_attached_file_is_listed_with_its_kind_and_size_and_comes_back(editor: Browser) -> None:
    assert send(editor).startswith("303")
    page = editor.get(PRIORITY).text
    assert f'href="{FILE}">Needs.pdf</a>' in page
    assert f"PDF, {len(PDF)} bytes" in page
    answer = editor.get(FILE)
    assert answer.data == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Needs.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_readers_see_the_name_that_is_typed(editor: Browser) -> None:
    send(editor, "scan 0001.pdf", called="Needs assessment 2018")
    assert "Needs assessment 2018.pdf</a>" in editor.get(PRIORITY).text


def test_a_file_is_asked_for_again_by_its_etag(editor: Browser) -> None:
    send(editor)
    tag = editor.get(FILE).headers["ETag"]
    assert editor.get(FILE, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("", b"", "Choose a file."),
        ("plan.exe", PDF, "is not of a kind that can be attached"),
        ("plan.pdf", b"GIF89a", "what is in it is not one"),
        ("plan.pdf", PDF.ljust(MOST_BYTES + 1), "A file can have 10 MB at most"),
        ("plan.pdf", PDF.ljust(20 * 1024 * 1024), "A file can have 10 MB at most"),
        ("plan.docm", PDF, "can hold macros"),
    ],
)
def test_a_refused_file_is_answered_beside_its_field_and_keeps_what_was_typed(
    editor: Browser, name: str, body: bytes, words: str
) -> None:
    answer = send(editor, name, body, called="What I typed")
    assert answer.startswith("422")
    assert words in answer
    assert 'id="file-error"' in answer
    assert 'value="What I typed"' in answer


def test_a_name_that_is_too_long_keeps_the_file_out_and_the_name_in(editor: Browser) -> None:
    answer = send(editor, called="n" * 200)
    assert answer.startswith("422")
    assert "n" * 200 in answer
    assert "Needs.pdf" not in editor.get(PRIORITY).text


def test_the_same_file_is_not_attached_twice(editor: Browser) -> None:
    send(editor)
    assert "attached already, as “Needs.pdf”" in send(editor, "Again.pdf")


def test_there_is_an_end_to_how_many_files_a_text_names(scope_of: ScopeOf) -> None:
    with scope_of(EDITOR) as scope:
        reading = queries.find_reading(scope, "KIN-01", plan=plan_of(scope))
        assert reading is not None
        files = [CheckedFile("n" * 100, "text/plain", bytes([at])) for at in range(26)]
        for file in files[:-2]:
            attaching.attach(scope, reading.item, file)
        with pytest.raises(ValueError, match="room for no more"):
            attaching.attach(scope, reading.item, files[-2])


def test_a_file_is_taken_off_and_its_older_text_keeps_it(editor: Browser) -> None:
    send(editor)
    answer = editor.submit(f"{FILE}/take-off")
    assert answer.status_code == 303
    assert FILE not in editor.get(PRIORITY).text
    assert editor.get(FILE).data == PDF
    assert editor.submit(f"{FILE}/take-off").status_code == 303


def test_a_text_saved_meanwhile_loses_nothing(editor: Browser, scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR) as scope:
        reading = queries.find_reading(scope, "KIN-01", plan=plan_of(scope))
        assert reading is not None
        new = content("KIN-01").with_texts({"outcome": "Saved meanwhile."})
        service.revise(scope, reading.item, new, base=1)
        scope.session.commit()
    send(editor)
    page = editor.get(PRIORITY).text
    assert "Saved meanwhile." in page
    assert "Needs.pdf" in page


def test_an_edit_of_the_words_keeps_the_files(editor: Browser) -> None:
    send(editor)
    editor.submit(f"{PRIORITY}/edit?part=outcome", base="2", outcome="Other words")
    assert "Needs.pdf" in editor.get(PRIORITY).text


def test_htmx_is_given_the_form_in_place(editor: Browser) -> None:
    block = editor.fragment(f"{PRIORITY}/attach").text
    assert block.lstrip().startswith('<div id="attachments"')
    assert 'hx-encoding="multipart/form-data"' in block
    form = {"csrf_token": editor.token(), "file": (io.BytesIO(b"GIF89a"), "plan.pdf")}
    refused = editor.post(f"{PRIORITY}/attach", data=form, headers=HTMX)
    assert refused.status_code == 422
    assert "<html" not in refused.text


@both_databases
@pytest.mark.parametrize(
    ("state", "readers"),
    [
        ("", {EDITOR, DIRECTOR}),
        ("released", {EDITOR, DIRECTOR, "commissioner@kingston.example"}),
        (
            "submitted",
            {
                *(EDITOR, DIRECTOR, "commissioner@kingston.example"),
                *("commissioner@richmond.example", "member-1@kingston.example"),
            },
        ),
    ],
)
def test_a_file_is_there_for_the_readers_of_its_text_alone(
    world: World,
    released: Callable[[str], None],
    frozen: State,
    state: str,
    readers: set[str],
) -> None:
    send(world.browser(EDITOR))
    if state == "released":
        released("kingston")
    elif state:
        frozen(state)
    everybody = {
        *(EDITOR, DIRECTOR, "commissioner@kingston.example", "commissioner@richmond.example"),
        *("member-1@kingston.example", "editor@richmond.example", "director@tfc.example", None),
    }
    found = {who for who in everybody if world.browser(who).get(FILE).data == PDF}
    assert found == readers


@both_databases
def test_a_public_version_opens_its_files_to_everybody_and_the_log_holds(
    world: World, frozen: State
) -> None:
    send(world.browser(EDITOR))
    frozen("approved")
    assert world.browser().get(FILE).data == PDF
    with world.operator_of() as scope:
        assert verify(scope).whole


def test_a_file_attached_after_the_version_stays_behind_the_walls(
    world: World, frozen: State
) -> None:
    frozen("approved")
    send(world.browser(EDITOR))
    assert world.browser().get(PRIORITY).status_code == 200
    assert world.browser().get(FILE).status_code == 404


def test_a_file_attached_to_a_released_draft_is_there_at_once(
    world: World, released: Callable[[str], None]
) -> None:
    released("kingston")
    send(world.browser(EDITOR))
    assert world.browser("commissioner@kingston.example").get(FILE).data == PDF


def test_a_text_saved_in_a_released_draft_opens_the_older_file_it_names(
    world: World, scope_of: ScopeOf, released: Callable[[str], None], editor: Browser
) -> None:
    send(editor)
    line = f"{SHA256} Needs.pdf"
    editor.submit(f"{FILE}/take-off")
    released("kingston")
    reader = world.browser("commissioner@kingston.example")
    assert reader.get(FILE).status_code == 404
    with scope_of(EDITOR) as scope:
        reading = queries.find_reading(scope, "KIN-01", plan=plan_of(scope))
        assert reading is not None
        named: Content = content("KIN-01").with_texts({"attachments": line})
        service.revise(scope, reading.item, named, base=3)
        scope.session.commit()
    assert reader.get(FILE).data == PDF


def test_the_digest_of_a_text_covers_its_files(editor: Browser, scope_of: ScopeOf) -> None:
    send(editor)
    with scope_of(EDITOR) as scope:
        reading = queries.find_reading(scope, "KIN-01", plan=plan_of(scope))
        assert reading is not None
        said = queries.content_of(reading.revision)
        assert said.text("attachments") == f"{SHA256} Needs.pdf"
        assert said.digest() != said.with_texts({"attachments": ""}).digest()


def test_who_may_not_edit_is_offered_nothing(world: World, frozen: State) -> None:
    send(world.browser(EDITOR))
    frozen("approved")
    page = world.browser().get(PRIORITY).text
    assert "Needs.pdf" in page
    assert "Attach a file" not in page
    assert "Take off" not in page
    assert world.browser().get(f"{PRIORITY}/attach").status_code == 403
