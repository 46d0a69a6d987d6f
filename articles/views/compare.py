"""Articles beside each other."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import TemplateView

from articles.comparison import CHOSEN, MOST, compare_articles
from articles.models import Article, Coverage, Event
from articles.views.basket import choose_more, parse_ids
from articles.views.beside import Beside, find_beside

# /compare/?a=1&b=2, and on for more
NAMES = "abcde"
# &more=1 where more were chosen than are compared
TOO_MANY = "more"
# Events that are offered to add from; who covers more finds them in the list.
SHARED = 3


class Compare(TemplateView):
    """Two to five articles, chosen by their ids."""

    template_name = "articles/compare.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = request.GET.getlist(CHOSEN)
        if chosen:
            # What a form of check boxes sends, at its lasting address.
            known = [request.GET[name] for name in NAMES if request.GET.get(name)]
            wanted = list(dict.fromkeys((*known, *chosen)))
            return redirect(_address(wanted))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = parse_ids(self.request.GET.get(name, "") for name in NAMES)
        found = Article.objects.for_reading().in_bulk(wanted)
        articles = [found[pk] for pk in wanted if pk in found]
        known = [article.pk for article in articles]
        return super().get_context_data(
            **kwargs,
            most=MOST,
            is_cut=TOO_MANY in self.request.GET,
            articles=articles,
            add_url=choose_more(known),
            add_on=[(e, choose_more(known, e.slug)) for e in _shared(articles)],
            heads=[(a, _address(pk for pk in wanted if pk != a.pk)) for a in articles],
            beside=_beside(articles[0]) if len(articles) == 1 else None,
            missing=[pk for pk in wanted if pk not in found],
            comparison=compare_articles(articles) if len(articles) > 1 else None,
        )


def _shared(articles: list[Article]) -> list[Event]:
    """Return the events that all the articles are on."""
    pks = [article.pk for article in articles]
    of_all = Coverage.objects.standing().filter(article__in=pks).values("event")
    shared = of_all.annotate(n=Count("article")).filter(n=len(pks)).values("event")
    return list(Event.objects.filter(pk__in=shared)[:SHARED]) if pks[1:] else []


def _beside(article: Article) -> Beside:
    events = article.coverage.standing().values_list("event", flat=True)
    return find_beside(article, events)


def _address(chosen: Iterable[str | int]) -> str:
    """Return where these are compared, the first of them if they are too many."""
    wanted = list(chosen)
    named: list[tuple[str, str | int]] = list(zip(NAMES, wanted, strict=False))
    if len(wanted) > MOST:
        named.append((TOO_MANY, 1))
    return f"{reverse('compare')}?{urlencode(named)}"
