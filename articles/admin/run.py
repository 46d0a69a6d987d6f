"""Ingest runs, to read."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.models import IngestRun


@admin.register(IngestRun)
class IngestRunAdmin(admin.ModelAdmin):
    """What came in when; written by ingest alone."""

    list_display = (
        "started_at",
        "by",
        "extractor_version",
        "created_count",
        "updated_count",
        "unchanged_count",
        "rejected_count",
    )
    list_filter = ("started_at", "extractor_version")
    readonly_fields = ("rejections",)
    exclude = ("rejected",)

    @admin.display(description=_("rejected"))
    def rejected_count(self, run: IngestRun) -> int:
        return len(run.rejected)

    @admin.display(description=_("rejected"))
    def rejections(self, run: IngestRun) -> SafeString:
        lines = ((entry["file"], entry["reason"]) for entry in run.rejected)
        return format_html_join("", "<p>{}: {}</p>", lines)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: IngestRun | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: IngestRun | None = None
    ) -> bool:
        return False
