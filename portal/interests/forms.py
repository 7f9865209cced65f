"""Forms of this room."""

from collections.abc import Mapping, Sequence

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

from portal.interests import rules
from portal.interests.declaring import DeclarationDetails
from portal.interests.dispensing import DispensationDetails
from portal.interests.members import Member
from portal.interests.rules import Dispensed
from portal.interests.service import InterestDetails
from portal.web.days import DayField
from portal.web.forms import AtMost, Choice, Filled, PortalForm, choice

NOBODY = "0"


def _choices(words: Mapping[str, str]) -> list[Choice]:
    return [choice(value, label) for value, label in words.items()]


def _categories() -> list[Choice]:
    pecuniary = "Disclosable pecuniary interests"
    return [choice("", "Choose one")] + [
        choice(value, label, "Others" if value == rules.OTHER else pecuniary)
        for value, label in rules.CATEGORIES.items()
    ]


class InterestForm(PortalForm):
    """An entry of the register."""

    category = SelectField(
        "Kind of interest", [Filled("Choose what kind of interest it is.")], validate_choice=False
    )
    whose = RadioField("Whose is it?", choices=_choices(rules.WHOSE), validate_choice=False)
    what = TextAreaField(
        "What is it?",
        [Filled("Say what the interest is."), AtMost(2000, "The interest")],
        description="As everybody will read it, unless you withhold it below.",
    )
    held_from = DayField(
        "Held since", description="Leave it empty if you do not know. For example, 6 5 2018"
    )
    council = SelectField("As a member for", validate_choice=False)
    in_company = BooleanField("It is an office or a share in this company itself")
    sensitive = BooleanField("Withhold it: it is a sensitive interest")

    def offer(self, member: Member) -> "InterestForm":
        """Offer the kinds, and the councils for which she sits."""
        self.category.choices = _categories()
        self.council.choices = [choice(str(a.area_id), a.name) for a in member.areas]
        return self

    def details(self) -> InterestDetails:
        """What was typed."""
        council = str(self.council.data or "")
        return InterestDetails(
            category=self.category.data or "",
            whose=self.whose.data or "",
            what=self.what.data or "",
            held_from=self.held_from.data,
            in_company=bool(self.in_company.data),
            sensitive=bool(self.sensitive.data),
            area_id=int(council) if council.isdecimal() else None,
        )


class EndForm(PortalForm):
    """The last day of an interest."""

    held_to = DayField("Last day", [Filled("Enter the last day on which it was held.")])


class ConfirmForm(PortalForm):
    """Nothing but the confirmation itself."""


class BecauseForm(PortalForm):
    """Why something ends or is taken back."""

    because = TextAreaField("Why", [Filled("Say why."), AtMost(1000, "The reason")])


class DispensationForm(PortalForm):
    """A dispensation as it was granted; on a matter's page it is for that matter."""

    holder = SelectField("Whose is it?", validate_choice=False)
    reach = RadioField(
        "What does it cover?",
        choices=[choice(each, rules.REACHES[each]) for each in ("company", "subject")],
        validate_choice=False,
    )
    subject = StringField(
        "Which subject?",
        [AtMost(500, "The subject")],
        description="Only for one subject. It counts for a matter once she relies on it there.",
    )
    relieves = RadioField(
        "What may she do?", choices=_choices(rules.RELIEVES), validate_choice=False
    )
    ground = SelectField(
        "Ground",
        choices=[choice("", "Choose one"), *_choices(rules.GROUNDS)],
        validate_choice=False,
        description="Localism Act 2011, section 33(2)",
    )
    reason = TextAreaField(
        "Why was it granted?",
        [Filled("Say why it was granted."), AtMost(2000, "The reason")],
        description="Everybody reads this: say nothing here of a withheld interest.",
    )
    granted_by = StringField(
        "Granted by",
        [Filled("Say which body granted it."), AtMost(200, "The body")],
        description="The body, or the monitoring officer on its behalf.",
    )
    starts_on = DayField("First day", [Filled("Enter its first day.")])
    ends_on = DayField(
        "Last day", [Filled("Enter its last day.")], description="At most four years on."
    )

    def details(self, *, for_matter: bool) -> DispensationDetails:
        """What was typed, once it is valid."""
        if self.starts_on.data is None or self.ends_on.data is None:
            raise ValueError("Ask for details of a form that is valid.")
        return DispensationDetails(
            reach="matter" if for_matter else self.reach.data or "",
            relieves=self.relieves.data or "",
            ground=self.ground.data or "",
            reason=self.reason.data or "",
            granted_by=self.granted_by.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            subject=self.subject.data or "",
        )


class DeclarationForm(PortalForm):
    """What is declared of a matter: one's own, or the clerk's record of a member's."""

    member = SelectField("Who declares?", validate_choice=False)
    kind = RadioField(
        "What kind of interest is it?", choices=_choices(rules.KINDS), validate_choice=False
    )
    nature = TextAreaField(
        "What is it?",
        [AtMost(2000, "The interest")],
        description="As it is minuted.",
    )
    sensitive = BooleanField("It is sensitive: only the fact is declared")
    relies_on = SelectField("Dispensation", validate_choice=False)

    def offer(self, dispensed: Sequence[Dispensed], *, of_board: bool) -> "DeclarationForm":
        """Offer the kinds of this body, and the dispensations for a subject to rely on."""
        self.kind.choices = _choices(rules.kinds(of_board=of_board))
        self.relies_on.choices = [
            choice(NOBODY, "None"),
            *(choice(str(d.id), f"{d.subject}: {d.words}") for d in dispensed),
        ]
        return self

    def details(self) -> DeclarationDetails:
        """What was typed."""
        relied = str(self.relies_on.data or NOBODY)
        return DeclarationDetails(
            kind=self.kind.data or "",
            nature=self.nature.data or "",
            sensitive=bool(self.sensitive.data),
            relies_on=int(relied) if relied.isdecimal() and relied != NOBODY else None,
        )


def offer_members(field: SelectField, members: Sequence[Member]) -> None:
    """Offer these members, by name; the first choice asks for one."""
    field.choices = [
        choice(NOBODY, "Choose a member"),
        *(choice(str(member.id), member.name) for member in members),
    ]


def chosen(field: SelectField, members: Sequence[Member]) -> Member | None:
    """The member who was chosen; None, with a message at the field, where nobody was."""
    for member in members:
        if str(member.id) == str(field.data):
            return member
    field.errors = ["Choose a member of this body."]
    return None
