"""OAI-PMH 2.0, by which libraries harvest.

/oai?verb=ListRecords&metadataPrefix=oai_dc

pyoai, the one library that serves it, is no longer kept.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View
from lxml import etree

from articles.exports import load_records
from articles.exports import oai as xml
from articles.harvest import (
    Change,
    find_change,
    find_first_moment,
    find_hidden,
    list_changes,
)
from articles.models import Article
from articles.views.exports import make_export

SIZE = 100
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
# Before there was anything.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

REQUIRED = {
    "Identify": set(),
    "ListMetadataFormats": set(),
    "ListSets": set(),
    "GetRecord": {"identifier", "metadataPrefix"},
    "ListIdentifiers": {"metadataPrefix"},
    "ListRecords": {"metadataPrefix"},
}
OPTIONAL = {
    "ListMetadataFormats": {"identifier"},
    "ListSets": {"resumptionToken"},
    "ListIdentifiers": {"from", "until", "set"},
    "ListRecords": {"from", "until", "set"},
}
LISTS = ("ListIdentifiers", "ListRecords")


class HarvestError(Exception):
    """A request that can't be met, by one of the protocol's codes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Span:
    """What is harvested, and how far it went."""

    first: datetime | None = None
    last: datetime | None = None
    after: tuple[datetime, int] | None = None

    @property
    def token(self) -> str:
        """All of it, so that nothing needs to be kept between two requests."""
        at, line = self.after or (NEVER, 0)
        parts = [self.first, self.last, at]
        return "!".join(
            [*(part.isoformat() if part else "" for part in parts), f"{line}"]
        )


@method_decorator(csrf_exempt, name="dispatch")  # it only reads
class Harvest(View):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request, request.GET)

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request, request.POST)

    def answer(self, request: HttpRequest, given: Mapping[str, str]) -> HttpResponse:
        base_url = request.build_absolute_uri(reverse("oai"))
        try:
            check(request, given)
            parts = list(self.find_parts(given, base_url))
            named = {name: given[name] for name in given}
        except HarvestError as error:
            parts = [xml.E("error", str(error), code=error.code)]
            is_request_sound = error.code not in ("badVerb", "badArgument")
            named = {name: given[name] for name in given} if is_request_sound else {}
        written = xml.write_answer(named, base_url, parts)
        return HttpResponse(written, content_type="text/xml; charset=utf-8")

    def find_parts(
        self, given: Mapping[str, str], base_url: str
    ) -> Iterator[etree._Element]:
        verb = given["verb"]
        if verb == "Identify":
            yield xml.write_identity(base_url, find_first_moment() or NEVER)
        elif verb == "ListSets":
            raise HarvestError("noSetHierarchy", "The archive has no sets.")
        elif verb == "ListMetadataFormats":
            if "identifier" in given:
                find_one(given["identifier"])
            yield xml.write_formats()
        elif verb == "GetRecord":
            change = find_one(given["identifier"])
            yield xml.E(verb, *self.write(verb, [change]))
        else:
            yield self.go_on(verb, given)

    def go_on(self, verb: str, given: Mapping[str, str]) -> etree._Element:
        token = given.get("resumptionToken")
        span = parse_token(token) if token is not None else parse_span(given)
        found = list_changes(span.first, span.last, after=span.after, size=SIZE + 1)
        if not found:
            raise HarvestError("noRecordsMatch", "Nothing changed in that time.")
        shown = found[:SIZE]
        listed = xml.E(verb, *self.write(verb, shown))
        if len(found) > SIZE:
            after = (shown[-1].at, shown[-1].line)
            more = Span(span.first, span.last, after).token
            listed.append(xml.E("resumptionToken", more))
        elif token is not None:
            listed.append(xml.E("resumptionToken"))
        return listed

    def write(self, verb: str, changes: list[Change]) -> Iterator[etree._Element]:
        articles = [change.article for change in changes]
        hidden = find_hidden(articles)
        records = {}
        if verb != "ListIdentifiers":
            export = make_export(self.request, reverse("article-list"))
            rows = Article.objects.filter(pk__in=articles)
            records = {record.id: record for record in load_records(rows, export)}
        for change in changes:
            header = xml.write_header(
                change.article, change.at, is_deleted=change.article in hidden
            )
            if verb == "ListIdentifiers":
                yield header
            else:
                yield xml.write_record(header, records.get(change.article))


def check(request: HttpRequest, given: Mapping[str, str]) -> None:
    """Raise `HarvestError` unless the arguments are those of the verb, each once."""
    lists = (request.POST if request.method == "POST" else request.GET).lists()
    verb = given.get("verb", "")
    if verb not in REQUIRED or any(k == "verb" and len(v) > 1 for k, v in lists):
        raise HarvestError("badVerb", f"Choose one of: {', '.join(REQUIRED)}.")
    names = set(given) - {"verb"}
    if verb in LISTS and names == {"resumptionToken"}:
        return
    missing = REQUIRED[verb] - names
    odd = names - REQUIRED[verb] - OPTIONAL.get(verb, set())
    repeated = any(len(values) > 1 for _, values in lists)
    if missing or odd or repeated:
        allowed = sorted(REQUIRED[verb] | OPTIONAL.get(verb, set()))
        message = f"{verb} takes, once each: {', '.join(allowed) or 'nothing'}."
        raise HarvestError("badArgument", message)
    if given.get("metadataPrefix", xml.FORMAT) != xml.FORMAT:
        raise HarvestError("cannotDisseminateFormat", f"There is {xml.FORMAT} only.")
    if "set" in names:
        raise HarvestError("noSetHierarchy", "The archive has no sets.")


def find_one(identifier: str) -> Change:
    article = xml.find_article(identifier)
    change = find_change(article) if article else None
    if change is None:
        raise HarvestError("idDoesNotExist", "The archive has no such article.")
    return change


def parse_span(given: Mapping[str, str]) -> Span:
    first, last = given.get("from"), given.get("until")
    if first and last and len(first) != len(last):
        raise HarvestError("badArgument", "Write from and until equally exactly.")
    # Moments are told to the second, and kept more exactly.
    until = parse_moment(last) + (DAY if len(last) == 10 else SECOND) if last else None
    span = Span(
        parse_moment(first) if first else None,
        until - timedelta(microseconds=1) if until else None,
    )
    if span.first and span.last and span.first > span.last:
        raise HarvestError("badArgument", "from is later than until.")
    return span


def parse_moment(text: str) -> datetime:
    """Return the moment meant by 2024-05-16 or 2024-05-16T08:00:00Z."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return datetime.combine(date.fromisoformat(text), time(), UTC)
        if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text, re.ASCII):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    message = "Write moments as 2024-05-16 or 2024-05-16T08:00:00Z."
    raise HarvestError("badArgument", message)


def parse_token(token: str) -> Span:
    try:
        first, last, at, line = token.split("!")
        if not re.fullmatch(r"\d{1,18}", line, re.ASCII):
            raise ValueError
        return Span(
            parse_aware(first) if first else None,
            parse_aware(last) if last else None,
            after=(parse_aware(at), int(line)),
        )
    except (ValueError, OverflowError):
        message = "No list of the archive goes on there: start anew."
        raise HarvestError("badResumptionToken", message) from None


def parse_aware(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError
    return at
