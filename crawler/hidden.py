"""Which elements a reader does not see, as far as the document itself says so (no external style sheets)."""

from __future__ import annotations

import re2
from selectolax.lexbor import LexborHTMLParser

_INLINE = (
    "[hidden]",
    "[style*='display:none' i]",
    "[style*='display: none' i]",
    "[style*='visibility:hidden' i]",
    "[style*='visibility: hidden' i]",
    "[style*='font-size:0' i]",
    "[style*='font-size: 0' i]",
    "[style*='opacity:0;' i]",
    "[style*='text-indent:-9' i]",
    "[style*='left:-9' i]",
    "[style*='left: -9' i]",
)
# A rule outside any at-rule, whose selector is one plain class or id, optionally with a tag before it.
_RULE = re2.compile(r"([a-zA-Z0-9]*[.#][A-Za-z_][\w-]*)\s*\{([^{}]*)\}")
_GONE = re2.compile(
    r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em|rem|pt|%)?\s*(?:;|$|!)"
    r"|text-indent\s*:\s*-\d{3,}|left\s*:\s*-\d{3,}"
)
_MAX_STYLE = 200_000  # characters of inline style read per page; enough for every page in hand, bounds the work
_MAX_RULES = 200


def hidden_ids(tree: LexborHTMLParser) -> frozenset[int]:
    """`mem_id`s of the elements that the document's own attributes or inline style sheet hide."""
    found = {node.mem_id for selector in _INLINE for node in tree.css(selector)}
    for selector in _hiding_selectors(tree):
        found.update(node.mem_id for node in tree.css(selector))
    return frozenset(found)


def _hiding_selectors(tree: LexborHTMLParser) -> list[str]:
    style = "\n".join(node.text() or "" for node in tree.css("style"))[:_MAX_STYLE]
    if not style:
        return []
    return [m.group(1) for m in _RULE.finditer(_outside_at_rules(style)) if _GONE.search(m.group(2))][:_MAX_RULES]


def _outside_at_rules(style: str) -> str:
    """The style sheet without its at-rules: what holds on a phone or in print is not what a reader sees."""
    if "@" not in style:
        return style
    kept: list[str] = []
    at = 0
    while (found := style.find("@", at)) >= 0:
        kept.append(style[at:found])
        at = _end_of_at_rule(style, found)
    kept.append(style[at:])
    return "".join(kept)


def _end_of_at_rule(style: str, start: int) -> int:
    brace, semicolon = style.find("{", start), style.find(";", start)
    if brace < 0 or 0 <= semicolon < brace:
        return semicolon + 1 if semicolon >= 0 else len(style)
    depth = 0
    for at in range(brace, len(style)):
        if style[at] == "{":
            depth += 1
        elif style[at] == "}":
            depth -= 1
            if depth == 0:
                return at + 1
    return len(style)
