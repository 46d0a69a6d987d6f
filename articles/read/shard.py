"""A part of the files, where several hosts share them."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import PurePath
from typing import Self


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `of` parts; `number` counts from 1."""

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the shard that "2/4" means; may raise ValueError."""
        number, of = (int(part) for part in text.split("/"))
        if not 1 <= number <= of:
            raise ValueError(text)
        return cls(number, of)

    def holds(self, path: PurePath) -> bool:
        """Tell whether a file is of this part: by its name, wherever its folder is."""
        digest = hashlib.sha256(os.fsencode(path.name)).digest()
        return int.from_bytes(digest[:8]) % self.of == self.number - 1


WHOLE = Shard()
