"""Accounts and roles: Django's own, with a line of the log for each change."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from articles.admin.logged import LoggedAdmin
from articles.admin.person import person
from articles.log import log_change, tell

admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(LoggedAdmin, UserAdmin):
    """Accounts are turned off, not deleted: the log names them."""

    def has_delete_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        return False

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        with transaction.atomic():
            before = User.objects.filter(pk=id).first()
            response: HttpResponse = super().user_change_password(request, id, form_url)
            after = User.objects.filter(pk=id).first()
            if before and after and before.password != after.password:
                log_change(after, tell(after), by=person(request), password="changed")  # noqa: S106
        return response


@admin.register(Group)
class RoleAdmin(LoggedAdmin, GroupAdmin):
    """Groups of people, and what each may do."""
