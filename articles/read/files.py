"""Which files a command means."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from articles.read.errors import explain
from articles.records import Rejection

# What is taken from a folder; a file named itself is always tried.
TEXT_SUFFIXES = (".txt",)
PAGE_SUFFIXES = (".html", ".htm", ".html.gz", ".htm.gz")
CRAWL_SUFFIXES = (".warc", ".warc.gz", ".arc", ".arc.gz")
_SUFFIXES = TEXT_SUFFIXES + PAGE_SUFFIXES + CRAWL_SUFFIXES


def find_files(paths: Sequence[Path]) -> Iterator[Path | Rejection]:
    """Yield the files named by `paths` and those in folders among them, in order.

    Folders are walked name by name, whatever else is in them is passed over, and no
    link leads out of one or into another. A path that is no folder comes as it is.
    """
    for path in paths:
        if stat.S_ISDIR(_get_mode(path, follow_symlinks=True)):
            yield from _walk(path)
        else:
            yield path


def show(text: Path | str) -> str:
    """Return a path or a message as text that can be printed and stored."""
    return str(text).encode("utf-8", "replace").decode().replace("\0", "?")


def _walk(root: Path) -> Iterator[Path | Rejection]:
    """Walk depth first, with a stack of its own: folders nest deeper than calls."""
    home = os.path.realpath(root)
    stack = [iter([root])]
    while stack:
        path = next(stack[-1], None)
        if path is None:
            stack.pop()
            continue
        mode = _get_mode(path, follow_symlinks=path is root)
        if stat.S_ISLNK(mode):
            yield from _follow(path, home)
        elif stat.S_ISDIR(mode):
            try:
                stack.append(map(path.joinpath, _list_names(path)))
            except OSError as error:
                yield Rejection(show(path), explain(error))
        elif _is_wanted(path):
            yield path


def _list_names(folder: Path) -> list[str]:
    names = os.listdir(folder)  # noqa: PTH208 - names alone: a folder can hold millions
    return sorted(name for name in names if not name.startswith("."))


def _follow(link: Path, home: str) -> Iterator[Path | Rejection]:
    """Yield a link to a file of the folder; reject one that leads elsewhere."""
    try:
        target = link.resolve(strict=True)
        is_folder = target.is_dir()
    except (OSError, RuntimeError):
        yield Rejection(show(link), "a broken or circular link: repair or remove it")
        return
    if is_folder:
        reason = "a link to a folder is not followed: name that folder itself"
        yield Rejection(show(link), reason)
    elif _is_wanted(link):
        if target.is_relative_to(home):
            yield link
        else:
            reason = "the link leads out of the folder: name the file itself"
            yield Rejection(show(link), reason)


def _is_wanted(path: Path) -> bool:
    return path.name.lower().endswith(_SUFFIXES)


def _get_mode(path: Path, *, follow_symlinks: bool) -> int:
    """Return the kind of a path, 0 if it can't be had: `read` says what is wrong."""
    try:
        return path.stat(follow_symlinks=follow_symlinks).st_mode
    except (OSError, ValueError):
        return 0
