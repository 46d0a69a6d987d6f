"""The whole archive in a folder that any program can check, and back from there.

A BagIt bag (RFC 8493): each raw file as it was received, named by its SHA-256, and
every other row as a line of JSON, in Django's own form. No word in it depends on
which database it came from.
"""

from articles.backup.restoring import RestoreError, restore
from articles.backup.saving import BackupError, save

__all__ = ["BackupError", "RestoreError", "restore", "save"]
