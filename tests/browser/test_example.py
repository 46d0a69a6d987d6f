"""The example in the documentation works."""

import re
from typing import Any

import requests

from newsarchive.settings import BASE_DIR
from tests.browser.site import Site

CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)


def test_the_documentations_example_says_who_said_tiongkok(live_site: Site) -> None:
    (code,) = CODE.findall((BASE_DIR / "docs" / "api.md").read_text(encoding="utf-8"))
    names: dict[str, Any] = {"requests": requests}
    exec(code.replace("http://127.0.0.1:8000", live_site.url), names)  # noqa: S102
    said = names["by_outlet"]["Tiongkok"].to_dict()
    assert said == {
        "jagatbisnis": 0,
        "kompas-tv": 0,
        "media-indonesia": 10,
        "unknown": 8,
    }
