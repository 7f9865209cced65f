"""What is moved on an item: who moved and seconded, amendments and what became of them."""

from flask import Response, request

from portal.chamber import forms, queries
from portal.chamber.models import Motion
from portal.chamber.routes.clerking import (
    CONDUCT,
    POST,
    chamber_page,
    done,
    offer_motion,
    to_chamber,
)
from portal.chamber.service import moving
from portal.chamber.service.conducting import ChamberError
from portal.chamber.service.moving import Moving
from portal.meetings.models import AgendaItem, Meeting
from portal.web.guard import Room, resolves
from tenants.scope import Scope


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at = "/meetings/<meeting>/chamber"
    resolves("motion", queries.find_motion)
    room.page(f"{at}/items/<item>/motion", CONDUCT, methods=POST)(move)
    room.page(f"{at}/motions/<motion>/outcome", CONDUCT, methods=POST)(settle)
    room.page(f"{at}/motions/<motion>/take-back", CONDUCT, methods=POST)(take_back)


def move(scope: Scope, meeting: Meeting, item: AgendaItem) -> Response:
    """Record who moved a recommendation or an amendment."""
    form = forms.MotionForm()
    offer_motion(queries.course(scope, meeting), form)
    if not form.validate():
        return chamber_page(scope, meeting, status=422, motion=form)
    said = Moving(
        mover=forms.number_of(form.mover),
        seconder=forms.number_of(form.seconder) or None,
        letter=form.letter.data or "",
        words=form.words.data or "",
        ref=form.ref.data or "",
    )
    act = moving.move_amendment if form.kind.data == "amendment" else moving.move
    try:
        act(scope, meeting, item, said)
    except ChamberError as error:
        form[error.field or "mover"].errors = [str(error)]
        return chamber_page(scope, meeting, status=409, motion=form)
    return to_chamber(scope, meeting)


def settle(scope: Scope, meeting: Meeting, motion: Motion) -> Response:
    """Record what became of an amendment."""
    outcome = request.form.get("outcome", "")
    return done(scope, meeting, lambda _: moving.settle_amendment(scope, motion, outcome))


def take_back(scope: Scope, meeting: Meeting, motion: Motion) -> Response:
    """Take back what was recorded in error."""
    return done(scope, meeting, lambda _: moving.take_back(scope, motion))
