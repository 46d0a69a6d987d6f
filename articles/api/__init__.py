"""The archive for programs: what the pages show, as JSON, described by OpenAPI 3.1."""

from articles.api.endpoints import api

__all__ = ["api"]
