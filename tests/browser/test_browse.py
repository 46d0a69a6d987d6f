"""Browsing the seeds in a browser, as a reader does."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site

pytestmark = pytest.mark.browser

# A few words of each seed's title, which is its headline or how it begins.
KOMPAS_TV = "akan melakukan kunjungan kenegaraan"
MEDIA_INDONESIA = "Tiba di Beijing"
TRIBUNNEWS = "melakukan kunjungan ke China."
JAGAT_BISNIS = "melakukan perjalanan ke Cina"
UNKNOWN = "Cari Dukungan"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("outlet=kompas-tv", [KOMPAS_TV], id="outlet"),
        pytest.param("outlet=unknown", [UNKNOWN], id="unknown_outlet"),
        pytest.param(
            "published_after=2024-05-01&published_before=2024-05-31",
            [UNKNOWN, MEDIA_INDONESIA, KOMPAS_TV],
            id="days",
        ),
        pytest.param("event=belt-and-road-forum-2023", [TRIBUNNEWS], id="autumn_visit"),
        pytest.param(
            "event=state-visit-2024",
            [UNKNOWN, MEDIA_INDONESIA, KOMPAS_TV, JAGAT_BISNIS],
            id="spring_visit",
        ),
    ],
)
def test_a_filter_leaves_the_right_articles(
    page: Page, query: str, expected: list[str]
) -> None:
    page.goto(f"/?{query}")
    expect(page.locator(".result-title")).to_contain_text(expected)
    expect(page.locator(".results-count")).to_contain_text(f"{len(expected)} article")


def test_filters_are_chosen_and_taken_back_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Kompas TV").focus()
    page.keyboard.press("Space")
    page.get_by_label("From").fill("2024-05-01")
    page.keyboard.press("Enter")
    expect(page.locator(".result-title")).to_contain_text([KOMPAS_TV])
    expect(page.locator(".chip")).to_have_count(2)
    page.get_by_role("link", name="Kompas TV", exact=False).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".result-title")).to_have_count(3)
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator(".result-title")).to_have_count(5)


def test_the_first_key_leads_past_the_navigation(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_evidence_leads_to_its_place_in_the_raw_text(page: Page) -> None:
    page.goto("/?outlet=kompas-tv")
    page.get_by_role("link", name=KOMPAS_TV).click()
    page.locator(".evidence", has_text="KOMPAS.TV").first.click()
    expect(page.locator("mark:target")).to_be_in_viewport()


def test_results_come_before_the_filters_on_a_phone(
    open_site: Callable[..., Page], live_site: Site
) -> None:
    page = open_site(live_site, viewport={"width": 360, "height": 640})
    page.goto("/")
    results = page.locator(".results").bounding_box()
    filters = page.locator(".filters").bounding_box()
    assert results
    assert filters
    assert results["y"] + results["height"] <= filters["y"]


def test_everything_works_without_a_script(
    open_site: Callable[..., Page], live_site: Site
) -> None:
    page = open_site(live_site, java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Outlet unknown").check()
    page.get_by_role("button", name="Show articles").click()
    expect(page.locator(".result-title")).to_contain_text([UNKNOWN])


def test_every_mention_is_marked_on_demand(page: Page) -> None:
    page.goto("/articles/1/")
    mention = page.locator(".mention", has_text="China").nth(3)
    background = "mention => getComputedStyle(mention).backgroundColor"
    before = mention.evaluate(background)
    page.get_by_label("Mark every mention in the text").check()
    assert mention.evaluate(background) != before


def test_an_article_is_printed_by_a_button_that_only_a_script_shows(
    open_site: Callable[..., Page], live_site: Site
) -> None:
    without = open_site(live_site, java_script_enabled=False)
    without.goto("/articles/1/")
    expect(without.get_by_role("button", name="Print")).to_be_hidden()
    page = open_site(live_site)
    page.add_init_script("window.print = () => { window.isPrinted = true; }")
    page.goto("/articles/1/")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.isPrinted")
