"""Who is quoted in an event's articles, and with which words."""

from typing import Any

from django.http import Http404
from django.views.generic import DetailView

from articles.filters import UNKNOWN
from articles.models import Article, Event, Listing
from articles.views.cut import cut
from articles.voices import READ, Said, Voice, find_voices

VOICES_PER_PAGE = 50
QUOTES_PER_PAGE = 40
# Outlets to choose from that are in view.
OUTLETS_SHOWN = 12


class EventVoices(DetailView):
    """All speakers; of one of them all words, or those in one outlet."""

    queryset = Event.objects.all()
    template_name = "articles/event_voices.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event: Event = self.object
        articles = Article.objects.listed_under(Listing.Facet.EVENT, event.pk)
        voices = find_voices(articles)
        key = self.request.GET.get("speaker", "")
        outlet = self.request.GET.get("outlet", "")
        voice = _find(voices, key) if key else None
        quotes = [q for q in voice.quotes if _is_in(q, outlet)] if voice else []
        return super().get_context_data(
            **kwargs,
            voice=voice,
            outlet=outlet,
            outlets=_fold(voice, outlet) if voice else None,
            page_obj=cut(self.request, quotes, QUOTES_PER_PAGE)
            if voice
            else cut(self.request, voices, VOICES_PER_PAGE),
            quotes_read=READ,
        )


def _find(voices: list[Voice], key: str) -> Voice:
    for voice in voices:
        if voice.key == key:
            return voice
    raise Http404


def _is_in(quote: Said, outlet: str) -> bool:
    source = quote.article.outlet
    return not outlet or outlet == (source.slug if source else UNKNOWN)


def _fold(voice: Voice, chosen: str) -> dict[str, Any]:
    """Return the outlets that quote somebody: some in view, many others folded."""
    every = voice.outlets
    shown = len(every) if len(every) <= OUTLETS_SHOWN + 1 else OUTLETS_SHOWN
    rest = every[shown:]
    slugs = [source.slug if source else UNKNOWN for source, _ in rest]
    return {"first": every[:shown], "rest": rest, "is_in_rest": chosen in slugs}
