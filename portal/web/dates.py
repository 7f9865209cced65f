"""A day in three boxes, as ``components/forms.html`` draws it (``date_field``)."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import Field, ValidationError
from wtforms.form import BaseForm

from portal.kit.text import tidy

NO_SUCH_DAY = "Enter a day that exists, such as 24 6 2019."
PARTS = ("day", "month", "year")
_NUMBER = re.compile(r"[0-9]{1,4}")


class DayField(Field):
    """Reads ``<name>-day``, ``<name>-month`` and ``<name>-year``. ``data`` is a date, or None.

    What was typed stays in ``parts``, whatever it was.
    """

    data: date | None
    parts: Mapping[str, str]

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the day from the boxes where they were sent, else from ``data``."""
        self.process_errors = []
        self.data = data if isinstance(data, date) else None
        self.parts = boxes_of(self.data)
        names = {part: f"{self.name}-{part}" for part in PARTS}
        if formdata and any(name in formdata for name in names.values()):
            typed = {part: tidy(formdata.get(name) or "").strip() for part, name in names.items()}
            self.parts, self.data = typed, read_day(typed)

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what was typed and is no day."""
        if self.data is None and any(self.parts.values()):
            raise ValidationError(NO_SUCH_DAY)


def boxes_of(day: date | None) -> dict[str, str]:
    """What stands in the boxes for a day; nothing for none."""
    if day is None:
        return dict.fromkeys(PARTS, "")
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def read_day(typed: Mapping[str, str]) -> date | None:
    """The day of the three boxes, its year in four figures; None where that is no day."""
    if not all(_NUMBER.fullmatch(typed[part]) for part in PARTS) or len(typed["year"]) != 4:
        return None
    try:
        return date(int(typed["year"]), int(typed["month"]), int(typed["day"]))
    except ValueError:
        return None
