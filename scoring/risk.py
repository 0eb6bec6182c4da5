"""Risk 0..100 as an interval: kindly and unkindly resolved. It orders a queue; the law decides the class."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from crawler.visit import PageKind
from scoring.model import Answer, Card, Coverage, Finding, Strength
from scoring.weights import BOUND, SOFT_TOTAL

PRIOR = 0.5  # base_rates.csv: published shares run from 0.42 to 0.97 by sample; a half takes no side
# Pages on which a site that seems to sell nothing could still sell.
SELLING_PAGES = frozenset(
    {
        PageKind.HOME,
        PageKind.PRODUCT,
        PageKind.CATALOGUE,
        PageKind.CART,
        PageKind.PRESCRIPTION,
        PageKind.FAQ,  # answers lead to shops
        PageKind.OTHER,
    }
)
Asked = tuple[Card, Finding, float, float]  # card, finding, weight of its yes, weight of the worst yes it could be


def risk(total: float, prior: float = PRIOR) -> int:
    """Per cent for a sum of log-likelihood ratios: logistic of prior log-odds plus total."""
    return round(100 / (1 + math.exp(-(math.log(prior / (1 - prior)) + total))))


def kindly(asked: Iterable[Asked], bound: bool) -> float:
    """Every unknown resolved for the site: only what was seen counts."""
    return _sum([(card, weigh, f.strength) for card, f, weigh, _ in asked if f.answer is Answer.YES], bound)


def unkindly(asked: Iterable[Asked], coverage: Coverage, asked_page_read: bool, bound: bool) -> float:
    """Every unknown resolved against the site; also every answer that a known but unread page could change.

    So a page that is hidden, blocked or taken away can never lower the result.
    """
    unread = set(coverage.kinds_unread)
    counted: list[tuple[Card, float, Strength | None]] = []
    for card, finding, weigh, worst in asked:
        open_question = not asked_page_read or bool(unread & (card.looks_at or unread))
        if finding.answer in (Answer.UNKNOWN, Answer.ERROR) or open_question:
            counted.append((card, worst, None))
        elif finding.answer is Answer.YES:
            counted.append((card, weigh, finding.strength))
    return _sum(counted, bound)


def _sum(counted: Iterable[tuple[Card, float, Strength | None]], bound: bool) -> float:
    """The strongest sign of each family, soft ones capped together: ten soft signs do not outvote a strong one."""
    hard: dict[str, float] = defaultdict(float)
    soft: dict[str, float] = defaultdict(float)
    for card, weigh, strength in counted:
        kind = soft if (strength or card.strength) is Strength.SOFT else hard
        kind[card.family] = max(kind[card.family], weigh)
    softs = sum(weigh for family, weigh in soft.items() if not hard.get(family))
    return sum(hard.values()) + min(softs, SOFT_TOTAL) + (BOUND if bound else 0.0)
