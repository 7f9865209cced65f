"""Forms: text is tidied, never shortened; what cannot be stored is refused beside its field."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, FieldList, Form, FormField, PasswordField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs: 3.2

from portal.kit.text import control_characters, tidy

PLAIN_WORDS = {
    "Not a valid choice.": "Choose one of the answers that are offered.",
    "Invalid Choice: could not coerce.": "Choose one of the answers that are offered.",
    "Invalid choice(s): one or more data inputs could not be coerced.": (
        "Choose among the answers that are offered."
    ),
    "'%(value)s' is not a valid choice for this field.": (
        "Choose among the answers that are offered."
    ),
    "'%(value)s' are not valid choices for this field.": (
        "Choose among the answers that are offered."
    ),
    "Not a valid integer value.": "Enter a whole number, such as 12.",
    "Not a valid decimal value.": "Enter a number, such as 12.5.",
    "Not a valid float value.": "Enter a number, such as 12.5.",
    "Not a valid date value.": "Enter a day that exists, such as 24 6 2019.",
    "Not a valid time value.": "Enter a time, such as 11:30.",
    "This field is required.": "This cannot be left empty.",
}
"""What WTForms says by itself, in the words of this portal."""


Choice = SelectChoice
"""One choice of a field, for those who name its type."""


class PlainWords:
    """WTForms' translations: from its English into ours."""

    def gettext(self, words: str) -> str:
        return PLAIN_WORDS.get(words, words)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)


# Lists and forms inside forms take no filters: their own fields are tidied. A password is compared
# as it was typed.
_UNTIDIED = (FieldList, FormField, PasswordField)


class PortalForm(FlaskForm):
    """Base of every form: a CSRF token, tidied text, no control characters."""

    class Meta(FlaskForm.Meta):
        """Filters and checks that every text field gets by itself."""

        def bind_field(self, form: Form, unbound_field: Any, options: dict[str, Any]) -> Field:
            if not issubclass(unbound_field.field_class, _UNTIDIED):
                options["filters"] = [*unbound_field.kwargs.get("filters", ()), _tidied]
            bound: Field = unbound_field.bind(form=form, **options)
            return bound

        def get_translations(self, form: Form) -> PlainWords:
            return PlainWords()

    def validate(self, extra_validators: Any = None) -> bool:
        """Validate the fields, and refuse control characters in every text."""
        fine = super().validate(extra_validators)
        for field in self:
            if isinstance(field.data, str) and control_characters(field.data):
                field.errors = [
                    *field.errors,
                    f"{field.label.text} has characters that cannot be "
                    "printed. Type it again, or paste it as plain text.",
                ]
                fine = False
        return bool(fine)


class AtMost:
    """The text has at most so many characters; says how many were written."""

    def __init__(self, most: int, what: str) -> None:
        self.most = most
        self.what = what
        self.field_flags = {"data_most": most}

    def __call__(self, _: Form, field: Field) -> None:
        length = len(field.data or "")
        if length > self.most:
            raise ValidationError(
                f"{self.what} must be {self.most:,} characters or fewer. You wrote {length:,}."
            )


class Filled:
    """The field has something in it; the message says what to enter."""

    field_flags = {"required": True}  # noqa: RUF012 - WTForms reads it from the class

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _: Form, field: Field) -> None:
        if not (field.data and str(field.data).strip()):
            raise ValidationError(self.message)


def choice(value: int | str, label: str, group: str | None = None) -> SelectChoice:
    """One choice of a select or of radios; ``group`` is the heading it stands under in a select."""
    return SelectChoice(value=value, label=label, optgroup=group)


def _tidied(value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value
