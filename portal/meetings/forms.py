"""Forms of the clerk: a meeting, its front sheet, an item, a publication, a reason."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from wtforms import (
    BooleanField,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.kit.times import printed_time, read_time
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.rules import PARAGRAPHS, STANDING
from portal.meetings.service.arranging import FrontSheet
from portal.meetings.service.listing import ItemDetails
from portal.web.days import DayField
from portal.web.forms import AtMost, Filled, PortalForm, choice
from tenants.clock import CIVIL, civil_day
from tenants.models import Area, Body

NOT_A_TIME = "Enter a time of day, such as 11.30am or 12 noon."


class TimeOfDay:
    """The text is a time of day, as an agenda prints it."""

    def __call__(self, _: Form, field: StringField) -> None:
        if field.data and printed_time(field.data) is None:
            raise ValidationError(NOT_A_TIME)


class FrontSheetForm(PortalForm):
    """What the front sheet says beside day, hour and place."""

    host_council = SelectField("Which council is host? Its co-chair presides", default="")
    remote_address = StringField(
        "Where do people take part or watch from elsewhere?",
        [AtMost(500, "The address")],
        description="A link or a telephone number. Leave it empty for a meeting in a room alone.",
    )
    clerk_name = StringField("Who is its clerk?", [AtMost(200, "The clerk")])
    clerk_telephone = StringField("The clerk’s telephone", [AtMost(40, "The telephone")])
    clerk_email = StringField("The clerk’s e-mail address", [AtMost(254, "The address")])
    speaking_day = DayField(
        "Until which day can the public register to speak?",
        description="Leave it empty where the public cannot speak.",
    )
    speaking_time = StringField("Until what time on that day?", [TimeOfDay()])
    filming_notice = TextAreaField("What about filming?", [AtMost(4000, "The notice")])
    accessible_formats = TextAreaField(
        "Where to ask for papers in other formats and languages?", [AtMost(4000, "This")]
    )
    inspection_places = TextAreaField(
        "Where can papers be inspected?", [AtMost(2000, "This")], description="A line for each."
    )

    def validate_speaking_time(self, field: StringField) -> None:
        """A deadline is a day and a time, or neither."""
        if bool(field.data) != bool(self.speaking_day.data) and not self.speaking_day.errors:
            raise ValidationError("Enter both the day and the time until which people register.")

    def front_sheet(self, councils: Iterable[Area]) -> FrontSheet:
        """What was filled in, once it is valid."""
        areas = {area.slug: area.area_id for area in councils}
        return FrontSheet(
            host_council_id=areas.get(self.host_council.data or ""),
            remote_address=self.remote_address.data or "",
            clerk_name=self.clerk_name.data or "",
            clerk_telephone=self.clerk_telephone.data or "",
            clerk_email=self.clerk_email.data or "",
            filming_notice=self.filming_notice.data or "",
            speaking_deadline=self._deadline(),
            accessible_formats=self.accessible_formats.data or "",
            inspection_places=self.inspection_places.data or "",
        )

    def _deadline(self) -> datetime | None:
        moment = read_time(self.speaking_time.data or "")
        if self.speaking_day.data is None or moment is None:
            return None
        return datetime.combine(self.speaking_day.data, moment, CIVIL)


class ArrangeForm(FrontSheetForm):
    """A new meeting of a body."""

    body = SelectField("Which body meets?")
    title = StringField(
        "What is the meeting called?", [Filled("Enter what it is called."), AtMost(200, "It")]
    )
    on_day = DayField("On which day?", [Filled("Enter the day.")])
    starts_at = StringField(
        "When does it begin?",
        [Filled("Enter when it begins, such as 11.30am."), TimeOfDay()],
    )
    venue = StringField(
        "Where does it meet?",
        [AtMost(200, "The place")],
        description="For example, Committee room 1, Guildhall, Kingston.",
    )


def offer_councils(form: FrontSheetForm, councils: Sequence[Area]) -> None:
    """Let the form choose a host among the owning councils, or none."""
    named = [choice(area.slug, area.name) for area in councils]
    form.host_council.choices = [choice("", "No council is host"), *named]


def offer_bodies(form: ArrangeForm, bodies: Sequence[Body]) -> None:
    """Let the form choose among the bodies whose meetings this person arranges."""
    form.body.choices = [choice(body.slug, body.name) for body in bodies]


def filled_from(meeting: Meeting, councils: Iterable[Area]) -> dict[str, object]:
    """The fields of a front sheet as a meeting has them."""
    slugs = {area.area_id: area.slug for area in councils}
    until = meeting.speaking_deadline
    names = (
        *("remote_address", "clerk_name", "clerk_telephone", "clerk_email"),
        *("filming_notice", "accessible_formats", "inspection_places"),
    )
    return {
        **{name: getattr(meeting, name) for name in names},
        "host_council": slugs.get(meeting.host_council_id or 0, ""),
        "speaking_day": civil_day(until) if until else None,
        "speaking_time": printed_time(f"{until.astimezone(CIVIL):%H:%M}") if until else "",
    }


class ItemForm(PortalForm):
    """An item of the agenda."""

    title = StringField(
        "Title, as the public may read it",
        [Filled("Enter the item’s title, as the public may read it."), AtMost(300, "The title")],
    )
    what = SelectField("What is it?")
    presenter = StringField("Whose report is it?", [AtMost(200, "This")])
    part = RadioField("In which part of the meeting?", default="1")
    paragraphs = SelectMultipleField("By which paragraphs of Schedule 12A is it exempt?")
    public_interest = TextAreaField(
        "Why does the public interest in keeping it exempt outweigh that in disclosing it?",
        [AtMost(4000, "The statement")],
        description="It is published with the agenda.",
    )
    exemption_reviewed_on = DayField("When is the exemption reviewed?")
    confidential = BooleanField("It is confidential, and may not be disclosed at all")
    to_follow = BooleanField("Its report is to follow, in a supplementary agenda")
    urgent_because = TextAreaField(
        "Why does the chair take it as a matter of urgency?", [AtMost(2000, "The reason")]
    )

    def details(self, matter_id: int | None = None) -> ItemDetails:
        """What was filled in, once it is valid."""
        kind, _, code = (self.what.data or "report").partition(":")
        return ItemDetails(
            title=self.title.data or "",
            kind=kind,
            code=code,
            part=int(self.part.data),
            presenter=self.presenter.data or "",
            matter_id=matter_id,
            urgent_because=self.urgent_because.data or "",
            to_follow=bool(self.to_follow.data),
            paragraphs=[int(each) for each in self.paragraphs.data or ()],
            public_interest=self.public_interest.data or "",
            exemption_reviewed_on=self.exemption_reviewed_on.data,
            confidential=bool(self.confidential.data),
        )


def item_form(item: AgendaItem | None = None, *, fresh: bool = False) -> ItemForm:
    """The form of an item, new or there; ``fresh`` leaves out what was posted."""
    data = _filled(item) if item is not None else None
    form = ItemForm(formdata=None, data=data) if fresh else ItemForm(data=data)
    kinds = [choice("report", "A report"), choice("matter", "A matter for decision")]
    standing = [choice(f"standing:{code}", title) for code, title in STANDING.items()]
    form.what.choices = [*kinds, *standing, choice("standing", "Another standing item")]
    form.part.choices = [
        choice("1", "Part I, in public"),
        choice("2", "Part II, while the public is excluded"),
    ]
    form.paragraphs.choices = [
        choice(str(number), f"{number}: {words}") for number, words in PARAGRAPHS.items()
    ]
    return form


def _filled(item: AgendaItem) -> dict[str, object]:
    names = (
        *("title", "presenter", "public_interest", "exemption_reviewed_on"),
        *("confidential", "to_follow", "urgent_because"),
    )
    kind = item.kind if item.kind in ("report", "matter") else "standing"
    return {
        **{name: getattr(item, name) for name in names},
        "what": f"{kind}:{item.code}" if item.code else kind,
        "part": str(item.part),
        "paragraphs": [str(number) for number in item.paragraphs],
    }


class PublishForm(PortalForm):
    """What is published, and why it is taken although it comes late."""

    reports = SelectMultipleField("Which reports that were to follow does it bring?")
    late_because = TextAreaField(
        "Why does the chair take it as a matter of urgency?",
        [AtMost(2000, "The reason")],
        description="The reason is published with it and minuted (LGA 1972 s.100B(4)(b)).",
    )


class BecauseForm(PortalForm):
    """A reason, and nothing else."""

    because = TextAreaField("Why?", [Filled("Enter why."), AtMost(1000, "The reason")])


class MatterForm(PortalForm):
    """Where a matter stands on the agenda that was put before the meeting since."""

    matter = SelectField("Matter")
    item = SelectField("Where does it stand on the agenda?")
