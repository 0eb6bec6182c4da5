"""A domain dressed up as a known pharmacy: its name with another ending, added words or look-alike letters.

Only brands whose own domain is known are compared, and a brand's own domain is never an imitation. A row that nobody
has confirmed shows the likeness and decides nothing.
"""

from __future__ import annotations

from data.world import World
from scoring.facts import Facts
from scoring.facts.lookalike import Likened, Likeness, likened
from scoring.facts.names import folded
from scoring.model import Answer, Evidence, Finding, Lookup, Role, Strength, check

_NAME = "imitates_brand"
# Endings that anybody can buy and that chains do not trade under; a chain may well own its name in the next country.
_FOR_ANYBODY = frozenset(
    [
        "net",
        "org",
        "info",
        "biz",
        "shop",
        "online",
        "store",
        "site",
        "top",
        "xyz",
        "club",
        "live",
        "pro",
        "su",
        "to",
        "cc",
        "ws",
        "me",
        "tk",
        "ml",
        "ga",
        "cf",
        "pw",
        "icu",
        "vip",
        "life",
        "space",
        "website",
    ]
)
_TELLING = frozenset({Likeness.LETTERS, Likeness.WORDS, Likeness.HYPHENS})


@check(
    asks="Does the domain imitate a known pharmacy?",
    why="Look-alike names borrow the trust of a real chain; authorities have seized many of them.",
    sign="an imitation of a known pharmacy's name",
    family="imitation",
    strength=Strength.DECISIVE,
    source="US Department of Justice 2013-06-27; FDA 2022 (guidance.csv, lookalike)",
    fooled_by="a chain's own second domain that our list does not know; firms that share an everyday word",
)
def imitates_brand(facts: Facts, world: World) -> Finding:
    site = facts.visit.site
    like = likened(site, world)
    if like is None:
        checked = Lookup("pharmacy brands with a known domain", "", site, "no likeness")
        return Finding(_NAME, Answer.NO, "The domain does not resemble a known pharmacy's own domain.", (checked,))
    if like.brand.domain in facts.visit.outside.certificate_names or facts.bound:
        return Finding(
            _NAME,
            Answer.NO,
            f"The domain resembles {like.brand.domain} and is shown to belong to it or to a register entry.",
        )
    strength = _strength(like, facts)
    if strength is None:
        why = (
            f"The domain resembles {like.brand.domain} ({like.likeness.value}); a chain may own both, and nothing "
            f"else confirms more."
        )
        return Finding(_NAME, Answer.UNKNOWN, why)
    why = (
        f"The domain resembles {like.brand.domain}, the address of {like.brand.brand}, by {like.likeness.value}, "
        f"and is not that address."
    )
    return Finding(_NAME, Answer.YES, why, _evidence(like, facts), strength)


def _strength(like: Likened, facts: Facts) -> Strength | None:
    """Decisive only while selling, by a confirmed row and a telling likeness; None: open."""
    if like.likeness is Likeness.OTHER_ENDING:
        anybody = facts.visit.site.rsplit(".", 1)[-1] in _FOR_ANYBODY
        if not anybody or like.brand.use_for_lookalike != "yes":
            return None
    if not like.brand.source.seen:
        return Strength.SOFT
    if like.likeness in _TELLING:
        return Strength.DECISIVE if facts.role in (Role.SELLER, Role.UNKNOWN) else Strength.STRONG
    named = any(folded(like.brand.brand) in folded(page.content.title) for page in facts.pages)
    if like.likeness is Likeness.OTHER_ENDING or named:
        return Strength.STRONG
    return Strength.SOFT if like.likeness is Likeness.PART else None


def _evidence(like: Likened, facts: Facts) -> tuple[Evidence, ...]:
    row = like.brand
    found: tuple[Evidence, ...] = (
        Lookup(
            "pharmacy brands with a known domain", row.source.date, facts.visit.site, f"{row.brand}: {row.domain}", ""
        ),
    )
    titled = next((p for p in facts.pages if p.content.title and folded(row.brand) in folded(p.content.title)), None)
    return (*found, titled.quote(0, len(titled.content.title))) if titled else found
