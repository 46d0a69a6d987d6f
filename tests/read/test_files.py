import errno
import os
import socket
from pathlib import Path

import pytest

from articles.read import find_files, read
from articles.read.errors import explain
from articles.records import RawDocument, Rejection


def touch(path: Path, text: str = "Halo.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def reject(path: Path) -> str:
    (result,) = read(path)
    assert isinstance(result, Rejection)
    return result.reason


def test_a_folder_gives_its_known_files_in_the_order_of_their_names(
    tmp_path: Path,
) -> None:
    wanted = ["a.txt", "b/2.html", "b/3.htm.gz", "b.TXT", "c.warc.gz", "d.arc"]
    passed_over = ["README.md", "catalogue.csv", ".hidden.txt", ".git/x.txt", "e.gz"]
    for name in [*reversed(wanted), *passed_over]:
        touch(tmp_path / name)

    found = list(find_files([tmp_path]))

    assert found == [tmp_path / name for name in wanted]


def test_a_path_that_is_named_is_always_tried(tmp_path: Path) -> None:
    named = [touch(tmp_path / "notes.md"), touch(tmp_path / ".hidden"), tmp_path / "no"]

    assert list(find_files(named)) == named


def test_a_folder_nested_deeper_than_calls_can_be_is_walked(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(1200):
        folder = folder / "d"
        folder.mkdir()
    deepest = touch(folder / "a.txt")

    found = list(find_files([tmp_path]))

    deepest.unlink()
    while folder != tmp_path:  # pytest's own cleaning can't go as deep
        folder.rmdir()
        folder = folder.parent
    assert found == [deepest]


def test_links_are_followed_to_files_within_the_folder_only(tmp_path: Path) -> None:
    inside = touch(tmp_path / "in" / "a.txt")
    outside = touch(tmp_path / "secret" / "x.txt")
    links = {
        "b.txt": inside,
        "leads-out.txt": outside,
        "loop": tmp_path / "in",
        "nothing.txt": tmp_path / "nothing",
        "self": tmp_path / "in" / "self",
        "unknown.md": outside,
    }
    for name, target in links.items():
        (tmp_path / "in" / name).symlink_to(target)

    found = list(find_files([tmp_path / "in"]))

    paths = [entry.name for entry in found if isinstance(entry, Path)]
    assert paths == ["a.txt", "b.txt"]
    reasons = {
        Path(entry.file).name: entry.reason
        for entry in found
        if isinstance(entry, Rejection)
    }
    assert list(reasons) == ["leads-out.txt", "loop", "nothing.txt", "self"]
    assert "out of the folder" in reasons["leads-out.txt"]
    assert "link to a folder" in reasons["loop"]
    assert "broken or circular" in reasons["nothing.txt"]
    assert "broken or circular" in reasons["self"]


def test_a_linked_folder_or_file_that_is_named_is_followed(tmp_path: Path) -> None:
    touch(tmp_path / "real" / "a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "b").symlink_to(tmp_path / "real" / "a.txt")

    (found,) = find_files([tmp_path / "link"])
    (document,) = read(tmp_path / "b")

    assert found == tmp_path / "link" / "a.txt"
    assert isinstance(document, RawDocument)


def test_a_pipe_or_socket_is_rejected_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.txt"))

        for path in find_files([tmp_path]):
            assert isinstance(path, Path)
            assert "pipe, socket or device" in reject(path)


def test_a_device_is_rejected_unopened() -> None:
    assert "pipe, socket or device" in reject(Path("/dev/zero"))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("missing.txt", "no such file", id="missing"),
        pytest.param("a.txt/b.txt", "no such file", id="below-a-file"),
        pytest.param(".", "a folder", id="folder"),
        pytest.param("x" * 300, "too long", id="name-too-long"),
        pytest.param("loop", "circle", id="link-to-itself"),
        pytest.param("a\0b", "not a possible path", id="nul-in-the-name"),
        pytest.param("\ud800", "not a possible path", id="no-bytes-for-the-name"),
    ],
)
def test_what_cannot_be_opened_is_rejected_with_cause_and_remedy(
    tmp_path: Path, name: str, reason: str
) -> None:
    touch(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to("loop")

    assert reason in reject(tmp_path / name)
    assert list(find_files([tmp_path / name])) or name == "."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_an_unreadable_file_is_rejected(tmp_path: Path) -> None:
    path = touch(tmp_path / "a.txt")
    path.chmod(0)

    assert "permission denied" in reject(path)


def test_permission_errors_name_the_remedy() -> None:
    error = PermissionError(errno.EACCES, "Permission denied")

    assert explain(error) == "permission denied: make it readable for this user"


def test_a_name_that_is_not_utf8_can_be_printed_and_stored(tmp_path: Path) -> None:
    path = touch(tmp_path / os.fsdecode(b"caf\xe9.txt"))

    (document,) = read(path)

    assert isinstance(document, RawDocument)
    assert document.name == "caf?.txt"
    document.path.encode()
