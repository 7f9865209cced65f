"""The three questions of "Do I need consent?"."""

from wtforms import RadioField, SelectField, StringField

from portal.decisions.forms import OneOf
from portal.decisions.forms.register import Pounds, pounds_in
from portal.decisions.rules.acts import KINDS_OF_ACT, OTHER
from portal.decisions.rules.need import Act
from portal.web.forms import PortalForm, choice

WITHIN = {"yes": True, "no": False, "unknown": None}


class NeedForm(PortalForm):
    """What, how much, and within the approved plan? It changes nothing, so it is sent by GET."""

    class Meta(PortalForm.Meta):
        """A form of a page that is only read."""

        csrf = False

    kind = SelectField(
        "What do you mean to do?",
        [OneOf("Choose what you mean to do.")],
        choices=[
            choice("", "Choose an act"),
            *(choice(code, words) for code, words in KINDS_OF_ACT.items()),
            choice(OTHER, "Something else"),
        ],
        validate_choice=False,
    )
    pounds = StringField(
        "How much does it come to?",
        [Pounds()],
        description="In all, such as £250,000. Leave it empty where there is no sum, "
        "or you do not know it yet.",
    )
    plan = RadioField(
        "Does the approved plan provide for it?",
        [OneOf("Choose yes, no, or that you do not know.")],
        choices=[
            choice("yes", "Yes"),
            choice("no", "No"),
            choice("unknown", "I do not know, or it makes no sense here"),
        ],
        default="unknown",
        validate_choice=False,
    )

    @property
    def act(self) -> Act:
        """What was answered, once it was validated."""
        return Act(self.kind.data, pounds_in(self.pounds), WITHIN[self.plan.data])
