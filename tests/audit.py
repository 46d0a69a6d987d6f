"""What `script/audit` runs: html-validate, Lighthouse and the HTTP Observatory."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import django

from tests.chromium import get_chromium
from tests.observatory import observe

HTML_VALIDATE = "html-validate@9.7.1"
LIGHTHOUSE = "lighthouse@12.8.2"
# On a busy machine Lighthouse can lose the browser's trace, and asks to be run again.
ATTEMPTS = 3
# What Lighthouse looks at, by the names of `tests.browser.visits.PAGES`.
AUDITED = ("list", "article", "event", "compare")
# Category → the least score of 100.
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def main(arguments: list[str]) -> int:
    """Audit the archive at the URL given, or the seeds; return 1 if it falls short."""
    if not shutil.which("npx"):
        sys.stderr.write("npx is missing: install Node 20 or newer\n")
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
    django.setup()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        site = arguments[0].rstrip("/") if arguments else _serve(stack, folder)
        is_valid = _validate(site, folder)
        good = [name for name in AUDITED if _is_good(site, name, folder)]
        behind = folder / "behind"
        behind.mkdir()
        is_safe = observe(behind)
    return 0 if is_valid and len(good) == len(AUDITED) and is_safe else 1


def _serve(stack: ExitStack, folder: Path) -> str:
    from tests.browser.site import serve_site

    return stack.enter_context(serve_site(folder)).url


def _validate(site: str, folder: Path) -> bool:
    """Save every kind of page and have its HTML checked; say what is wrong."""
    from tests.browser.visits import PAGES

    for name, path in PAGES.items():
        try:
            html = urlopen(site + path).read()  # noqa: S310
        except HTTPError as answer:
            html = answer.read()
        (folder / f"{name}.html").write_bytes(html)
    pages = sorted(str(path) for path in folder.glob("*.html"))
    run = _npx(HTML_VALIDATE, "html-validate", "--preset", "standard", *pages)
    sys.stdout.write(run.stdout)
    is_valid = run.returncode == 0
    said = "all valid" if is_valid else "not valid"
    sys.stdout.write(f"html-validate: {len(pages)} pages, {said}\n")
    return is_valid


def _is_good(site: str, name: str, folder: Path) -> bool:
    """Print Lighthouse's scores of a page; return whether all are high enough."""
    found = _score(site, name, folder)
    columns = (f"{category} {score}" for category, score in found.items())
    sys.stdout.write(f"{name:8} {', '.join(columns)}\n")
    return all(score >= LEAST[category] for category, score in found.items())


def _score(site: str, name: str, folder: Path) -> dict[str, int]:
    """Return Lighthouse's scores of a page on a desk."""
    from tests.browser.visits import PAGES

    report = folder / f"{name}.json"
    sandbox = "" if os.geteuid() else " --no-sandbox"
    options = [
        "--preset=desktop",
        "--quiet",
        f"--chrome-flags=--headless{sandbox}",
        "--output=json",
        f"--output-path={report}",
    ]
    for _ in range(ATTEMPTS):
        run = _npx(LIGHTHOUSE, "lighthouse", site + PAGES[name], *options)
        if run.returncode == 0:
            break
    else:
        raise SystemExit(run.stdout + run.stderr)
    found: dict[str, dict[str, Any]] = json.loads(report.read_text())["categories"]
    return {category: round(100 * found[category]["score"]) for category in LEAST}


def _npx(package: str, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["npx", "--yes", f"--package={package}", "--", *command],
        env=os.environ | {"CHROME_PATH": get_chromium()},
        capture_output=True,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
