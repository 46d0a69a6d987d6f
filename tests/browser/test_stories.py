"""What three people came for, from the first page to the answer."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site

pytestmark = pytest.mark.browser


def test_who_wrote_on_the_day_of_the_may_visit_and_who_said_tiongkok(
    page: Page,
) -> None:
    page.goto("/")
    page.get_by_role("link", name="Events").click()
    page.get_by_role("link", name=re.compile("State visit")).click()
    matrix = page.get_by_role("table").first
    days = matrix.locator("thead th").all_inner_texts()
    (first_day,) = (place for place, day in enumerate(days) if "16 May" in day)
    rows = matrix.locator("tbody tr")
    wrote = {
        row.locator("th").inner_text(): row.locator("th, td").nth(first_day)
        for row in rows.all()
    }
    counts = {outlet: cell.inner_text() for outlet, cell in wrote.items()}
    on_the_day = {outlet: count for outlet, count in counts.items() if count != "0"}
    assert on_the_day == {"Media Indonesia": "1", "Outlet unknown": "≈1"}
    wrote["Media Indonesia"].get_by_role("link").click()
    expect(page.locator(".result-title")).to_have_text(
        ["Presiden Rusia Vladimir Putin Tiba di Beijing"]
    )
    page.go_back()
    lens = page.locator(".naming-entity", has=page.get_by_role("heading", name="China"))
    words = lens.locator("thead th").all_inner_texts()
    (tiongkok,) = (place for place, word in enumerate(words) if "Tiongkok" in word)
    said = lens.get_by_role("row", name="Media Indonesia").locator("th, td")
    said.nth(tiongkok).get_by_role("link").click()
    expect(page.locator(".lines mark").first).to_have_text("Tiongkok")
    expect(page.locator(".lines-particulars")).to_contain_text(["Media Indonesia"])


def choose(page: Page, outlet: str) -> None:
    result = page.locator(".result", has=page.get_by_role("link", name=outlet))
    result.first.get_by_role("checkbox").check()


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_a_third_is_found_and_added_to_two(
    open_site: Callable[..., Page], live_site: Site, has_script: bool
) -> None:
    page = open_site(live_site, java_script_enabled=has_script)
    page.goto("/events/state-visit-2024/")
    choose(page, "Kompas TV")
    page.get_by_role("button", name="Keep them and look for more").click()
    basket = page.get_by_role("group", name="Chosen to be compared")
    expect(basket.get_by_role("checkbox")).to_have_count(1)
    choose(page, "Media Indonesia")
    page.get_by_role("button", name="Compare the chosen").first.click()
    page.get_by_role("link", name="Add an article").click()
    expect(basket.get_by_role("checkbox")).to_have_count(2)
    page.get_by_label("Tribunnews").check()
    if not has_script:
        page.get_by_role("button", name="Show articles").click()
    expect(page.locator(".result")).to_have_count(1)
    expect(basket.get_by_role("checkbox")).to_have_count(2)
    choose(page, "Tribunnews")
    page.get_by_role("button", name="Compare the chosen").first.click()
    outlets = page.get_by_role("row", name=re.compile("^Outlet")).locator("td")
    expect(outlets).to_have_text(["Kompas TV", "Media Indonesia", "Tribunnews"])
    page.get_by_role("link", name="Take out").first.click()
    expect(outlets).to_have_text(["Media Indonesia", "Tribunnews"])


def test_what_is_ticked_outlives_a_filter_set_by_a_script(page: Page) -> None:
    page.goto("/")
    choose(page, "Kompas TV")
    page.get_by_label("Tribunnews").check()
    expect(page.locator(".result")).to_have_count(1)
    basket = page.get_by_role("group", name="Chosen to be compared")
    expect(basket).to_contain_text("Kompas TV")
    page.locator(".chip").click()
    expect(page.locator(".result")).to_have_count(5)
    expect(basket.get_by_role("checkbox")).to_have_count(1)


def test_kompas_tv_and_media_indonesia_beside_each_other(page: Page) -> None:
    page.goto("/")
    for outlet in ("Kompas TV", "Media Indonesia"):
        result = page.locator(".result", has=page.get_by_role("link", name=outlet))
        result.first.get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare the chosen").first.click()
    facts = page.get_by_role("table").first
    expect(facts.get_by_role("row", name="Outlet")).to_contain_text("Kompas TV")
    expect(facts.get_by_role("row", name="Outlet")).to_contain_text("Media Indonesia")
    names = page.get_by_role("row", name=re.compile("^China"))
    expect(names.locator("td")).to_have_text(
        [re.compile("Tiongkok"), re.compile("China")]
    )
    expect(page.get_by_text("Only in Kompas TV")).to_be_visible()
    quote = page.get_by_role("row", name=re.compile("^Putin")).get_by_role("link").first
    words = quote.inner_text()
    quote.press("Enter")
    expect(page.locator(".quoted:target")).to_be_in_viewport()
    expect(page.locator(".quoted:target")).to_contain_text(words)


def test_why_the_archive_thinks_that_this_is_from_14_may(page: Page) -> None:
    page.goto("/?outlet=kompas-tv")
    page.locator(".result-title a").click()
    date = page.locator(".reading-date")
    expect(date).to_contain_text("about 14 May 2024")
    date.get_by_role("link").click()
    fact = page.locator("#fact-published")
    expect(fact).to_be_in_viewport()
    expect(fact).to_contain_text("the day on which a source spoke")
    fact.get_by_role("link", name="Selasa").click()
    mark = page.locator("mark:target")
    expect(mark).to_contain_text("Selasa (14/5/2024)")
    mark.get_by_role("link").click()
    expect(page.locator("#fact-published")).to_be_in_viewport()
