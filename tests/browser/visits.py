"""One visit to a page, in which everything that its tests ask about is looked at."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import listen
from tests.browser.site import Site

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE = {"runOnly": WCAG, "resultTypes": ["violations"]}
SIZES = {"desk": (1200, 800), "phone": (390, 844)}
NARROW = 320

# Every kind of public page, with the seeds on it.
PAGES = {
    "list": "/",
    "filtered": "/?outlet=kompas-tv&outlet=unknown&published_after=2024-05-01",
    "search": "/?q=kunjungan+Hungaria",
    "nothing": "/?outlet=kompas-tv&event=belt-and-road-forum-2023",
    "rejected": "/?outlet=nobody&published_after=yesterday&after=nowhere",
    "misspelt": "/?q=tiongok+kunjugan&outlet=kompas-tv",
    "facet": "/?facet=place&facet_q=be&after=9999999999999999",
    "basket": "/?article=1&article=2&outlet=tribunnews",
    "article": "/articles/1/",
    "article-with-headline": "/articles/2/",
    "raw": "/articles/2/raw/",
    "outlets": "/outlets/",
    "outlet": "/outlets/kompas-tv/",
    "agency": "/outlets/associated-press/",
    "entities": "/entities/",
    "people": "/entities/?kind=person",
    "entity": "/entities/china/",
    "person": "/entities/vladimir-putin/",
    "naming": "/entities/china/naming/?word=Tiongkok",
    "events": "/events/",
    "event": "/events/state-visit-2024/",
    "event-naming": "/events/state-visit-2024/naming/china/",
    "naming-days": "/entities/china/naming/?published_after=2024-05-16&dated=x",
    "event-outlets": "/events/state-visit-2024/outlets/",
    "event-dependence": "/events/state-visit-2024/independent/",
    "event-voices": "/events/state-visit-2024/quoted/",
    "event-voice": "/events/state-visit-2024/quoted/?speaker=vladimir-putin",
    "naming-outlets": "/entities/china/naming/outlets/",
    "compare": "/compare/?a=1&b=2",
    "compare-three": "/compare/?a=1&b=2&c=3",
    "compare-one": "/compare/?a=1",
    "about": "/about/",
    "not-found": "/articles/999999/",
}

# Where the focus is, and whether one can see that.
TELL_FOCUS = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const isOutlined =
    style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    number: [...document.querySelectorAll("*")].indexOf(at),
    html: at.outerHTML.slice(0, 120),
    isSeen: isOutlined && box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
}"""
# What has to be reached; of radio buttons of one name one is. The keys that lead
# through them are more: a date has several parts.
COUNT_STOPS = """() => {
  const all = document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']");
  const names = new Set();
  let stops = 0, keys = 0;
  for (const each of all) {
    if (each.tabIndex < 0 || each.type === "hidden") continue;
    if (!each.checkVisibility()) continue;
    if (each.type === "radio" && names.has(each.name)) continue;
    if (each.type === "radio") names.add(each.name);
    stops += 1;
    keys += each.type === "date" ? 4 : 1;
  }
  return { stops, keys };
}"""


@dataclass(slots=True)
class Visit:
    """What a page turned out to be."""

    violations: dict[str, list[str]] = field(default_factory=dict)
    width: int = 0  # what it needs on the narrowest screen
    stop_count: int = 0
    stops: list[dict[str, Any]] = field(default_factory=list)
    bytes: dict[str, int] = field(default_factory=dict)  # compressed, by kind
    request_count: int = 0
    complaints: list[str] = field(default_factory=list)


def make_visitor(browser: Browser, site: Site) -> Callable[[str], Visit]:
    """Return what visits a page of `site`, and remembers it."""
    visits: dict[str, Visit] = {}

    def visit(path: str) -> Visit:
        if path not in visits:
            context = browser.new_context(base_url=site.url, locale="en-US")
            page = context.new_page()
            visits[path] = _look(page, site, path)
            context.close()
        return visits[path]

    return visit


def _look(page: Page, site: Site, path: str) -> Visit:
    visit = Visit()
    listen(page, site, visit.complaints)
    _weigh(page, path, visit)
    _audit(page, visit)
    page.set_viewport_size({"width": NARROW, "height": 640})
    visit.width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1200, "height": 800})
    _walk(page, visit)
    return visit


def _weigh(page: Page, path: str, visit: Visit) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(path, wait_until="load")
    visit.request_count = len(answers)
    for answer in answers:
        kind = answer.request.resource_type
        if not 300 <= answer.status < 400:
            size = len(gzip.compress(answer.body()))
            visit.bytes[kind] = visit.bytes.get(kind, 0) + size


def _audit(page: Page, visit: Visit) -> None:
    page.evaluate(Axe().axe_script)
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate("options => axe.run(options)", AXE)["violations"]
            visit.violations[f"{name}, {scheme}"] = [
                f"{rule['id']}: {node['target']} {node['failureSummary']}"
                for rule in found
                for node in rule["nodes"]
            ]


def _walk(page: Page, visit: Visit) -> None:
    """Press Tab from the start until everything should have been reached."""
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    expected = page.evaluate(COUNT_STOPS)
    visit.stop_count = expected["stops"]
    seen: dict[int, dict[str, Any]] = {}
    for _ in range(expected["keys"]):
        page.keyboard.press("Tab")
        stop = page.evaluate(TELL_FOCUS)
        seen.setdefault(stop["number"], stop)
    visit.stops = list(seen.values())
