"""What a list of decisions is narrowed by. It changes nothing, so it is sent by GET."""

import re
from collections.abc import Sequence

from wtforms import SearchField, SelectField, StringField, ValidationError

from portal.web.forms import AtMost, PortalForm, choice

FIRST_YEAR, LAST_YEAR = 1974, 2100
"""Years: councils as they are now began to sit in April 1974."""
EVERY_BODY = ""


class ListForm(PortalForm):
    """Words, a body and a year; any of them may be left empty."""

    class Meta(PortalForm.Meta):
        """A form of a page that is only read."""

        csrf = False

    q = SearchField("Words in its title, its recommendations or its papers", [AtMost(200, "This")])
    body = SelectField("Body", default=EVERY_BODY)
    year = StringField("Year")

    def validate_year(self, field: StringField) -> None:
        """Four figures, or nothing."""
        said = (field.data or "").strip()
        if said and not (re.fullmatch("[0-9]{4}", said) and FIRST_YEAR <= int(said) <= LAST_YEAR):
            raise ValidationError("Enter a year of four figures, such as 2019.")

    @property
    def asked_year(self) -> int | None:
        """The year, once the form is valid."""
        said = (self.year.data or "").strip()
        return int(said) if said else None


def offer_bodies(form: ListForm, bodies: Sequence[tuple[int, str, str]]) -> None:
    """Let the reader choose among these bodies (number, address, name)."""
    named = [choice(slug, name) for _, slug, name in bodies]
    form.body.choices = [choice(EVERY_BODY, "Every body"), *named]
