"""Pages of a sitting: the chair's and clerk's screen, and a member's ballot."""

from collections.abc import Callable
from typing import Literal

from flask import Response, make_response, request

from portal.decisions import forms, pages, queries
from portal.decisions.models import Matter, Recommendation, Sitting, Vote
from portal.decisions.pages import panels
from portal.decisions.service import sittings, voting
from portal.decisions.service.submitting import DecisionError
from portal.decisions.standing import SeatView, Standing
from portal.kit.digests import digest
from portal.web.fragments import go, show, wants_fragment
from portal.web.frame import place
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope

CONDUCT = Permission.SITTING_CONDUCT
CASTING: tuple[Literal["for", "against", "none"], ...] = ("for", "against", "none")
"""What the chair can do with a casting vote."""


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at = "/decisions/<matter>"
    room.page(f"{at}/sitting", CONDUCT)(sitting)
    room.page(f"{at}/sitting/attendance", CONDUCT, methods=("POST",))(mark_attendance)
    room.page(f"{at}/sitting/open", CONDUCT, methods=("POST",))(open_sitting)
    room.page(f"{at}/sitting/close", CONDUCT, methods=("POST",))(close_sitting)
    room.page(f"{at}/vote/<letter>/open", CONDUCT, methods=("POST",))(open_vote)
    room.page(f"{at}/vote/<letter>/close", CONDUCT, methods=("POST",))(close_vote)
    room.page(f"{at}/vote/<letter>", Permission.VOTE_CAST, methods=("GET", "POST"))(vote)


def sitting(scope: Scope, matter: Matter) -> Response:
    """The chair's and the clerk's screen: who is there, which vote is open, who has to vote."""
    return _sitting_page(scope, queries.standing(scope, matter))


def mark_attendance(scope: Scope, matter: Matter) -> Response:
    """Mark who is in the room."""
    present = forms.seat_numbers(request.form.getlist("present"))
    seen = forms.seat_numbers(request.form.get("seen", "").split())
    if present is None or seen is None:
        words = "Mark only members of this body. Nothing was changed."
        return _sitting_page(scope, queries.standing(scope, matter), words, status=422)
    known = seen if "seen" in request.form else None
    return _done(
        scope, matter, lambda place: sittings.mark_attendance(scope, place, present, known)
    )


def open_sitting(scope: Scope, matter: Matter) -> Response:
    """Open the sitting."""
    return _done(scope, matter, lambda place: sittings.open_sitting(scope, place))


def close_sitting(scope: Scope, matter: Matter) -> Response:
    """Close the sitting."""
    return _done(scope, matter, lambda place: sittings.close_sitting(scope, place))


def open_vote(scope: Scope, matter: Matter, letter: Recommendation) -> Response:
    """Open the vote on one recommendation."""
    return _done(scope, matter, lambda _: voting.open_vote(scope, letter))


def close_vote(scope: Scope, matter: Matter, letter: Recommendation) -> Response:
    """Close the vote; with members still to vote, ask first."""
    given = request.form.get("casting")
    casting = next((each for each in CASTING if each == given), None)
    sure = request.form.get("confirmed") == "yes"
    try:
        voting.close_vote(scope, letter, confirmed=sure, casting=casting)
    except voting.TiedError as error:
        standing = queries.standing(scope, matter)
        return _sitting_page(scope, standing, tied=str(error), status=422)
    except voting.UnvotedError as error:
        standing = queries.standing(scope, matter)
        return _sitting_page(scope, standing, confirm=str(error), status=422)
    except DecisionError as error:
        return _sitting_page(scope, queries.standing(scope, matter), str(error), status=409)
    return _to_sitting(scope, matter)


def vote(scope: Scope, matter: Matter, letter: Recommendation) -> Response:
    """A member's ballot: three equal buttons, then how many are still waited for."""
    if request.method == "GET":
        return _ballot(scope, matter, letter)
    form = forms.VoteForm()
    if not form.validate():
        return _ballot(scope, matter, letter, str(form.vote.errors[0]), 422)
    try:
        voting.cast_vote(scope, letter, form.vote.data, recorded=form.recorded.data)
    except DecisionError as error:
        return _ballot(scope, matter, letter, str(error), 409)
    if wants_fragment():
        return _ballot(scope, matter, letter)
    company = scope.company.slug
    return go("decisions.vote", company=company, matter=matter.slug, letter=letter.letter)


def _done(scope: Scope, matter: Matter, act: Callable[[Sitting], object]) -> Response:
    try:
        act(queries.sitting_of(scope, matter))
    except DecisionError as error:
        return _sitting_page(scope, queries.standing(scope, matter), str(error), status=409)
    return _to_sitting(scope, matter)


def _to_sitting(scope: Scope, matter: Matter) -> Response:
    return go("decisions.sitting", company=scope.company.slug, matter=matter.slug)


def _sitting_page(
    scope: Scope,
    standing: Standing,
    refused: str = "",
    confirm: str = "",
    tied: str = "",
    status: int = 200,
) -> Response:
    base = panels.here(scope, f"decisions/{standing.matter.slug}")
    decisions = ("Decisions", panels.here(scope, "decisions/"))
    place(decisions, (standing.matter.title, base), ("Sitting", None))
    state = _fingerprint(standing, standing.open_recommendation)
    if _unchanged(state):
        return make_response("", 204)
    return show(
        "decisions/sitting.html",
        block="count",
        status=status,
        standing=standing,
        pages=pages,
        base=base,
        refused=refused,
        confirm=confirm,
        tied=tied,
        state=state,
    )


def _ballot(
    scope: Scope, matter: Matter, letter: Recommendation, refused: str = "", status: int = 200
) -> Response:
    standing = queries.standing(scope, matter)
    base = panels.here(scope, f"decisions/{matter.slug}")
    place(("Decisions", panels.here(scope, "decisions/")), (matter.title, base), ("Vote", None))
    state = _fingerprint(standing, letter)
    if _unchanged(state):
        return make_response("", 204)
    seat = _own_seat(scope, standing)
    mine = standing.votes_on(letter).get(seat.appointment_id) if seat else None
    over = standing.sitting.on_day < scope.today()
    return show(
        "decisions/vote.html",
        block="progress" if request.args.get("part") == "progress" else "ballot",
        status=status,
        standing=standing,
        recommendation=letter,
        pages=pages,
        seat=seat,
        mine=mine,
        over=over,
        asks=not over and _asks(standing, letter, seat) and _has_buttons(mine),
        base=base,
        version_href=panels.version_path(scope, standing),
        refused=refused,
        state=state,
    )


def _has_buttons(mine: Vote | None) -> bool:
    """Whether the page shows the ballot; its live part, refreshed alone, says so (``form``)."""
    alone = wants_fragment() and request.args.get("part") == "progress"
    return (mine is None or "change" in request.args) and (not alone or "form" in request.args)


def _asks(standing: Standing, letter: Recommendation, seat: SeatView | None) -> bool:
    """Whether the three buttons are shown: the vote is open, and she is in the room."""
    here = seat is not None and bool(seat.present) and seat.bar is None
    return here and letter.state == "open" and standing.sitting.state == "open"


def _own_seat(scope: Scope, standing: Standing) -> SeatView | None:
    hat = scope.wearing(Permission.VOTE_CAST, body_id=standing.matter.body_id)
    return standing.seat_of(hat.appointment_id if hat else None)


def _fingerprint(standing: Standing, recommendation: Recommendation | None) -> str:
    """Changes when a live part has something new to say; keeps still otherwise."""
    voted = standing.votes_on(recommendation) if recommendation else {}
    return digest(
        [
            standing.sitting.state,
            [each.state for each in standing.recommendations],
            [[seat.appointment_id, bool(seat.present), bool(seat.bar)] for seat in standing.seats],
            [[vote.id, vote.choice] for vote in voted.values()],
        ]
    )[:12]


def _unchanged(state: str) -> bool:
    """Whether a part asks to be refreshed that shows all of this already."""
    return wants_fragment() and request.method == "GET" and request.args.get("seen") == state
