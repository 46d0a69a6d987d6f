"""Who published a page, and on whose site the copy stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import tldextract

from articles.extract.page_metadata import Metadata, Statement
from articles.extract.sources import SourceIndex, domain_of
from articles.records import Evidence, FoundHost, FoundOutlet, KnownSource, Span

# The list of public suffixes that comes with the package: never the network, and
# nothing written to disk.
_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

# Where a page says at which address it belongs; the first counts.
_URL_NAMES = ("og:url", "twitter:url", "url")
_LINKS = ("amphtml", "shortlink", "alternate")


@dataclass(frozen=True, slots=True)
class _Address:
    """A host that a page names as its own, and the words that do."""

    host: str
    evidence: Evidence


def find_outlet(
    metadata: Metadata, sources: SourceIndex, url: str | None
) -> FoundOutlet | None:
    """Return who published the page; `url` is where it was captured."""
    name = next(_find_names(metadata), None)
    for address in _find_addresses(metadata, url):
        domain, known = _find_known(address.host, sources)
        if known is None:
            domain = find_domain(address.host) or ""
        if domain:
            evidence = _narrow(address, domain)
            if known:
                return FoundOutlet(known.name, domain, evidence, known.slug)
            return FoundOutlet(name.value if name else domain, domain, evidence)
    for name in _find_names(metadata):
        known = sources.get(name.value)
        if known and known.kind == "outlet":
            domain_or_none = domain_of(known)
            return FoundOutlet(known.name, domain_or_none, name.evidence, known.slug)
    return FoundOutlet(name.value, None, name.evidence) if name else None


def find_host(
    metadata: Metadata, outlet: FoundOutlet | None, url: str | None
) -> FoundHost | None:
    """Return the site the page was captured on, if it isn't the outlet's."""
    if outlet is None or outlet.domain is None:
        return None
    captured = _find_captured(metadata, url)
    if captured is None or _is_same_site(captured.host, outlet.domain):
        return None
    domain = find_domain(captured.host) or captured.host
    return FoundHost(domain, _narrow(captured, domain))


def _is_same_site(host: str, domain: str) -> bool:
    is_within = f".{host}".endswith(f".{domain}")
    registered = find_domain(host)
    return is_within or (registered is not None and registered == find_domain(domain))


def find_domain(host: str) -> str | None:
    """Return the domain under which `host` is registered.

    >>> find_domain("nasional.berita.co.id")
    'berita.co.id'
    """
    return _SUFFIXES(host).top_domain_under_public_suffix or None


def _find_addresses(metadata: Metadata, url: str | None) -> Iterator[_Address]:
    statements = [
        *metadata.find_link("canonical"),
        *metadata.find_meta(*_URL_NAMES),
        *metadata.find_ld("url"),
        *metadata.find_ld("mainEntityOfPage"),
        *metadata.find_ld("mainEntityOfPage", "@id"),
    ]
    for rel in _LINKS:
        statements += metadata.find_link(rel)
    for statement in statements:
        host = _find_host(statement.value)
        if host and host in statement.evidence.exact.lower():
            yield _Address(host, statement.evidence)
    captured = _find_captured(metadata, url)
    if captured:
        yield captured


def _find_names(metadata: Metadata) -> Iterator[Statement]:
    yield from metadata.find_meta("og:site_name", "application-name")
    yield from metadata.find_ld("publisher", "name")


def _find_captured(metadata: Metadata, url: str | None) -> _Address | None:
    """Return the host of `url`, if the page itself names it anywhere."""
    host = _find_host(url or "")
    raw = metadata.page.raw
    start = raw.lower().find(host) if host else -1
    if host is None or start < 0 or len(raw.lower()) != len(raw):
        return None
    evidence = metadata.page.evidence(Span(start, start + len(host)), "captured-at")
    return _Address(host, evidence) if evidence else None


def _find_host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") if "." in host else None


def _narrow(address: _Address, domain: str) -> Evidence:
    """Return the words for the domain alone, out of those for its address."""
    found = address.evidence
    start = found.exact.lower().find(domain)
    if start < 0:
        return found
    exact = found.exact[start : start + len(domain)]
    begin = found.start + start
    return Evidence(found.rule, begin, begin + len(exact), exact)


def _find_known(host: str, sources: SourceIndex) -> tuple[str, KnownSource | None]:
    """Return the longest known domain that `host` lies in, with its outlet."""
    labels = host.split(".")
    for start in range(len(labels) - 1):
        domain = ".".join(labels[start:])
        source = sources.get(domain)
        if source and any(
            name.kind == "domain" and name.value.lower() == domain
            for name in source.names
        ):
            return domain, source
    return "", None
