"""Forms of this room."""

from wtforms import BooleanField, HiddenField, TextAreaField

from portal.decision_records.service import LONGEST, Described
from portal.web.forms import AtMost, PortalForm


class DescribeForm(PortalForm):
    """Why it was decided so, what else was considered, and whether it is a key decision."""

    reasons = TextAreaField("Reasons for the decision", [AtMost(LONGEST, "The reasons")])
    options_rejected = TextAreaField(
        "Other options considered, and why they were rejected", [AtMost(LONGEST, "The options")]
    )
    key_decision = BooleanField("This is a key decision of an executive")
    seen = HiddenField()

    def said(self) -> Described:
        """What was entered."""
        return Described(
            self.reasons.data or "", self.options_rejected.data or "", bool(self.key_decision.data)
        )
