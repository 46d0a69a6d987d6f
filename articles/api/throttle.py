"""So much for each client, so that none takes the archive from the others."""

import re
from time import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from newsarchive.client import find_address

SECONDS = {"s": 1, "m": 60, "h": 3600}


class ClientThrottle(BaseThrottle):
    """`API_RATE` for each address, counted by each server process for itself.

    Not ninja's own, which keeps a request's state where other threads write theirs.
    """

    def allow_request(self, request: HttpRequest) -> bool:
        most, seconds = parse_rate(settings.API_RATE)
        key = f"api:{find_address(request)}:{time() // seconds}"
        cache.add(key, 0, timeout=seconds)
        try:
            return cache.incr(key) <= most
        except ValueError:  # thrown out in between, for there are too many clients
            return True

    def wait(self) -> float:
        _, seconds = parse_rate(settings.API_RATE)
        return seconds - time() % seconds


def parse_rate(rate: str) -> tuple[int, int]:
    """Return how many requests in how many seconds; raises `ValueError`.

    >>> parse_rate("300/m")
    (300, 60)
    """
    match = re.fullmatch(r"(\d{1,9})/([smh])", rate)
    if not match:
        msg = f"API_RATE: {rate!r} is not like 10/s, 300/m or 5000/h"
        raise ValueError(msg)
    return int(match[1]), SECONDS[match[2]]
