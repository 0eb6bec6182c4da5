"""Bodies that license or supervise pharmacies, named by the shop as its own. A name without a number proves nothing."""

from __future__ import annotations

from crawler.visit import Page, Place, Quote
from scoring.facts.finder import Pattern
from scoring.facts.identity_pages import IDENTITY
from scoring.facts.places import block_at, sentence_start
from scoring.facts.width import plain_page

# Bodies that do license, register or supervise pharmacies; those that approve medicines are left out on purpose.
_BODY = Pattern(
    r"(?i)general pharmaceutical council|\bgphc\b|care quality commission|boards? of pharmacy|college of pharmac\w+|"
    r"pharmacy "
    r"(?:council|authority|board)|pharmaceutical society|\bpsni\b|\bsapc\b|\bmedsafe\b|regierungspräsidi\w+|"
    r"bezirksregierung\w*|landesamt\w*|landratsamt\w*|amtsapothek\w*|kantonsapothek\w*|\bafmps\b|\bfagg\b|\bcibg\b|"
    r"azienda sanitaria|vigilância sanitária|vigilancia sanitaria|izb\w+ aptekarsk\w+|\bahpra\b|"
    r"(?:landes)?apothekerkammer\w*|"
    r"ordre (?:national )?des "
    r"pharmaciens|agence r[ée]gionale de sant[ée]|colegio oficial de farmac\pL+|ordine dei farmacisti|"
    r"seremi|secretar[ií]a de salud|cofepris|ordem dos farmac\pL+|"
    r"conselho regional de farm\w+|\bigj\b|inspectie gezondheid\w*|l[äæ][kg]e?mi?e?d(?:ds|els?)\w*(?:verket|"
    r"styrelsen)|\bfimea\b|"
    r"inspektor\w* farmaceutyczn\w*|росздравнадзор[а-яё]*|министерств[а-яё]* здравоохранения|licensing authority|"
    r"都道府県知事|保健所"
)
_OURS = Pattern(
    r"(?i)regist\w+|licen[cs]ed|regulat\w+|supervis\w+|approv\w+|member|kammer|aufsicht\w*|zugelassen|autoris\w+|"
    r"inscri\w+|"
    r"colegiad\w+|iscritt\w+|vergund|toezicht|tillstånd|tillsyn|godkend\w*|tilsyn|nadz[óo]r\w*|zezwoleni\w*|"
    r"лиценз[а-яё]*|выдан[а-яё]*|許可|登録"
)
_NOT_OURS = Pattern(
    r"(?i)\bnot\b|n't|never|report|complain|check|look (?:for|up)|should|must|make sure|every pharmacy|whether|warn|"
    r"beschwerde|"
    r"plainte|queja|reclam|klacht|klag|skarg|жалоб|苦情"
)

# "The agency has its seat at ...": where a body sits is general knowledge, and says nothing of who supervises the shop.
_SITS = Pattern(
    r"(?i)(?:^|[^\pL])(?:has its (?:seat|office|headquarters)|(?:is|are) (?:based|located|seated|headquartered)|"
    r"sits (?:at|in)|hat (?:ihren|seinen) sitz|sitzt (?:in|an|am)|befindet sich|a son si[èe]ge|si[èe]ge (?:au|à|est)|"
    r"se trouve|est situ[ée]+e?|est install[ée]+e?|tiene su sede|se encuentra|est[áa] en|ha sede|ha la sua sede|"
    r"si trova|tem sede|fica (?:na|no|em)|situa-se|zit (?:aan|in|op)|is gevestigd|houdt kantoor|"
    r"har (?:sitt? s[äæ]te|sin adresse|kontor|sin adress|hjemme)|ligger (?:på|i|ved)|sidder (?:på|i)|sitter (?:på|i)|"
    r"finns (?:på|i)|ma siedzib[ęe]|mie[śs]ci si[ęe]|znajduje si[ęe]|находится|располож\pL*)(?:$|[^\pL])|"
    r"に(?:あります|所在|ある)"
)


def tells_a_seat(page: Page, quote: Quote) -> bool:
    """The sentence of this address only says where a body sits; it is not said to be the one that oversees the shop."""
    text = plain_page(page)
    block = block_at(page, quote.start)
    start = sentence_start(text, block, quote.start)
    clause = text[start : min(block.end, quote.end + 30)]
    return bool(_SITS.search(clause)) and not _OURS.search(clause)


def named_bodies(page: Page) -> tuple[Quote, ...]:
    """Clauses in footers and on contact, about, imprint and terms pages in which the shop names its licensing body."""
    text = plain_page(page)
    found: list[Quote] = []
    for match in _BODY.finditer(text):
        block = block_at(page, match.start())
        if block.place is not Place.FOOTER and page.kind not in IDENTITY:
            continue
        start = sentence_start(text, block, match.start())
        clause = text[start : min(block.end, match.end() + 60)]
        if block.place is not Place.HIDDEN and _OURS.search(clause) and not _NOT_OURS.search(clause):
            found.append(page.quote(match.start(), match.end()))
    return tuple(found)
