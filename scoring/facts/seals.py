"""Seals, official logos and claims of accreditation, and whether they are bound to this very domain.

A seal counts only when its link goes to the body that gives it and names this domain. Everything else is a picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

import re2

from crawler.site import host_of, site_of
from crawler.visit import Image, Kind, Link, Page, Place, Quote
from data.world import Seal, World
from scoring.facts.finder import Pattern
from scoring.facts.places import block_at, sentence_start
from scoring.facts.types import SealShown
from scoring.facts.width import plain, plain_page
from scoring.model import Cited

EU_LOGO = "EU common logo"
INVENTED = "invented schemes"
# The sentence that stands under the common logo, in the languages of the implementing regulation (EU) 699/2014, and
# what pages call the picture.
_EU_WORDS = Pattern(
    r"(?i)verify if this (?:web)?site is operating legally|v[ée]rifier si ce site|überprüfung der legalität|"
    r"überprüfen, ob diese|"
    r"verificar si este sitio|verificare se (?:questo|il) sito|verificar se este s[íi]tio|"
    r"controleren of deze (?:web)?site|"
    r"kontrollera (?:att|om) (?:denna|den här) webbplats|kontroll?ere,? om (?:dette|denne) (?:websted|webside|"
    r"nettsted)|"
    r"sprawdzi[ćc],? czy|tarkista(?:a|aksesi).{0,20}sivusto|eu[ -]common logo|common (?:eu |european )?logo|"
    r"logo commun|"
    r"eu-(?:versandhandels?|sicherheits?)?-?logo|eu[-_ ]?(?:pharmacy|pharma|apothe\w+|logo)|logo[-_](?:ue|eu|commun)|"
    r"logo (?:común|comune|comum|nazionale|identificativo)|gemeenschappelijk logo|sancointernet"
)
_EU_FLAG = Pattern(
    r"(?i)eu[-_ ]?flag|flag[-_ ]?eu\b|european union flag|drapeau europ|europaflagge|"
    r"bandera europea|bandiera europea"
)
_CLAIM = (
    r"accredit\w*|approved|certif\w*|licen[cs]ed|member\w*|verified|seal|regist\w+|recogni[sz]ed|authori[sz]ed|"
    r"agr[ée]+\w*|"
    r"akkreditiert|zertifiziert|zugelassen|mitglied|acreditad\w+|certificad\w+|aprobad\w+|autorizad\w+|accreditat\w+|"
    r"certificat\w*|approvat\w+|goedgekeurd|gecertificeerd|godk[äe]n\w+|certifi[ec]ret|certyfik\w+|zatwierdz\w+|"
    r"лицензирован[а-я]*|"
    r"одобрен[а-я]*|сертифи[а-я]+|認定|認可|承認"
)
# Bodies that approve medicines or advise states, and license no pharmacy: seals.csv, "invented schemes".
_NO_SCHEME = (
    r"tga|therapeutic goods administration|health canada|santé canada|fda|food and drug administration|who|"
    r"world health organi[sz]ation|ema|"
    r"european medicines agency|mercury|anvisa|cdsco|dea"
)
_SHOP = (
    r"pharmac\w+|drug ?stores?|chemists?|shop|store|site|website|internet pharmacy|seller|apothek\w*|"
    r"farmacia\w*|pharmacie\w*|apotheek|apotek\w*|аптек[а-я]*"
)
_INVENTED = (
    rf"(?i)\b(?:{_NO_SCHEME})[- ](?:{_CLAIM}) (?:(?:online|internet|web|mail[- ]order|european|canadian) )*(?:{_SHOP})|"
    rf"\b(?:{_SHOP}|we|store) (?:is|are|was|holds?|has|have) (?:an? |fully |"
    rf"officially )*(?:[\w -]{{0,40}})(?:{_CLAIM})[\w -]{{0,24}}"
    rf"(?:by|of|from|with) (?:the )?(?:{_NO_SCHEME})\b|"
    rf"\b(?:{_CLAIM}) (?:by|of) (?:the )?(?:{_NO_SCHEME})\b[^.\n]{{0,30}}\b(?:{_SHOP})|"
    rf"\b(?:{_NO_SCHEME})\b[^.\n]{{0,24}}\b(?:online )?(?:{_SHOP})[^.\n]{{0,12}}\b(?:seal|licen[cs]e|certificate|"
    rf"accreditation)|"
    rf"\b(?:internet |online )?pharmacy licen[cs]e (?:of|by|from) (?:the )?(?:{_NO_SCHEME})\b"
)
_DENIED = Pattern(
    r"(?i)\bnot?\b|n't|never|does not|there is no|no such|made[- ]up|invented|fake|false|bogus|claim|kein\w*|nicht|"
    r"pas\b|aucun\w*|ningun\w*|falso|"
    r"geen|niet|inte|ikke|nie\b|не\b|ない|beware|avoid|warning|check|look for|should|make sure|if (?:a|the|it)|"
    r"whether|they|others"
)
_MOST = 40  # seals of one page


def seals(page: Page, world: World, site: str) -> tuple[Cited[SealShown], ...]:
    """Seals of the page: pictures first, then links that lead to a body, then words alone. Each name and form once."""
    found: dict[tuple[str, str, bool], Cited[SealShown]] = {}
    for cited in (*_pictures(page, world, site), *_links(page, world, site), *_claims(page, world)):
        key = (cited.value.name, cited.value.link, cited.value.claim_only)
        pictured = any(name == cited.value.name and not claim for name, _, claim in found)
        if key not in found and not (cited.value.claim_only and pictured) and len(found) < _MOST:
            found[key] = cited
    return tuple(found.values())


def logo_host(link: str, world: World) -> str:
    """The country whose authority keeps the common-logo list that `link` leads to; empty: none that we know."""
    host = host_of(link)
    for row in world.logo_hosts:
        if any(host == known or host.endswith(f".{known}") for known in (row.host, *row.other_hosts) if known):
            return row.country
    return ""


def names_domain(link: str, site: str) -> bool | None:
    """Whether the path or query of a link names `site`; False: it names another domain; None: no domain at all."""
    parts = urlsplit(link)
    tail = unquote(f"{parts.path}?{parts.query}").lower()
    named = [site_of(match) for match in _DOMAIN.findall(tail)]
    if site in named:
        return True
    return False if any("." in name and not name.endswith(_FILES) for name in named) else None


_DOMAIN = Pattern(r"(?:[a-z0-9-]+\.)+[a-z]{2,12}")
_FILES = (".html", ".htm", ".php", ".asp", ".aspx", ".jsp", ".xhtml", ".faces", ".pdf", ".js", ".png")


def _pictures(page: Page, world: World, site: str) -> Iterator[Cited[SealShown]]:
    for image in page.content.images:
        seal = _seal_of(image, world)
        if seal is not None and not (image.link == "" and _denied_near(page, image)):
            yield Cited(_shown(seal.name, seal, image.link, image.src or "data:", world, site), _quote(page, image))


def _seal_of(image: Image, world: World) -> Seal | None:
    words = plain(
        f"{image.alt} {unquote(urlsplit(image.src).path.rsplit('/', 1)[-1])}".replace("_", " ").replace("-", " ")
    )
    raw = f"{image.alt} {image.src.rsplit('/', 1)[-1]}"
    if _EU_WORDS.search(raw) or _EU_FLAG.search(raw):
        return _named(EU_LOGO, world)
    if _compiled(_INVENTED).search(words) or _compiled(
        rf"(?i)\b(?:{_CLAIM}|seal|"
        rf"logo)\b.*\b(?:{_NO_SCHEME})\b"
    ).search(words):
        return _named(INVENTED, world)
    for seal in world.seals:
        by_source = seal.image_pattern and _compiled(seal.image_pattern).search(image.src)
        if by_source or (seal.kind in ("accreditation", "official_logo") and _called(seal).search(words)):
            return seal
    return None


def _links(page: Page, world: World, site: str) -> Iterator[Cited[SealShown]]:
    """Links without a picture that lead to a body's entry for a shop: "Versandhandelsregister", "Check our entry"."""
    pictured = {image.link for image in page.content.images if image.link}
    for link in page.content.links:
        if link.url in pictured or not link.url.startswith("http") or site_of(link.url) == site:
            continue
        seal = _seal_at(link, world)
        if seal is not None and link.place is not Place.HIDDEN:
            shown = _shown(seal.name, seal, link.url, "", world, site)
            if shown.genuine_link and (shown.bound or _is_entry(link.url)):
                yield Cited(shown, _link_quote(page, link))


def _seal_at(link: Link, world: World) -> Seal | None:
    if logo_host(link.url, world):
        return _named(EU_LOGO, world)
    host = host_of(link.url)
    return next((s for s in world.seals for own in s.must_link_to if host == own or host.endswith(f".{own}")), None)


def _is_entry(link: str) -> bool:
    """True for the address of one entry, false for the front page of a body: an entry has a number or a long path."""
    parts = urlsplit(link)
    tail = parts.path.strip("/") + parts.query
    return any(c.isdigit() for c in tail) or tail.count("/") >= 2


def _claims(page: Page, world: World) -> Iterator[Cited[SealShown]]:
    text = plain_page(page)
    for seal in world.seals:
        if seal.kind not in ("accreditation", "official_logo") or seal.name.startswith(EU_LOGO):
            continue
        for match in _claim(seal).finditer(text):
            if _is_own(page, text, match.start(), match.end()):
                yield Cited(SealShown(seal.name, "", False, None, "", True), page.quote(match.start(), match.end()))
                break
    for match in _compiled(_INVENTED).finditer(text):
        if _is_own(page, text, match.start(), match.end()):
            yield Cited(SealShown(INVENTED, "", False, None, "", True), page.quote(match.start(), match.end()))
            break


def _is_own(page: Page, text: str, start: int, end: int) -> bool:
    """A claim of the shop's own: not hidden, not denied, not advice, not under a heading that warns."""
    block = block_at(page, start)
    if block.place in (Place.HIDDEN, Place.DATA, Place.ADDRESS) or block.kind in (Kind.QUOTATION, Kind.ALT, Kind.URL):
        return False
    stop = text.find(".", end, block.end)
    sentence = text[sentence_start(text, block, start) : stop if stop > 0 else min(block.end, end + 120)]
    heading = page.words(page.blocks[block.heading]) if block.heading >= 0 else ""
    return not _DENIED.search(sentence) and not _DENIED.search(heading)


def _denied_near(page: Page, image: Image) -> bool:
    """A picture without a link inside an article that explains fakes: told by its own words alone."""
    return bool(_compiled(r"(?i)\b(?:fake|false|example|beispiel|exemple|ejemplo|esempio|sample)\b").search(image.alt))


def _shown(name: str, seal: Seal, link: str, image: str, world: World, site: str) -> SealShown:
    host = host_of(link)
    if not link.startswith("http"):
        return SealShown(name, "", False, None, image, False)
    if seal.name.startswith(EU_LOGO):
        genuine = bool(logo_host(link, world))
    else:
        genuine = any(host == own or host.endswith(f".{own}") for own in seal.must_link_to)
    named = names_domain(link, site)
    return SealShown(name, link, genuine, named if genuine else False, image, False)


def _quote(page: Page, image: Image) -> Quote:
    """The picture's own words; for one without, the page's address, which holds the picture."""
    wanted = image.alt
    for block in page.blocks:
        if wanted and block.kind is Kind.ALT and page.words(block) == wanted:
            return page.quote_block(block)
    return page.quote_block(page.blocks[-1])


def _link_quote(page: Page, link: Link) -> Quote:
    return page.quote(link.start, link.end) if link.end > link.start else page.quote_block(page.blocks[-1])


def _named(name: str, world: World) -> Seal | None:
    return next((seal for seal in world.seals if seal.name.startswith(name)), None)


@cache
def _called(seal: Seal) -> Pattern:
    words = "|".join(re2.escape(word) for word in seal.called)
    return Pattern(rf"(?i)\b(?:{words})\b")


@cache
def _claim(seal: Seal) -> Pattern:
    words = "|".join(re2.escape(word) for word in seal.called)
    claim = r"accredit\w*|approved|certifi\w*|member\w*|verified|registered|regulated"
    return Pattern(
        rf"(?i)\b(?:{words})[- ](?:\w+[- ]){{0,2}}(?:{claim})\b|\b(?:{claim}) (?:\w+ ){{0,2}}(?:by|with|of|"
        rf"from) (?:the )?(?:{words})\b"
    )


@cache
def _compiled(pattern: str) -> Pattern:
    options = re2.Options()
    options.max_mem = 1 << 26
    return Pattern(pattern, options)
