"""Rows are dragged into order with the mouse; the table's own form then sends the order."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import People

ARRANGE = "/afc/plans/business-plan-2019-2024/sections/D/arrange"
TABLE = """
<form id="order-D"><input type="hidden" name="seen" value="KIN-01 KIN-02 KIN-03"></form>
<table data-order-form="order-D"><tbody>
<tr data-ref="KIN-01"><td>KIN-01</td><th>First</th></tr>
<tr data-ref="KIN-02"><td>KIN-02</td><th>Second</th></tr>
<tr data-ref="KIN-03"><td>KIN-03</td><th>Third</th></tr>
</tbody></table>
"""


@pytest.fixture
def page(readers: People) -> Page:
    """A page of the portal with a table whose rows can be put in order, and what it sends."""
    page = readers.page("director@afc.example")
    page.goto(ARRANGE)
    page.evaluate(
        "html => { document.querySelector('main').innerHTML = html; window.sent = [];"
        " document.getElementById('order-D').addEventListener('submit', event => {"
        " event.preventDefault(); window.sent.push(new FormData(event.target).get('order')); });"
        " document.body.dispatchEvent(new CustomEvent('htmx:load', {detail: {elt: document}})); }",
        TABLE,
    )
    return page


def drag(page: Page, ref: str, to: str, *, below: bool) -> None:
    """Take a row by its grip to above or below the middle of another, and hold it there."""
    grip = page.locator(f"tr[data-ref={ref}] .grip").bounding_box()
    target = page.locator(f"tr[data-ref={to}]").bounding_box()
    assert grip
    assert target
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(grip["x"] + 5, grip["y"] + 8)
    y = target["y"] + target["height"] * (0.8 if below else 0.2)
    page.mouse.move(grip["x"] + 5, y, steps=6)


def order(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('tr[data-ref]')].map(row => row.dataset.ref)"
    )
    return found


@pytest.mark.browser
@pytest.mark.parametrize(
    ("ref", "to", "below", "after"),
    [
        ("KIN-03", "KIN-01", False, "KIN-03 KIN-01 KIN-02"),
        ("KIN-01", "KIN-03", True, "KIN-02 KIN-03 KIN-01"),
        ("KIN-01", "KIN-02", True, "KIN-02 KIN-01 KIN-03"),
    ],
)
def test_a_row_is_dragged_to_its_place_and_the_order_is_sent_once(
    page: Page, ref: str, to: str, below: bool, after: str
) -> None:
    drag(page, ref, to, below=below)
    page.mouse.up()
    assert page.evaluate("window.sent") == [after]
    assert order(page) == after.split()


@pytest.mark.browser
def test_escape_puts_the_row_back_and_sends_nothing(page: Page) -> None:
    drag(page, "KIN-03", "KIN-01", below=False)
    assert order(page)[0] == "KIN-03"
    page.keyboard.press("Escape")
    assert order(page) == ["KIN-01", "KIN-02", "KIN-03"]
    page.mouse.up()
    assert page.evaluate("window.sent") == []


@pytest.mark.browser
def test_a_row_that_comes_back_to_its_place_sends_nothing(page: Page) -> None:
    drag(page, "KIN-02", "KIN-02", below=True)
    page.mouse.up()
    assert page.evaluate("window.sent") == []


@pytest.mark.browser
def test_the_grip_is_for_the_pointer_alone(page: Page) -> None:
    expect(page.locator(".grip")).to_have_count(3)
    assert page.locator(".grip:not([aria-hidden=true])").count() == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") != "grip"
