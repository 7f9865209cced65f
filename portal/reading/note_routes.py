"""Notes and highlights: written on a page of their own without scripts, in place with them."""

from flask import Response, flash, request

from portal.meetings.models import AgendaItem, Meeting
from portal.reading import notes, pages, sources
from portal.reading.anchors import AROUND, LONGEST_QUOTE, Anchor, anchor
from portal.reading.forms import ConfirmForm, EditForm, NoteForm
from portal.reading.models import PaperNote
from portal.reading.notes import ChangedElsewhereError, NoteError, Written
from portal.reading.passages import DIGITS, Passage, plain
from portal.reading.room import UNDER, hers_alone, meetings_path, read_path, room
from portal.reading.sources import PackItem
from portal.web.fragments import go, show, wants_fragment
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import NotFoundError, Scope

BOTH = ("GET", "POST")
NOT_THERE = (
    "These words do not stand in this passage. Copy them as they stand there, or leave this empty "
    "for the whole passage."
)


@room.page("/meetings/<meeting>/read/items/<item>/note", Permission.WORK_READ, methods=BOTH)
def write(scope: Scope, meeting: Meeting, item: AgendaItem) -> Response:
    """Write a note on a passage, or highlight words of it."""
    there = _pack_item(scope, meeting, item)
    if request.method == "GET":
        return _opened(scope, meeting, there)
    form = NoteForm()
    passage = _passage(form, there)
    if not form.validate():
        return _form(scope, meeting, there, form, passage, 422)
    held = _anchor(form, passage)
    if held is None:
        form.quote.errors = [NOT_THERE]
        return _form(scope, meeting, there, form, passage, 422)
    try:
        note = notes.keep(scope, item, Written(form.words.data or "", held, form.note_key))
    except NoteError as error:
        form.words.errors = [str(error)]
        return _form(scope, meeting, there, form, passage, 422)
    return _kept(scope, meeting, item, note)


@room.page("/meetings/<meeting>/read/notes/<int:note>", Permission.WORK_READ, methods=BOTH)
def change(scope: Scope, meeting: Meeting, note: PaperNote) -> Response:
    """Write a note of one's own anew."""
    if request.method == "GET":
        form = EditForm(data={"words": note.words, "base": str(note.revision)})
        return _note_page(scope, meeting, note, form)
    form = EditForm()
    if not form.validate():
        return _note_page(scope, meeting, note, form, 422)
    try:
        notes.change(scope, note, form.words.data or "", base=form.revision)
    except ChangedElsewhereError as error:
        # Sent again as it is, it replaces what the other window wrote: she has seen it now.
        form.base.data = str(note.revision)
        return _note_page(scope, meeting, note, form, 409, error.words)
    except NoteError as error:
        form.words.errors = [str(error)]
        return _note_page(scope, meeting, note, form, 422)
    return _back(scope, meeting, f"note-{note.id}")


@room.page(
    "/meetings/<meeting>/read/notes/<int:note>/remove", Permission.WORK_READ, methods=BOTH[1:]
)
def remove(scope: Scope, meeting: Meeting, note: PaperNote) -> Response:
    """Remove a note of one's own for good."""
    if not ConfirmForm().validate():
        return _back(scope, meeting, f"note-{note.id}")
    notes.remove(scope, note)
    flash("Your note is gone.", "success")
    return _back(scope, meeting, "")


def _opened(scope: Scope, meeting: Meeting, there: PackItem) -> Response:
    """The form for the passage of the address; the papers again where there is none such."""
    # The passage alone: words in an address would stand in logs.
    form = NoteForm(formdata=None, data={"passage": request.args.get("passage", "")})
    passage = _numbered(there, form.number)
    if passage is None:
        return _back(scope, meeting, f"item-{there.item.number}")
    form.digest.data, form.said.data = passage.digest, passage.words[:LONGEST_QUOTE]
    return _form(scope, meeting, there, form, passage, 200)


def _pack_item(scope: Scope, meeting: Meeting, item: AgendaItem) -> PackItem:
    found = sources.pack_of(scope, meeting).of(item.id)
    if found is None:
        raise NotFoundError("There is no such item.")
    return found


def _passage(form: NoteForm, there: PackItem) -> Passage | None:
    """The passage that the sender had before her; None where it stands there no more."""
    digest = form.digest.data
    if not digest:
        return _numbered(there, form.number)
    same = [each for each in there.passages if each.digest == digest]
    return min(same, key=lambda each: abs(each.number - form.number), default=None)


def _numbered(there: PackItem, number: int) -> Passage | None:
    return next((each for each in there.passages if each.number == number), None)


def _anchor(form: NoteForm, passage: Passage | None) -> Anchor | None:
    """What the note hangs on. Where the papers were published anew since the sender saw them, it
    hangs on what she saw: nothing that she wrote is lost."""
    quote, before = plain(form.quote.data or ""), form.before.data or ""
    if passage is not None:
        return anchor(passage, quote, before)
    said = plain(form.said.data or "")[:LONGEST_QUOTE]
    if not (said or quote):
        return None
    return Anchor((form.digest.data or "")[:DIGITS], form.number, quote, before[-AROUND:], "", said)


def _kept(scope: Scope, meeting: Meeting, item: AgendaItem, note: PaperNote) -> Response:
    if not wants_fragment():
        return _back(scope, meeting, f"note-{note.id}")
    reader = pages.reader_of(scope, meeting)
    found = next(each for each in reader.items if each.item.id == item.id)
    read_at = read_path(scope, meeting)
    return show("reading/item.html", item=found, read=read_at, kept=False)


def _back(scope: Scope, meeting: Meeting, spot: str) -> Response:
    names = {"company": scope.company.slug, "meeting": meeting.slug}
    return go("reading.read", **names, _anchor=spot or None)


def _form(
    scope: Scope,
    meeting: Meeting,
    there: PackItem,
    form: NoteForm,
    passage: Passage | None,
    status: int,
) -> Response:
    read_at = read_path(scope, meeting)
    _place(scope, meeting)
    response = show(
        "reading/write.html",
        status=status,
        form=form,
        item=there,
        passage=passage,
        here=f"{read_at}/items/{there.item.number}/note",
        back=f"{read_at}#item-{there.item.number}",
    )
    return hers_alone(response) if there.item.part == 2 else response


def _note_page(
    scope: Scope,
    meeting: Meeting,
    note: PaperNote,
    form: EditForm,
    status: int = 200,
    theirs: str | None = None,
) -> Response:
    read_at = read_path(scope, meeting)
    item = scope.session.get_one(AgendaItem, note.item_id)
    _place(scope, meeting)
    response = show(
        "reading/note_page.html",
        status=status,
        note=note,
        item=item,
        form=form,
        theirs=theirs,
        here=f"{read_at}/notes/{note.id}",
        back=f"{read_at}#note-{note.id}",
    )
    return hers_alone(response) if item.part == 2 else response


def _place(scope: Scope, meeting: Meeting) -> None:
    base = meetings_path(scope)
    crumbs = (("Meetings", base), ("Read the papers", read_path(scope, meeting)))
    place(*crumbs, ("Your note", None)).current = UNDER
