"""The form by which a register begins: lines of the starter list, decided in one way."""

from collections.abc import Mapping

from wtforms import Field, SelectMultipleField, StringField

from portal.decisions.forms.register import Pounds, WayForm, pounds_in
from portal.decisions.rules.acts import FREE_TO_LIMIT
from portal.decisions.rules.starter import STARTER, Starter
from portal.decisions.service.registering import LineDetails
from portal.web.forms import choice
from tenants.models import Body

LIMIT = "limit_"


class StartForm(WayForm):
    """Which lines, and how all of them are decided. A line with a limit has ``limit_<kind>``."""

    lines = SelectMultipleField(
        "Which matters do the owners reserve?",
        choices=[choice(each.kind, each.title) for each in STARTER],
        validate_choice=False,
    )

    @property
    def chosen(self) -> list[Starter]:
        """The lines that were ticked, in the order of the list."""
        ticked = set(self.lines.data or ())
        return [each for each in STARTER if each.kind in ticked]

    def validate(self, extra_validators: object = None) -> bool:
        """The fields by themselves, then that something is ticked and has the limit it needs."""
        fine = super().validate(extra_validators)
        if not self.chosen:
            self.lines.errors = ["Choose at least one matter."]
            fine = False
        for each in self.chosen:
            field = self.limit_field(each)
            if each.within_plan == FREE_TO_LIMIT and field is not None and not field.data:
                field.errors = [
                    f"Enter the limit of “{each.title}”, or leave it out until one is agreed."
                ]
                fine = False
        return fine

    def limit_field(self, line: Starter) -> Field | None:
        """Where the limit of a line is typed; None for a line that has none."""
        return self[f"{LIMIT}{line.kind}"] if line.limited else None

    def details(self, bodies: Mapping[str, Body]) -> dict[int, LineDetails]:
        """The lines that were chosen, numbered from one. Raises KeyError for an unknown body."""
        return {
            number: self._details(each, bodies) for number, each in enumerate(self.chosen, start=1)
        }

    def _details(self, line: Starter, bodies: Mapping[str, Body]) -> LineDetails:
        field = self.limit_field(line)
        return LineDetails(
            title=line.title,
            band=line.band,
            trigger=line.trigger,
            kind=line.kind,
            limit=None if field is None else pounds_in(field),
            within_plan=line.within_plan,
            route=self.route.data,
            rule=self.rule.data,
            quorum=self.quorum.data or "",
            body=bodies[self.body.data],
            councils=self.councils(bodies),
        )


for _line in STARTER:
    if _line.limited:
        setattr(
            StartForm, f"{LIMIT}{_line.kind}", StringField(f"Limit of {_line.title}", [Pounds()])
        )
