"""Answers of any length, sent as they are made."""

import logging
from collections.abc import Callable, Iterable, Iterator
from threading import BoundedSemaphore
from time import monotonic

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from articles.exports import Export, Record

# One line for each export, for the operator: an export changes nothing in the
# archive, so it is no event of it, and a reader's request must not write.
logger = logging.getLogger("articles.exports")

# So many of a process's threads may be sending long answers; pages need the others.
AT_ONCE = 2
# Seconds to wait for one of them to end, and then to ask again.
PATIENCE, RETRY_AFTER = 5, 60
_slots = BoundedSemaphore(AT_ONCE)

Batches = Iterator[list[Record]]


def stream(
    request: HttpRequest,
    write: Callable[[Batches, Export], Iterable[str | bytes]],
    batches: Batches,
    export: Export,
) -> HttpResponseBase:
    """Return an answer that is made of `batches` while it is sent."""
    if not _slots.acquire(timeout=PATIENCE):
        response = render(request, "articles/export_busy.html", status=503)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response
    sending = Sending(request.get_full_path(), write, batches, export)
    return StreamingHttpResponse(sending)


class Sending:
    """What is being sent; whoever sends it closes it, whole or broken off."""

    def __init__(
        self,
        address: str,
        write: Callable[[Batches, Export], Iterable[str | bytes]],
        batches: Batches,
        export: Export,
    ) -> None:
        self.address = address
        self.started = monotonic()
        self.count = 0
        self.is_whole = False
        self.is_open = True
        self.pieces = iter(write(self._counted(batches), export))

    def __iter__(self) -> Iterator[str | bytes]:
        yield from self.pieces
        self.is_whole = True

    def close(self) -> None:
        if not self.is_open:
            return
        self.is_open = False
        _slots.release()
        logger.info(
            "exported %s: %d articles in %.1f s%s",
            self.address,
            self.count,
            monotonic() - self.started,
            "" if self.is_whole else ", broken off",
        )

    def _counted(self, batches: Iterable[list[Record]]) -> Batches:
        for batch in batches:
            self.count += len(batch)
            yield batch
