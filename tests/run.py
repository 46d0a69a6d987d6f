"""What `script/test` runs: pytest, with both databases and a browser.

Each database gets a process of its own, which knows it from the environment as the
server does, and runs the tests side by side with the other's: one run, one report.
"""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.chromium import ChromiumError, get_chromium
from tests.faults.disk import in_namespace
from tests.postgres import PostgresError, run_postgres

# Tests that are no use on a second database run on the first alone.
FIRST_WORKER = "sqlite"


def main(arguments: list[str]) -> int:
    """Run pytest with `arguments`, or the drills; return the exit code."""
    if arguments[:1] == ["faults"]:
        command = [sys.executable, "-m", "tests.faults", *arguments[1:]]
        return subprocess.run(
            in_namespace(command), env=clean(), check=False
        ).returncode
    # So that a run that is ended stops its server as well.
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda *_: sys.exit(1))
    missing = []
    with ExitStack() as stack:
        # Not pytest's usual folders, which runs side by side clear under each other.
        home = Path(tempfile.mkdtemp(prefix="newsarchive-"))
        # Tests make folders deeper than `shutil.rmtree` can follow.
        stack.callback(lambda: subprocess.run(["rm", "-rf", home], check=False))
        workers = [f"--tx=popen//id={FIRST_WORKER}"]
        try:
            # In a file, for the URL's slashes would end the worker's specification.
            (home / "url").write_text(get_postgres(stack))
        except PostgresError as error:
            missing.append(f"everything on PostgreSQL: {error}")
        else:
            variable = f"env:DATABASE_URL_FILE={home / 'url'}"
            workers.append(f"--tx=popen//id=postgresql//{variable}")
        chromium = ""
        try:
            chromium = get_chromium()
        except ChromiumError as error:
            missing.append(f"browser tests: {error}")
        if missing and os.environ.get("CI") == "true":
            sys.stderr.writelines(f"can't run {line}\n" for line in missing)
            return 1
        options = ["--dist=each", *workers, f"--basetemp={home / 'files'}"]
        command = [sys.executable, "-m", "pytest", *options, *arguments]
        own = {"CHROMIUM": chromium, "NOT_RUN": "\n".join(missing)}
        return subprocess.run(command, env=clean() | own, check=False).returncode


def get_postgres(stack: ExitStack) -> str:
    """Return the URL of the server that the environment names, or of our own."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else stack.enter_context(run_postgres())


def clean() -> dict[str, str]:
    """The environment without what would lead the first worker to a database."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "DATABASE_URL_FILE"}
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
