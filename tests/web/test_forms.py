"""Forms: tidied, never shortened, refused in plain words beside the field."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import (
    DateField,
    DecimalField,
    FieldList,
    FormField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired

from portal.web.forms import AtMost, Filled, PortalForm, choice


class Part(PortalForm):
    """A form inside the form."""

    class Meta(PortalForm.Meta):
        """Its token is the outer form's."""

        csrf = False

    words = StringField("Words")


class Sample(PortalForm):
    """One field of each kind that the portal uses."""

    title = StringField("Title", [Filled("Enter a title."), AtMost(10, "The title")])
    password = PasswordField("Password")
    year = IntegerField("Year", [InputRequired()])
    amount = DecimalField("Amount")
    day = DateField("Day")
    council = RadioField("Council", choices=[choice("kingston", "Kingston")])
    councils = SelectMultipleField("Councils", choices=[choice("kingston", "Kingston")])
    lines = FieldList(StringField("Line"))
    parts = FieldList(FormField(Part))


FINE = {"title": "Title", "year": "2019", "amount": "1.5", "day": "2019-06-24",
        "council": "kingston"}  # fmt: skip


@pytest.fixture(autouse=True)
def _request() -> Iterator[None]:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="a secret for tests alone", WTF_CSRF_ENABLED=False)
    with app.test_request_context():
        yield


def sample(**typed: str) -> Sample:
    return Sample(MultiDict({**FINE, **typed}))


def errors(**typed: str) -> dict[str, Any]:
    form = sample(**typed)
    form.validate()
    found: dict[str, Any] = form.errors
    return found


def test_a_form_filled_in_well_has_no_errors() -> None:
    assert errors() == {}


def test_text_is_brought_to_one_form_and_not_shortened() -> None:
    form = sample(title="e\u0301\r\nx ")
    assert form.title.data == "é\nx "


def test_a_password_is_taken_as_typed() -> None:
    assert sample(password="e\u0301 \r\n").password.data == "e\u0301 \r\n"


def test_an_empty_field_is_asked_for_in_its_own_words() -> None:
    assert errors(title=" ") == {"title": ["Enter a title."]}


def test_a_text_too_long_says_how_long_it_is_and_stays_whole() -> None:
    form = sample(title="t" * 1_000_000)
    assert not form.validate()
    assert form.errors["title"] == [
        "The title must be 10 characters or fewer. You wrote 1,000,000."
    ]
    assert form.title.data == "t" * 1_000_000


def test_the_longest_text_that_is_allowed_is_taken() -> None:
    assert errors(title="🎉" * 10) == {}


@pytest.mark.parametrize("typed", ["a\0", "a\x1b", "\u202eabc", "a\x7f"])
def test_characters_that_hide_things_are_refused(typed: str) -> None:
    (message,) = errors(title=typed)["title"]
    assert message.startswith("Title has characters that cannot be printed.")


@pytest.mark.parametrize("typed", ["🎉", "שלום", "مرحبا", "Ærø", "a\tb", "漢字"])
def test_letters_of_every_language_are_taken(typed: str) -> None:
    assert errors(title=typed) == {}


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("year", "abc", "Enter a whole number, such as 12."),
        ("year", "", "This cannot be left empty."),
        ("amount", "abc", "Enter a number, such as 12.5."),
        ("day", "2019-02-31", "Enter a day that exists, such as 24 6 2019."),
        ("council", "richmond", "Choose one of the answers that are offered."),
        ("councils", "richmond", "Choose among the answers that are offered."),
    ],
)
def test_what_wtforms_refuses_is_said_in_our_words(field: str, typed: str, words: str) -> None:
    assert words in errors(**{field: typed})[field]


def test_lists_and_forms_inside_a_form_are_tidied_too() -> None:
    form = Sample(MultiDict({**FINE, "lines-0": "e\u0301", "parts-0-words": "e\u0301"}))
    assert form.lines.data == ["é"]
    assert form.parts.data == [{"words": "é"}]


def test_a_choice_shows_its_label() -> None:
    found = choice("kingston", "Kingston")
    assert (found.value, found.label) == ("kingston", "Kingston")
