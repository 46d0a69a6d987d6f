"""Content-Security-Policy on every answer."""

from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from newsarchive.csp import ContentSecurityPolicyMiddleware

HEADER = "Content-Security-Policy"


def test_even_an_error_has_the_policy(client: Client) -> None:
    assert "default-src 'none'" in client.get("/no/such/page").headers[HEADER]


def test_policy_is_the_settings(rf: RequestFactory, settings: Settings) -> None:
    settings.SECURE_CSP = {
        "default-src": ["'none'"],
        "img-src": ["'self'", "https://images.example"],
    }
    answer = ContentSecurityPolicyMiddleware(lambda _: HttpResponse())(rf.get("/"))
    assert answer.headers[HEADER] == (
        "default-src 'none'; img-src 'self' https://images.example"
    )


def test_answers_own_policy_stands(rf: RequestFactory) -> None:
    def sandboxed(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={HEADER: "sandbox"})

    answer = ContentSecurityPolicyMiddleware(sandboxed)(rf.get("/"))
    assert answer.headers[HEADER] == "sandbox"
