"""What of an answer is published, in which words; what is withheld, and why."""

from collections.abc import Mapping

from portal.engagement import queries
from portal.engagement.models import Group, Quote, Remark, Response, Round
from portal.engagement.records import note
from portal.engagement.service import EngagementError, walls_of
from portal.engagement.standing import COUNCIL, SAID_BY
from tenants.audiences import DIRECTORS
from tenants.roles import Hat, Permission
from tenants.scope import Scope


def publish(scope: Scope, found: Round, response: Response, wordings: Mapping[int, str]) -> None:
    """Show what was sent to whoever reads the consultation, in the words given for each remark.

    A remark whose published wording is empty shows its choice alone, if it has one. A young
    person's response is only kept for the summary. Raises EngagementError where nothing would show.
    """
    hat = scope.require(Permission.ENGAGEMENT_CONDUCT)
    if found.answered_at is not None:
        raise EngagementError("This consultation is answered: nothing can be added to it.")
    sent = queries.sent_one(scope, response)
    shown = {remark.id: wordings.get(remark.id, "").strip() for remark in sent.remarks}
    if not any(shown[each.id] or each.choice for each in sent.remarks):
        raise EngagementError("Nothing would be shown. Withhold it, and say why.")
    _decide(scope, response, "counted" if response.child else "published", "")
    if not response.child:
        for remark in sent.remarks:
            _quote(scope, hat, found, sent.group, remark, sent.quotes.get(remark.id), shown)
    note(scope, hat, f"response:{response.state}", response, {"round": found.slug})


def withhold(scope: Scope, found: Round, response: Response, reason: str) -> None:
    """Show nothing of it, or no longer. The reason is kept. Raises EngagementError without one."""
    hat = scope.require(Permission.ENGAGEMENT_CONDUCT)
    if not reason.strip():
        raise EngagementError("Say why it is withheld.")
    if response.child and queries.summary(scope, found) is not None:
        raise EngagementError(
            "It is counted in the summary already, which would change by one. Leave it as it is."
        )
    _decide(scope, response, "withheld", reason.strip())
    for quote in queries.sent_one(scope, response).quotes.values():
        if quote.audience != DIRECTORS:
            quote.audience = DIRECTORS
            note(scope, hat, "remark:withdrawn", quote)
    note(scope, hat, "response:withheld", response, {"round": found.slug})


def _decide(scope: Scope, response: Response, state: str, reason: str) -> None:
    response.state, response.reason = state, reason
    response.decided_at, response.decided_by = scope.now(), scope.visitor.name


def _quote(
    scope: Scope,
    hat: Hat,
    found: Round,
    group: Group,
    remark: Remark,
    quote: Quote | None,
    shown: Mapping[int, str],
) -> None:
    words = shown[remark.id]
    if not words and remark.choice is None:
        # Nothing of this remark shows, or no longer.
        if quote is not None and quote.audience != DIRECTORS:
            quote.audience = DIRECTORS
            note(scope, hat, "remark:withdrawn", quote)
        return
    if quote is None:
        quote = _new_quote(scope, found, group, remark)
    quote.words, quote.audience = words, found.audience
    note(scope, hat, "remark:published", quote)


def _new_quote(scope: Scope, found: Round, group: Group, remark: Remark) -> Quote:
    formal = group.kind == COUNCIL
    quote = Quote(
        **walls_of(scope, remark.area_id, found.audience),
        round_id=found.id,
        remark_id=remark.id,
        exhibit_id=remark.exhibit_id,
        said_by=f"{group.name}, formal response" if formal else SAID_BY[group.kind],
        formal=formal,
        choice=remark.choice,
        words="",
        answer_id=None,
    )
    scope.session.add(quote)
    return quote
