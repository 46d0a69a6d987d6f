"""What the archive tells its operators of itself: a line a request, and figures."""

import logging
import os
from collections.abc import Callable, Iterator
from hmac import compare_digest
from time import perf_counter

from django.conf import settings
from django.db.models import Max, Sum
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import REGISTRY, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from articles.models import IngestRun, Tally

logger = logging.getLogger(__name__)

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})

REQUESTS = Histogram(
    "newsarchive_request_seconds",
    "How long requests took, by what was shown.",
    ["view", "method", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


class MetricsMiddleware:
    """Counts and logs requests: the path alone, for queries are the readers' own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = perf_counter()
        response = self.get_response(request)
        seconds = perf_counter() - start
        # Names, so that guessed addresses and methods don't add series.
        view = request.resolver_match.view_name if request.resolver_match else ""
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(view, method, response.status_code).observe(seconds)
        logger.info(
            "%s %s %s",
            request.method,
            request.path,
            response.status_code,
            extra={
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "milliseconds": round(seconds * 1000, 1),
            },
        )
        return response


def show_metrics(request: HttpRequest) -> HttpResponse:
    """Answer Prometheus, if it knows the token; to others this page isn't there."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if not token or not compare_digest(given.encode(), f"Bearer {token}".encode()):
        raise Http404
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(REGISTRY)
    registry.register(ArchiveCollector())
    return HttpResponse(
        generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4
    )


class ArchiveCollector(Collector):
    """Figures of the archive as it is now."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        outlets = Tally.objects.filter(facet=Tally.Facet.OUTLET, period=0)
        yield GaugeMetricFamily(
            "newsarchive_articles",
            "Articles in the archive.",
            outlets.aggregate(n=Sum("count"))["n"] or 0,
        )
        finished_at = IngestRun.objects.aggregate(at=Max("finished_at"))["at"]
        yield GaugeMetricFamily(
            "newsarchive_last_run_timestamp_seconds",
            "When the last ingest or re-extraction ended.",
            finished_at.timestamp() if finished_at else 0,
        )
