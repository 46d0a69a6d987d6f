"""Where the bars of a histogram stand: across in percent, so that any width fits."""

from dataclasses import dataclass
from typing import Literal

from django.utils.formats import date_format

from articles.histogram import Bar, Histogram
from articles.timeline import Timeline

# In pixels.
HEIGHT = 72
LEAST = 3  # a single article among thousands is still seen
# Of few bars each is no wider than one of so many.
FEWEST = 14
# Words under the bars need so much room, in percent of the narrowest screen.
LABEL = 27
FORMATS = {"day": "j M Y", "month": "M Y", "year": "Y"}


@dataclass(frozen=True, slots=True)
class DrawnBar:
    bar: Bar
    label: str
    x: float
    width: float
    y: int
    height: int
    about_height: int


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    x: float
    anchor: Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Drawing:
    histogram: Histogram
    bars: list[DrawnBar]
    breaks: list[float]
    labels: list[Label]
    end: float  # of the last bar
    height: int = HEIGHT


def draw(histogram: Histogram) -> Drawing:
    """Return where everything stands."""
    room = sum(len(stretch) + 1 for stretch in histogram.stretches) - 1
    step = 100 / max(room, FEWEST)
    most = max((bar.count for bar in histogram.bars), default=1)
    bars: list[DrawnBar] = []
    breaks: list[float] = []
    labels: list[Label] = []
    place = 0
    for stretch in histogram.stretches:
        if place:
            breaks.append(_percent((place + 0.5) * step))
            place += 1
        ends = [place, place + len(stretch)]
        _label(labels, histogram, stretch, [end * step for end in ends], step)
        for number, bar in enumerate(stretch, start=place):
            if bar.count:
                bars.append(_draw(histogram, bar, number * step, step, most))
        place = ends[1]
    return Drawing(histogram, bars, breaks, labels, _percent(place * step))


def _draw(histogram: Histogram, bar: Bar, x: float, step: float, most: int) -> DrawnBar:
    height = max(LEAST, round(HEIGHT * bar.count / most))
    return DrawnBar(
        bar,
        date_format(bar.first, FORMATS[histogram.unit]),
        _percent(x),
        _percent(step),
        HEIGHT - height,
        height,
        round(height * bar.about_count / bar.count),
    )


def _label(
    labels: list[Label],
    histogram: Histogram,
    stretch: list[Bar],
    ends: list[float],
    step: float,
) -> None:
    """Name the first and the last bar of a stretch where there is room."""
    form = FORMATS[histogram.unit]
    reached = _reached(labels)
    start, end = ends
    if start >= reached and start + LABEL <= 100:
        text = date_format(stretch[0].first, form)
        labels.append(Label(text, _percent(start), "start"))
        reached = start + LABEL
    text = date_format(stretch[-1].first, form)
    if end - LABEL >= reached:
        labels.append(Label(text, _percent(end), "end"))
    elif end - step >= reached and end - step + LABEL <= 100:
        labels.append(Label(text, _percent(end - step), "start"))


def _reached(labels: list[Label]) -> float:
    if not labels:
        return 0
    last = labels[-1]
    return last.x + LABEL if last.anchor == "start" else last.x


def _percent(value: float) -> float:
    return round(value, 3)


@dataclass(frozen=True, slots=True)
class DrawnDay:
    label: str
    part: str
    total: int
    x: float
    width: float
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class DrawnTimeline:
    timeline: Timeline
    days: list[DrawnDay]
    height: int = HEIGHT


def draw_timeline(timeline: Timeline) -> DrawnTimeline:
    """Return one step for each day, as high as there are articles by then."""
    width = 100 / len(timeline.days)
    days = []
    for number, day in enumerate(timeline.days):
        height = round(HEIGHT * day.total / max(timeline.most, 1))
        days.append(
            DrawnDay(
                date_format(day.day, "j M"),
                day.part,
                day.total,
                _percent(number * width),
                _percent(width),
                HEIGHT - height,
                height,
            )
        )
    return DrawnTimeline(timeline, days)
