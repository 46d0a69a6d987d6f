"""Who runs a command."""

import getpass
import os


def name_operator() -> str:
    """Return the user's name, or their number where the system has no name for it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # as in a container that runs as a bare number
        return f"user {os.getuid()}"
