"""What curators decide on the desk, in a browser, and what later readings do to it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.test_curate import log_in

pytestmark = pytest.mark.browser

# As if a curator had settled the outlet before the machine could read it.
SETTLE_BEFOREHAND = """
from django.contrib.auth.models import User
from django.db import transaction
from articles import curate
from articles.models import Article, Correction
by = User.objects.get(username="admin")
with transaction.atomic():
    article = curate.lock(Article.objects.get(outlet__slug="media-indonesia").pk)
    settled = Correction(field="outlet", value="kompas-tv")
    curate.add_corrections(article, [settled], by=by, reason="Settled before.")
"""


def test_a_rejected_proposal_stays_rejected_after_another_reading(
    own_site: Site, open_site: Callable[..., Page]
) -> None:
    own_site.manage("shell", "-c", SETTLE_BEFOREHAND)
    own_site.manage("reextract")
    page = open_site(own_site)
    log_in(page, own_site)

    queue = "/admin/articles/article/?reason=extraction-disagrees"
    page.goto(queue)
    page.locator("#result_list tbody th a").click()
    row = page.get_by_role("row", name="Media Indonesia").filter(
        has=page.get_by_role("radio")
    )
    expect(row).to_contain_text("Kompas TV")
    row.get_by_label("keep what stands").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()

    own_site.manage("reextract")
    own_site.manage("ingest", "seeds")
    page.goto(queue)
    expect(page.locator("#result_list")).to_have_count(0)
    page.goto("/?outlet=media-indonesia")
    expect(page.get_by_role("article")).to_have_count(0)


def test_two_entities_are_merged_and_taken_apart_again(
    own_site: Site, open_site: Callable[..., Page]
) -> None:
    page = open_site(own_site, color_scheme="dark")
    log_in(page, own_site)

    page.goto("/admin/articles/entity/add/")
    page.get_by_label("Kind").select_option("person")
    page.locator("#id_name").fill("Wladimir Putin")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/admin/articles/entity/?q=putin")
    for name in ("Wladimir Putin", "Vladimir Putin"):
        row = page.locator("#result_list tr").filter(
            has=page.get_by_role("link", name=name, exact=True)
        )
        row.locator("input.action-select").check()
    page.locator("select[name=action]").select_option("merge_entries")
    page.get_by_role("button", name="Go").click()
    page.get_by_label("Wladimir Putin").check()
    page.get_by_label("Reason").fill("One man.")
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("articles follow")).to_be_visible()

    page.goto("/entities/vladimir-putin/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wladimir Putin")

    page.goto("/admin/articles/entity/?q=vladimir putin")
    page.get_by_role("link", name="Vladimir Putin", exact=True).click()
    page.get_by_role("link", name="undo the merge").click()
    page.get_by_label("Reason").fill("The usual spelling.")
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_text("articles follow")).to_be_visible()
    page.goto("/entities/vladimir-putin/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vladimir Putin")
