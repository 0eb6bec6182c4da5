"""Telephone numbers that people are told to call, and whose they are. Fax numbers are none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from crawler.visit import Block, Kind, Page, PageKind, Place
from scoring.facts.addresses import addresses
from scoring.facts.finder import Pattern
from scoring.facts.owners import owner_of
from scoring.facts.places import block_at, sentence_start
from scoring.facts.structured import span_of, telephones
from scoring.facts.types import Owner, Phone
from scoring.facts.where import country_of
from scoring.facts.width import plain_page
from scoring.model import Cited

_CANDIDATE = Pattern(r"(?:\+ ?|\(|\b)\d(?:[ \-/()]{0,3}\d|\.\d){6,16}\b")
# A network address, a file number, a date.
_NO_PHONE = Pattern(
    r"^\d{1,3}(?:\.\d{1,3}){3}$|^(?:19|20)\d\d[/-]\d+$|"
    r"^\d{1,2}[./-]\d{1,2}[./-]\d{4}"
)
_LABEL = Pattern(
    r"(?i)(?:^|[^A-Za-zÀ-ɏЀ-ӿ])(?:tel|telephone|phone|ph|call|t|☎|📞|helpline|reception|mobile|whatsapp|viber|zap|"
    r"sms|text us|ring|hotline|"
    r"telefon|telefono|teléfono|telefone|téléphone|tél|telefoon|tlf|puhelin|puh|infolinia|televendas|atendimento|"
    r"llámanos|chiama|appelez|bel|ring oss|тел|телефон|справочная|звоните|電話|tel番号|お電話|フリーダイヤル)"
    r"(?:[^A-Za-zÀ-ɏЀ-ӿ\d\n|·•]{1,3}(?:[A-Za-zÀ-ɏЀ-ӿ]{1,9}[^A-Za-zÀ-ɏЀ-ӿ\d\n|·•.]{1,3}){0,2})?$"
)
_FAX = Pattern(
    r"(?i)(?:^|[^A-Za-zÀ-ɏЀ-ӿ])(?:fax|faks|telefax|f|факс|ファックス|fax番号)[^A-Za-zÀ-ɏЀ-ӿ\d\n]{0,4}(?:no|"
    r"nr|number)?[^A-Za-zÀ-ɏЀ-ӿ\d\n]{0,3}$"
)
_NUMBER_OF = Pattern(
    r"(?i)(?:^|[^A-Za-zÀ-ɏЀ-ӿ])(?:no\.?|nr\.?|n[°º]|№|#|number|reg\w*|licen\w+|vat|abn|acn|cvr|kvk|nip|regon|krs|"
    r"siret|siren|rcs|rpps|cnpj|"
    r"инн|огрн|кпп|gphc|gmc|npi|ncpdp|dea|ust\S*|iban|isbn|order|ref\w*|code|id|price|org\.?nr|p\.? ?iva|cif|"
    r"nif)[^A-Za-zÀ-ɏЀ-ӿ\d\n]{0,4}$"
)
# Grouped as people write telephones: at least two groups after a leading zero, plus or bracket, or the American form.
_SHAPED = Pattern(r"^(?:\+|00|\(\d|0\d|1?[ -]?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$|1[38]00 )")
_CONTACT = frozenset({PageKind.CONTACT, PageKind.IMPRINT, PageKind.ABOUT})
_NOT_SHOWN = frozenset({Place.HIDDEN, Place.DATA, Place.ADDRESS, Place.HEAD})
_BEFORE = 40  # characters before a number in which its label stands


def phones(page: Page, site: str) -> tuple[Cited[Phone], ...]:
    """Telephones of the page, each number once. `e164` is empty when the number fits no plan we can tell."""
    text = plain_page(page)
    own = (found.value.country for found in addresses(page, site) if found.value.owner is Owner.OWN)
    home = next(own, "") or country_of(page, site)
    found: dict[str, Cited[Phone]] = {}
    for cited in (*_written(page, text, home), *_linked(page, home), *_in_data(page, home)):
        found.setdefault(cited.value.e164 or cited.value.words, cited)
    return tuple(found.values())


def _written(page: Page, text: str, home: str) -> Iterator[Cited[Phone]]:
    for match in _CANDIDATE.finditer(text):
        block = block_at(page, match.start())
        if block.place in _NOT_SHOWN or block.kind is Kind.OPTION:
            continue
        if text[match.start() - 1 : match.start()].isalpha():
            continue  # RE2's word border is ASCII: "Л042-…" is no telephone
        words = _balanced(match.group())
        before = text[max(block.start, match.start() - _BEFORE) : match.start()]
        if not _is_phone(page, block, words, before):
            continue
        e164 = _e164(words, home)
        if e164 or _LABEL.search(before):
            since = sentence_start(text, block, match.start())
            owner = owner_of(page, block, match.span(), since, text[since : match.start()].rstrip(" :,("))
            yield Cited(Phone(e164, words, owner), page.quote(match.start(), match.start() + len(words)))


def _is_phone(page: Page, block: Block, words: str, before: str) -> bool:
    digits = sum(c.isdigit() for c in words)
    if not 7 <= digits <= 15 or _FAX.search(before) or _NO_PHONE.search(words):
        return False
    if _NUMBER_OF.search(before):
        return False
    if _LABEL.search(before):
        return True
    at_home = block.place in (Place.FOOTER, Place.HEADER, Place.NAV) or page.kind in _CONTACT
    grouped = words.startswith("+") or sum(c in " -.)" for c in words) >= 2
    return grouped and (bool(_SHAPED.search(words)) or (at_home and "." not in words and digits >= 9))


def _linked(page: Page, home: str) -> Iterator[Cited[Phone]]:
    for link in page.content.links:
        if link.url.lower().startswith("tel:") and link.end > link.start:
            e164 = _e164(link.url[4:], home)
            if e164:
                block = block_at(page, link.start)
                owner = owner_of(page, block, (link.start, link.end), block.start, "")
                yield Cited(Phone(e164, page.text[link.start : link.end], owner), page.quote(link.start, link.end))


def _in_data(page: Page, home: str) -> Iterator[Cited[Phone]]:
    for block, words in telephones(page):
        e164 = _e164(words, home)
        if e164:
            yield Cited(Phone(e164, words, Owner.OWN), page.quote(*span_of(page, block, words)))


def _balanced(words: str) -> str:
    """Without a bracket that is not closed."""
    return words[1:] if words.startswith("(") and ")" not in words else words


@lru_cache(maxsize=512)  # numbers of a few visits: they stand on every page
def _e164(words: str, home: str) -> str:
    """E.164, or empty. Possible, not assigned: plans change, and rogue sites use odd ranges."""
    try:
        number = phonenumbers.parse(words, home or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
