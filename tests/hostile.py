"""What an attacker would send, and what would show that it worked.

Every payload that is markup or code bears the marker, which nothing else does.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import html5lib
from lxml import etree

MARKER = "xss1337"

# Markup and code, for every place that a page has for values.
MARKUP = (
    f"<{MARKER}>",
    f"</{MARKER}>",
    f"<img src=x onerror={MARKER}()>",
    f'"><{MARKER} {MARKER}=1 x="',
    f"'><{MARKER} {MARKER}=1 x='",
    f'" {MARKER}="1',
    f"' {MARKER}='1",
    f"x {MARKER}=1",
    f"</script><script>{MARKER}()</script>",
    f"</title><{MARKER}>",
    f"</textarea><svg/onload={MARKER}()>",
    f"--><{MARKER}><!--",
    f"]]><{MARKER}/><![CDATA[",
    f"<!DOCTYPE x [<!ENTITY {MARKER} SYSTEM 'file:///etc/passwd'>]>&{MARKER};",
    f"javascript:{MARKER}()",
    f"data:text/html,<script>{MARKER}()</script>",
    f"{{{{ {MARKER} }}}}{{% include '{MARKER}' %}}",
    f"${{{MARKER}}}#{{{MARKER}}}<%= {MARKER} %>",
    f"＜{MARKER}＞",  # full width, which some databases narrow
    f"%3C{MARKER}%3E",
    f"\\u003c{MARKER}\\u003e",
    f"+ADw-{MARKER}+AD4-",  # UTF-7
)
# What breaks parsers, databases, files, spreadsheets, headers and displays.
TROUBLE = (
    "",
    " ",
    "\0",
    "a\0b",
    "' OR '1'='1",
    "1; DROP TABLE articles_article; --",
    "') UNION SELECT password FROM auth_user --",
    "%' ESCAPE '!",
    "\\",
    '"',
    '"""((((',
    "a AND OR NOT -",
    "-" * 500,
    '"a" ' * 200,
    "(" * 1000,
    "*",
    "=1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "/etc/passwd\0.html",
    "//elsewhere.example/",
    "https://elsewhere.example/",
    "\\\\elsewhere.example\\x",
    "x\r\nX-Injected: 1",
    "x\nSet-Cookie: stolen=1",
    "\u202egnirts\u202c\u2066",  # right to left, never ended
    "\u200b\ufeff\u2028\u2029",
    "\x01\x08\x1b[31m\x7f\x85\ufffe\uffff",
    "e" + "\u0301" * 300,
    "ﷺ" * 100,
    "İıſßǅ",
    "𝟙𝟚𝟛",
    "٣٤",
    "²",
    "0",
    "-1",
    "+1",
    "1e9",
    "1.5",
    "NaN",
    "0x10",
    str(2**31),
    str(2**63 - 1),
    str(2**63),
    "9" * 400,
    "9.1",
    "0000-00-00",
    "2024-02-30",
    "9999-12-31",
    "10000-01-01",
    "0001-01-01",
    "2024-05-16T00:00:00Z!2024!x!9",
    "a" * 5000,
    "true",
    "null",
    "[]",
    "{}",
    "None",
    "unknown",
)
# As they go over the wire: no UTF-8, half a surrogate, a cut escape, an overlong "/".
ODD_BYTES = ("%ff%fe", "%ed%a0%80", "%", "%zz", "%c0%af", "%u0041", "%00", "%F0%9F")

REQUIRED_HEADERS = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "X-Request-ID",
)
# Attributes that lead somewhere, and the beginnings by which they run code.
ADDRESSES = {"href", "src", "action", "formaction", "data", "srcset", "hx-get"}
RUNS = re.compile(r"[\s\x00-\x20]*(javascript|data|vbscript):", re.IGNORECASE)


def read_whole(answer: Any) -> bytes:
    """Return what a browser would get."""
    content: bytes = answer.getvalue() if answer.streaming else answer.content
    return content


def find_harm(media_type: str, content: bytes) -> Iterator[str]:
    """Yield what of the payloads became more than text."""
    kind = media_type.partition(";")[0].strip()
    if kind == "text/html":
        yield from find_in_html(content)
    elif kind.endswith("xml"):
        yield from find_in_xml(content)
    elif kind.endswith("json"):
        json.loads(content)


def find_in_html(content: bytes) -> Iterator[str]:
    # Parsing as browsers do takes longer than making the page.
    if MARKER.encode() not in content:
        return
    document = html5lib.parse(content.decode(), namespaceHTMLElements=False)
    for element in document.iter():
        # A comment's tag is a function.
        name = element.tag if isinstance(element.tag, str) else ""
        yield from _find_in_element(name, dict(element.attrib), element.text or "")


def _find_in_element(name: str, held: dict[str, str], text: str) -> Iterator[str]:
    if MARKER in name:
        yield f"element {name}"
    if name == "script" and MARKER in text and held.get("type", "").endswith("+json"):
        json.loads(text)
    elif name in ("script", "style") and MARKER in text:
        yield f"{name} {text[:80]}"
    for attribute, value in held.items():
        if MARKER in attribute or attribute.startswith("on"):
            yield f"attribute {attribute}"
        if attribute in ADDRESSES and RUNS.match(value):
            yield f"address {value[:80]}"


def find_in_xml(content: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for element in etree.fromstring(content, parser).iter():
        if MARKER in str(element.tag) or any(MARKER in name for name in element.attrib):
            yield f"element {element.tag}"
