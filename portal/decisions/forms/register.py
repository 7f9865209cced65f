"""Forms of the register: a line, its end, a delegation, the starter list."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from wtforms import (
    Field,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.decisions.forms import OneOf
from portal.decisions.models import Matter
from portal.decisions.queries.lines import RegisterLine, for_all_owners, for_council
from portal.decisions.rules.acts import KINDS_OF_ACT, RESERVED, WITHIN_PLAN
from portal.decisions.rules.codes import OFFERED, code_in_words
from portal.decisions.service.registering import Authority, LineDetails
from portal.decisions.standing import ROUTES
from portal.kit.money import pounds_words, read_pounds
from portal.kit.words import date_words
from portal.web.days import DayField
from portal.web.forms import AtMost, Filled, PortalForm, choice
from tenants.clock import civil_day
from tenants.models import Area, Body

Way = TypeVar("Way", bound="WayForm")
COUNCIL = "council_"
"""Begins the name of the field in which a council's own body is chosen."""


class Pounds:
    """The text is a sum of money, or empty."""

    def __call__(self, _: Form, field: Field) -> None:
        if str(field.data or "").strip():
            try:
                read_pounds(field.data)
            except ValueError as error:
                raise ValidationError(str(error)) from error


def pounds_in(field: Field) -> Decimal | None:
    """The sum typed into a field that was validated; None where it is empty."""
    text = str(field.data or "").strip()
    return read_pounds(text) if text else None


class OnForm(PortalForm):
    """The day on which the register is looked at. It changes nothing, so it is sent by GET."""

    class Meta(PortalForm.Meta):
        """A form of a page that is only read."""

        csrf = False

    on = DayField("The register on another day", description="For example, 1 9 2019")


class AuthorityForm(PortalForm):
    """Which decision allows what the form asks for."""

    decided_by = StringField(
        "Which decision allows it?",
        [
            Filled("Enter which decision allows it: body, day and minute."),
            AtMost(500, "The decision"),
        ],
        description="For example, Joint committee, 24 June 2019, minute 7",
    )
    decision = SelectField("Was it taken on this portal?", validate_choice=False)

    @property
    def authority(self) -> Authority:
        """What the two fields say."""
        return Authority(self.decided_by.data or "", self.decision.data or None)


class WayForm(AuthorityForm):
    """How lines are decided, from a day on. Each council has a field ``council_<area>``."""

    route = RadioField(
        "Route",
        [OneOf("Choose one of the routes.")],
        choices=[choice(value, words) for value, words in ROUTES.items()],
        validate_choice=False,
    )
    body = SelectField(
        "Body of the owners",
        [OneOf("Choose a body of the owners.")],
        description="It decides for all owners, or settles their disputes where each owner "
        "decides by itself.",
        validate_choice=False,
    )
    rule = SelectField("Rule", [OneOf("Choose one of the rules.")], validate_choice=False)
    quorum = StringField(
        "Quorum, in words",
        [Filled("Enter the quorum, in words."), AtMost(200, "The quorum")],
        description="The numbers that are counted stand on the body itself.",
    )
    from_day = DayField("From which day?", [Filled("Enter the day from which it is in force.")])

    def council_fields(self) -> list[SelectField]:
        """The fields in which each council's own body is chosen."""
        return [field for field in self if field.name.startswith(COUNCIL)]

    def councils(self, bodies: Mapping[str, Body]) -> dict[int, Body]:
        """The councils' bodies that were chosen, by area; none where one body decides for all."""
        if self.route.data != "each_owner":
            return {}
        chosen = {area_in(field): bodies.get(str(field.data)) for field in self.council_fields()}
        return {area_id: body for area_id, body in chosen.items() if body is not None}


class LineForm(WayForm):
    """A line of the register: what is reserved, and how it is decided."""

    seen = HiddenField()
    title = StringField("Title", [Filled("Enter a title."), AtMost(200, "The title")])
    trigger = TextAreaField(
        "When does it arise?", [Filled("Enter when it arises."), AtMost(500, "This")]
    )
    band = StringField(
        "Band",
        [Filled("Enter a band."), AtMost(60, "The band")],
        description="Lines of one band stand for one subject, such as Money and assets.",
    )
    kind = SelectField(
        "Kind of act",
        [OneOf("Choose which kind of act it is about.")],
        description="“Do I need consent?” finds the line by it.",
        choices=[
            choice("", "Choose a kind of act"),
            *(choice(code, words) for code, words in KINDS_OF_ACT.items()),
        ],
        validate_choice=False,
    )
    limit = StringField(
        "Limit",
        [Pounds()],
        description="Reserved above this sum, such as £250,000. Leave it empty for every sum.",
    )
    within_plan = RadioField(
        "What the approved plan provides for",
        [OneOf("Choose what the approved plan makes free.")],
        choices=[choice(value, words) for value, words in WITHIN_PLAN.items()],
        default=RESERVED,
        validate_choice=False,
    )

    def details(self, bodies: Mapping[str, Body]) -> LineDetails:
        """What the form says. Raises KeyError for a body that was not offered."""
        return LineDetails(
            title=self.title.data or "",
            band=self.band.data or "",
            trigger=self.trigger.data or "",
            kind=self.kind.data,
            limit=pounds_in(self.limit),
            within_plan=self.within_plan.data,
            route=self.route.data,
            rule=self.rule.data,
            quorum=self.quorum.data or "",
            body=bodies[self.body.data],
            councils=self.councils(bodies),
        )


class NewLineForm(LineForm):
    """A line that the register does not hold yet."""

    number = StringField("Number", [Filled("Enter a number.")])

    def validate_number(self, field: Field) -> None:
        """A whole number, in digits."""
        if not (field.data.isascii() and field.data.isdecimal() and len(field.data) < 6):
            raise ValidationError("Enter the number in digits, such as 24.")


class EndForm(AuthorityForm):
    """The last day of a line, or of a delegation."""

    seen = HiddenField()
    last_day = DayField(
        "What is its last day?",
        [Filled("Enter the last day on which it is in force.")],
        description="For example, 30 11 2020",
    )


class DelegationForm(AuthorityForm):
    """What the holder of a post may decide of a matter."""

    post = StringField(
        "To which post?",
        [Filled("Enter the post."), AtMost(200, "The post")],
        description="For example, the chief executive",
    )
    consulting = StringField(
        "In consultation with whom?",
        [AtMost(300, "This")],
        description="For example, the leader of each council. Leave it empty for nobody.",
    )
    limit_words = StringField(
        "What of it, in words",
        [AtMost(500, "This")],
        description="As the decision says it. Leave it empty for the whole matter.",
    )
    limit = StringField(
        "Up to which sum?",
        [Pounds()],
        description="Such as £100,000. Leave it empty where the decision names none.",
    )
    from_day = DayField("From which day?", [Filled("Enter the day from which it holds.")])
    last_day = DayField("Until which day?", description="Leave it empty where no end was decided.")


def with_councils(form: type[Way], owners: Sequence[Area]) -> type[Way]:
    """The form with a field for each owning council, in which its own body is chosen."""
    fields = {
        f"{COUNCIL}{area.area_id}": SelectField(f"Body of {area.name}", validate_choice=False)
        for area in owners
    }
    return type(form.__name__, (form,), fields)


def offer_way(form: WayForm, bodies: Sequence[Body], held: str = "") -> WayForm:
    """Put into the form the bodies and rules to choose from; ``held`` is the line's rule now."""
    form.body.choices = [
        choice("", "Choose a body"),
        *(choice(body.slug, body.name) for body in for_all_owners(bodies)),
    ]
    codes = [*OFFERED, *([held] if held and held not in OFFERED else [])]
    form.rule.choices = [
        choice("", "Choose a rule"),
        *(choice(code, code_in_words(code)) for code in codes),
    ]
    for field in form.council_fields():
        own = for_council(bodies, area_in(field))
        none = "Choose a body" if own else "It has no body on this portal yet"
        field.choices = [choice("", none), *(choice(body.slug, body.name) for body in own)]
    return form


def offer_decisions(form: AuthorityForm, decisions: Sequence[Matter]) -> AuthorityForm:
    """Put into the form the decisions that were taken here."""
    form.decision.choices = [choice("", "No, or it is not listed")]
    for matter in decisions:
        day = f", {date_words(civil_day(matter.decided_at))}" if matter.decided_at else ""
        form.decision.choices.append(choice(matter.slug, f"{matter.title}{day}"))
    return form


def area_in(field: Field) -> int:
    """The area of the council for which a field chooses the body."""
    return int(field.name.removeprefix(COUNCIL))


def said_of(line: RegisterLine) -> dict[str, object]:
    """What a form to change a line begins with: the line as it stands."""
    matter = line.matter
    councils = {f"{COUNCIL}{area_id}": body.slug for area_id, body in line.councils.items()}
    return {
        "title": matter.title,
        "trigger": matter.trigger,
        "band": matter.band,
        "kind": matter.kind or "",
        "limit": "" if matter.limit is None else pounds_words(matter.limit),
        "within_plan": matter.within_plan or RESERVED,
        "route": matter.route,
        "body": line.body.slug,
        "rule": matter.rule,
        "quorum": matter.quorum,
        **councils,
    }
