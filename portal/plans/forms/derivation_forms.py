"""Forms of derivations. Hidden numbers say which texts a decision was made on."""

from collections.abc import Mapping, Sequence

from wtforms import BooleanField, HiddenField, SelectField

from portal.web.forms import PortalForm, choice

Offered = Mapping[str, Sequence[tuple[str, str]]]
"""References and words of the priorities to choose from, by whose they are."""


class DecisionForm(PortalForm):
    """What is done about a source: ``seen`` and ``base`` are revisions, of it and of this item."""

    seen = HiddenField("Source’s revision")
    base = HiddenField("Revision")
    disclose = HiddenField("Shown to others")

    def number(self, name: str) -> int:
        """A revision's number; 0 where the form does not say."""
        typed = self[name].data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


class SourceForm(PortalForm):
    """From which priority an item derives."""

    source = SelectField("Derives from", validate_choice=False)

    def offer(self, found: Offered) -> None:
        """Say what there is to choose from."""
        self._offered = {ref for entries in found.values() for ref, _ in entries}
        nothing = choice("", "Choose a priority")
        self.source.choices = [nothing] + [
            choice(ref, words, whose) for whose, entries in found.items() for ref, words in entries
        ]

    @property
    def chosen(self) -> str | None:
        """The reference chosen; None where it is none of those offered."""
        return str(self.source.data) if self.source.data in self._offered else None

    def refuse(self) -> None:
        """Say beside the field what is wrong with what was chosen."""
        said = "Choose one of the priorities that are offered."
        self.source.errors = [said if self.source.data else "Choose a priority."]


class DeriveForm(SourceForm):
    """A new priority from another's text, and the section that it comes to stand in."""

    section = SelectField("Section", validate_choice=False)
    disclose = BooleanField("Show these words to them")
    shown = HiddenField("The priority whose words were shown")

    @property
    def disclosed(self) -> bool:
        """Whether the words to be shown to others are those of the source that was chosen."""
        return bool(self.disclose.data) and self.shown.data == self.source.data
