"""Pages about the archive itself."""

from django.views.generic import TemplateView


class About(TemplateView):
    template_name = "about.html"


class Robots(TemplateView):
    template_name = "robots.txt"
    content_type = "text/plain"
