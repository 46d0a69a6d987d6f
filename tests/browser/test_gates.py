"""What holds on every kind of page: for all eyes and hands, and in few bytes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.browser.site import Site
from tests.browser.visits import NARROW, PAGES, Visit, make_visitor

pytestmark = pytest.mark.browser

KB = 1000
BUDGETS = {"document": 25 * KB, "stylesheet": 14 * KB, "script": 20 * KB}
WHOLE = 60 * KB
MOST_REQUESTS = 8


@pytest.fixture(scope="package")
def visitor(browser: Browser, live_site: Site) -> Callable[[str], Visit]:
    return make_visitor(browser, live_site)


@pytest.fixture(params=list(PAGES.values()), ids=list(PAGES))
def visit(request: pytest.FixtureRequest, visitor: Callable[[str], Visit]) -> Visit:
    return visitor(request.param)


def test_page_breaks_no_rule_of_wcag_in_light_or_dark(visit: Visit) -> None:
    assert visit.violations == {
        f"{size}, {scheme}": []
        for size in ("desk", "phone")
        for scheme in ("light", "dark")
    }


def test_page_needs_no_sideways_scrolling_on_a_narrow_screen(visit: Visit) -> None:
    assert visit.width == NARROW


def test_every_control_is_reached_by_keyboard_and_seen_to_be(visit: Visit) -> None:
    assert len(visit.stops) == visit.stop_count
    assert "skip-link" in visit.stops[0]["html"]
    assert [stop["html"] for stop in visit.stops if not stop["isSeen"]] == []


def test_page_costs_few_bytes_and_requests(visit: Visit) -> None:
    assert visit.request_count <= MOST_REQUESTS
    assert sum(visit.bytes.values()) <= WHOLE
    for kind, budget in BUDGETS.items():
        assert visit.bytes.get(kind, 0) <= budget, kind


def test_page_complains_of_nothing(
    visit: Visit, request: pytest.FixtureRequest
) -> None:
    is_missing = "not-found" in request.node.callspec.id
    found = [text for text in visit.complaints if not (is_missing and "404" in text)]
    assert found == []
