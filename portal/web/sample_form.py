"""A form with every kind of field, sent empty, for the design page."""

from wtforms import (
    BooleanField,
    EmailField,
    FileField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from portal.web.forms import AtMost, Filled, PortalForm, choice


class SampleForm(PortalForm):
    """Fields as the portal's pages use them; people and councils are invented."""

    title = StringField(
        "Title",
        [Filled("Enter a title, such as “One way of practising”.")],
        description="A few words that people will recognise",
    )
    email = EmailField("Email address")
    password = PasswordField("Password")
    outcome = TextAreaField(
        "Outcome", [Filled("Say what will be different."), AtMost(600, "The outcome")]
    )
    paper = FileField("Paper", description="PDF or Word, 10 MB at most.")
    lead = SelectField(
        "Lead",
        default="education",
        choices=[
            choice("education", "Director of Education"),
            choice("quality", "Head of Quality"),
        ],
    )
    state = RadioField(
        "Who can read it?",
        [Filled("Choose who can read it.")],
        choices=[choice("draft", "Only the editors"), choice("released", "Kingston as well")],
    )
    councils = SelectMultipleField(
        "Which councils?",
        choices=[choice("kingston", "Kingston"), choice("richmond", "Richmond")],
    )
    recorded = BooleanField("Record my vote by name in the minutes")


def sent_empty() -> SampleForm:
    """The form as it comes back when nothing was entered, each message beside its field."""
    form = SampleForm(formdata=None, meta={"csrf": False})
    form.validate()
    return form
