"""Forms of this room. The service says in words what cannot be; these keep what was typed."""

from collections.abc import Sequence

from flask_wtf.file import FileField
from wtforms import RadioField, SelectField, StringField, TextAreaField

from portal.decisions.models import Delegation, Recommendation
from portal.documents.files import MOST_BYTES, OFFERED, size_words
from portal.effects.rules import CONDITIONS, OUTCOMES
from portal.kit.words import sentence_case
from portal.web.days import DayField
from portal.web.forms import AtMost, Filled, PortalForm, choice

REASON = 2000
"""Characters."""


class ConditionForm(PortalForm):
    """A condition that a body attached to what it decided."""

    letter = SelectField("To which recommendation does it belong?", validate_choice=False)
    kind = RadioField(
        "When does it have to be discharged?",
        [Filled("Choose when it has to be discharged.")],
        choices=[choice(value, words) for value, words in CONDITIONS.items()],
        validate_choice=False,
        description="Nothing takes effect while one that comes before is open. One that comes "
        "after stops nothing, and is followed up all the same.",
    )
    words = TextAreaField(
        "The condition, as minuted",
        [Filled("Enter the condition, as minuted."), AtMost(REASON, "The condition")],
    )
    discharged_by = StringField(
        "Who has to discharge it?",
        [Filled("Enter who has to discharge it."), AtMost(200, "This")],
        description="A post or a body, such as the director of children’s services.",
    )
    due_on = DayField("By when?", description="Leave it empty where no day was set.")


class DischargeForm(PortalForm):
    """That a condition was met, and what shows it."""

    on = DayField("On which day was it met?")
    evidence = TextAreaField(
        "What shows that it was met?",
        [Filled("Enter what shows that it was met."), AtMost(REASON, "The evidence")],
    )
    file = FileField(
        "A file that shows it",
        description=f"If there is one. {sentence_case(OFFERED)}, {size_words(MOST_BYTES)} at most. "
        "Whoever reads the decision can open it.",
    )


class CallInForm(PortalForm):
    """Why a member asks that a decision be looked at again."""

    because = TextAreaField(
        "Why should this decision be looked at again?",
        [Filled("Enter why it should be looked at again."), AtMost(REASON, "The reason")],
        description="Your name and your reason are published with the decision.",
    )


class UrgentForm(PortalForm):
    """Why a decision is urgent, and who agreed that it cannot be called in."""

    because = TextAreaField(
        "Why is it urgent?",
        [Filled("Enter why it is urgent."), AtMost(REASON, "The reason")],
    )
    agreed_by = StringField(
        "Who agreed that it is?",
        [Filled("Enter who agreed to that."), AtMost(200, "This")],
        description="As the council’s rules say: such as the chair of overview and scrutiny.",
    )


class SettleForm(PortalForm):
    """What came of a call-in."""

    outcome = RadioField(
        "What came of the call-in?",
        [Filled("Choose what came of the call-in.")],
        choices=[choice(value, words) for value, words in OUTCOMES.items()],
        validate_choice=False,
    )
    on = DayField("On which day?")
    words = TextAreaField(
        "What was decided, and why?",
        [Filled("Enter what was decided."), AtMost(REASON, "This")],
    )


class UnlockForm(PortalForm):
    """Why a locked draft is opened for a new submission."""

    because = TextAreaField(
        "Why is the draft opened?",
        [Filled("Enter why the draft is opened."), AtMost(1000, "The reason")],
    )


class OfficerForm(PortalForm):
    """A decision that an officer made under a delegation."""

    delegation = SelectField("Under which delegation was it made?", validate_choice=False)
    title = StringField("Title", [Filled("Enter a title."), AtMost(200, "The title")])
    officer = StringField(
        "Who decided?",
        [Filled("Enter who decided."), AtMost(200, "The name")],
        description="The name of whoever held the post on that day.",
    )
    consulted = StringField(
        "In consultation with whom?",
        [AtMost(500, "This")],
        description="Leave it empty where the delegation asks for nobody.",
    )
    decided_on = DayField("On which day?")
    decision = TextAreaField(
        "What was decided?", [Filled("Enter what was decided."), AtMost(20_000, "The decision")]
    )
    reasons = TextAreaField("Why?", [Filled("Enter the reasons."), AtMost(20_000, "The reasons")])
    options_rejected = TextAreaField(
        "Which options were rejected?",
        [
            Filled("Enter which options were rejected, or that there were none."),
            AtMost(20_000, "This"),
        ],
    )
    takes_effect_on = DayField(
        "When does it take effect?",
        description="Leave it empty for the day of the decision. For example, 1 10 2019",
    )
    exempt_because = TextAreaField(
        "If it is exempt: under which paragraph, and why?",
        [AtMost(REASON, "This")],
        description="Left empty, the decision is public. Name the paragraph of Schedule 12A and "
        "why keeping it back is in the public interest.",
    )


def offer_delegations(form: OfficerForm, offered: Sequence[Delegation]) -> OfficerForm:
    """Let the clerk choose among the delegations of her body's lines."""
    form.delegation.choices = [
        choice(each.id, f"Matter {each.number}: {_short(each.post)}") for each in offered
    ]
    return form


def offer_letters(form: ConditionForm, recommendations: Sequence[Recommendation]) -> ConditionForm:
    """Let the clerk choose among the recommendations of the matter."""
    form.letter.choices = [
        choice(each.letter, f"({each.letter}) {_short(each.text)}") for each in recommendations
    ]
    return form


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:78].rstrip()} …"
