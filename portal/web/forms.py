"""Forms: text is tidied, never shortened; what cannot be stored is refused beside its field."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, Form, ValidationError
from wtforms.fields.choices import SelectChoice

from portal.kit.text import control_characters, tidy


class PortalForm(FlaskForm):
    """Base of every form: a CSRF token, tidied text, no control characters."""

    class Meta(FlaskForm.Meta):
        """Filters and checks that every text field gets by itself."""

        def bind_field(self, form: Form, unbound_field: Any, options: dict[str, Any]) -> Field:
            filters = list(unbound_field.kwargs.get("filters", ()))
            return unbound_field.bind(form=form, filters=[*filters, _tidied], **options)

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


def choice(value: int | str, label: str) -> SelectChoice:
    """One choice of a select or of radios."""
    return SelectChoice(value=value, label=label)


def _tidied(value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value
