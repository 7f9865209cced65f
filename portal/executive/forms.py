"""Forms of this room. The service says in words what cannot be; these keep what was typed."""

from wtforms import RadioField, StringField, TextAreaField

from portal.executive.law import WHO, WHO_OF
from portal.web.days import DayField
from portal.web.forms import AtMost, Filled, PortalForm, choice

TEXT = 5000
REASON = 2000
"""Characters."""
NOTHING_EXEMPT = "Everybody reads this: put nothing exempt or confidential into it."


def _matter() -> TextAreaField:
    return TextAreaField(
        "What is to be decided or discussed?",
        [Filled("Enter what is to be decided or discussed."), AtMost(TEXT, "This")],
        description=NOTHING_EXEMPT,
    )


class KeyForm(PortalForm):
    """Notice of a key decision, with what regulation 9(1) has it state."""

    matter = _matter()
    first_day = DayField(
        "From which day on is it to be decided?",
        description="The day of the meeting, or the first day of a period.",
    )
    last_day = DayField(
        "Until which day?", description="Leave it empty where it is to be decided on that one day."
    )
    documents = TextAreaField(
        "Which documents are submitted for the decision?",
        [Filled("Enter which documents are submitted, or that none is."), AtMost(TEXT, "The list")],
        description="A line for each document.",
    )
    available_from = TextAreaField(
        "From where are copies to be had?",
        [Filled("Enter where copies can be had."), AtMost(REASON, "This")],
        description="An address, as far as the documents may be disclosed.",
    )
    more_documents = TextAreaField(
        "How can people ask for documents that are submitted later?",
        [Filled("Enter how to ask for other documents."), AtMost(REASON, "This")],
    )


class PrivateForm(PortalForm):
    """Notice that an item is to be taken in private, the first one or the second."""

    matter = _matter()
    because = TextAreaField(
        "Why is it to be taken in private?",
        [Filled("Enter why it is to be held in private."), AtMost(REASON, "The reasons")],
        description="Name the paragraph of Schedule 12A, or say that it is confidential.",
    )


class WayForm(PortalForm):
    """One of the ways without a notice: why, and who was informed or agreed."""

    because = TextAreaField("", [Filled("Enter the reasons."), AtMost(REASON, "The reasons")])
    agreed_as = RadioField("", [Filled("Choose who that was.")], validate_choice=False)
    agreed_by = StringField(
        "By name",
        [Filled("Enter the name."), AtMost(200, "The name")],
        description="The name is published with the notice.",
    )
    acted_on = DayField("On which day?")


WHY_OF = {
    "general_exception": "Why was it impracticable to publish the notice in time?",
    "special_urgency": "Why is the decision urgent, and why can it not reasonably be deferred?",
    "urgent_private": "Why is the meeting urgent, and why can it not reasonably be deferred?",
}
WHO_QUESTION = {
    "general_exception": "Who was informed in writing?",
    "special_urgency": "Who agreed that the decision is urgent?",
    "urgent_private": "Who agreed that the meeting is urgent?",
}


def way_form(route: str) -> WayForm:
    """The form of one way, with its own questions and those who can have agreed."""
    form = WayForm()
    form.because.label.text = WHY_OF[route]
    form.agreed_as.label.text = WHO_QUESTION[route]
    form.agreed_as.choices = [choice(who, WHO[who]) for who in WHO_OF[route]]
    return form


class RepresentForm(PortalForm):
    """What anybody writes about a private item."""

    words = TextAreaField(
        "Why should this be discussed in public?",
        [
            Filled("Enter why the meeting should be open to the public."),
            AtMost(TEXT, "What you wrote"),
        ],
        description="The second notice sums up what was received, and answers it. Your name and "
        "your own words are read by the body’s members and its clerk alone.",
    )
    name = StringField("Your name", [Filled("Enter your name."), AtMost(200, "The name")])
    contact = StringField(
        "How can you be reached?",
        [AtMost(254, "This")],
        description="An e-mail address or a telephone number, if you would like an answer.",
    )


class ReceivedForm(RepresentForm):
    """One that came by letter or by telephone, entered by the clerk."""

    received_on = DayField("On which day did it arrive?")


def received_form() -> ReceivedForm:
    """The clerk's form, which asks about somebody else."""
    form = ReceivedForm()
    form.words.label.text = "What does it say?"
    form.words.description = "In its own words, as far as they are known."
    form.name.label.text = "Who wrote or rang?"
    form.contact.label.text = "How can she or he be reached?"
    form.contact.description = "Leave it empty where that is not known."
    return form


class AnswerForm(PortalForm):
    """What a representation says and what the body answers, as the second notice prints them."""

    summary = TextAreaField(
        "What does it say, in short?",
        [Filled("Sum up what it says."), AtMost(REASON, "The summary")],
        description="Without a name or anything else by which its writer is known.",
    )
    response = TextAreaField(
        "What does the body answer?",
        [Filled("Enter what the body answers."), AtMost(REASON, "The response")],
    )


class WithdrawForm(PortalForm):
    """Why a notice should not stand."""

    because = TextAreaField(
        "Why is it withdrawn?",
        [Filled("Enter why it is withdrawn."), AtMost(1000, "The reason")],
        description="The notice stays readable, with this reason.",
    )
