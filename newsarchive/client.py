"""Who is asking."""

from django.conf import settings
from django.http import HttpRequest


def find_address(request: HttpRequest) -> str:
    """Return the IP address that a request came from, as far as we can know.

    Behind our proxy that is the one it added last: what stands before in
    X-Forwarded-For is what the client made up.
    """
    if settings.BEHIND_PROXY:
        forwarded: str = request.headers.get("X-Forwarded-For", "")
        if address := forwarded.rpartition(",")[2].strip():
            return address
    return str(request.META.get("REMOTE_ADDR", ""))
