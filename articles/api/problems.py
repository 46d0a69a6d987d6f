"""What went wrong, as programs read it: RFC 9457."""

from collections.abc import Mapping
from http import HTTPStatus
from math import ceil
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, Throttled, ValidationError

MEDIA_TYPE = "application/problem+json"


class ProblemOut(Schema):
    title: str
    status: int
    detail: str
    # What is wrong with which parameter.
    errors: dict[str, list[str]] | None = None


class ProblemError(Exception):
    """Ends a request with an answer that says what to do about it."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Mapping[str, list[str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers

    def answer(self) -> HttpResponse:
        content: dict[str, Any] = {
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            content["errors"] = dict(self.errors)
        return JsonResponse(
            content,
            status=self.status,
            content_type=MEDIA_TYPE,
            headers=dict(self.headers or {}),
        )


class ProblemAPI(NinjaAPI):
    """Describes its problems by their own media type."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, response in operation["responses"].items():
                    if int(status) >= HTTPStatus.BAD_REQUEST:
                        (content,) = response["content"].values()
                        response["content"] = {MEDIA_TYPE: content}
        return schema


def add_handlers(api: NinjaAPI) -> None:
    """Let everything that `api` raises be answered as a problem."""

    @api.exception_handler(ProblemError)
    def say(request: HttpRequest, problem: ProblemError) -> HttpResponse:
        return problem.answer()

    @api.exception_handler(Http404)
    def say_missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return ProblemError(404, "The archive has nothing at this address.").answer()

    @api.exception_handler(ValidationError)
    def say_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors: dict[str, list[str]] = {}
        for each in error.errors:
            # the last of its place: query, chosen, limit
            errors.setdefault(str(each["loc"][-1]), []).append(str(each["msg"]))
        return refuse(errors).answer()

    @api.exception_handler(Throttled)
    def say_later(request: HttpRequest, error: Throttled) -> HttpResponse:
        seconds = str(ceil(error.wait or 1))
        detail = f"Too many requests from your address: ask again in {seconds} s."
        return ProblemError(429, detail, headers={"Retry-After": seconds}).answer()

    @api.exception_handler(HttpError)
    def say_other(request: HttpRequest, error: HttpError) -> HttpResponse:
        return ProblemError(error.status_code, str(error)).answer()


def refuse(errors: Mapping[str, list[str]]) -> ProblemError:
    """Return the problem of parameters that can't be used."""
    return ProblemError(400, "A parameter can't be used: see errors.", errors)
