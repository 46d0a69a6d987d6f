"""What gunicorn serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")

application = get_wsgi_application()
# Reading it refuses to start without one, rather than at the first login.
settings.SECRET_KEY  # noqa: B018
# What answers is imported with the addresses: now, rather than at the first request.
get_resolver().url_patterns  # noqa: B018
