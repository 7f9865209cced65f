"""You said, we did: the company's side of a consultation that has closed."""

from collections.abc import Mapping, Sequence

from flask import Response, flash, request

from portal.engagement import answering, forms, pages, queries, service
from portal.engagement.models import Answer, Exhibit, Round, Summary
from portal.engagement.room import list_path, room, round_path
from portal.web.fragments import go, show
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import Scope

SUMMARY = "summary"
"""Stands among the published remarks for what young people said together."""
LONGEST_LABEL = 200
"""Characters of a remark in the list of those to be answered."""


@room.page(
    "/engagement/<consultation>/answers/",
    Permission.ENGAGEMENT_CONDUCT,
    methods=("GET", "POST"),
)
def answers(scope: Scope, consultation: Round) -> Response:
    """The answers so far, and a form for the next."""
    form = forms.AnswerForm()
    return _answering(scope, consultation, form, None)


@room.page(
    "/engagement/<consultation>/answers/<int:answer>",
    Permission.ENGAGEMENT_CONDUCT,
    methods=("GET", "POST"),
)
def rewrite(scope: Scope, consultation: Round, answer: Answer) -> Response:
    """Change one answer."""
    summary = queries.summary(scope, consultation)
    form = forms.AnswerForm(
        data={
            "said": answer.said,
            "outcome": answer.outcome,
            "why": answer.why,
            "exhibit": str(answer.exhibit_id or ""),
            "remarks": _answered_by(scope, consultation, answer, summary),
        }
    )
    return _answering(scope, consultation, form, answer)


@room.page(
    "/engagement/<consultation>/summary",
    Permission.ENGAGEMENT_CONDUCT,
    methods=("GET", "POST"),
)
def summary(scope: Scope, consultation: Round) -> Response:
    """Say what young people said, all together."""
    before = queries.summary(scope, consultation)
    form = forms.SummaryForm(data={"words": before.words if before else ""})
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                answering.summarise(scope, consultation, form.words.data or "")
            except service.EngagementError as error:
                form.words.errors, status = [str(error)], 409
            else:
                flash("The summary is saved.", "success")
                return _on(scope, consultation)
    _place(scope, consultation, "Summary")
    sent = queries.sent(scope, consultation, "counted")
    return show(
        "engagement/summary.html",
        status=status,
        form=form,
        round=consultation,
        sent=sent,
        refs={text.id: text.ref for text in queries.exhibits(scope, consultation)},
    )


def _answering(
    scope: Scope, found: Round, form: forms.AnswerForm, answer: Answer | None
) -> Response:
    exhibits = queries.exhibits(scope, found)
    remarks = _remarks(scope, found, exhibits)
    forms.offer_answers(form, remarks, exhibits)
    if request.method == "GET":
        return _page(scope, found, form, exhibits, answer)
    if not form.validate():
        return _page(scope, found, form, exhibits, answer, 422)
    try:
        _save(scope, found, form, answer)
    except service.EngagementError as error:
        form.remarks.errors = [str(error)]
        return _page(scope, found, form, exhibits, answer, 409)
    flash("The answer is saved.", "success")
    return _on(scope, found)


def _save(scope: Scope, found: Round, form: forms.AnswerForm, answer: Answer | None) -> None:
    details = answering.AnswerDetails(
        said=form.said.data or "",
        outcome=form.outcome.data or "",
        why=form.why.data or "",
        exhibit_id=form.exhibit_id,
        quotes=form.quotes,
        summary=SUMMARY in (form.remarks.data or ()),
    )
    if answer is None:
        answering.answer(scope, found, details)
    else:
        answering.rewrite(scope, found, answer, details)


def _page(
    scope: Scope,
    found: Round,
    form: forms.AnswerForm,
    exhibits: Sequence[Exhibit],
    answer: Answer | None,
    status: int = 200,
) -> Response:
    _place(scope, found, "You said, we did")
    quotes = queries.quotes(scope, found)
    return show(
        "engagement/answers.html",
        status=status,
        round=found,
        base=round_path(scope, found),
        form=form,
        editing=answer,
        answers=pages.answers_shown(scope, found, exhibits, quotes),
        left=answering.open_ends(scope, found),
    )


def _remarks(scope: Scope, found: Round, exhibits: Sequence[Exhibit]) -> Mapping[str, str]:
    """The published remarks with words, and the young people's summary, as they are chosen from."""
    refs = {text.id: text.ref for text in exhibits}
    offered = {
        str(quote.id): f"{refs.get(quote.exhibit_id or 0, 'The whole')}: “{_short(quote.words)}”"
        + ("" if quote.answer_id is None else " (answered)")
        for quote in queries.quotes(scope, found)
        if quote.words
    }
    summary = queries.summary(scope, found)
    if summary is not None:
        offered[SUMMARY] = f"Children and young people: “{_short(summary.words)}”"
    return offered


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_LABEL else f"{words[:LONGEST_LABEL].rstrip()} …"


def _answered_by(scope: Scope, found: Round, answer: Answer, summary: Summary | None) -> list[str]:
    chosen = [
        str(quote.id) for quote in queries.quotes(scope, found) if quote.answer_id == answer.id
    ]
    mine = summary is not None and summary.answer_id == answer.id
    return [*chosen, SUMMARY] if mine else chosen


def _place(scope: Scope, found: Round, here: str) -> None:
    place(("Engagement", list_path(scope)), (found.title, round_path(scope, found)), (here, None))


def _on(scope: Scope, found: Round) -> Response:
    return go("engagement.answers", company=scope.company.slug, consultation=found.slug)
