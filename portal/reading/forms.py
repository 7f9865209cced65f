"""Forms of reading: a note, and the buttons that say that something was read."""

import re

from wtforms import HiddenField, StringField, TextAreaField

from portal.reading.anchors import LONGEST_QUOTE
from portal.reading.notes import LONGEST
from portal.web.forms import AtMost, PortalForm

KEY = re.compile(r"[0-9a-f-]{16,36}")


class ConfirmForm(PortalForm):
    """A button and nothing else."""


class NoteForm(PortalForm):
    """A note on a passage, or on words of it."""

    words = TextAreaField("Your note", validators=[AtMost(LONGEST, "Your note")])
    quote = StringField(
        "Which words is it about?",
        description="Copy them as they stand. Leave this empty for the whole passage.",
        validators=[AtMost(LONGEST_QUOTE, "The words it is about")],
    )
    passage = HiddenField()
    digest = HiddenField()
    before = HiddenField()
    said = HiddenField()
    key = HiddenField()

    @property
    def number(self) -> int:
        """The passage's number; 0 where it is none."""
        text = self.passage.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0

    @property
    def note_key(self) -> str:
        """The name that the sender gave the note; empty where it is none of ours."""
        text: str = self.key.data or ""
        return text if KEY.fullmatch(text) else ""


class EditForm(PortalForm):
    """A note to be written anew."""

    words = TextAreaField("Your note", validators=[AtMost(LONGEST, "Your note")])
    base = HiddenField()

    @property
    def revision(self) -> int:
        """The revision that the change began from; 0 where it does not say."""
        text = self.base.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
