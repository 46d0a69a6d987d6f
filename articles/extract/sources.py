"""The known outlets and agencies, ready to be recognised in print."""

import re
from dataclasses import dataclass

from articles.extract.vocabulary import load_words, squash
from articles.records import KnownSource

# «www.kompas.com», «Harianjogja.com», «REPUBLIKA.CO.ID», «Kompas.id»
TLD = (
    r"(?:co\.id|go\.id|or\.id|web\.id|ac\.id|my\.id|net\.id|com|net|org|tv|co|id"
    r"|news|info|online|asia|today|media|me)"
)
DOMAIN = re.compile(
    rf"(?<![\w@.-])(?:www\.)?((?:[A-Za-z0-9-]{{1,40}}\.){{1,3}}{TLD})(?![\w@-]|\.\w)",
    re.IGNORECASE | re.ASCII,
)
# A lost space glues a name to what follows: "AFPdanReuters", "APmenyatakan".
GLUED_ON = re.compile(
    r"(?:dan|pada|yang|me[a-z]|di[a-z]|bahwa|seperti|ber[a-z]|ke[a-z]|se[a-z]|telah"
    r"|dalam|saat|soal|terkait|juga|untuk|tentang|lewat|ini|pada|dari)"
)
NAME_LIMIT = 60
# So short a name is told from somebody's initials by its case alone.
INITIALS = 5
# Names are looked up by so many letters; the shortest have one less.
HEAD = 3
# Names that are also everyday words or initials count only where a name must stand.
EVERYDAY = frozenset(load_words()["everyday_names"])


@dataclass(frozen=True, slots=True)
class Found:
    """A known name at its place in the text."""

    source: KnownSource
    start: int
    end: int


class SourceIndex:
    """Looks sources up by any of their names, whatever case and spacing."""

    def __init__(self, sources: tuple[KnownSource, ...]) -> None:
        self._by_key: dict[str, KnownSource] = {}
        self._by_value: dict[str, KnownSource] = {}
        self._by_head: dict[str, list[tuple[str, str, KnownSource]]] = {}
        self.signatures: list[tuple[str, KnownSource]] = []
        names: dict[str, KnownSource] = {}
        for source in sources:
            for name in source.names:
                if name.kind == "signature":
                    self.signatures.append((name.value, source))
                    continue
                if name.value.casefold() not in EVERYDAY:
                    names.setdefault(name.value, source)
                self._by_value.setdefault(name.value, source)
                self._by_key.setdefault(squash(name.value), source)
        for value, source in names.items():
            folded = value.lower()
            entries = self._by_head.setdefault(folded[:HEAD], [])
            entries.append((folded, value, source))
        for entries in self._by_head.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.signature_pattern = re.compile(
            "|".join(re.escape(value) for value, _ in self.signatures) or r"(?!)"
        )
        self._by_signature = dict(self.signatures)

    def get(self, printed: str) -> KnownSource | None:
        """Return the source whose name is exactly `printed`, letters compared."""
        if len(printed) > NAME_LIMIT:
            return None
        if printed.casefold() in EVERYDAY and len(printed) < INITIALS:
            return self._by_value.get(printed)
        key = squash(printed)
        return self._by_key.get(key) or self._by_key.get(key.removeprefix("www"))

    def get_signed(self, signature: str) -> KnownSource:
        """Return the source that signs so."""
        return self._by_signature[signature]

    def at(self, text: str, start: int) -> Found | None:
        """Return the longest known name that begins at `start`."""
        window = text[start : start + NAME_LIMIT]
        folded = window.lower()
        if len(folded) != len(window):  # a letter that folds to two
            return None
        for size in (HEAD, HEAD - 1):
            for known, value, source in self._by_head.get(folded[:size], ()):
                if not folded.startswith(known):
                    continue
                end = start + len(known)
                printed = text[start:end]
                if _is_cased(printed, value) and _is_bounded(text, end, printed):
                    return Found(source, start, end)
        return None


def domain_of(source: KnownSource) -> str | None:
    """Return the domain a source publishes under; the first listed counts."""
    return next(
        (name.value for name in source.names if name.kind == "domain"),
        None,
    )


def _is_cased(printed: str, value: str) -> bool:
    """Names of common words count capitalised only ("antara", "tempo", "suara")."""
    return "." in value or printed[0].isupper() or not value[0].isupper()


def _is_bounded(text: str, end: int, printed: str) -> bool:
    following = text[end : end + 1]
    if not (following.isalnum() or following == "_"):
        return not (
            following == "." and text[end + 1 : end + 3].lower() in ("co", "id")
        )
    return len(printed) > 1 and bool(GLUED_ON.match(text, end))
