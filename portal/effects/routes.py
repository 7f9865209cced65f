"""Pages of what follows a decision: its time line, its conditions, its call-in; a locked draft."""

from collections.abc import Callable

from flask import Response, abort, flash, request
from werkzeug.datastructures import FileStorage

from portal.decisions.models import Matter
from portal.documents import queries as documents
from portal.documents.files import ACCEPTED, MOST_BYTES, CheckedFile, FileError, check
from portal.documents.serving import download
from portal.effects import forms, officer_routes, pages, panels, queries
from portal.effects.models import CallIn, Condition
from portal.effects.service import calling_in, conditions, following, records
from portal.effects.service.checks import FollowingError
from portal.kit.words import date_words
from portal.plans.models import Plan
from portal.plans.service import PlanError, budgeting
from portal.plans.service.locking import locking_version
from portal.web.forms import PortalForm
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import Room, resolves
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("effects", __name__)

resolves("condition", queries.find_condition)
resolves("evidence", queries.find_evidence)
records.register_digests()
following.follow()
panels.fill_slots()
officer_routes.declare(room)

AT = "/decisions/<matter>"
BOTH = ("GET", "POST")
CONDUCT = Permission.SITTING_CONDUCT
NO_CALL_IN = "This decision is not open to call-in."


@room.page(f"{AT}/after", Permission.MATTER_READ)
def after(scope: Scope, matter: Matter) -> Response:
    """All that follows a decision, as a time line and in words."""
    _place(scope, matter, "What follows")
    found, today = queries.after(scope, [matter.id])[matter.id], scope.today()
    own = _own(found, matter)
    return show(
        "effects/after.html",
        matter=matter,
        base=_base(scope, matter),
        after=found,
        pages=pages,
        today=today,
        sentence=pages.sentence(found, today),
        points=pages.points(matter, found, today),
        conducts=scope.may(CONDUCT, body_id=matter.body_id),
        own=own,
        may_ask=own is not None and calling_in.may_ask(scope, matter, own),
    )


@room.page(f"{AT}/conditions/new", CONDUCT, methods=BOTH)
def new_condition(scope: Scope, matter: Matter) -> Response:
    """The clerk records a condition with the outcome of a recommendation."""
    recommendations = queries.recommendations(scope, matter)
    form = forms.offer_letters(forms.ConditionForm(), recommendations)
    by_letter = {each.letter: each for each in recommendations}

    def act() -> str:
        chosen = by_letter.get(form.letter.data)
        if chosen is None:
            raise FollowingError("letter", "Choose the recommendation that it belongs to.")
        said = conditions.ConditionDetails(
            form.kind.data, form.words.data or "", form.discharged_by.data or "", form.due_on.data
        )
        conditions.record_condition(scope, chosen, said)
        return "The condition is recorded."

    words = "Conditions are recorded with the outcome, before the decision takes effect."
    return _answer(scope, matter, form, act, "Record a condition", words)


@room.page(f"{AT}/conditions/<int:condition>", CONDUCT, methods=BOTH, files=True)
def discharge(scope: Scope, matter: Matter, condition: Condition) -> Response:
    """The clerk records that a condition was met, and what shows it."""
    form = forms.DischargeForm()

    def act() -> str:
        said = conditions.Discharge(form.on.data, form.evidence.data or "", _sent(form.file.data))
        conditions.discharge(scope, condition, said)
        return "The condition is recorded as discharged."

    return _answer(scope, matter, form, act, "Record a discharge", f"“{condition.words}”")


@room.page(f"{AT}/evidence/<int:evidence>", Permission.MATTER_READ)
def evidence_file(scope: Scope, matter: Matter, evidence: Condition) -> Response:
    """The file that shows that a condition was met."""
    file = documents.find(scope, evidence.area_id, evidence.file_sha256)
    if file is None:
        abort(404)
    return download(scope, file.content, file.media_type, evidence.file_name)


@room.page(f"{AT}/call-in", Permission.CALL_IN_REQUEST, methods=BOTH)
def call_in(scope: Scope, matter: Matter) -> Response:
    """A member asks that a decision of her council's own body be looked at again."""
    own = queries.call_in_of(scope, matter.id)
    form = forms.CallInForm()
    offered = own is not None and calling_in.may_ask(scope, matter, own)

    def act() -> str:
        calling_in.request(scope, _there(own), form.because.data or "")
        return "Your request is recorded."

    words = _call_in_words(scope, matter, own)
    return _answer(scope, matter, form, act, "Ask to call this in", words, offered=offered)


@room.page(f"{AT}/call-in/outcome", CONDUCT, methods=BOTH)
def call_in_outcome(scope: Scope, matter: Matter) -> Response:
    """The clerk records what came of a call-in."""
    own = queries.call_in_of(scope, matter.id)
    form = forms.SettleForm()

    def act() -> str:
        said = calling_in.Settled(form.outcome.data, form.on.data, form.words.data or "")
        calling_in.settle(scope, _there(own), said)
        return "What came of the call-in is recorded."

    words = "" if own else NO_CALL_IN
    return _answer(
        scope, matter, form, act, "Record what came of the call-in", words, offered=own is not None
    )


@room.page(f"{AT}/call-in/urgent", CONDUCT, methods=BOTH)
def urgent(scope: Scope, matter: Matter) -> Response:
    """The clerk records that a decision is urgent: who agreed, and why."""
    own = queries.call_in_of(scope, matter.id)
    form = forms.UrgentForm()

    def act() -> str:
        calling_in.exempt(scope, _there(own), form.because.data or "", form.agreed_by.data or "")
        return "This decision cannot be called in."

    words = "It takes effect without waiting. The reason, and who agreed, are published."
    title = "Record that it is urgent"
    shown = words if own else NO_CALL_IN
    return _answer(scope, matter, form, act, title, shown, offered=own is not None)


@room.page("/plans/<plan>/unlock", Permission.PLAN_FREEZE, methods=BOTH)
def unlock(scope: Scope, plan: Plan) -> Response:
    """A director opens a locked draft for a new submission."""
    base = f"/{scope.company.slug}/plans/{plan.slug}/"
    place(("Plans", f"/{scope.company.slug}/plans/"), (plan.title, base), ("Open the draft", None))
    form, status = forms.UnlockForm(), 200
    version = locking_version(scope, plan.id)
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                budgeting.unlock(scope, plan, form.because.data or "")
                flash("The draft is open for a new submission.", "success")
                return go("plans.plan", company=scope.company.slug, plan=plan.slug)
            except PlanError as error:
                form.because.errors, status = [str(error)], 409
    words = (
        f"Version {version.number} stays the budget in force until another is approved."
        if version
        else "This draft is not locked."
    )
    return _page(form, "Open the draft", plan.title, words, base, version is not None, status)


def _answer(
    scope: Scope,
    matter: Matter,
    form: PortalForm,
    act: Callable[[], str],
    title: str,
    words: str,
    *,
    offered: bool = True,
) -> Response:
    """A form about a matter: done, back to what follows; refused, with all that was typed."""
    _place(scope, matter, title)
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                flash(act(), "success")
                return go("effects.after", company=scope.company.slug, matter=matter.slug)
            except FollowingError as error:
                form[error.field].errors, status = [str(error)], 409
    back = f"{_base(scope, matter)}/after"
    return _page(form, title, matter.title, words, back, offered or bool(form.errors), status)


def _page(
    form: PortalForm, title: str, about: str, words: str, back: str, offered: bool, status: int
) -> Response:
    return show(
        "effects/form.html",
        status=status,
        form=form,
        title=title,
        about=about,
        words=words,
        back=back,
        button=title,
        offered=offered,
        accepted=ACCEPTED,
    )


def _sent(sent: FileStorage | None) -> CheckedFile | None:
    """The file that was sent; None for none. Raises FollowingError for one that cannot be kept."""
    if not isinstance(sent, FileStorage) or not sent.filename:
        return None
    try:
        return check(sent.filename, sent.stream.read(MOST_BYTES + 1))
    except FileError as error:
        raise FollowingError("file", str(error)) from error


def _there(own: CallIn | None) -> CallIn:
    """The call-in of the matter; 404 where it cannot be called in at all."""
    return abort(404) if own is None else own


def _call_in_words(scope: Scope, matter: Matter, own: CallIn | None) -> str:
    if own is None:
        return NO_CALL_IN
    if calling_in.member_hat(scope, matter) is None:
        return calling_in.ONLY_MEMBERS
    if own.until is None:
        return "This decision is urgent: it cannot be called in."
    return f"The last day to call it in is {date_words(own.until)}."


def _own(found: queries.After, matter: Matter) -> CallIn | None:
    return next((each for each in found.call_ins if each.matter_id == matter.id), None)


def _base(scope: Scope, matter: Matter) -> str:
    return f"/{scope.company.slug}/decisions/{matter.slug}"


def _place(scope: Scope, matter: Matter, words: str) -> None:
    company = f"/{scope.company.slug}/decisions/"
    here = place(("Decisions", company), (matter.title, _base(scope, matter)), (words, None))
    here.current = "decisions.index"
