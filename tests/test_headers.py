"""What browsers are told on every answer."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from newsarchive.headers import HeadersMiddleware

HEADER = "Content-Security-Policy"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/", 200, id="page"),
        pytest.param("/no/such/page", 404, id="not-found"),
        pytest.param("/about", 301, id="redirect"),
        pytest.param("/admin/login/", 200, id="desk"),
        pytest.param("/healthz", 200, id="health"),
    ],
)
def test_every_answer_has_them(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "default-src 'none'" in answer.headers[HEADER]
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_foreign_host_is_refused_with_them(client: Client) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "default-src 'none'" in answer.headers[HEADER]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/about/", "/outlets/", "/entities/", "/events/"]
)
def test_public_pages_set_no_cookies(client: Client, path: str) -> None:
    assert not client.get(path).cookies


def test_policy_is_the_settings(rf: RequestFactory, settings: Settings) -> None:
    settings.SECURE_CSP = {
        "default-src": ["'none'"],
        "img-src": ["'self'", "https://images.example"],
    }
    answer = HeadersMiddleware(lambda _: HttpResponse())(rf.get("/"))
    assert answer.headers[HEADER] == (
        "default-src 'none'; img-src 'self' https://images.example"
    )


def test_answers_own_policy_stands(rf: RequestFactory) -> None:
    def sandboxed(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={HEADER: "sandbox"})

    answer = HeadersMiddleware(sandboxed)(rf.get("/"))
    assert answer.headers[HEADER] == "sandbox"
