"""Disks in memory, small ones to be filled.

Mounted by root, or by who has a namespace of their own in which they may mount.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DETACH = 2  # MNT_DETACH: whoever still has a file open there


class NoDiskError(Exception):
    """None can be made here."""


def in_namespace(command: list[str]) -> list[str]:
    """Return a command that runs another where mounts are its own, if that can be."""
    own = ["--user", "--map-current-user", "--keep-caps"] if os.geteuid() else []
    unshare = ["unshare", *own, "--mount"]
    is_possible = shutil.which("unshare") and not subprocess.call(
        [*unshare, "true"], stderr=subprocess.DEVNULL
    )
    return unshare + command if is_possible else command


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[None]:
    """Make a folder a disk of its own."""
    if sys.platform != "linux":
        msg = "small disks are made as on Linux"
        raise NoDiskError(msg)
    system = ctypes.CDLL(None, use_errno=True)
    path, options = str(folder).encode(), f"size={size}".encode()
    # Not by mount(8), which asks who one is and not what one may.
    failed = system.mount(b"tmpfs", path, b"tmpfs", 0, options)
    why = os.strerror(ctypes.get_errno())
    if failed:
        msg = f"no disk can be mounted, by root or by unshare: {why}"
        raise NoDiskError(msg)
    try:
        yield
    finally:
        system.umount2(path, DETACH)
