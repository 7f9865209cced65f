"""Pages of a sitting: the chair's and clerk's screen, and a member's ballot."""

from collections.abc import Callable, Mapping
from typing import Literal

from flask import Response, make_response, request

from portal.decisions import forms, pages, queries
from portal.decisions.models import Matter, Recommendation, Sitting, Vote
from portal.decisions.pages import panels
from portal.decisions.queries import seating
from portal.decisions.service import sittings, voting
from portal.decisions.service.submitting import DecisionError
from portal.decisions.standing import SeatView, Standing
from portal.kit.digests import digest
from portal.web.fragments import go, show, wants_fragment
from portal.web.frame import place
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope
from tenants.settings import body_allows

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
    return sitting_page(scope, queries.standing(scope, matter))


def mark_attendance(scope: Scope, matter: Matter) -> Response:
    """Mark who is in the room."""
    present = forms.seat_numbers(request.form.getlist("present"))
    seen = forms.seat_numbers(request.form.get("seen", "").split())
    remote = forms.seat_numbers(request.form.getlist("remote"))
    if present is None or seen is None or remote is None:
        words = "Mark only members of this body. Nothing was changed."
        return sitting_page(scope, queries.standing(scope, matter), words, status=422)
    known = seen if "seen" in request.form else None
    return _done(
        scope, matter, lambda place: sittings.mark_attendance(scope, place, present, known, remote)
    )


def open_sitting(scope: Scope, matter: Matter) -> Response:
    """Open the sitting."""
    return _done(scope, matter, lambda place: sittings.open_sitting(scope, place))


def close_sitting(scope: Scope, matter: Matter) -> Response:
    """Close the sitting."""
    return _done(scope, matter, lambda place: sittings.close_sitting(scope, place))


def open_vote(scope: Scope, matter: Matter, letter: Recommendation) -> Response:
    """Open the vote on one recommendation, to be taken in one manner."""
    manner = request.form.get("manner", "devices")
    required = forms.seat_numbers(request.form.getlist("required")) or set()
    return _done(scope, matter, lambda _: voting.open_vote(scope, letter, manner, required))


def close_vote(scope: Scope, matter: Matter, letter: Recommendation) -> Response:
    """Close the vote; with members still to vote, ask first."""
    given = request.form.get("casting")
    casting = next((each for each in CASTING if each == given), None)
    sure = request.form.get("confirmed") == "yes"
    try:
        voting.close_vote(scope, letter, confirmed=sure, casting=casting, presiding=_presiding())
    except voting.TiedError as error:
        standing = queries.standing(scope, matter)
        return sitting_page(scope, standing, tied=str(error), status=422)
    except voting.UnvotedError as error:
        standing = queries.standing(scope, matter)
        return sitting_page(scope, standing, confirm=str(error), status=422)
    except DecisionError as error:
        return sitting_page(scope, queries.standing(scope, matter), str(error), status=409)
    return to_sitting(scope, matter)


def _presiding() -> int | None:
    """The seat that was chosen of whoever presides; None where none was."""
    given = request.form.get("presiding", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None


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
        return sitting_page(scope, queries.standing(scope, matter), str(error), status=409)
    return to_sitting(scope, matter)


def to_sitting(scope: Scope, matter: Matter) -> Response:
    """Back to the sitting, after a change."""
    return go("decisions.sitting", company=scope.company.slug, matter=matter.slug)


def sitting_page(
    scope: Scope,
    standing: Standing,
    refused: str = "",
    confirm: str = "",
    tied: str = "",
    status: int = 200,
    miscounted: Mapping[int, str] | None = None,
) -> Response:
    """The chair's and clerk's screen; also after a refusal, with what was typed."""
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
        miscounted=miscounted or {},
        typed=request.form,
        also_there=seating.also_there(scope, standing.sitting),
        remote_counts=remote_counts(scope, standing),
    )


def remote_counts(scope: Scope, standing: Standing) -> bool:
    """Whether members of this body who take part remotely count on the day of the sitting."""
    day = standing.sitting.on_day
    return body_allows(scope, standing.body.id, "remote_presence", day)


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
    over = (standing.sitting.closes_on or standing.sitting.on_day) < scope.today()
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
        replaced=_who_replaces(scope, standing),
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
    herself = letter.manner in ("devices", "written")
    return here and herself and letter.state == "open" and standing.sitting.state == "open"


def _own_seat(scope: Scope, standing: Standing) -> SeatView | None:
    hat = scope.wearing(Permission.VOTE_CAST, body_id=standing.matter.body_id)
    return standing.seat_of(hat.appointment_id if hat else None)


def _who_replaces(scope: Scope, standing: Standing) -> str:
    """Who sits in her seat at this sitting; nobody where she votes in it herself."""
    hat = scope.wearing(Permission.VOTE_CAST, body_id=standing.matter.body_id)
    hers = [seat for seat in standing.seats if hat and seat.appointment_id == hat.appointment_id]
    return hers[0].name if hers and hers[0].instead_of else ""


def _fingerprint(standing: Standing, recommendation: Recommendation | None) -> str:
    """Changes when a live part has something new to say; keeps still otherwise."""
    voted = standing.votes_on(recommendation) if recommendation else {}
    return digest(
        [
            standing.sitting.state,
            [each.state for each in standing.recommendations],
            [[seat.appointment_id, bool(seat.present), bool(seat.bar)] for seat in standing.seats],
            [[vote.id, vote.choice] for vote in voted.values()],
            [list(hands) for hands in standing.hands_on(recommendation).values()]
            if recommendation
            else [],
        ]
    )[:12]


def _unchanged(state: str) -> bool:
    """Whether a part asks to be refreshed that shows all of this already."""
    return wants_fragment() and request.method == "GET" and request.args.get("seen") == state
