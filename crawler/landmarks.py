"""Which elements open a landmark of the page: by element, by role, or by the class names that templates use."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from crawler.visit import Place

# In order: a later line wins where two claim the same element.
_SELECTORS: tuple[tuple[str, Place], ...] = (
    (
        "#header, .header, .site-header, .page-header, .masthead, #masthead, header, [role=banner]",
        Place.HEADER,
    ),
    (
        "#nav, .nav, .navbar, .menu, #menu, .main-menu, .breadcrumb, .breadcrumbs, .woocommerce-breadcrumb, nav, "
        "[role=navigation]",
        Place.NAV,
    ),
    ("aside, [role=complementary], #sidebar, .sidebar", Place.ASIDE),
    (
        "[itemtype*='schema.org/Product'], .single-product-main, .product-detail, .product-info, .product-page",
        Place.PRODUCT,
    ),
    ("form", Place.FORM),
    (
        "#footer, .footer, .site-footer, .page-footer, #site-footer, .footer-bottom, .colophon, #colophon, footer, "
        "[role=contentinfo]",
        Place.FOOTER,
    ),
)
_NEVER = frozenset({"html", "body", "a", "span", "main", "h1", "h2", "h3"})


def landmarks(tree: LexborHTMLParser) -> dict[int, Place]:
    """`mem_id` -> the place that the element opens. A header or footer inside an article is not the site's."""
    found: dict[int, Place] = {}
    for selector, place in _SELECTORS:
        for node in tree.css(selector):
            if node.tag not in _NEVER and not _inside_article(node.tag or "", node):
                found[node.mem_id] = place
    return found


def _inside_article(tag: str, node: object) -> bool:
    if tag not in ("header", "footer"):
        return False
    parent = getattr(node, "parent", None)
    return parent is not None and parent.tag in ("article", "section", "blockquote", "td", "li")


# Tables that are drawn with other elements tell what they are by ARIA roles; readers of tables need them as tables.
_TABLE_ROLES = {
    "table": "table",
    "grid": "table",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
}


def table_roles(tree: LexborHTMLParser) -> dict[int, str]:
    """`mem_id` -> the table element whose part the element plays by its ARIA role."""
    return {
        node.mem_id: part
        for role, part in _TABLE_ROLES.items()
        for node in tree.css(f"[role={role}]")
        if node.tag in ("div", "span", "li", "ul", "p", "section")
    }
