"""The interface in Indonesian."""

from datetime import datetime
from gettext import GNUTranslations

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from django.utils.formats import date_format

from newsarchive.settings import BASE_DIR
from tests.builders import make_article

CATALOG = BASE_DIR / "articles/locale/id/LC_MESSAGES"


def test_the_compiled_catalog_is_that_of_the_source_and_whole() -> None:
    with (CATALOG / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    with (CATALOG / "django.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="id") if message.id]
    for message in messages:
        # One form serves for all numbers.
        text = message.id if isinstance(message.id, str) else message.id[0]
        [translation] = (
            message.string if isinstance(message.string, tuple) else [message.string]
        )
        assert translation
        assert compiled.ngettext(text, text, 2) == translation or (
            compiled.gettext(text) == translation
        )


@pytest.mark.django_db
def test_pages_speak_the_readers_language(client: Client) -> None:
    make_article("Judul", published="2024-05-14~")
    html = client.get("/", headers={"accept-language": "id"}).text
    assert '<html lang="id">' in html
    assert "sekitar 14 Mei 2024" in html
    assert "Media tidak diketahui" in html
    assert "1 artikel" in html


def test_times_in_english_read_the_same_everywhere() -> None:
    at = datetime(2024, 5, 6, 14, 5)  # noqa: DTZ001 - shown as it is
    assert date_format(at, "SHORT_DATETIME_FORMAT") == "6 May 2024, 14:05"
    assert date_format(at, "DATE_FORMAT") == "6 May 2024"
