from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from newsarchive.metrics import show_metrics

urlpatterns = [
    path(settings.ADMIN_PATH, admin.site.urls),
    path("metrics", show_metrics),
    path("", include("articles.urls")),
]

handler500 = "newsarchive.errors.server_error"
