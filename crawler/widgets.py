"""Forms as a buyer meets them, and the marks that scripts leave (analytics and tag identifiers)."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import urljoin

import re2
from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.visit import Field, Form

_MAX_FORMS, _MAX_FIELDS, _MAX_OPTIONS, _MAX_SCRIPTS = 40, 80, 80, 200
_IDENTIFIERS = re2.compile(
    r"\b(?:UA-\d{4,10}-\d{1,3}|G-[A-Z0-9]{8,12}|GTM-[A-Z0-9]{4,9}|AW-\d{8,12}|ca-pub-\d{10,20})\b"
    r"|fbq\(\s*['\"]init['\"]\s*,\s*['\"]\d{10,20}|ym\(\s*\d{5,10}|mc\.yandex\.ru/watch/\d{5,10}|hjid\s*:\s*\d{4,9}"
    r"|embed\.tawk\.to/[0-9a-f]{20,28}|__lc\.license\s*=\s*\d{5,10}|jivosite\.com/(?:script/)?widget/\w{6,14}"
    r"|\bpk_live_[0-9A-Za-z]{16,120}\b"
)
_MAX_ICONS = 6  # of one page; sizes for devices


def forms_of(tree: LexborHTMLParser, base: str) -> tuple[Form, ...]:
    """Every form with its fields in order; a select or input outside any form is put into one nameless form."""
    forms = [_form(node, base) for node in tree.css("form")[:_MAX_FORMS]]
    loose = [n for n in tree.css("select, input, textarea, button")[:_MAX_FIELDS] if not _in_form(n)]
    if loose:
        fields = tuple(_field(n, {}) for n in loose if n.tag != "button")
        forms.append(Form("", "", fields, tuple(_button(n) for n in loose if n.tag == "button")))
    return tuple(forms)


def _in_form(node: LexborNode) -> bool:
    parent, depth = node.parent, 0
    while parent is not None and depth < 60:
        if parent.tag == "form":
            return True
        parent, depth = parent.parent, depth + 1
    return False


def _form(node: LexborNode, base: str) -> Form:
    labels = {label.attributes.get("for") or "": _words(label) for label in node.css("label")[:_MAX_FIELDS]}
    controls = node.css("input, select, textarea")[:_MAX_FIELDS]
    fields = tuple(_field(control, labels) for control in controls if not _is_button(control))
    buttons = tuple(_button(n) for n in [*node.css("button"), *(c for c in controls if _is_button(c))])
    action = node.attributes.get("action") or ""
    try:
        action = urljoin(base, action)
    except ValueError:
        action = ""
    return Form(action[:2000], (node.attributes.get("method") or "get").lower()[:6], fields, buttons)


def _field(node: LexborNode, labels: dict[str, str]) -> Field:
    attributes = node.attributes
    name = attributes.get("name") or attributes.get("id") or ""
    kind = node.tag if node.tag in ("select", "textarea") else (attributes.get("type") or "text").lower()
    label = labels.get(attributes.get("id") or "-") or attributes.get("aria-label") or attributes.get("placeholder")
    parent = node.parent
    if not label and parent is not None and parent.tag == "label":
        label = _words(parent)
    options = tuple(_words(option) for option in node.css("option")[:_MAX_OPTIONS]) if node.tag == "select" else ()
    return Field(name[:100], (kind or "text")[:20], (label or "")[:300], options, "required" in attributes)


def _is_button(node: LexborNode) -> bool:
    return node.tag == "input" and (node.attributes.get("type") or "").lower() in ("submit", "button", "image")


def _button(node: LexborNode) -> str:
    return (_words(node) or node.attributes.get("value") or node.attributes.get("aria-label") or "")[:200]


def _words(node: LexborNode) -> str:
    return " ".join((node.text(separator=" ") or "").split())[:300]


def script_marks(tree: LexborHTMLParser, base: str) -> tuple[str, ...]:
    """What scripts and icons tell, in order, once each.

    Addresses of scripts; analytics, chat, pixel and payment identifiers found in them as `id:…`; addresses of icons as
    `icon:…`, of one that stands in the page itself its digest as `icon:sha256:…`.
    """
    marks: dict[str, None] = {}
    for node in tree.css("script")[:_MAX_SCRIPTS]:
        source = node.attributes.get("src") or ""
        body = (node.text() or "")[:20_000]
        if source:
            try:
                marks[urljoin(base, source)[:500]] = None
            except ValueError:
                continue
        for found in _IDENTIFIERS.finditer(f"{source} {body}"):
            marks[f"id:{found.group(0)}"] = None
    for node in tree.css("link[rel~='icon' i]")[:_MAX_ICONS]:
        if address := (node.attributes.get("href") or "").strip():
            marks.setdefault(f"icon:{_icon(address, base)}")
    return tuple(marks)


def _icon(address: str, base: str) -> str:
    if address[:5].casefold() == "data:":
        return f"sha256:{sha256(address.encode('utf-8', 'replace')).hexdigest()}"
    try:
        return urljoin(base, address)[:500]
    except ValueError:
        return ""
