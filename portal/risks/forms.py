"""Forms in which a risk is assessed, escalated or accepted, and the matrix is set."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from portal.risks.rules import MOST_BANDS, STEPS, Matrix, checked_matrix, read_step
from portal.risks.service import ASSESSED, AssessmentDetails, ResponseDetails
from portal.web.days import DayField
from portal.web.forms import AtMost, Choice, Filled, PortalForm, choice


def _steps(words: Sequence[str]) -> list[Choice]:
    named = zip(STEPS, words, strict=True)
    return [choice(str(step), f"{step} {word}") for step, word in named]


class AssessmentForm(PortalForm):
    """One assessment; ``base`` is the newest one that the writer has seen."""

    base = HiddenField("Assessment")
    kind = SelectField(
        "What is assessed",
        choices=[choice(value, words) for value, words in ASSESSED.items()],
        validate_choice=False,
    )
    likelihood = RadioField("Likelihood", validate_choice=False)
    impact = RadioField("Impact", validate_choice=False)
    on_day = DayField("Assessed on", [Filled("Enter the day on which it was assessed.")])
    review_on = DayField(
        "Look at it again on",
        description="Leave it empty if no day is agreed. For example, 30 9 2019",
    )
    printed = StringField(
        "Score as printed",
        [AtMost(60, "The printed score")],
        description="Only where a paper register prints one, such as 12: Medium. It is compared.",
    )
    note = TextAreaField("What changed, and why", [AtMost(4000, "The note")])

    def offer(self, matrix: Matrix) -> "AssessmentForm":
        """Offer the steps in the company's words."""
        self.likelihood.choices = _steps(matrix.likelihood)
        self.impact.choices = _steps(matrix.impact)
        return self

    @property
    def seen(self) -> int:
        """The newest assessment that the writer had seen; 0 for none, -1 where nothing says."""
        typed = self.base.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 12 else -1

    def details(self) -> AssessmentDetails:
        """What was filled in; a step that was not chosen is 0, which the service refuses."""
        return AssessmentDetails(
            kind=self.kind.data or "",
            likelihood=read_step(self.likelihood.data or "") or 0,
            impact=read_step(self.impact.data or "") or 0,
            on_day=self.on_day.data,
            printed=self.printed.data or "",
            review_on=self.review_on.data,
            note=self.note.data or "",
        )


class ResponseForm(PortalForm):
    """Escalate, take back, accept, or end the acceptance."""

    kind = RadioField("What is done", validate_choice=False)
    whose = StringField(
        "Whose",
        [AtMost(200, "The name")],
        description="The corporate register it goes to, such as Kingston’s; or who accepts it, "
        "such as the board.",
    )
    on_day = DayField("Agreed on", [Filled("Enter the day on which it was agreed.")])
    until = DayField("Accepted until", description="Only where it is accepted.")
    because = TextAreaField("Why", [Filled("Enter why."), AtMost(4000, "The reason")])

    def offer(self, *, escalated: bool, accepted: bool) -> "ResponseForm":
        """Offer what can be done as the risk stands."""
        first = ("returned", "Take it back from the corporate register")
        second = ("ended", "End the acceptance")
        self.kind.choices = [
            choice(*(first if escalated else ("escalated", "Escalate it to a corporate register"))),
            choice(*(second if accepted else ("accepted", "Accept it until a day"))),
        ]
        return self

    def details(self) -> ResponseDetails:
        """What was filled in."""
        return ResponseDetails(
            kind=self.kind.data or "",
            on_day=self.on_day.data,
            because=self.because.data or "",
            whose=self.whose.data or "",
            until=self.until.data,
        )


class MatrixForm(PortalForm):
    """The company's bands, and its words for each step."""

    day = DayField("From", [Filled("Enter the day from which it counts.")])

    def boxes(self, prefix: str) -> list[Any]:
        """The boxes of one kind in their order: ``band``, ``least``, ``likelihood``, ``impact``."""
        return [self[f"{prefix}_{place}"] for place in STEPS]

    def read(self) -> Matrix:
        """The matrix as typed. Raises MatrixError beside its box."""
        pairs = zip(self.boxes("least"), self.boxes("band"), strict=True)
        bands = [(least.data or "", band.data or "") for least, band in pairs]
        words = ([box.data or "" for box in self.boxes(name)] for name in ("likelihood", "impact"))
        return checked_matrix(bands, *words)

    def refuse(self, field: str, message: str) -> None:
        """Put a refusal beside its box: ``band-2`` is the second band."""
        self[field.replace("-", "_")].errors = [message]


def _add_boxes() -> None:
    for place in range(1, MOST_BANDS + 1):
        most = AtMost(40, "The word")
        setattr(MatrixForm, f"least_{place}", StringField(f"Band {place} begins at", [most]))
        setattr(MatrixForm, f"band_{place}", StringField(f"Name of band {place}", [most]))
        setattr(MatrixForm, f"likelihood_{place}", StringField(f"Likelihood {place}", [most]))
        setattr(MatrixForm, f"impact_{place}", StringField(f"Impact {place}", [most]))


_add_boxes()


def matrix_data(matrix: Matrix) -> dict[str, str]:
    """A matrix as the boxes of its form begin."""
    data: dict[str, str] = {}
    for place, band in enumerate(matrix.bands, 1):
        data |= {f"least_{place}": str(band.least), f"band_{place}": band.name}
    for name, words in (("likelihood", matrix.likelihood), ("impact", matrix.impact)):
        data |= {f"{name}_{place}": word for place, word in enumerate(words, 1)}
    return data
