"""The marks that pages, forms and outside facts of a visit show. Pure: what stands there in, marks out.

The icon is known by what the page says of it: the picture itself when it stands in the page, its address when it lies
on another host. A path on the site's own host says nothing, because icons are not fetched.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from urllib.parse import parse_qs, urlsplit

import re2

from crawler.names import known
from crawler.site import site_of, site_of_host
from crawler.visit import Outside, Page, PageKind, Place
from scoring.network_kinds import MarkKind

Shown = tuple[MarkKind, str]

_COMMON_IDS = ("id:ca-pub-",)  # advertising accounts are often the platform's, not the shop's
_MESSENGER = re2.compile(
    r"(?i)(?:t\.me|telegram\.me|wa\.me|api\.whatsapp\.com/send\?phone=|skype:|viber://chat\?number=)/?([\w+]{5,32})"
)
_WALLET = re2.compile(r"\b(bc1[a-z0-9]{25,62}|[13][a-km-zA-HJ-NP-Z1-9]{25,34}|0x[0-9a-fA-F]{40}|T[A-Za-z1-9]{33})\b")
_MAIL = re2.compile(r"(?i)\b[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,24}\b")
_IBAN = re2.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_PAID = re2.compile(
    r"(?i)^https?://(?:www\.)?(?:(paypal\.me/[\w-]{3,40})|paypal\.com/(paypalme/[\w-]{3,40})"
    r"|(buy\.stripe\.com/[\w-]{8,40})|(revolut\.me/[\w-]{3,40})|(cash\.app/\$[\w-]{3,40}))"
)
_MERCHANT = {"paypal.com": ("client-id", "merchant-id", "hosted_button_id", "business"), "squareup.com": ("sellerId",)}
_LOOKED_AT = 100_000  # characters of a page
_TELLING = frozenset({PageKind.CONTACT, PageKind.ABOUT, PageKind.IMPRINT})
_EDGES = frozenset({Place.HEADER, Place.FOOTER})
_FRAME = frozenset({Place.HEADER, Place.NAV, Place.FOOTER})
# Domains on a certificate: operators put a handful of theirs on one, delivery networks and hosts dozens of strangers.
_MOST_CERTIFIED = 10
_MOST_OF_PAGE = 20  # e-mail addresses or accounts of one page; a page with more is a directory, and none is its own
_LEAST_SHAPE = 12  # parts of a shape; plainer pages are alike by chance


def page_marks(page: Page, site: str) -> Iterator[Shown]:
    """What one page shows of its operator, and of the icon."""
    for mark in page.content.scripts:
        yield from _script_mark(mark, site)
    for link in page.content.links:
        if handle := _MESSENGER.search(link.url):
            yield MarkKind.MESSENGER, handle.group(1).lower()
        yield from _paid(link.url)
    text = page.text[:_LOOKED_AT]
    for wallet in _WALLET.finditer(text):
        yield MarkKind.WALLET, wallet.group(1)
    yield from _few({(MarkKind.PAYMENT, iban) for found in _IBAN.finditer(text) if (iban := _iban(found.group(0)))})
    yield from _few({(MarkKind.EMAIL, mail) for mail in _mails(page) if _own_mail(mail)})


def outside_marks(outside: Outside, site: str) -> Iterator[Shown]:
    """What the registration and the certificate show: name servers, and the domains that stand on one certificate."""
    if outside.name_servers:
        yield MarkKind.NAME_SERVER, " ".join(sorted({site_of_host(name) for name in outside.name_servers}))
    named = {site_of_host(name.removeprefix("*.")) for name in outside.certificate_names} - {""}
    if len(named) <= _MOST_CERTIFIED:
        for domain in named - known().common:
            yield MarkKind.CERTIFICATE, domain


def template_of(page: Page, site: str) -> str:
    """What the frame of a page is built of: own scripts, forms, and the order of its parts; empty: too little of it."""
    scripts = {urlsplit(s).path for s in page.content.scripts if not _is_mark(s) and site_of(s) == site}
    forms = [
        f"{form.method} {' '.join(f'{field.name}:{field.type}' for field in form.fields)}"
        for form in page.content.forms
    ]
    order = [key for key, _ in groupby(f"{b.place} {b.kind} {b.level}" for b in page.blocks if b.place in _FRAME)]
    parts = [*sorted(scripts), *forms, *order]
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:16] if len(parts) >= _LEAST_SHAPE else ""


def hash_of(words: str) -> int:
    """32 bits of some words."""
    return zlib.crc32(words.encode("utf-8", "replace"))


def _is_mark(script: str) -> bool:
    return script.startswith(("id:", "icon:"))


def _script_mark(mark: str, site: str) -> Iterator[Shown]:
    if mark.startswith("id:"):
        value = mark[3:]
        if value.startswith("GTM-"):
            yield MarkKind.TAG, value
        elif value.startswith("pk_live_"):
            yield MarkKind.PAYMENT, value
        elif not mark.startswith(_COMMON_IDS):
            yield MarkKind.IDENTIFIER, value
    elif mark.startswith("icon:"):
        if mark.startswith("icon:sha256:") or site_of(mark[5:]) not in ("", site):
            yield MarkKind.FAVICON, mark[5:]
    else:
        yield from _paid(mark)


def _paid(url: str) -> Iterator[Shown]:
    """An account that money is paid to, in the address of a link or of a script."""
    if not url.startswith(("http://", "https://")):
        return
    if found := _PAID.search(url):
        yield MarkKind.PAYMENT, next(group for group in found.groups() if group).casefold()
        return
    wanted = _MERCHANT.get(site_of(url), ())
    asked = parse_qs(urlsplit(url).query, max_num_fields=40) if wanted and url.count("&") < 40 else {}
    for name in wanted:
        for value in asked.get(name, ())[:1]:
            yield MarkKind.PAYMENT, f"{site_of(url)} {name} {value[:120]}"


def _iban(words: str) -> str:
    """The account number without blanks; empty when its check digits are wrong (ISO 13616, ISO 7064 MOD 97-10)."""
    plain = words.replace(" ", "")
    if not 15 <= len(plain) <= 34:
        return ""
    turned = "".join(str(int(letter, 36)) for letter in plain[4:] + plain[:4])
    return plain if int(turned) % 97 == 1 else ""


def _mails(page: Page) -> Iterator[str]:
    """Addresses to write to: links, and words where a site tells how it is reached."""
    for link in page.content.links:
        if link.url[:7].casefold() == "mailto:" and (found := _MAIL.match(link.url[7:300])):
            yield found.group(0).casefold()
    for block in page.blocks:
        if page.kind in _TELLING or block.place in _EDGES:
            yield from (found.group(0).casefold() for found in _MAIL.finditer(page.words(block)[:2000]))


def _own_mail(mail: str) -> bool:
    """Not that of a company every second site names, such as a payment service's data protection officer."""
    return site_of_host(mail.rpartition("@")[2]) not in known().common


def _few(marks: set[Shown]) -> Iterator[Shown]:
    if len(marks) <= _MOST_OF_PAGE:
        yield from sorted(marks)
