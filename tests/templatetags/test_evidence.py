import pytest

from articles.templatetags.evidence import rule_in_words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        pytest.param("sumber-line", "line that names the source", id="known"),
        pytest.param("meta-og:url", "the page’s metadata, og:url", id="metadata"),
        pytest.param("brand-new", "brand new", id="not_yet_worded"),
    ],
)
def test_a_rule_is_put_into_words(rule: str, words: str) -> None:
    assert rule_in_words(rule) == words
