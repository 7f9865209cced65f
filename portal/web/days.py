"""A day typed into three boxes, as people write it: 24 6 2019."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import Field
from wtforms.utils import unset_value

PARTS = ("day", "month", "year")


class DayField(Field):
    """``data`` is a date, or None; ``parts`` holds what was typed, whatever it was.

    Its boxes post ``<name>-day``, ``<name>-month`` and ``<name>-year`` (``forms.date_field``).
    """

    parts: dict[str, str]
    process_errors: list[str]

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: object = None) -> None:
        """Read the three boxes; what is no day is kept as typed, with a message."""
        self.process_errors = []
        given: date | None = self.default if data is unset_value else data
        self.object_data = self.data = given
        names = {part: f"{self.name}-{part}" for part in PARTS}
        if formdata is None or not any(name in formdata for name in names.values()):
            self.parts = _parts_of(given)
            return
        self.parts = {part: str(formdata.get(name, "")).strip() for part, name in names.items()}
        self.data = self._read()

    def _read(self) -> date | None:
        typed = " ".join(part for part in self.parts.values() if part)
        if not typed:
            return None
        try:
            return day_of(self.parts)
        except ValueError:
            self.process_errors.append(
                f"{typed} is not a day that exists. Enter day, month and year, such as 24 6 2019."
            )
        return None


def day_of(parts: Mapping[str, str]) -> date:
    """The day of three typed numbers, the year in four digits. Raises ValueError for no day."""
    day, month, year = (parts[part] for part in PARTS)
    if len(year) != 4 or not all(each.isascii() and each.isdigit() for each in (day, month, year)):
        raise ValueError("Day, month and year are numbers, the year in four digits.")
    return date(int(year), int(month), int(day))


def _parts_of(day: date | None) -> dict[str, str]:
    if day is None:
        return dict.fromkeys(PARTS, "")
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
