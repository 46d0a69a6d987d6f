"""Text as XML can say it."""

import re

# What XML 1.0 can't say: https://www.w3.org/TR/xml/#charsets
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return the text with a visible mark for each character that XML can't say."""
    return NOT_XML.sub("\ufffd", text)
