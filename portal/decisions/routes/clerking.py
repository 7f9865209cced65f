"""Pages of what the clerk does in the room: seats, hands, names called, corrections."""

from flask import Response, abort, request

from portal.decisions import forms, pages, queries
from portal.decisions.forms import seating as seating_forms
from portal.decisions.models import Matter, Recommendation
from portal.decisions.pages import panels
from portal.decisions.queries import seating
from portal.decisions.routes.voting import CONDUCT, sitting_page, to_sitting
from portal.decisions.service import correcting, counting, substitutes, writing
from portal.decisions.service.checks import DecisionError
from portal.decisions.standing import SeatView, Standing
from portal.web.fragments import show
from portal.web.frame import place
from portal.web.guard import Room
from tenants.scope import Scope

BOTH = ("GET", "POST")


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at = "/decisions/<matter>"
    room.page(f"{at}/sitting/substitute", CONDUCT, methods=BOTH)(substitute)
    room.page(f"{at}/sitting/own-seat", CONDUCT, methods=("POST",))(take_back)
    room.page(f"{at}/sitting/circulate", CONDUCT, methods=("POST",))(circulate)
    room.page(f"{at}/vote/<letter>/hands", CONDUCT, methods=("POST",))(count_hands)
    room.page(f"{at}/vote/<letter>/call", CONDUCT, methods=("POST",))(call_vote)
    room.page(f"{at}/vote/<letter>/correct", CONDUCT, methods=BOTH)(correct)


def substitute(scope: Scope, matter: Matter) -> Response:
    """Choose who sits in a seat for this sitting instead of its member."""
    sitting = queries.sitting_of(scope, matter)
    seat = _seat(queries.standing(scope, matter))
    if seat is None:
        return sitting_page(scope, queries.standing(scope, matter))
    able = seating.candidates(scope, sitting, seat.area.area_id)
    form = seating_forms.substitute_form(able, fresh=request.method == "GET")
    if request.method == "GET":
        return _substitute_page(scope, matter, seat, form)
    if not form.validate():
        return _substitute_page(scope, matter, seat, form, 422)
    chosen = form.person.data or ""
    try:
        if chosen == seating_forms.INVITED:
            email, name = form.email.data or "", form.name.data or ""
            substitutes.seat_invited(scope, sitting, seat.appointment_id, email, name)
        else:
            person = int(chosen) if chosen.isascii() and chosen.isdecimal() else 0
            substitutes.seat_member(scope, sitting, seat.appointment_id, person)
    except substitutes.SeatError as error:
        field = form.person if error.field == "seat" else form[error.field]
        field.errors = [str(error)]
        return _substitute_page(scope, matter, seat, form, 422)
    return to_sitting(scope, matter)


def take_back(scope: Scope, matter: Matter) -> Response:
    """The member sits in her own seat again."""
    numbers = forms.seat_numbers([request.form.get("seat", "")]) or {0}
    try:
        substitutes.take_back(scope, queries.sitting_of(scope, matter), numbers.pop())
    except DecisionError as error:
        return _refused(scope, matter, error)
    return to_sitting(scope, matter)


def circulate(scope: Scope, matter: Matter) -> Response:
    """Circulate a resolution in writing: its votes are open from now on."""
    try:
        writing.circulate(scope, queries.sitting_of(scope, matter))
    except DecisionError as error:
        return _refused(scope, matter, error)
    return to_sitting(scope, matter)


def count_hands(scope: Scope, matter: Matter, letter: Recommendation) -> Response:
    """Enter the hands counted, council by council."""
    standing = queries.standing(scope, matter)
    areas = [area.area_id for area in standing.owners]
    read = seating_forms.read_hands(request.form, areas)
    if isinstance(read, int):
        words = "Enter the hands as whole numbers, such as 3."
        return sitting_page(scope, standing, status=422, miscounted={read: words})
    try:
        counting.count_hands(scope, letter, read)
    except counting.CountError as error:
        fresh = queries.standing(scope, matter)
        return sitting_page(scope, fresh, status=422, miscounted={error.council: str(error)})
    except DecisionError as error:
        return _refused(scope, matter, error)
    return to_sitting(scope, matter)


def call_vote(scope: Scope, matter: Matter, letter: Recommendation) -> Response:
    """Enter how one member, or all who were called, answered: ``seat-<number>`` is the answer."""
    asked = queries.standing(scope, matter).voters
    answers = {seat: request.form.get(f"seat-{seat.appointment_id}", "") for seat in asked}
    single = forms.seat_numbers([request.form.get("seat", "")]) if "seat" in request.form else None
    try:
        for number in single or ():
            counting.call_vote(scope, letter, number, request.form.get("vote", ""))
        for seat, answer in answers.items():
            if answer:
                counting.call_vote(scope, letter, seat.appointment_id, answer)
    except DecisionError as error:
        return _refused(scope, matter, error)
    return to_sitting(scope, matter)


def correct(scope: Scope, matter: Matter, letter: Recommendation) -> Response:
    """Minute what was recorded wrongly of a closed vote."""
    if request.method == "GET":
        form = seating_forms.CorrectionForm(formdata=None, data={"recorded": letter.sentence})
        return _correction_page(scope, matter, letter, form)
    form = seating_forms.CorrectionForm()
    if not form.validate():
        return _correction_page(scope, matter, letter, form, 422)
    said = (form.recorded.data or "", form.correct.data or "", form.because.data or "")
    try:
        correcting.correct(scope, letter, *said)
    except correcting.CorrectionError as error:
        form[error.field].errors = [str(error)]
        return _correction_page(scope, matter, letter, form, 422)
    except DecisionError as error:
        form.recorded.errors = [str(error)]
        return _correction_page(scope, matter, letter, form, 409)
    return to_sitting(scope, matter)


def _seat(standing: Standing) -> SeatView | None:
    asked = request.values.get("seat", "")
    found = [each for each in standing.seats if str(each.appointment_id) == asked]
    if asked and not found:
        abort(404)
    return found[0] if found else None


def _refused(scope: Scope, matter: Matter, error: DecisionError) -> Response:
    return sitting_page(scope, queries.standing(scope, matter), str(error), status=409)


def _substitute_page(
    scope: Scope,
    matter: Matter,
    seat: SeatView,
    form: seating_forms.SubstituteForm,
    status: int = 200,
) -> Response:
    base = _place(scope, matter, "Substitute")
    return show(
        "decisions/substitute.html", status=status, matter=matter, seat=seat, form=form, base=base
    )


def _correction_page(
    scope: Scope,
    matter: Matter,
    letter: Recommendation,
    form: seating_forms.CorrectionForm,
    status: int = 200,
) -> Response:
    base = _place(scope, matter, "Correction")
    return show(
        "decisions/correct.html",
        status=status,
        matter=matter,
        recommendation=letter,
        form=form,
        base=base,
        result=pages.result_words(letter),
    )


def _place(scope: Scope, matter: Matter, here: str) -> str:
    base = panels.here(scope, f"decisions/{matter.slug}")
    decisions = ("Decisions", panels.here(scope, "decisions/"))
    place(decisions, (matter.title, base), ("Sitting", f"{base}/sitting"), (here, None))
    return base
