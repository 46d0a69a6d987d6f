"""The curators' desk: Django's admin, one module per model.

The admin declares; `articles.curate` acts.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.article import ArticleAdmin
from articles.admin.candidate import CandidateAdmin
from articles.admin.entity import EntityAdmin
from articles.admin.event import EventAdmin
from articles.admin.overlap import OverlapAdmin
from articles.admin.people import AccountAdmin, RoleAdmin
from articles.admin.run import IngestRunAdmin
from articles.admin.source import SourceAdmin

__all__ = [
    "AccountAdmin",
    "ArticleAdmin",
    "CandidateAdmin",
    "EntityAdmin",
    "EventAdmin",
    "IngestRunAdmin",
    "OverlapAdmin",
    "RoleAdmin",
    "SourceAdmin",
]

admin.site.site_header = _("newsarchive: the curators' desk")
admin.site.site_title = _("newsarchive")
admin.site.index_title = _("What the archive holds")
