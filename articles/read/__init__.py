"""Raw file → raw documents. Bytes, encodings, containers; interprets nothing.

What is accepted, how it is decoded and why things are rejected: docs/reading.md.
"""

from articles.read.files import find_files, show
from articles.read.open import read
from articles.read.shard import WHOLE, Shard
from articles.read.text import decode

__all__ = ["WHOLE", "Shard", "decode", "find_files", "read", "show"]
