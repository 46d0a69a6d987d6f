from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from newsarchive.metrics import show_metrics

if settings.SECOND_FACTOR:
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from articles.admin.second_factor import CodeSite

    # As django-otp has it for who has but the one desk.
    admin.site.__class__ = CodeSite
    # `manage.py second_factor` is the way, which leaves a line in the log.
    admin.site.unregister(TOTPDevice)

urlpatterns = [
    path(settings.ADMIN_PATH, admin.site.urls),
    path("metrics", show_metrics),
    path("", include("articles.urls")),
]

handler500 = "newsarchive.errors.server_error"
