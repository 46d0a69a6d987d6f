"""The review workbench: a queue, and one screen for each of its articles."""

from articles.admin.workbench.views import Workbench

__all__ = ["Workbench"]
