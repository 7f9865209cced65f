"""Assessing, escalating, accepting and setting the matrix: the service, on both databases."""

from datetime import date, timedelta

import pytest

from portal.audit.queries import verify
from portal.risks import queries, service
from portal.risks.rules import USUAL, Band, Matrix, Score
from portal.risks.service import AssessmentDetails, ResponseDetails, RiskClashError, RiskError
from tenants.scope import NotAllowedError, Scope
from tests.both import both_databases
from tests.factories.world import World
from tests.risks.conftest import DIRECTOR, item_of

MARCH, JUNE = date(2019, 3, 15), date(2019, 6, 6)


def assess(scope: Scope, likelihood: int, impact: int, day: date = JUNE, **more: object) -> int:
    kind = str(more.pop("kind", "current"))
    details = AssessmentDetails(kind, likelihood, impact, day, **more)  # type: ignore[arg-type]
    return service.assess(scope, item_of(scope, "C-R01"), details).id


def standing(scope: Scope) -> queries.Standing:
    row = queries.standing_row(scope, item_of(scope, "C-R01").id)
    assert row is not None
    return queries.standing_of(row)


@both_databases
def test_the_newest_day_counts_whenever_it_was_recorded(risky: World) -> None:
    with risky.scope_of(DIRECTOR) as scope:
        assess(scope, 4, 4, JUNE)
        assess(scope, 2, 2, MARCH)
        found = standing(scope)
        assert [each.score for each in found.current] == [Score(4, 4), Score(2, 2)]


def test_an_assessment_of_the_same_day_corrects_the_first_and_both_are_kept(risky: World) -> None:
    with risky.scope_of(DIRECTOR) as scope:
        assess(scope, 4, 4)
        assess(scope, 4, 3)
        assert [each.score for each in standing(scope).current] == [Score(4, 3)]
        assert len(queries.history(scope, item_of(scope, "C-R01").id)) == 2


def test_inherent_and_target_stand_beside_the_current_score(risky: World) -> None:
    with risky.scope_of(DIRECTOR) as scope:
        assess(scope, 5, 4, kind="inherent")
        assess(scope, 2, 4, kind="target")
        found = standing(scope)
        assert found.inherent
        assert found.target
        assert (found.inherent.score.product, found.target.score.product) == (20, 8)
        assert list(found.current) == []


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (AssessmentDetails("current", 0, 4, JUNE), "likelihood"),
        (AssessmentDetails("current", 4, 6, JUNE), "impact"),
        (AssessmentDetails("guess", 4, 4, JUNE), "kind"),
        (AssessmentDetails("current", 4, 4, date(2030, 1, 1)), "on_day"),
        (AssessmentDetails("current", 4, 4, JUNE, review_on=MARCH), "review_on"),
    ],
)
def test_what_cannot_be_recorded_is_refused_beside_its_box(
    risky: World, details: AssessmentDetails, field: str
) -> None:
    with risky.scope_of(DIRECTOR) as scope:
        with pytest.raises(RiskError) as refused:
            service.assess(scope, item_of(scope, "C-R01"), details)
        assert refused.value.field == field


def test_the_same_words_twice_are_recorded_once(risky: World) -> None:
    with risky.scope_of(DIRECTOR) as scope:
        assess(scope, 4, 4)
        with pytest.raises(RiskError, match="recorded already"):
            assess(scope, 4, 4)


def test_a_form_opened_before_somebody_else_assessed_it_clashes(risky: World) -> None:
    with risky.scope_of(DIRECTOR) as scope:
        assess(scope, 4, 4)
        details = AssessmentDetails("current", 1, 1, JUNE)
        with pytest.raises(RiskClashError):
            service.assess(scope, item_of(scope, "C-R01"), details, base=0)


def test_an_escalation_stands_until_it_is_taken_back(risky: World) -> None:
    with risky.scope_of(DIRECTOR) as scope:
        item = item_of(scope, "C-R01")
        service.respond(scope, item, ResponseDetails("escalated", JUNE, "Too big", "Kingston’s"))
        found = standing(scope).escalated
        assert found
        assert found.whose == "Kingston’s"
        service.respond(scope, item, ResponseDetails("returned", JUNE, "Smaller now"))
        assert standing(scope).escalated is None
        assert len(queries.responses(scope, item.id)) == 2


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (ResponseDetails("accepted", JUNE, "x", "The board"), "until"),
        (ResponseDetails("accepted", JUNE, "x", "The board", MARCH), "until"),
        (ResponseDetails("accepted", JUNE, "x", "", JUNE), "whose"),
        (ResponseDetails("escalated", JUNE, "", "Kingston’s"), "because"),
        (ResponseDetails("returned", JUNE, "x"), "kind"),
        (ResponseDetails("ended", JUNE, "x"), "kind"),
        (ResponseDetails("forgotten", JUNE, "x", "x"), "kind"),
    ],
)
def test_a_response_that_cannot_stand_is_refused(
    risky: World, details: ResponseDetails, field: str
) -> None:
    with risky.scope_of(DIRECTOR) as scope:
        with pytest.raises(RiskError) as refused:
            service.respond(scope, item_of(scope, "C-R01"), details)
        assert refused.value.field == field


@both_databases
def test_a_matrix_counts_from_its_day_and_the_past_keeps_its_own(risky: World) -> None:
    three = Matrix((Band(1, "Green"), Band(9, "Amber"), Band(16, "Red")), *[USUAL.impact] * 2)
    with risky.scope_of(DIRECTOR) as scope:
        tomorrow = scope.today() + timedelta(days=1)
        service.set_matrix(scope, three, tomorrow)
        assert queries.matrix_now(scope) == USUAL
        assert queries.matrix_on(scope, tomorrow) == three


def test_a_matrix_is_never_set_for_the_past(risky: World) -> None:
    with risky.scope_of(DIRECTOR) as scope, pytest.raises(RiskError):
        service.set_matrix(scope, USUAL, scope.today() - timedelta(days=1))


def test_a_council_s_editor_does_not_set_the_company_s_matrix(risky: World) -> None:
    with risky.scope_of("editor@kingston.example") as scope, pytest.raises(NotAllowedError):
        service.set_matrix(scope, USUAL, scope.today())


@both_databases
def test_the_log_holds_every_assessment_and_verifies(risky: World) -> None:
    with risky.scope_of(DIRECTOR) as scope:
        assess(scope, 4, 4)
        scope.session.commit()
    with risky.operator_of("afc") as scope:
        assert verify(scope).whole
