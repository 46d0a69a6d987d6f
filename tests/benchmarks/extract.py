"""How fast the extractor is, and what the time goes to."""

import cProfile
import hashlib
import pstats
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from articles.extract import Extractor
from articles.knowledge import load_shipped
from articles.read import find_files, read
from articles.records import RawDocument

TODAY = date(2026, 1, 1)
# The modules that call one step after the other.
ASSEMBLERS = ("assemble", "named")


def measure_extraction(texts: Sequence[str]) -> dict[str, Any]:
    """Return articles a second of one process, and the parts of its time.

    Processor time, so that what else the machine does counts for little. The ratio
    is to reading, hashing and decoding the same files, which no extractor can save.
    """
    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number:06d}.txt").write_text(text, encoding="utf-8")
        start = process_time()
        documents = [
            document
            for path in find_files([Path(folder)])
            if isinstance(path, Path)
            for document in read(path)
            if isinstance(document, RawDocument)
        ]
        reading = process_time() - start
    extractor = Extractor(load_shipped())
    start = process_time()
    for document in documents:
        extractor.extract(document, today=TODAY)
    extracting = process_time() - start
    return {
        "articles": len(documents),
        "characters": sum(len(document.text) for document in documents),
        "articles_per_s": round(len(documents) / (reading + extracting), 1),
        "ratio_to_reading": round((reading + extracting) / reading, 1),
        "share_of_time": _shares(extractor, documents[:200]),
        "texts_sha256": hashlib.sha256("\0".join(texts).encode()).hexdigest(),
    }


def _shares(extractor: Extractor, documents: Sequence[RawDocument]) -> dict[str, float]:
    """Return what the steps that the extractor is assembled of take, in percent."""
    profile = cProfile.Profile()
    profile.enable()
    for document in documents:
        extractor.extract(document, today=TODAY)
    profile.disable()
    times: Counter[str] = Counter()
    stats: Any = pstats.Stats(profile)
    for (file, _line, function), (*_, callers) in stats.stats.items():
        for (caller_file, _, _), (*_, cumulative) in callers.items():
            if Path(caller_file).stem in ASSEMBLERS and Path(file).stem != "named":
                times[function] += cumulative
    whole = times.total()
    return {name: round(100 * own / whole, 1) for name, own in times.most_common(12)}
