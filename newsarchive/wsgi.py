"""What gunicorn serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")

application = get_wsgi_application()
# Reading it refuses to start without one, rather than at the first login.
settings.SECRET_KEY  # noqa: B018
