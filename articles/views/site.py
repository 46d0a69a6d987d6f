"""Pages about the archive itself."""

from typing import Any

from django.conf import settings
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView
from django.views.i18n import set_language

# Keeps the reader's choice in a cookie. Without a token, which would be each reader's
# own, so that no page could be kept for others: whoever had a reader send this form
# would change in which of our languages they see the archive, and lead them to one of
# its own pages, which a link does too.
choose_language = csrf_exempt(set_language)


class SiteFile(TemplateView):
    """A file that names the archive's own addresses, whole."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        site = f"{self.request.scheme}://{self.request.get_host()}"
        return super().get_context_data(**kwargs, site=site)


class About(TemplateView):
    template_name = "about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, contact=settings.CONTACT_EMAIL)


class Robots(SiteFile):
    template_name = "robots.txt"
    content_type = "text/plain"


class OpenSearch(SiteFile):
    """How browsers search here: https://github.com/dewitt/opensearch"""

    template_name = "opensearch.xml"
    content_type = "application/opensearchdescription+xml"
