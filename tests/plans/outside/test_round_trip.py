"""JSON and Markdown of any plan are read again to an equal plan, and to equal digests."""

import pytest
from hypothesis import given, settings

from portal.plans.outside import as_json, as_markdown, checks
from portal.plans.outside.whole import WholePlan
from tests.plans.outside.samples import whole_plans

FORMATS = [pytest.param(as_json, id="json"), pytest.param(as_markdown, id="markdown")]


def assert_equal(found: WholePlan, plan: WholePlan) -> None:
    checks.check(found)
    assert found.cover == plan.cover
    assert [s.digest() for s in found.sections] == [s.digest() for s in plan.sections]
    pairs = zip(found.items, plan.items, strict=True)
    assert all(new.content == old.content for (_, new), (_, old) in pairs)


@pytest.mark.parametrize("form", FORMATS)
@settings(deadline=None)
@given(plan=whole_plans())
def test_what_is_written_is_read_again_to_an_equal_plan(form: object, plan: WholePlan) -> None:
    read, write = form.read, form.write  # type: ignore[attr-defined]  # a module of ours
    assert_equal(read(write(plan).decode()), plan)


@pytest.mark.parametrize("form", FORMATS)
@settings(deadline=None)
@given(plan=whole_plans())
def test_another_program_may_change_the_line_ends(form: object, plan: WholePlan) -> None:
    read, write = form.read, form.write  # type: ignore[attr-defined]  # a module of ours
    assert_equal(read(write(plan).decode().replace("\n", "\r\n")), plan)
