"""The list as a script changes it: the same addresses, without a new page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def listed(page: Page) -> Iterator[Page]:
    """The list, which no test may leave: a new page would lose the mark."""
    page.goto("/")
    page.evaluate("window.isSamePage = true")
    yield page
    assert page.evaluate("window.isSamePage")


def test_a_choice_changes_list_and_counts_and_keeps_the_focus(listed: Page) -> None:
    choice = listed.get_by_label("Kompas TV")
    choice.focus()
    listed.keyboard.press("Space")
    expect(listed.locator(".result-title")).to_have_count(1)
    expect(listed.get_by_role("status")).to_contain_text("1 article")
    expect(listed).to_have_title("Kompas TV, Articles · newsarchive")
    expect(listed.locator(".chip")).to_contain_text("Kompas TV")
    expect(listed.get_by_label("Kompas TV")).to_be_focused()
    assert "outlet=kompas-tv" in listed.url


def test_the_count_is_announced_where_nothing_is_replaced(listed: Page) -> None:
    status = listed.get_by_role("status").element_handle()
    listed.get_by_label("JagatBisnis").check()
    expect(listed.locator(".result-title")).to_have_count(1)
    assert status
    assert status.evaluate("status => status.isConnected")


def test_back_and_forward_lead_through_what_was_chosen(listed: Page) -> None:
    listed.get_by_label("Kompas TV").check()
    expect(listed.locator(".result-title")).to_have_count(1)
    listed.get_by_label("JagatBisnis").check()
    expect(listed.locator(".result-title")).to_have_count(2)
    listed.go_back()
    expect(listed.locator(".result-title")).to_have_count(1)
    expect(listed.get_by_label("JagatBisnis")).not_to_be_checked()
    listed.go_back()
    expect(listed.locator(".result-title")).to_have_count(5)
    listed.go_forward()
    expect(listed.locator(".result-title")).to_have_count(1)


def test_a_filter_taken_back_leaves_the_focus_at_the_list(listed: Page) -> None:
    listed.get_by_label("Kompas TV").check()
    listed.locator(".chip").focus()
    listed.keyboard.press("Enter")
    expect(listed.locator(".result-title")).to_have_count(5)
    expect(listed.get_by_role("heading", name="Articles")).to_be_focused()


def test_words_are_searched_in_place(listed: Page) -> None:
    listed.get_by_role("searchbox").fill("Hungaria")
    listed.keyboard.press("Enter")
    expect(listed.locator(".result-lead mark")).to_have_text(["Hungaria"])
    assert "q=Hungaria" in listed.url
    expect(listed.get_by_role("searchbox")).to_have_value("Hungaria")


def test_a_language_is_chosen_for_the_list_as_it_is_now(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Kompas TV").check()
    expect(page.locator(".result-title")).to_have_count(1)
    page.get_by_role("button", name="Bahasa Indonesia").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "id")
    assert "outlet=kompas-tv" in page.url
    expect(page.get_by_label("Kompas TV")).to_be_checked()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_an_article_is_a_page_of_its_own(page: Page) -> None:
    page.goto("/?outlet=kompas-tv")
    page.locator(".result-title a").click()
    expect(page.locator(".reading-body")).to_be_visible()
    page.go_back()
    expect(page.locator(".result-title")).to_have_count(1)


def test_without_an_answer_the_browser_asks_itself(
    page: Page, complaints: list[str]
) -> None:
    page.goto("/")
    page.route("**/?*kompas-tv*", lambda route: route.abort(), times=1)
    page.get_by_label("Kompas TV").check()
    expect(page.locator(".result-title")).to_have_count(1)
    assert any("net::ERR_FAILED" in complaint for complaint in complaints)
    complaints.clear()
