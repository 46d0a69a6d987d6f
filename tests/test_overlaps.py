"""Other articles that a text leads to."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.ingest import ingest
from articles.models import Article, Fingerprint, Overlap
from articles.store import reindex
from tests.builders import make_coverage, make_credit, make_event, make_source

pytestmark = pytest.mark.django_db

SHARED = (
    "Panitia menyebut pameran buku di alun-alun kota itu akan dibuka pada pagi hari "
    "dan ditutup menjelang malam selama sepekan penuh tanpa dipungut biaya apa pun, "
    "sedangkan para penulis dari berbagai daerah dijadwalkan membacakan karya mereka "
    "di panggung utama setiap sore sebelum acara diskusi dengan pembaca dimulai, dan "
    "anak-anak sekolah diajak menggambar sampul cerita yang mereka sukai bersama guru "
    "serta orang tua di taman baca yang baru selesai dibangun oleh pemerintah daerah"
)
HEADLINE = "Pameran Buku Digelar di Alun-Alun Kota"
FIRST = (
    f"{HEADLINE}\nSatu.com - 14 Mei 2024 10:00 WIB\n"
    f"KOTA, SATU.COM - Warga menunggu acara tahunan.\n\n{SHARED}.\n\nPenutup pertama.\n"
)
SECOND = (
    "Warga Sambut Pekan Pustaka\nDua.com - 15 Mei 2024 10:00 WIB\n"
    f"KOTA, DUA.COM - Ribuan orang datang.\n\nBaca juga: {HEADLINE}\n\n{SHARED}.\n\n"
    "Akhir kedua yang lain.\n"
)
OTHER = (
    "Harga Beras Naik Lagi\nTiga.com - 15 Mei 2024 10:00 WIB\n"
    "KOTA, TIGA.COM - Pedagang mengeluhkan pasokan yang berkurang sejak awal bulan.\n"
)


@pytest.fixture
def archive(tmp_path: Path) -> list[Article]:
    """Two articles that share a passage, the second naming the first; and a third."""
    for number, text in enumerate((FIRST, SECOND, OTHER)):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    ingest([tmp_path], by="a test")
    return list(Article.objects.order_by("raw_file__name"))


def test_a_shared_passage_leads_from_each_text_to_the_other(
    client: Client, archive: list[Article]
) -> None:
    first, second, other = archive
    for here, there in ((first, second), (second, first)):
        response = client.get(here.get_absolute_url())
        (overlap,) = response.context["overlaps"]
        assert overlap.other == there
        (passage,) = overlap.passages
        assert passage.text == SHARED
        start = here.raw_file.text.index("Panitia")
        assert f'<mark class="shared" id="s{start}">' in response.text
        place = there.raw_file.text.index("Panitia")
        assert f'href="{there.get_absolute_url()}#p{place}"' in response.text
    assert client.get(other.get_absolute_url()).context["overlaps"] == []


def test_a_page_with_all_that_others_share_takes_ten_queries(
    client: Client,
    archive: list[Article],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    first, second, _other = archive
    events = [make_event(name) for name in ("Satu", "Dua")]
    for article in archive:
        for event in events:
            make_coverage(article, event)
        make_credit(article, make_source("Kantor", kind="agency"))
    Overlap.objects.create(
        first=first,
        second=second,
        verdict="same-text",
        percent=90,
        decision="first-copies",
    )
    with django_assert_max_num_queries(10):
        page = client.get(second.get_absolute_url())
    assert page.context["overlaps"]
    assert page.context["related"] == [(HEADLINE, first)]
    assert page.context["relations"]
    assert page.context["beside"].earlier


def test_a_headline_printed_elsewhere_leads_to_its_article(
    client: Client, archive: list[Article]
) -> None:
    first, second, _ = archive
    assert first.headline == HEADLINE
    related = client.get(second.get_absolute_url()).context["related"]
    assert related == [(HEADLINE, first)]


def test_what_was_lost_is_found_again_after_reindexing(
    client: Client, archive: list[Article]
) -> None:
    stored = set(Fingerprint.objects.values_list())
    Fingerprint.objects.all().delete()
    assert not client.get(archive[0].get_absolute_url()).context["overlaps"]
    reindex()
    assert set(Fingerprint.objects.values_list()) == stored


def test_what_stands_within_a_passage_is_no_part_of_it(
    client: Client, tmp_path: Path
) -> None:
    middle = SHARED.index(" sedangkan")
    first, second = SHARED[:middle], SHARED[middle + 1 :]
    texts = (
        f"KOTA, SATU.COM - Warga menunggu acara.\n\n{first}\n\n{second}.\n",
        f"KOTA, DUA.COM - Orang datang.\n\n{first}\n\nBaca juga: {HEADLINE}\n\n"
        f"{second}.\n",
    )
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    ingest([tmp_path], by="a test")
    article = Article.objects.get(raw_file__name="1.txt")
    (overlap,) = client.get(article.get_absolute_url()).context["overlaps"]
    assert [passage.text for passage in overlap.passages] == [SHARED]
