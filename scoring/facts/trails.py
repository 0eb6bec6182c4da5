"""Ways out: links by which a page about a drug hands its reader on to somebody who sells it."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.site import site_of
from crawler.visit import Link, Page, PageKind, Quote
from data.world import World
from scoring.facts.finder import Pattern
from scoring.facts.mentions import find
from scoring.facts.normal import normal
from scoring.facts.trade import cues_of

# Addresses that count the click for somebody: a partner's tag, or a path that only passes on.
_WAYS = (  # "go", "out", "to the shop" in the languages of data/steps, as they stand in addresses
    "go|goto|out|visit|redirect|redir|click|exit|away|recommends|jump|ga|gaa|till-butik|til-butik|ud|ut|weiter|gehe|geh|"
    "zum-shop|raus|naar|uit|ir|salida|sair|sai|saida|aller|vers|sortie|vai|uscita|esci|idz|przejdz|wyjscie|perehod|"
    "pereyti|kupit|leave|outbound|external|verlassen|ga-naar|verlaat|salir|abrir|ouvrir|quitter|apri|otworz|wyjdz|"
    "otkryt|vyhod|oppna|lamna|aabn|forlad"
)
_TAGGED = Pattern(
    r"(?i)[?&](?:a|k|s|p|aff|affid|affiliate|aid|cid|ref|refid|sub|subid|partner|pid|clickid|tag|utm_source|via|promo|coupon)="
    rf"|/(?:{_WAYS}|track|link)(?:[/?.]|$)"
)
PASSES_ON = Pattern(rf"(?i)/(?:{_WAYS})(?:[/?]|\.php)")
# A cart with something put into it: whatever the words say, who follows it orders there.
_FILLED = Pattern(
    r"(?i)/(?:cart|checkout|basket|warenkorb|kasse|panier|carrito|cesta|carrello|carrinho|winkelwagen|winkelmand|"
    r"varukorg|kassa|kurv|koszyk|korzina)[^?#]*\?[^#]*[a-z_]=|[?&]add-to-cart="
)
_ORDER = frozenset({"site.visit_shop", "order.cart", "order.checkout", "site.affiliate"})
_ORDERED = frozenset({"order.cart", "order.checkout"})
_BUYING = "order.cart_word"
_SILENT = frozenset({PageKind.PRIVACY})


@dataclass(frozen=True, slots=True)
class Trail:
    """A link to another shop. `through` True: by an address of this site that passes on."""

    link: Link
    page: Page
    through: bool
    tagged: bool  # the address counts the click for somebody
    ordered: bool = False  # its words are those of an order

    @property
    def quote(self) -> Quote | None:
        return self.page.quote(self.link.start, self.link.end) if self.link.end > self.link.start else None


def trails(page: Page, world: World, official: frozenset[str]) -> tuple[Trail, ...]:
    """Links of this page whose words or address hand the reader on to a seller. `official`: sites of authorities."""
    if page.kind in _SILENT:
        return ()
    here = site_of(page.url)
    shown = {image.link: image.alt for image in page.content.images if image.link and image.alt}  # a picture as button
    found: list[Trail] = []
    for link in page.content.links:
        there = site_of(link.url)
        through = there == here and bool(PASSES_ON.search(link.url))
        if not link.url.startswith(("http:", "https:")) or there in official or (there == here and not through):
            continue
        words = link.words or shown.get(link.url, "")
        cues = cues_of(words, page, world) if words else frozenset[str]()
        tagged = bool(_TAGGED.search(link.url))
        ordered = not cues.isdisjoint(_ORDERED) or _buys(cues, words, world) or bool(_FILLED.search(link.url))
        if through or tagged or ordered or cues & _ORDER:
            found.append(Trail(link, page, through, tagged, ordered))
    return tuple(found)


def _buys(cues: frozenset[str], words: str, world: World) -> bool:
    """ "Buy modafinil here", "order isotretinoin now": a word of buying and the name of a prescription medicine."""
    named = any(cue.startswith("drug.") for cue in cues)
    return _BUYING in cues and (named or bool(find(normal(words).text, world)))


def authorities(world: World) -> frozenset[str]:
    """Sites of the authorities of countries and of the registers they keep."""
    hosts = [register.official_domain for register in world.registers]
    hosts += [country.authority_url for country in world.countries.values()]
    return frozenset(site_of(host) for host in hosts if host)


def official_sites(world: World) -> frozenset[str]:
    """Sites of registers, authorities and seals: a link there is a proof or a service, never a way to a shop."""
    hosts = [host.host for host in world.logo_hosts]
    hosts += [host for seal in world.seals for host in seal.must_link_to]
    return authorities(world) | {site_of(host) for host in hosts if host}
