"""What can be wrong with a file, in words."""

import errno


class NotReadable(Exception):  # noqa: N818
    """A file, or a part of one, that can't be taken; its message says why."""


_REASONS = {
    errno.ENOENT: "no such file: check the path",
    errno.ENOTDIR: "no such file: check the path",
    errno.EACCES: "permission denied: make it readable for this user",
    errno.EPERM: "permission denied: make it readable for this user",
    errno.ELOOP: "symbolic links lead in a circle: name the file itself",
    errno.ENAMETOOLONG: "the path is too long: check the path",
    errno.EIO: "the disk can't read it: restore it from a copy",
}


def explain(error: OSError) -> str:
    """Return cause and remedy of a failed file access in words."""
    known = _REASONS.get(error.errno or 0)
    return known or f"can't be read: {error.strerror or error}"
