"""Two hundred clients that dribble, and one that just wants to read.

The documented proxy holds them off: it passes a request on once it is whole.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from statistics import quantiles

import pytest

from tests.front import HOST, Front, has_nginx, serve_behind_nginx

CONNECTIONS = 200
# The proxy allows 50 connections to an address.
ADDRESSES = ("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5", "127.0.0.6")
SECONDS_BETWEEN = 1.0
REQUESTS = 150
MOST = 3.0

HEAD = f"POST /oai HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 9000\r\n"
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    if not has_nginx():
        pytest.skip("nginx or openssl is not installed")
    # Not in $TMPDIR as pytest has it: nginx's own processes must get there.
    with serve_behind_nginx(tmp_path_factory.mktemp("front")) as front:
        yield front


@contextmanager
def dribbling(
    port: int, context: ssl.SSLContext | None
) -> Iterator[list[socket.socket]]:
    """Hold connections open, half in the middle of a header, half of a body."""
    with ExitStack() as stack:
        slow = []
        for number in range(CONNECTIONS):
            source = ADDRESSES[number % len(ADDRESSES)]
            opened = stack.enter_context(
                socket.create_connection(("127.0.0.1", port), 10, (source, 0))
            )
            if context:
                opened = context.wrap_socket(opened, server_hostname=HOST)
                stack.enter_context(opened)
            begun = HEAD if number % 2 else f"{HEAD}{FORM}\r\nverb="
            opened.sendall(begun.encode())
            slow.append(opened)
        done = threading.Event()
        dribble = threading.Thread(target=_dribble, args=(slow, done))
        dribble.start()
        try:
            yield slow
        finally:
            done.set()
            dribble.join()


def _dribble(slow: list[socket.socket], done: threading.Event) -> None:
    while not done.wait(SECONDS_BETWEEN):
        for connection in slow:
            with suppress(OSError):  # the proxy had enough
                connection.sendall(b"x")


def measure(front: Front) -> float:
    """Return the time in seconds within which 95 of 100 pages were read."""
    context, taken = front.context, []
    for _ in range(REQUESTS):
        started = time.perf_counter()
        connection = http.client.HTTPSConnection(
            HOST, front.port, timeout=60, context=context
        )
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.status == 200
        answer.read()
        connection.close()
        taken.append(time.perf_counter() - started)
    return quantiles(taken, n=20)[-1]


def test_slow_clients_hold_up_nobody_behind_the_proxy(
    front: Front, record_property: Callable[[str, object], None]
) -> None:
    measure(front)
    before = measure(front)
    with dribbling(front.port, front.context) as slow:
        assert len(slow) == CONNECTIONS
        during = measure(front)
    quiet = max(before, measure(front))
    record_property("faults", CONNECTIONS)
    record_property(
        "figures",
        f"95 of 100 pages within {during * 1000:.0f} ms, {quiet * 1000:.0f} ms without "
        f"them: {during / quiet:.2f} times",
    )
    assert during <= MOST * quiet


def test_the_proxy_gives_up_on_a_request_that_never_ends(front: Front) -> None:
    with (
        socket.create_connection(("127.0.0.1", front.port), 30) as opened,
        front.context.wrap_socket(opened, server_hostname=HOST) as slow,
    ):
        slow.sendall(HEAD.encode())
        started = time.monotonic()
        with suppress(ssl.SSLError, ConnectionError):
            assert slow.recv(1) == b""
        assert time.monotonic() - started < 20
