"""Forms of this room. The service says in words what cannot be; these keep what was typed."""

from collections.abc import Sequence

from flask_wtf.file import FileField
from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from portal.documents.files import MOST_BYTES, OFFERED, size_words
from portal.kit.words import sentence_case
from portal.papers.annexes import KINDS
from portal.papers.rules import TITLES
from portal.papers.service.drafting import Beginning
from portal.web.days import DayField
from portal.web.forms import AtMost, Filled, PortalForm, choice
from tenants.models import Area


class BeginForm(PortalForm):
    """A report to be begun."""

    title = StringField(
        "What is the report called?",
        [Filled("Enter what the report is called."), AtMost(300, "The title")],
        description="Of an item in Part II it may say more than the agenda: only those who read "
        "the report see it.",
    )
    author = StringField(
        "By whom is it?",
        [Filled("Enter by whom the report is."), AtMost(200, "The name")],
        description="As it stands on the paper, such as Ann Example.",
    )
    author_post = StringField("In which post?", [AtMost(200, "The post")])
    area = SelectField(
        "Whose report is it?",
        validate_choice=False,
        description="Officers of that council, and of the company, can be named to write it.",
    )
    writer = StringField(
        "Who writes it here?",
        [AtMost(254, "The address")],
        description="The e-mail address with which the officer signs in. Leave it empty to write "
        "it yourself.",
    )

    def beginning(self) -> Beginning:
        """What was filled in."""
        return Beginning(
            self.title.data or "",
            self.author.data or "",
            self.author_post.data or "",
            self.writer.data or "",
            int(self.area.data) if (self.area.data or "").isdecimal() else -1,
        )


def offer_areas(form: BeginForm, company: str, areas: Sequence[Area]) -> BeginForm:
    """Let whoever begins a report say whose it is: the company's, or a council's."""
    form.area.choices = [
        choice(area.area_id, area.name if area.area_id else company) for area in areas
    ]
    return form


class AttachForm(PortalForm):
    """A file to go with a report."""

    file = FileField(
        "File", description=f"{sentence_case(OFFERED)}, {size_words(MOST_BYTES)} at most."
    )
    called = StringField(
        "What is it called?",
        [AtMost(120, "The name")],
        description="As readers see it. Leave it empty to keep the file’s own name.",
    )


class AnnexForm(PortalForm):
    """A live annex to be added."""

    kind = RadioField(
        "What does it show?",
        [Filled("Choose what the annex shows.")],
        choices=[choice(kind, words) for kind, words in KINDS.items()],
        validate_choice=False,
    )
    source = SelectField(
        "Of which plan?",
        validate_choice=False,
        description="Priorities are those of a frozen version; performance is of the plan itself.",
    )
    title = StringField(
        "What is it called?",
        [AtMost(200, "The title")],
        description="Such as Draft priorities. Its letter comes by itself.",
    )


class AskForm(PortalForm):
    """Who is asked to clear a report, and for what."""

    kind = RadioField(
        "For what?",
        [Filled("Choose for what the report is cleared.")],
        choices=[choice(kind, words) for kind, words in TITLES.items()],
        validate_choice=False,
    )
    address = StringField(
        "Who?",
        [Filled("Enter the officer’s e-mail address."), AtMost(254, "The address")],
        description="The e-mail address with which the officer signs in.",
    )


class ReaderForm(PortalForm):
    """An officer to be let in to a report that is not public."""

    address = StringField(
        "Who?",
        [Filled("Enter the officer’s e-mail address."), AtMost(254, "The address")],
        description="The e-mail address with which the officer signs in.",
    )
    task = RadioField(
        "To do what?",
        [Filled("Choose what the officer is named for.")],
        choices=[choice("author", "Write it"), choice("reader", "Read it")],
        validate_choice=False,
    )


class ClearForm(PortalForm):
    """What somebody answers who was asked to clear a report."""

    seen = HiddenField("Content")
    answer = RadioField(
        "Do you clear it?",
        [Filled("Choose whether you clear it.")],
        choices=[choice("cleared", "Yes, as it stands"), choice("refused", "No, not yet")],
        validate_choice=False,
    )
    words = TextAreaField(
        "What do you say with it?",
        [AtMost(4000, "This")],
        description="Read by those who work on the report. If not, say what has to change.",
    )


class ReviewForm(PortalForm):
    """Whether an exemption still holds."""

    lifted = RadioField(
        "Does the exemption still hold?",
        [Filled("Choose whether it still holds.")],
        choices=[
            choice("no", "Yes: it stays closed to the public"),
            choice("yes", "No: the report is opened to everybody"),
        ],
        validate_choice=False,
    )
    because = TextAreaField("Why?", [Filled("Enter why."), AtMost(4000, "The reason")])
    next_on = DayField("When is it looked at next?", description="Of one that still holds.")
