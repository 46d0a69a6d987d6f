"""A thousand requests that nobody means well: refused, and never obeyed.

Every public address there is, with every parameter that any of them takes, and with
what `tests.hostile` has for values.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.html import escape
from hypothesis import HealthCheck, Phase, given, note
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from pytest_django import Settings

from articles.api import api
from articles.exports import FORMS
from articles.filters import ArticleFilter
from articles.ingest import ingest
from articles.models import Article, Entity, Event
from articles.views.lines import Chosen
from newsarchive.settings import BASE_DIR
from tests.hostile import (
    MARKER,
    MARKUP,
    ODD_BYTES,
    REQUIRED_HEADERS,
    TROUBLE,
    find_harm,
    read_whole,
)

Record = Callable[[str, object], None]

REQUESTS = 1000
# Of a processor, which a busy machine does not stretch; the wait for a database is
# bounded by its own timeout.
SECONDS = 2.0

# <form:suffix>, <int:pk>, and the API's {article}
PART = re.compile(r"<(?:\w+:)?(\w+)>")
# What views take by name besides the list's, the API's and the naming lens's.
OTHERS = (
    *("a", "b", "c", "d", "e", "article", "after", "before", "facet", "facet_q"),
    *("jump", "kind", "id", "format", "next", "username", "password"),
    *("csrfmiddlewaretoken", "verb", "metadataPrefix", "identifier", "from", "until"),
    *("set", "resumptionToken", "page", "speaker", "no-such-parameter"),
)
METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "xss", "-")
HEADERS = (
    *("Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cookie"),
    *("Forwarded", "Host", "HX-Request", "HX-Target", "If-Modified-Since", "Origin"),
    *("If-None-Match", "Range", "Referer", "User-Agent", "X-Forwarded-For"),
    *("X-Forwarded-Host", "X-Forwarded-Proto", "X-Http-Method-Override"),
    *("X-Request-ID", "X-Real-IP", "Content-Type"),
)
TYPES = (
    *("application/x-www-form-urlencoded", "multipart/form-data; boundary=x"),
    *("multipart/form-data", "application/json", "text/xml; charset=no-such", "x"),
)

# What the archive knows, so that hostile values get beyond the first refusal.
KNOWN = st.deferred(lambda: st.sampled_from(_known()))
HOSTILE = st.one_of(
    st.sampled_from(MARKUP),
    st.sampled_from(TROUBLE),
    st.text(max_size=40),
).map(lambda text: quote(text.encode(errors="surrogatepass"), safe=""))
VALUES = st.one_of(HOSTILE, HOSTILE, st.sampled_from(ODD_BYTES), KNOWN)


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    path: str
    query: str
    headers: dict[str, str]
    type: str
    body: bytes


def _known() -> list[str]:
    article = Article.objects.first()
    assert article
    return [
        *(str(article.pk), article.slug, *FORMS, "articles-1", "china", "outlet"),
        *("ListRecords", "oai_dc", "GetRecord", "2023-10-17", "headline", "person"),
        *Entity.objects.values_list("slug", flat=True)[:3],
        *Event.objects.values_list("slug", flat=True),
    ]


def public_routes(
    patterns: Iterable[URLPattern | URLResolver] = (), prefix: str = ""
) -> Iterator[str]:
    """Yield the address of every view that needs no login, with its parts' names."""
    for pattern in patterns or get_resolver().url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield route
        elif pattern.namespace == "admin":
            yield f"{route}login/"
            yield route
        else:
            yield from public_routes(pattern.url_patterns, route)


ROUTES = sorted({*public_routes(), "healthz", "readyz", "static/<path>", "<path>"})


def parameter_names() -> set[str]:
    described = [
        parameter["name"]
        for path in api.get_openapi_schema()["paths"].values()
        for operation in path.values()
        for parameter in operation.get("parameters", ())
    ]
    lens = [field.name for field in fields(Chosen)]
    return {*ArticleFilter.base_filters, *described, *lens, *OTHERS}


NAMES = st.sampled_from(sorted(parameter_names()))


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """A route whose parts are filled with what is known, or with anything at all."""
    route = draw(st.sampled_from(ROUTES))
    values = draw(st.sampled_from([KNOWN, KNOWN, VALUES]))
    return "/" + PART.sub(lambda _: draw(values), route)


@st.composite
def queries(draw: st.DrawFn) -> str:
    pairs = draw(st.lists(st.tuples(NAMES | HOSTILE, VALUES), max_size=6))
    written = [f"{name}={value}" for name, value in pairs]
    # The same name over and over.
    repeated = draw(st.sampled_from([1, 1, 1, 2, 60, 1500]))
    return "&".join(written + written[:1] * (repeated - 1))


@st.composite
def requests(draw: st.DrawFn) -> Asked:
    text = st.one_of(st.sampled_from(MARKUP + TROUBLE), st.text(max_size=30))
    is_get = draw(st.integers(0, 4)) > 0
    return Asked(
        method="GET" if is_get else draw(st.sampled_from(METHODS)),
        path=draw(addresses()),
        query=draw(queries()),
        headers=draw(
            st.dictionaries(st.sampled_from(HEADERS), text.map(_as_sent), max_size=2)
        ),
        type=draw(st.sampled_from(TYPES)),
        body=b""
        if is_get
        else draw(st.binary(max_size=60) | queries().map(str.encode)),
    )


def _as_sent(text: str) -> str:
    """A header's value as a server lets it through: one line, a byte a character."""
    line = re.sub(r"[\r\n\0]", " ", text)
    return line.encode("utf-8", errors="surrogatepass").decode("latin-1")[:4000]


@pytest.fixture
def _archive(db: None, settings: Settings) -> None:
    settings.API_RATE = "999999/s"
    ingest([BASE_DIR / "seeds"], by="a test")


@dataclass(slots=True)
class Tally:
    tried: int = 0
    reflected: int = 0
    seconds: float = 0
    slowest: str = ""
    statuses: Counter[int] = field(default_factory=Counter)


@pytest.mark.usefixtures("_archive")
def test_hostile_requests_are_answered_and_never_obeyed(
    caplog: pytest.LogCaptureFixture, record_property: Record
) -> None:
    tally = Tally()
    for name in ("django.security", "django_guid"):
        caplog.set_level("CRITICAL", name)  # a line for each refusal

    @hypothesis(
        max_examples=REQUESTS,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(asked=requests())
    def attack(asked: Asked) -> None:
        note(f"{asked}")
        started = time.thread_time()
        answer, content = ask(asked)
        seconds = time.thread_time() - started
        tally.tried += 1
        tally.statuses[answer.status_code] += 1
        if seconds > tally.seconds:
            tally.seconds, tally.slowest = seconds, f"{asked.path}?{asked.query}"
        assert seconds < SECONDS
        check(asked, answer)
        harm = find_harm(answer.headers.get("Content-Type", ""), content)
        found = [] if asked.method == "HEAD" else list(harm)
        tally.reflected += len(found)
        assert not found, found

    attack()
    assert tally.tried >= REQUESTS
    # Refusals alone would prove little.
    assert tally.statuses[200] > REQUESTS / 10
    failed = sum(n for status, n in tally.statuses.items() if status >= 500)
    record_property("faults", tally.tried)
    record_property(
        "figures",
        f"5xx {failed}, reflected {tally.reflected}, shown {tally.statuses[200]}, "
        f"slowest {tally.seconds:.2f} s of a processor",
    )


def ask(asked: Asked) -> tuple[Any, bytes]:
    client = Client(raise_request_exception=False)
    answer = client.generic(
        asked.method,
        asked.path,
        asked.body,
        asked.type,
        headers=asked.headers,
        QUERY_STRING=asked.query,
    )
    return answer, read_whole(answer)


def check(asked: Asked, answer: Any) -> None:
    assert answer.status_code < 500
    for name in REQUIRED_HEADERS:
        assert answer.headers.get(name), name
    for name, value in answer.headers.items():
        assert not re.search(r"[\r\n\0]", f"{name}{value}")
        assert name not in ("X-Injected", "Set-Cookie")
    if "admin" not in asked.path and "Cookie" not in asked.headers:
        assert not answer.cookies
    location = answer.headers.get("Location", "")
    assert not re.match(r"[/\\]{2}|\w+:", location), location


def test_every_parameter_that_a_view_reads_is_tried() -> None:
    folders = (BASE_DIR / "articles" / name for name in ("views", "api"))
    read = {
        name
        for folder in folders
        for path in folder.glob("*.py")
        for name in re.findall(r'GET(?:\.get|\.getlist)?[(\[]"(\w+)"', path.read_text())
    }
    assert read
    assert read <= parameter_names()


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"<p>{MARKUP[0]}", id="element"),
        pytest.param(f"<p title='x{MARKUP[6]}'>", id="attribute"),
        pytest.param(f"<a href='{MARKUP[14]}'>", id="address"),
        pytest.param(f"<p onclick='{MARKER}'>", id="handler"),
        pytest.param(f"<script>{MARKER}</script>", id="script"),
    ],
)
def test_a_page_that_obeyed_would_be_found(page: str) -> None:
    assert list(find_harm("text/html", page.encode()))


def test_a_page_that_shows_payloads_as_text_is_not() -> None:
    shown = escape(" ".join(MARKUP))
    page = f'<p title="{shown}">{shown}<a href="/?q={quote(shown)}">x</a>'
    assert not list(find_harm("text/html", page.encode()))
