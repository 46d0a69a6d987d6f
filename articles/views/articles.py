"""The list and its articles."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header
from django_filters.views import FilterView

from articles.choices import count_review, open_facet
from articles.duplicates import find_relations
from articles.exports import FORMS
from articles.extract import from_json
from articles.facets import count_facets
from articles.filters import ArticleFilter
from articles.histogram import find_histogram
from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.overlaps import find_others, mark_shared, read_text
from articles.provenance import facts
from articles.raw_view import lines, marks
from articles.reading import is_as_read, lay_out
from articles.records import ExtractedArticle
from articles.views import chips
from articles.views.bars import draw
from articles.views.basket import find_basket
from articles.views.beside import find_beside
from articles.views.exports import export_list
from articles.views.hidden import OfArticle
from articles.views.hits import search_box, show_hits
from articles.views.keyset import Cursor, jump, make_page
from articles.views.moved import find_moved, lead_on
from articles.views.naming import names_in
from articles.views.nothing_found import find_ways_out
from articles.views.outward import tell_machines
from articles.views.quotes import speakers

PAGE_SIZE = 25
# What the raw text view shows; the file itself can always be had.
RAW_LIMIT = 400_000


class ArticleList(FilterView):  # type: ignore[misc]
    """Newest first, narrowed by the parameters."""

    filterset_class = ArticleFilter
    template_name = "articles/article_list.html"

    def get_queryset(self) -> ArticleQuerySet:
        return Article.objects.for_list()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "jump" in request.GET:
            return HttpResponseRedirect(jump(request.GET))
        self.filterset = self.get_filterset(self.get_filterset_class())
        if query := find_moved(self.filterset):
            return lead_on(f"{request.path}?{query}")
        self.object_list = self.filterset.qs
        context = self.get_context_data(filter=self.filterset)
        answer: HttpResponse = self.render_to_response(context)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        articles: ArticleFilter = kwargs["filter"]
        if articles.query:
            # What was found is shown in the texts.
            articles.queryset = articles.queryset.defer(None)
        cursor = Cursor.from_query(self.request.GET)
        page = make_page(articles, cursor, PAGE_SIZE)
        facets = count_facets(articles)
        if articles.query:
            show_hits(page.articles, articles.query)
        context: dict[str, Any] = super().get_context_data(
            **kwargs,
            **search_box(articles),
            basket=find_basket(self.request.GET),
            cursor=cursor,
            page=page,
            facets=facets,
            drawing=draw(find_histogram(articles)),
            forms=FORMS.values(),
            export_query=export_list(self.request).query,
            opened=open_facet(
                articles,
                self.request.GET.get("facet", ""),
                self.request.GET.get("facet_q", ""),
            ),
            review=count_review(articles),
            chips=chips.chips(articles),
            rejected=chips.rejected(articles),
            ways_out=None if facets.total else find_ways_out(articles),
        )
        return context


class ArticleDetail(OfArticle):
    """One article, at the address that its title gives it."""

    queryset = Article.objects.for_reading()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if kwargs.get("slug") != self.object.slug:
            return lead_on(self.object)
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        article = self.object
        read = reading_of(article)
        text = read_text(article, read.paragraphs if is_as_read(article, read) else ())
        others = find_others(text, read.related)
        mentions = list(article.mentions.in_article().select_related("entity"))
        blocks = lay_out(article, read, mentions, mark_shared(others.overlaps))
        corrections = list(article.corrections.all())
        known = facts(article, read, corrections)
        coverage = list(article.coverage.standing().select_related("event"))
        return super().get_context_data(
            **kwargs,
            **tell_machines(self.request, article, mentions, coverage, corrections),
            blocks=blocks,
            speakers=speakers(read.quotes, blocks, (m.entity for m in mentions)),
            facts=known,
            settled=[fact.name for fact in known if fact.correction],
            names=names_in(mentions),
            coverage=coverage,
            beside=find_beside(article, [each.event_id for each in coverage]),
            overlaps=others.overlaps,
            relations=find_relations(article),
            related=[
                (part.headline, others.headed.get(part.headline))
                for part in read.related
            ],
        )


class ArticleRaw(OfArticle):
    """The raw text, line by line, with what was read from it."""

    queryset = Article.objects.select_related("raw_file", "extraction")
    template_name_suffix = "_raw"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = self.object.raw_file.text
        found = marks(reading_of(self.object))
        return super().get_context_data(
            **kwargs,
            lines=lines(text[:RAW_LIMIT], found),
            facts=list(dict.fromkeys(mark.fact for mark in found)),
            is_cut=len(text) > RAW_LIMIT,
            limit=RAW_LIMIT,
        )


class ArticleBytes(OfArticle):
    """The file as it was received."""

    queryset = Article.objects.select_related("raw_file")

    def render_to_response(
        self, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        raw_file = self.object.raw_file
        # Always as text, whatever it is: a saved page must not run here.
        return HttpResponse(
            raw_file.data,
            content_type=f"text/plain; charset={raw_file.encoding}",
            headers={
                "Content-Disposition": content_disposition_header(
                    as_attachment=True, filename=raw_file.name
                ),
                "X-Content-Type-Options": "nosniff",
            },
        )


def reading_of(article: Article) -> ExtractedArticle:
    """Return what the machine read from an article's raw text."""
    extraction = getattr(article, "extraction", None)
    return from_json(extraction.facts) if extraction else ExtractedArticle()
