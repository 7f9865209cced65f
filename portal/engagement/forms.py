"""Forms of this room."""

import re
from collections.abc import Mapping, Sequence

from wtforms import (
    BooleanField,
    EmailField,
    Field,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.engagement.models import Exhibit, Group, Round
from portal.engagement.queries import Offered, Sent
from portal.engagement.receiving import Said, Sender
from portal.engagement.scales import CHOICES
from portal.engagement.standing import COUNCIL, GROUPS, OUTCOMES
from portal.web.days import DayField
from portal.web.forms import AtMost, Filled, PortalForm, choice
from tenants.models import Area

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
THE_WHOLE = 0
"""Stands in a field's name for the whole, where an exhibit's number stands for a text."""
COUNCIL_PREFIX = "council:"


class OfferedOrNone:
    """The answer is one of the field's choices, or left open."""

    def __call__(self, _: Form, field: SelectField) -> None:
        if field.data and str(field.data) not in {str(value) for value, *_ in field.iter_choices()}:
            raise ValidationError("Choose one of the answers that are offered, or leave it open.")


class LooksLikeEmail:
    """An address that mail can be sent to, or nothing."""

    def __call__(self, _: Form, field: Field) -> None:
        if field.data and not EMAIL.fullmatch(field.data):
            raise ValidationError(
                "Enter an e-mail address such as name@example.org, or leave it out."
            )


class Empty:
    """Nobody sees this field, so nobody fills it in but a machine."""

    def __call__(self, _: Form, field: Field) -> None:
        if field.data:
            raise ValidationError(
                "Leave this box empty: it catches machines that fill in forms. Then send again."
            )


class CommentForm(PortalForm):
    """A first comment; a director can write to one council."""

    words = TextAreaField(
        "Your comment", [Filled("Write your comment."), AtMost(4000, "The comment")]
    )
    council = SelectField("Who is it for?", [OfferedOrNone()], validate_choice=False)


class WordsForm(PortalForm):
    """A reply, or a comment in other words."""

    words = TextAreaField("Your words", [Filled("Write something."), AtMost(4000, "The comment")])


class ResolveForm(PortalForm):
    """What came of a thread."""

    words = TextAreaField(
        "What came of it",
        [Filled("Say in a few words what came of it."), AtMost(1000, "What came of it")],
    )


class ConfirmForm(PortalForm):
    """Nothing but the confirmation itself."""


class RoundForm(PortalForm):
    """What is put to whom, from which day to which."""

    title = StringField(
        "Title",
        [Filled("Enter a title."), AtMost(200, "The title")],
        description="As those you ask will know it, such as “Help us shape the next plan”.",
    )
    intro = TextAreaField(
        "What it is about",
        [Filled("Say what it is about and why you ask."), AtMost(8000, "What it is about")],
        description="Above the texts. Say why you ask, and what you can still change.",
    )
    question = StringField(
        "Question about the whole",
        [Filled("Enter the question."), AtMost(500, "The question")],
        default="Is anything missing?",
    )
    asks_scale = BooleanField("Also ask how far people agree with each text")
    opens_on = DayField("First day", [Filled("Enter the first day.")])
    closes_on = DayField("Last day", [Filled("Enter the last day.")])
    asked = SelectMultipleField(
        "Whom do you ask?", [Filled("Choose whom you ask.")], validate_choice=False
    )
    refs = SelectMultipleField(
        "Which texts do you put to them?",
        [Filled("Choose at least one text.")],
        validate_choice=False,
    )

    @property
    def kinds(self) -> list[str]:
        """The groups asked, without the councils."""
        return [value for value in self.asked.data or () if not value.startswith(COUNCIL_PREFIX)]

    @property
    def councils(self) -> list[str]:
        """Slugs of the councils asked by name."""
        return [
            value.removeprefix(COUNCIL_PREFIX)
            for value in self.asked.data or ()
            if value.startswith(COUNCIL_PREFIX)
        ]


def offer(form: RoundForm, councils: Sequence[Area], texts: Sequence[Offered]) -> RoundForm:
    """Put into the form what this director can choose from."""
    form.asked.choices = [
        *(choice(kind, name) for kind, name in GROUPS.items()),
        *(choice(COUNCIL_PREFIX + area.slug, f"{area.name}’s commissioners") for area in councils),
    ]
    form.refs.choices = [
        choice(each.entry.ref, f"{each.entry.ref} {each.entry.title}")
        for each in texts
        if not each.refused
    ]
    return form


class LastDayForm(PortalForm):
    """Another last day."""

    closes_on = DayField("Last day", [Filled("Enter the last day.")])


class ResponseForm(PortalForm):
    """Everything that is not about one text; ``response_form`` adds the questions."""

    name = StringField("Your name", [AtMost(200, "The name")])
    email = EmailField("E-mail address", [AtMost(254, "The e-mail address"), LooksLikeEmail()])
    under_18 = BooleanField("I am under 18")
    website = StringField("Website", [Empty()])

    def sender(self) -> Sender:
        """Who answers, as far as she says so."""
        return Sender(self.name.data or "", self.email.data or "", bool(self.under_18.data))

    def said(self, exhibits: Sequence[Exhibit]) -> list[Said]:
        """What was answered, text by text and about the whole."""
        return [
            Said(
                number or None,
                (f"choice_{number}" in self and self[f"choice_{number}"].data) or None,
                (self[f"words_{number}"].data or "").strip(),
            )
            for number in (*(exhibit.id for exhibit in exhibits), THE_WHOLE)
        ]


def response_form(found: Round, exhibits: Sequence[Exhibit]) -> type[ResponseForm]:
    """The form with a question for each text that is put, and one about the whole."""
    fields: dict[str, object] = {}
    for exhibit in exhibits:
        if found.asks_scale:
            fields[f"choice_{exhibit.id}"] = _scale(f"How far do you agree with {exhibit.ref}?")
        fields[f"words_{exhibit.id}"] = _words(f"What do you say about {exhibit.ref}?")
    fields[f"words_{THE_WHOLE}"] = _words(found.question)
    return type("ResponseFormOfRound", (ResponseForm,), fields)


def _scale(question: str) -> RadioField:
    return RadioField(
        question,
        [OfferedOrNone()],
        choices=[choice(value, words) for value, words in CHOICES.items()],
        validate_choice=False,
    )


def _words(question: str) -> TextAreaField:
    return TextAreaField(question, [AtMost(4000, "What you say")])


class ModerationForm(PortalForm):
    """Publish or withhold; ``moderation_form`` adds a box for each remark's published wording."""

    reason = TextAreaField("Why it is withheld", [AtMost(1000, "The reason")])

    def wordings(self, sent: Sent) -> dict[int, str]:
        """The published wording of each remark."""
        return {remark.id: self[f"words_{remark.id}"].data or "" for remark in sent.remarks}


def moderation_form(sent: Sent) -> type[ModerationForm]:
    """The form with a box for each remark; ids of its own, so that several stand on one page."""
    fields = {
        f"words_{remark.id}": TextAreaField("As published", [AtMost(4000, "The published wording")])
        for remark in sent.remarks
    }
    return type("ModerationFormOfResponse", (ModerationForm,), fields)


def moderating(sent: Sent, *, typed: bool = False) -> ModerationForm:
    """A response's form: as it was ``typed``, or as its remarks stand published or were written."""
    made = moderation_form(sent)
    form = made() if typed else made(formdata=None, data=_wordings(sent))
    for field in form:
        field.id = f"{field.name}-{sent.response.id}"
    return form


def _wordings(sent: Sent) -> dict[str, str]:
    quotes = sent.quotes
    return {
        f"words_{remark.id}": quotes[remark.id].words if remark.id in quotes else remark.words
        for remark in sent.remarks
    } | {"reason": sent.response.reason}


class SummaryForm(PortalForm):
    """What young people said, all together."""

    words = TextAreaField(
        "What children and young people said",
        [Filled("Write what they said, all together."), AtMost(8000, "The summary")],
        description="Nothing in it may tell who said it. Small numbers are left out by themselves.",
    )


class AnswerForm(PortalForm):
    """You said, we did."""

    remarks = SelectMultipleField(
        "What does this answer?", [Filled("Choose what this answers.")], validate_choice=False
    )
    said = TextAreaField(
        "You said", [Filled("Say in a sentence what people said."), AtMost(2000, "You said")]
    )
    outcome = RadioField(
        "What came of it",
        [Filled("Say whether the text was changed.")],
        choices=[choice(value, words) for value, words in OUTCOMES.items()],
    )
    why = TextAreaField(
        "We did, and why", [Filled("Say what was done, and why."), AtMost(4000, "We did")]
    )
    exhibit = SelectField("Where it can be read", [OfferedOrNone()], validate_choice=False)

    @property
    def quotes(self) -> frozenset[int]:
        """Numbers of the published remarks answered."""
        found = [value for value in self.remarks.data or () if value.isdecimal()]
        return frozenset(int(value) for value in found if len(value) < 19)

    @property
    def exhibit_id(self) -> int | None:
        """The text chosen, if one was."""
        value = self.exhibit.data or ""
        return int(value) if value.isdecimal() else None


def offer_answers(form: AnswerForm, remarks: Mapping[str, str], texts: Sequence[Exhibit]) -> None:
    """Let the director choose among the published remarks and the texts that were put."""
    form.remarks.choices = [choice(value, words) for value, words in remarks.items()]
    form.exhibit.choices = [
        choice("", "In no one text"),
        *(choice(text.id, f"{text.ref} {text.title}") for text in texts),
    ]


def may_say_under_18(group: Group | None) -> bool:
    """Whether the form asks for the age: not where everybody or nobody is a child."""
    return group is not None and group.kind not in (COUNCIL, "young_people", "staff")
