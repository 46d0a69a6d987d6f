"""Pages in the manner of today's outlets; all words are made up."""

import pytest

from tests.extract.pages import PARAGRAPHS, extract

FIRST, SECOND, THIRD = PARAGRAPHS
HEADLINE = "Putin Tiba di Beijing Pagi Ini"
HEAD = f"<title>{HEADLINE} - Fajar</title>"
TEASERS = "".join(
    f"<div class='kartu'><a href='/{n}'><h3>Kabar lain nomor {n} hari ini</h3></a>"
    f"<p>Ringkasan kabar nomor {n} ini cukup panjang untuk sebuah paragraf.</p>"
    "</div>"
    for n in range(4)
)

# A bare dateline in bold, an advert's mark, a table of links, tags.
DATELINE_IN_BOLD = f"""
<article class="detail"><h1 class="detail__title">{HEADLINE}</h1>
<div class="detail__date">Kamis, 16 Mei 2024 08:10 WIB</div>
<figure class="detail__media-image"><img src="a.jpg"><figcaption>Foto: Pesawat
mendarat di bandara ibu kota pada pagi hari. (Rina/fajar)</figcaption></figure>
<div class="detail__body itp_bodycontent_wrapper">
<div class="detail__body-text itp_bodycontent"><strong>Beijing</strong> - <p>{FIRST}</p>
<div class="parallaxindetail"><p>ADVERTISEMENT</p><p>SCROLL TO CONTINUE WITH CONTENT</p>
</div><p>{SECOND}</p>
<table class="linksisip"><tr><td>Baca juga: <a href="/b">Kremlin Bantah Rumor Tentang
Itu</a></td></tr></table><p>{THIRD}</p></div>
<div class="detail__body-tag"><a href="/t/1">putin</a> <a href="/t/2">beijing</a></div>
</div></article><aside>{TEASERS}</aside>"""

# WordPress: the article's element bears its tags among its classes.
WORDPRESS = f"""
<body class="post-template-default single single-post postid-12"><header>
<a href="/">Fajar</a></header><main id="main" class="site-main">
<article id="post-12" class="post-12 post type-post status-publish hentry category-dunia
tag-iklan tag-promo"><header class="entry-header">
<h1 class="entry-title">{HEADLINE}</h1>
<div class="entry-meta">oleh <a href="/author/rina">Rina</a> 16 Mei 2024</div></header>
<div class="entry-content"><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>
<div class="sharedaddy"><ul><li><a href="#">Facebook</a></li></ul></div></div></article>
<div class="related-posts">{TEASERS}</div></main></body>"""

# Paragraphs by line breaks in one element, links to others between them.
LINE_BREAKS = f"""
<div class="wrap__article-detail"><h1>{HEADLINE}</h1>
<span>Kamis, 16 Mei 2024 8:10 WIB</span>
<div class="post-content" itemprop="articleBody">{FIRST}<br/><br/>
<span class="baca-juga"><b>Baca juga: <a href="/b">Kremlin Bantah Rumor Tentang Itu</a>
</b></span><br/><br/>{SECOND}<br/><br/>{THIRD}<br/><br/>
<p class="text-muted">Pewarta: Rina Wulan<br/>Editor: Budi Hartono</p></div>
<div class="comments"><p>Komentar pembaca ini panjang sekali dan bukan bagian
dari artikel.</p></div></div>"""

# Every paragraph deep in elements of its own, all class names made by a machine.
BOXED = f"""
<div id="root"><main><div class="css-1q"><h1 class="css-9z">{HEADLINE}</h1></div>
<div dir="ltr" class="bbc-1a"><p class="bbc-2b">{FIRST}</p></div>
<div dir="ltr" class="bbc-1a"><p class="bbc-2b">{SECOND}</p></div>
<section class="bbc-5c"><ul>
<li><a href="/x">Kabar lain dari ibu kota negeri itu</a></li>
<li><a href="/y">Kabar lain soal perundingan dagang</a></li>
<li><a href="/z">Kabar lain dari bursa saham</a></li></ul></section>
<div dir="ltr" class="bbc-1a"><p class="bbc-2b">{THIRD}</p></div></main></div>"""

# Everything within one element named after what it also holds.
MISNAMED = f"""
<div class="content-with-sidebar share-wrapper"><h1>{HEADLINE}</h1>
<div class="sosmed-sticky"><div class="teks"><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>
</div></div></div><div class="sidebar">{TEASERS}</div>"""


@pytest.mark.parametrize(
    "layout",
    [
        pytest.param(DATELINE_IN_BOLD, id="dateline-in-bold"),
        pytest.param(WORDPRESS, id="wordpress"),
        pytest.param(LINE_BREAKS, id="line-breaks"),
        pytest.param(BOXED, id="boxed-paragraphs"),
        pytest.param(MISNAMED, id="misnamed-elements"),
    ],
)
def test_the_article_is_taken_whole_and_nothing_else(layout: str) -> None:
    article = extract(f"<!DOCTYPE html><html><head>{HEAD}</head>{layout}</html>")

    assert article.headline is not None
    assert article.headline.text == HEADLINE
    assert (
        article.body.removeprefix("Beijing -").split() == " ".join(PARAGRAPHS).split()
    )


def test_the_printed_day_and_bylines_around_the_text_are_found() -> None:
    article = extract(f"<html><head>{HEAD}</head>{LINE_BREAKS}</html>")

    assert article.published is not None
    assert article.published.edtf == "2024-05-16"
    assert [byline.name for byline in article.bylines] == ["Rina Wulan", "Budi Hartono"]
    assert len(article.related) == 1
