"""What is printed: all that a page tells, and none of its controls."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        pytest.param("/articles/2/", ".cite-text", id="citation"),
        pytest.param("/events/state-visit-2024/", ".naming td", id="naming"),
        pytest.param("/events/state-visit-2024/", ".voice q", id="quotations"),
    ],
)
def test_what_is_closed_on_the_screen_is_printed(
    page: Page, path: str, printed: str
) -> None:
    page.goto(path)
    last = page.locator(printed).last
    expect(last).not_to_be_visible()
    page.emulate_media(media="print")
    assert last.evaluate("element => element.getBoundingClientRect().height") > 0
    assert last.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")


@pytest.mark.parametrize(
    "path", ["/", "/?article=1", "/articles/2/", "/compare/?a=1&b=2", "/events/"]
)
def test_no_control_is_printed(page: Page, path: str) -> None:
    page.goto(path)
    page.emulate_media(media="print")
    controls = page.locator("button, input, select, nav").all()
    assert [
        each.evaluate("e => e.outerHTML") for each in controls if each.is_visible()
    ] == []


@pytest.mark.parametrize(
    "path", ["/events/state-visit-2024/", "/compare/?a=1&b=2&c=3&d=4&e=5"]
)
def test_no_table_is_wider_than_the_paper(page: Page, path: str) -> None:
    page.goto(path)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})  # A4 within its margins
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
