"""The lines in which a word stands."""

import pytest

from articles.concordance import MOST, WIDTH, ArticleLines, find_lines
from articles.models import Article
from tests.builders import make_article, make_entity, make_mention, make_raw_file

pytestmark = pytest.mark.django_db


def lines_of(
    text: str, word: str = "Negeri", *, media_type: str = "text/plain"
) -> ArticleLines:
    raw_file = make_raw_file(text)
    raw_file.media_type = media_type
    article = make_article("Judul", raw_file=raw_file)
    place, start = make_entity("Negeri"), text.find(word)
    while start >= 0:
        make_mention(article, place, start=start, surface=word)
        start = text.find(word, start + 1)
    (found,) = find_lines([article], article.mentions.all())
    return found


def test_a_line_shows_what_stands_around_the_word() -> None:
    (line,) = lines_of("Satu.\n\nTamu dari Negeri itu tiba.\n\nDua.").lines
    assert (line.before, line.word, line.after) == (
        "Tamu dari ",
        "Negeri",
        " itu tiba.",
    )
    assert (line.zone, line.number) == ("narration", 3)


def test_a_line_end_is_seen() -> None:
    (line,) = lines_of("Judul di sini\nNegeri itu").lines
    assert line.before == "Judul di sini / "


def test_a_long_line_is_cut_between_words() -> None:
    (line,) = lines_of(f"{'kata ' * 40}Negeri{' akhir' * 40}").lines
    assert line.before.startswith("… kata kata")
    assert line.after.endswith(" akhir …")
    assert len(line.before) <= WIDTH + 2
    assert len(line.after) <= WIDTH + 2


def test_a_text_without_spaces_is_cut_as_well() -> None:
    (line,) = lines_of(f"{'x' * 300}Negeri").lines
    assert line.before == f"… {'x' * WIDTH}"


def test_markup_is_left_out_even_where_it_is_cut() -> None:
    attribute = "y" * 900
    text = f'<p class="{attribute}">Dari <b>Negeri</b> &amp; kota<a href="{attribute}">'
    (line,) = lines_of(text, media_type="text/html").lines
    assert (line.before, line.word, line.after) == ("Dari ", "Negeri", " & kota")


def test_an_article_full_of_one_word_shows_some_lines_and_counts_the_rest() -> None:
    found = lines_of("Negeri. " * (MOST + 3))
    assert (len(found.lines), found.more) == (MOST, 3)


def test_articles_keep_their_order() -> None:
    articles = [make_article("Dua"), make_article("Satu")]
    assert [found.article for found in find_lines(articles, [])] == articles
    assert Article.objects.count() == 2
