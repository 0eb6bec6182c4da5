"""Which site an address belongs to: its registrable domain; an account on a shared platform is a site of its own."""

from __future__ import annotations

from functools import cache, lru_cache
from urllib.parse import urlsplit

import tldextract


@cache
def _extract() -> tldextract.TLDExtract:
    # The list that ships with the package: visits must not depend on a download.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@lru_cache(maxsize=512)  # hosts that the pages of a few dozen sites in flight link to
def site_of_host(host: str) -> str:
    """Registrable domain of a host, lower case; the host itself when it has none (IP address, bare suffix)."""
    host = host.rstrip(".").lower()
    found = _extract()(host)
    if found.subdomain and not found.suffix:  # no rule names this ending: the list's default rule is "*"
        return f"{found.subdomain.rpartition('.')[2]}.{found.domain}".lower()
    return found.top_domain_under_public_suffix.lower() or host


def host_of(url: str) -> str:
    """Host of a URL, lower case, without port or brackets; empty when there is none."""
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


@lru_cache(maxsize=1024)  # the links of a site stand on each of its pages, and a few dozen sites are in flight
def site_of(url: str) -> str:
    """Registrable domain of a URL; empty when it has no host."""
    host = host_of(url)
    return site_of_host(host) if host else ""
