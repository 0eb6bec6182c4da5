"""Sites that kept visits lead to: links out of shops and of pages that refer to them, forwards, shared certificates."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.drugs import drug_words
from crawler.kinds import fold
from crawler.names import known
from crawler.sieve import LEAST
from crawler.site import site_of, site_of_host
from crawler.sources.heard import Heard, told_by_address
from crawler.visit import Link, Visit

# What the page that leads there adds, 0..100, in words of scoring.model (role and verdict as the archive keeps them).
_LEADS = {"referral": 60, "doorway": 60, "price_comparison": 45}  # their use is to lead to shops
_DOUBTFUL = {"flagged": 45, "caution": 45}  # rogue shops stand in networks: 87 to 91 % of them (NABP 2015)
_FORWARDED = 60  # a shop that forwards has moved there
_CERTIFIED = 45  # one operator asked for the certificate
_SHARED = 60  # a phone, account or copied text of a doubtful site
_NAMES_DRUG = 25  # the link itself says the drug
_MOST_CERTIFIED = 10  # sites on one certificate; delivery networks put strangers together by the dozen
_MOST_LINKED = 200  # sites that one visit may lead to; a link farm names thousands
_WORDS = 200  # characters of a link's words that are looked at


def heard_from(visit: Visit, role: str, verdict: str, source: str, least: int = LEAST) -> Iterator[Heard]:
    """The other sites that a visit leads to, each once, with the best of what speaks for it."""
    best: dict[str, Heard] = {}
    for heard in _all(visit, max(_LEADS.get(role, 0), _DOUBTFUL.get(verdict, 0)), source):
        apart = heard.site and heard.site != visit.site and heard.site not in known().common
        if not apart or heard.score < least or (heard.site not in best and len(best) >= _MOST_LINKED):
            continue
        if heard.site not in best or best[heard.site].score < heard.score:
            best[heard.site] = heard
    yield from best.values()


def shared_with(site: str, other: str, kind: str, source: str) -> Heard:
    """A site of the archive that bears a mark of a doubtful one."""
    return Heard(other, f"https://{other}/", _SHARED, f"Shares a mark ({kind}) with {site}.", source)


def _all(visit: Visit, leads: int, source: str) -> Iterator[Heard]:
    for page, link in visit.links():
        if link.url.startswith(("http://", "https://")):
            yield _linked(page.url, link, leads, source)
    if leads:
        for url in visit.redirects:
            yield Heard(site_of(url), url, _FORWARDED, f"{visit.site} forwards there.", source)
        certified = {site_of_host(name.removeprefix("*.")) for name in visit.outside.certificate_names}
        for site in sorted(certified) if len(certified) <= _MOST_CERTIFIED else ():
            yield Heard(site, f"https://{site}/", _CERTIFIED, f"Stands on one certificate with {visit.site}.", source)


def _linked(page: str, link: Link, leads: int, source: str) -> Heard:
    told, words = told_by_address(link.url), fold(link.words[:_WORDS])
    drug = next((name for name in drug_words() if name in words), "")
    score = max(told.score, min(100, leads + (_NAMES_DRUG if drug else 0)))
    said = f" under words that name “{drug}”" if drug else ""
    return Heard(site_of(link.url), link.url, score, f"{page[:200]} links there{said}. {told.why}".strip(), source)
