"""What the papers have to tell: commands, settings, scripts, modules, dependencies."""

import ast
import re

import pytest

from newsarchive.settings import BASE_DIR
from tests.licences import write_table

README = (BASE_DIR / "README.md").read_text()
DOCS = {path.name: path.read_text() for path in (BASE_DIR / "docs").glob("*.md")}
EVERYTHING = "\n".join([README, *DOCS.values()])
ARTICLES = BASE_DIR / "articles"
COMMANDS = ARTICLES / "management" / "commands"
# As in: env.str("DATABASE_URL", ...), os.environ.get("WEB_CONCURRENCY")
VARIABLE = re.compile(r'env(?:iron)?\.\w+\(\s*"([A-Z_]+)"')
# [seeds/](seeds/README.md)
LINK = re.compile(r"\]\(([^)#:]+)\)")


def settings_variables() -> list[str]:
    files = [BASE_DIR / "newsarchive" / "settings.py", BASE_DIR / "gunicorn.conf.py"]
    return sorted(
        {name for file in files for name in VARIABLE.findall(file.read_text())}
    )


def dependencies() -> list[str]:
    lines = [
        line
        for file in BASE_DIR.glob("requirements*.in")
        for line in file.read_text().splitlines()
    ]
    return sorted(re.split(r"[\[~=<>]", line)[0] for line in lines if line[0].isalpha())


def modules() -> list[str]:
    """The modules and packages directly in `articles/`."""
    found = [path.stem for path in ARTICLES.glob("[a-z]*.py")]
    found += [f"{path.parent.name}/" for path in ARTICLES.glob("*/__init__.py")]
    return sorted(found)


@pytest.mark.parametrize(
    "command", sorted(path.stem for path in COMMANDS.glob("[a-z]*.py"))
)
def test_command_is_explained(command: str) -> None:
    assert re.search(rf"\b{command}\b", EVERYTHING)


@pytest.mark.parametrize(
    "script", sorted(p.name for p in (BASE_DIR / "script").iterdir())
)
def test_script_is_explained(script: str) -> None:
    assert f"script/{script}" in EVERYTHING


@pytest.mark.parametrize("variable", settings_variables())
def test_variable_is_in_the_table(variable: str) -> None:
    assert f"| `{variable}` |" in DOCS["operations.md"]


@pytest.mark.parametrize("name", dependencies())
def test_dependency_has_its_reason(name: str) -> None:
    assert re.search(rf"\b{re.escape(name)}\b", DOCS["decisions.md"], re.IGNORECASE)


@pytest.mark.parametrize("module", modules())
def test_module_is_in_the_drawing(module: str) -> None:
    assert f"`{module}`" in DOCS["architecture.md"]


def test_modules_open_with_what_they_are_for() -> None:
    silent = [
        str(path.relative_to(BASE_DIR))
        for path in ARTICLES.rglob("*.py")
        if path.stat().st_size
        and "migrations" not in path.parts
        and not ast.get_docstring(ast.parse(path.read_text()))
        and path.name != "apps.py"
    ]
    assert silent == []


@pytest.mark.parametrize(
    "page", ["README.md", "SECURITY.md", *(f"docs/{name}" for name in DOCS)]
)
def test_links_lead_somewhere(page: str) -> None:
    path = BASE_DIR / page
    gone = [
        link
        for link in LINK.findall(path.read_text())
        if not (path.parent / link).exists()
    ]
    assert gone == []


def test_every_proof_of_a_promise_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", DOCS["security.md"]))
    assert named
    assert {name for name in named if not (BASE_DIR / name).is_file()} == set()


def test_the_licences_are_those_of_what_is_installed() -> None:
    assert DOCS["licences.md"] == write_table(), "run python -m tests.licences"
