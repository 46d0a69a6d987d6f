"""A curator's correction, made in the admin, and what a later ingest does to it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site

pytestmark = pytest.mark.browser

# Another name that the extractor knows makes it another extractor.
LEARN_A_NAME = (
    "from articles.models import Entity; "
    "Entity.objects.first().aliases.create(name='Nama Baru Sekali')"
)


def log_in(page: Page, site: Site, *, user: str = "", password: str = "") -> None:
    """Log in as the site's first account, or as another."""
    page.goto("/admin/")
    page.get_by_label("Username").fill(user or site.user)
    page.get_by_label("Password").fill(password or site.password)
    page.get_by_role("button", name="Log in").click()


def count(said: str, outcome: str) -> int:
    """What the closing table of `ingest` says of an outcome."""
    words = said.split()
    return int(words[words.index(outcome) + 1])


def test_correction_outlives_another_ingest_and_a_newer_extractor(
    own_site: Site, open_site: Callable[..., Page]
) -> None:
    page = open_site(own_site)
    log_in(page, own_site)

    page.goto("/admin/articles/article/")
    page.get_by_role("link", name="The text names no outlet. (1)").click()
    page.locator("#result_list tbody th a").click()
    page.locator(".field-outlet .select2-selection").click()
    page.locator(".select2-search__field").fill("kompas tv")
    page.get_by_role("option", name="Kompas TV").click()
    page.get_by_label("Published (EDTF)").fill("2024-05-17")
    page.get_by_label("Reason").fill("The outlet's own page has it.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()

    assert count(own_site.manage("ingest", "seeds"), "unchanged") == 5
    own_site.manage("shell", "-c", LEARN_A_NAME)
    assert count(own_site.manage("ingest", "seeds"), "unchanged") < 5

    page.goto("/?outlet=unknown")
    expect(page.get_by_role("article")).to_have_count(0)
    page.goto("/?outlet=kompas-tv&published_after=2024-05-17")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("article")).to_contain_text("17 May 2024")
