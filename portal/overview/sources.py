"""Priorities that derive from a text which has changed: what their editors have to decide."""

from portal.kit.needs import Need
from portal.plans.queries import derivations
from portal.plans.queries.derivations import Known
from tenants.roles import Permission
from tenants.scope import Scope


def sources_changed(scope: Scope) -> list[Need]:
    """What this editor has not decided on since its source changed: three queries at most."""
    if not scope.may(Permission.PLAN_EDIT):
        return []
    links = derivations.links_behind(scope)
    read = derivations.known(scope, [i for link in links for i in (link.item_id, link.source_id)])
    found = []
    for link in links:
        mine, source = read.get(link.item_id), read.get(link.source_id)
        if mine and source and _is_hers(scope, mine) and not source.removed:
            found += [_need(mine, source)] if link.changed(source.words) else []
    return found


def _is_hers(scope: Scope, mine: Known) -> bool:
    edits = scope.may(Permission.PLAN_EDIT, area_id=mine.words.area_id, plan_id=mine.plan_id)
    return mine.draft and not mine.removed and edits


def _need(mine: Known, source: Known) -> Need:
    return Need(
        "Decide",
        f"Source changed: {mine.ref} {mine.words.title}",
        f"It derives from {source.ref} {source.words.title}, which says something new. "
        "Keep the words, take the new ones over or adapt them.",
        f"plans/{mine.plan_slug}/priorities/{mine.ref}#derivation",
        "See what changed",
        None,
    )
