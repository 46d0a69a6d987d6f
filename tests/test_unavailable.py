"""The served archive while its PostgreSQL hangs, and when it crashed.

On a server of its own, since nothing else could use one that is treated so.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.browser.site import Site, serve_site
from tests.postgres import PostgresError, crash, hang, run_postgres

Record = Callable[[str, object], None]
# What is promised, in seconds.
REFUSED_WITHIN = 5
BACK_WITHIN = 3
# For a machine that is busy with other tests.
GRACE = 2


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str
    retry_after: str | None
    seconds: float


def get(url: str) -> Answer:
    start = time.monotonic()
    try:
        answer = urlopen(url)  # noqa: S310
    except HTTPError as error:
        answer = error
    with answer:
        text = answer.read().decode()
    seconds = time.monotonic() - start
    return Answer(answer.status, text, answer.headers["Retry-After"], seconds)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, str]]:
    folder = tmp_path_factory.mktemp("unavailable")
    try:
        with run_postgres() as url, serve_site(folder, url) as site:
            yield site, url
    except PostgresError as error:
        pytest.skip(str(error))


def check_refused(site: Site) -> float:
    """Return the seconds until a page was refused."""
    answer = get(f"{site.url}/")
    assert (answer.status, answer.retry_after) == (503, "5")
    assert "try again in a few seconds" in answer.text
    assert answer.seconds < REFUSED_WITHIN + GRACE
    assert get(f"{site.url}/readyz").status == 503
    assert get(f"{site.url}/healthz").status == 200
    return answer.seconds


def check_back(site: Site) -> float:
    """Return the seconds until a page was there again."""
    start = time.monotonic()
    while get(f"{site.url}/").status != 200:
        assert time.monotonic() - start < BACK_WITHIN + GRACE
    seconds = time.monotonic() - start
    assert get(f"{site.url}/readyz").status == 200
    return seconds


def record(record_property: Record, how: str, refused: float, back: float) -> None:
    record_property("faults", 1)
    figures = f"{how}: 503 within {refused:.1f} s, back within {back:.1f} s"
    record_property("figures", figures)


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes as Linux does")
def test_while_the_database_hangs_pages_are_refused_soon(
    served: tuple[Site, str], record_property: Record
) -> None:
    site, url = served
    assert get(f"{site.url}/").status == 200
    with hang(url):
        refused = check_refused(site)
    record(record_property, "hung", refused, check_back(site))


def test_after_the_database_crashed_pages_are_back_soon(
    served: tuple[Site, str], record_property: Record
) -> None:
    site, url = served
    assert get(f"{site.url}/").status == 200
    with crash(url):
        refused = check_refused(site)
    record(record_property, "crashed", refused, check_back(site))
