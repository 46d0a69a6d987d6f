"""A made-up archive of any size, the same each time, loaded as an ingest loads."""

import hashlib
import random
from bisect import bisect
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import accumulate, count, islice
from time import perf_counter

from articles.models import IngestRun
from articles.records import (
    Credit,
    Evidence,
    ExtractedArticle,
    FoundOutlet,
    Headline,
    Knowledge,
    KnownAlias,
    KnownEntity,
    KnownEvent,
    KnownSource,
    Mention,
    Paragraph,
    PublishedDate,
    RawDocument,
    SidecarEntry,
    Span,
)
from articles.store import Directory, Incoming, Writer, ship_knowledge
from tests.benchmarks.texts import make_words

OUTLETS, AGENCIES, EVENTS = 200, 8, 20
MOST_ENTITIES = 50_000
KINDS = ("person", "place", "organization")
FIRST_DAY, DAYS = date(2015, 1, 1), 3652
BURST = date(2024, 5, 13)  # one article in ten is from the week that begins here
VOCABULARY = 20_000
BATCH_SIZE = 200
AT = datetime(2026, 1, 1, tzinfo=UTC)

# How often a word comes: by its rank, from every other article to a handful.
COMMON_RANK, SECOND_RANK = 20, 30
RARE_EVERY, PHRASE_EVERY = 5_000, 200
RARE_WORD = "zzjarang"


class Weighted:
    """Numbers below `size`, the n-th about 1/(n + shift) times as often."""

    def __init__(self, size: int, shift: int = 3) -> None:
        self.sums = list(accumulate(1 / (rank + shift) for rank in range(size)))

    def draw(self, dice: random.Random) -> int:
        return min(bisect(self.sums, dice.random() * self.sums[-1]), len(self.sums) - 1)


@dataclass(slots=True)
class Text:
    """A text as it is put together; knows where everything stands."""

    text: str = ""

    def add(self, words: str, rule: str = "bench") -> Evidence:
        start = len(self.text)
        self.text += words
        return Evidence(rule, start, len(self.text), words)


@dataclass(frozen=True)
class Archive:
    """What an archive of `size` articles consists of; smaller ones are its beginning.

    Bodies are words of its own, or passages of `corpus`.
    """

    size: int
    corpus: tuple[str, ...] = ()
    seed: int = 1

    @cached_property
    def words(self) -> list[str]:
        return make_words(VOCABULARY, seed=self.seed)

    @cached_property
    def phrase(self) -> str:
        """Two words that stand side by side in one article of `PHRASE_EVERY`."""
        return f"{self.words[COMMON_RANK]} {self.words[SECOND_RANK]}"

    @cached_property
    def knowledge(self) -> Knowledge:
        size = min(MOST_ENTITIES, max(100, self.size // 2))
        first, second = self.words[:1000], self.words[1000:]
        names = (
            f"{first[n % 1000]} {second[n // 1000]} {n}".title() for n in range(size)
        )
        entities = tuple(
            KnownEntity(f"entity-{n}", name, KINDS[n % 3], (KnownAlias(name),))  # type: ignore[arg-type]
            for n, name in enumerate(names)
        )
        outlets = (
            KnownSource(f"outlet-{n}", f"Harian {n}", "outlet") for n in range(OUTLETS)
        )
        agencies = (
            KnownSource(f"agency-{n}", f"Kantor Berita {n}", "agency")
            for n in range(AGENCIES)
        )
        starts = (FIRST_DAY + timedelta(n * DAYS // EVENTS) for n in range(EVENTS))
        events = tuple(
            KnownEvent(f"event-{n}", f"Acara {n}", day, day + timedelta(1))
            for n, day in enumerate(starts)
        )
        return Knowledge((*outlets, *agencies), entities, events)

    def articles(self) -> Iterator[Incoming]:
        """Yield the articles, endlessly; whoever takes them stops in time."""
        dice = random.Random(self.seed)  # noqa: S311 - for likeness, not for secrets
        outlets, entities = Weighted(OUTLETS), Weighted(len(self.knowledge.entities))
        vocabulary = Weighted(VOCABULARY)
        for number in count():
            outlet = None if dice.random() < 0.04 else outlets.draw(dice)
            chosen = [entities.draw(dice) for _ in range(dice.randint(5, 12))]
            body = self._body(dice, vocabulary, number)
            yield self._incoming(dice, number, outlet, chosen, body)

    def _body(self, dice: random.Random, vocabulary: Weighted, number: int) -> str:
        if self.corpus:
            words = dice.choice(self.corpus).split()
        else:
            length = dice.randint(120, 280)
            words = [self.words[vocabulary.draw(dice)] for _ in range(length)]
        if number % RARE_EVERY == 0:
            words.append(RARE_WORD)
        if number % PHRASE_EVERY == 0:
            words.append(self.phrase)
        return " ".join(words)

    def _incoming(
        self,
        dice: random.Random,
        number: int,
        outlet: int | None,
        chosen: list[int],
        body: str,
    ) -> Incoming:
        text, names = Text(), self.knowledge.entities
        headline = text.add(" ".join(body.split()[:7]).capitalize())
        text.add("\n\n")
        start = len(text.text)
        mentions = []
        for entity in chosen:
            known = names[entity]
            place = text.add(known.name)
            mentions.append(
                Mention(
                    known.slug,
                    known.kind,
                    place.exact,
                    place.start,
                    place.end,
                    "narration",
                )
            )
            text.add(" ")
        text.add(f"{body} {number}")
        agency = f"Kantor Berita {number % AGENCIES}"
        credit = Credit(agency, "wire", headline, f"agency-{number % AGENCIES}")
        facts = ExtractedArticle(
            language="id",
            outlet=FoundOutlet(f"Harian {outlet}", None, None, f"outlet-{outlet}")
            if outlet is not None
            else None,
            published=_published(dice),
            headline=Headline(headline.exact, headline),
            credits=(credit,) if dice.random() < 0.2 else (),
            body=text.text[start:],
            paragraphs=(Paragraph((Span(start, len(text.text)),)),),
            mentions=tuple(mentions),
        )
        event = f"event-{number % EVENTS}" if dice.random() < 0.05 else None
        sidecar = SidecarEntry(event=event) if event else None
        return Incoming(_document(number, text.text), facts, sidecar)


def _published(dice: random.Random) -> PublishedDate | None:
    chance = dice.random()
    day = FIRST_DAY + timedelta(dice.randrange(DAYS))
    if dice.random() < 0.1:
        day = BURST + timedelta(dice.randrange(7))
    if chance < 0.03:
        return None
    # Put together here: to parse EDTF takes longer than to store an article.
    if chance < 0.04:
        last = day.replace(day=monthrange(day.year, day.month)[1])
        first = day.replace(day=1)
        return PublishedDate(f"{day:%Y-%m}", first, last, "stated", None)
    if chance < 0.3:
        beside = timedelta(1)
        return PublishedDate(f"{day}~", day - beside, day + beside, "stated", None)
    return PublishedDate(str(day), day, day, "stated", None)


def _document(number: int, text: str) -> RawDocument:
    data = text.encode()
    return RawDocument(
        name=f"{number:07d}.txt",
        path=f"{number:07d}.txt",
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        encoding="utf-8",
        text=text,
    )


class Loader:
    """Stores an archive's articles, as far as is asked for."""

    def __init__(self, archive: Archive, stored: int = 0) -> None:
        ship_knowledge(archive.knowledge)
        run = IngestRun.objects.create(started_at=AT, by="bench", extractor_version="1")
        self.writer = Writer(run, "1", archive.knowledge.events, Directory())
        self.articles = islice(archive.articles(), stored, None)
        self.stored = stored
        self.seconds = 0.0  # spent in the store alone

    def load(self, size: int) -> None:
        """Store articles until there are `size`."""
        while self.stored < size:
            missing = size - self.stored
            batch = list(islice(self.articles, min(BATCH_SIZE, missing)))
            start = perf_counter()
            self.writer.create(batch, at=AT)
            self.seconds += perf_counter() - start
            self.stored += len(batch)
