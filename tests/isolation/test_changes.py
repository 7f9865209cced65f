"""Every writing route, posted to by everybody who has no right to it: refused, and nothing done."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.factories.browser import Browser
from tests.factories.world import World
from tests.isolation.matrix import BODY, Watch, intrude
from tests.isolation.paths import CHANGED_ALONE, company_rules, endpoints_of

pytestmark = pytest.mark.isolation


def test_nobody_changes_what_is_not_hers_to_change(marked_app: Flask) -> None:
    others = endpoints_of(marked_app, but=CHANGED_ALONE)
    found = intrude(marked_app, rules=others)
    assert found.faults == []
    writing = [rule for rule in company_rules(marked_app) if "POST" in (rule.methods or ())]
    assert found.requests > 50 * sum(rule.endpoint in others for rule in writing)


def _release(browser: Browser, token: str) -> TestResponse:
    form = {**BODY, "csrf_token": token}
    return browser.post("/afc/plans/marked-draft/release", data=form)


def test_a_change_by_somebody_who_may_is_noticed(marked_app: Flask) -> None:
    watch = Watch(marked_app)
    browser = World(marked_app).browser("director@afc.example")
    assert not watch.changed()
    assert _release(browser, browser.token()).status_code == 303
    assert watch.changed()
    assert not watch.changed()
    watch.close()


def test_a_form_without_a_token_changes_nothing(marked_app: Flask) -> None:
    watch = Watch(marked_app)
    browser = World(marked_app).browser("director@afc.example")
    for token in ("", "forged"):
        assert _release(browser, token).status_code == 400
    assert not watch.changed()
    watch.close()
