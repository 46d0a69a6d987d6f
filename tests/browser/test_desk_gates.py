"""What holds on every kind of page of the desk, in light and dark."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.site import Site, serve_site
from tests.browser.test_curate import log_in
from tests.browser.test_desk import SETTLE_BEFOREHAND

pytestmark = pytest.mark.browser

PAGES = {
    "first-page": "/admin/",
    "queue": "/admin/articles/article/review/",
    "review": "/admin/articles/article/5/review/",
    "proposal": "/admin/articles/article/2/review/",
    "articles": "/admin/articles/article/",
    "article": "/admin/articles/article/2/change/",
    "article-without-outlet": "/admin/articles/article/5/change/",
    "history": "/admin/articles/article/2/history/",
    "entities": "/admin/articles/entity/?q=putin",
    "entity": "/admin/articles/entity/3/change/",
    "new-event": "/admin/articles/event/add/",
    "event": "/admin/articles/event/1/change/",
    "source": "/admin/articles/source/1/change/",
    "run": "/admin/articles/ingestrun/1/change/",
    "names": "/admin/articles/candidate/",
    "name": "/admin/articles/candidate/1/change/",
    "like-texts": "/admin/articles/overlap/",
    "coverage": "/admin/articles/event/1/coverage/",
    "pair": "/admin/articles/overlap/1/change/",
    "split": "/admin/articles/entity/split/1/",
    "sources": "/admin/articles/source/",
    "events": "/admin/articles/event/",
    "runs": "/admin/articles/ingestrun/",
    "import": "/admin/articles/entity/import/",
    "hide": "/admin/articles/article/1/hide/",
}


# Two that can be merged, and two texts to be compared.
MAKE_ALIKE = """
from articles.models import Entity, Overlap
Overlap.objects.create(first_id=1, second_id=2, verdict="shared-passages", percent=31)
for name in ("Budi Santoso", "Budi Santosa"):
    Entity.objects.create(kind="person", name=name, slug=name.lower().replace(" ", "-"))
"""


@pytest.fixture(scope="module")
def desk_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A served archive in which a newer reading disagrees with a correction."""
    with serve_site(tmp_path_factory.mktemp("desk")) as site:
        site.manage("shell", "-c", SETTLE_BEFOREHAND)
        site.manage("shell", "-c", MAKE_ALIKE)
        yield site


@pytest.fixture(scope="module", params=["light", "dark"])
def desk(
    request: pytest.FixtureRequest, browser: Browser, desk_site: Site
) -> Iterator[Page]:
    """A browser in which somebody is at the desk."""
    # What examines the page puts styles into it.
    context = browser.new_context(
        base_url=desk_site.url, color_scheme=request.param, bypass_csp=True
    )
    page = context.new_page()
    log_in(page, desk_site)
    page.get_by_role("button", name="Log out").wait_for()
    yield page
    context.close()


def find_violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_page_breaks_no_rule_of_accessibility_and_fits_a_phone(
    desk: Page, address: str
) -> None:
    desk.set_viewport_size({"width": 1280, "height": 800})
    answer = desk.goto(address)
    assert answer
    assert answer.ok
    assert find_violations(desk) == []
    desk.set_viewport_size({"width": 320, "height": 640})
    assert desk.evaluate("document.documentElement.scrollWidth") <= 320


def test_assigning_to_many_breaks_no_rule_of_accessibility(desk: Page) -> None:
    desk.goto("/admin/articles/article/")
    for box in desk.locator("input.action-select").all():
        box.check()
    desk.locator("select[name=action]").select_option("assign_values")
    desk.get_by_role("button", name="Go").click()
    desk.get_by_label("Reason").fill("As the outlet says.")
    assert find_violations(desk) == []
    desk.get_by_label("Published").fill("2024-05")
    desk.get_by_role("button", name="Preview").click()
    desk.get_by_role("table").first.wait_for()
    assert find_violations(desk) == []


def test_merging_breaks_no_rule_of_accessibility(desk: Page) -> None:
    desk.goto("/admin/articles/entity/?q=budi santos")
    for box in desk.locator("input.action-select").all():
        box.check()
    desk.locator("select[name=action]").select_option("merge_entries")
    desk.get_by_role("button", name="Go").click()
    desk.get_by_label("Reason").wait_for()
    assert find_violations(desk) == []


def test_a_refused_form_breaks_no_rule_of_accessibility(desk: Page) -> None:
    desk.goto("/admin/articles/article/5/review/")
    desk.get_by_label("Outlet").fill("Tak Dikenal")
    desk.get_by_role("button", name="Accept").click()
    desk.get_by_role("alert").wait_for()
    assert find_violations(desk) == []


@pytest.mark.parametrize("width", [1024, 1280, 1440])
def test_the_list_of_articles_is_whole_beside_the_sidebar(
    desk: Page, width: int
) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    desk.goto(PAGES["articles"])
    cut = desk.locator("#changelist .results").evaluate(
        "table => table.scrollWidth - table.clientWidth"
    )
    assert cut <= 0
