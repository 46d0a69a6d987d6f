"""Texts as lists show them."""

from django.template.defaultfilters import truncatechars
from hypothesis import given
from hypothesis import strategies as st

from articles.templatetags.texts import shorten

TEXT = st.text(st.sampled_from("ab –“é\u0301\u0323字"), max_size=20)


@given(TEXT, st.integers(1, 20))
def test_texts_are_shortened_as_django_does(text: str, length: int) -> None:
    assert shorten(text, length) == truncatechars(text, length)
