"""Two curators save one article at the same moment, on two connections."""

import re
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from threading import Barrier
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.browser.site import Site

pytestmark = pytest.mark.browser

REVIEW = "/admin/articles/article/5/review/"
CURATORS = ("Satu", "Dua")
# <input type="hidden" name="seen" value="12">
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|seen)" value="([^"]*)"')


class Curator:
    """Somebody who is logged in and has the article before them."""

    def __init__(self, site: Site, headline: str) -> None:
        self.site, self.headline = site, headline
        self.browser = build_opener(HTTPCookieProcessor(CookieJar()))
        account = {
            "username": site.user,
            "password": site.password,
            "next": "/admin/",
        }
        assert self.send("/admin/login/", self.read("/admin/login/") | account) == 200
        self.form = self.read(REVIEW) | {"headline": headline, "reason": "Read."}

    def read(self, path: str) -> dict[str, str]:
        with self.browser.open(self.site.url + path) as answer:
            return dict(HIDDEN.findall(answer.read().decode()))

    def send(self, path: str, data: dict[str, str]) -> int:
        """Send a form, and follow where it leads; return the status."""
        try:
            body = urlencode(data).encode()
            with self.browser.open(self.site.url + path, body) as answer:
                return int(answer.status)
        except HTTPError as error:
            error.close()
            return error.code


def test_of_two_saves_at_the_same_moment_one_is_refused(own_site: Site) -> None:
    """What a form is compared with is read only after the first has written."""
    curators = [Curator(own_site, headline) for headline in CURATORS]
    together = Barrier(len(curators))

    def save(curator: Curator) -> int:
        together.wait()
        return curator.send(REVIEW, curator.form)

    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(save, curators))
    assert sorted(answers) == [200, 409]
    first = curators[answers.index(200)].headline
    told = own_site.manage(
        "shell",
        "-c",
        "from articles.models import *; print('settled:', "
        "[c.value for c in Correction.objects.filter(field='headline')])",
    )
    assert f"settled: ['{first}']" in told
