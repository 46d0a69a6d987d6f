"""Desks of rows that the program makes and of which a person only decides."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest


class DecisionAdmin(admin.ModelAdmin):
    """Whoever may view the rows sees them; whoever may change them decides."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def check_permission(self, request: HttpRequest) -> None:
        """Raise `PermissionDenied` unless the user may do what the request asks."""
        is_decision = request.method == "POST"
        if not self.has_view_permission(request) or (
            is_decision and not self.has_change_permission(request)
        ):
            raise PermissionDenied

    def find(self, request: HttpRequest, object_id: str) -> Any:
        """Return the row of this id; raise `Http404` if none has it."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        return row
