"""Pages about the archive itself."""

from typing import Any

from django.conf import settings
from django.views.generic import TemplateView


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
