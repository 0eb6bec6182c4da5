"""The whole law on one screen: findings in, verdict out."""

from __future__ import annotations

from datetime import datetime

from crawler.visit import Outcome, Visit
from data.world import World
from scoring import headline, risk
from scoring.checks import all_checks
from scoring.facts import Facts
from scoring.model import Answer, Check, Finding, PriceRow, Role, Strength, Verdict, VerdictClass, Weighed
from scoring.network import Neighbour
from scoring.own_rules import counted, counts, prior_of
from scoring.rulebook import rulebook
from scoring.summary import price_rows, told_facts

_NOT_SELLING = frozenset({Role.INFORMATION, Role.OTHER_SHOP, Role.PRICE_COMPARISON, Role.PARKED})
_SOFT_FOR_CAUTION = 3


def judge(
    visit: Visit,
    world: World,
    buyer_country: str = "",
    judged_at: datetime | None = None,
    neighbours: tuple[Neighbour, ...] = (),
    compared_with: int = 0,
) -> Verdict:
    """The verdict on one visit for a buyer in `buyer_country`. Pure: same visit, world and time, same verdict.

    `judged_at` defaults to the end of the visit. Never raises for any visit: a check that fails is an `error` finding.
    """
    facts = Facts(visit, world, buyer_country, neighbours, compared_with)
    return verdict_of(facts, judged_at)


def verdict_of(facts: Facts, judged_at: datetime | None = None) -> Verdict:
    """The verdict on facts already gathered; what `judge` does after reading."""
    visit, world = facts.visit, facts.world
    asked = [_weigh(check, _ask(check, facts, world), world) for check in all_checks()]
    coverage = facts.coverage
    bound = bool(facts.bound)
    counting = [one for one in asked if counts(one[0].id, world)]
    cls, because = _law(facts, counting)
    low, high = risk.kindly(counting, bound), risk.unkindly(counting, coverage, _asked_page_read(visit), bound)
    prior = prior_of(world)
    none_sold = cls is VerdictClass.NOT_A_SELLER
    may_sell = not _asked_page_read(visit) or bool(risk.SELLING_PAGES & set(coverage.kinds_unread))
    findings = tuple(Weighed(f, card, weigh if f.answer is Answer.YES else 0.0) for card, f, weigh, _ in asked)
    rows: tuple[PriceRow, ...] = price_rows(facts)
    return Verdict(
        url=visit.url,
        site=visit.site,
        buyer_country=facts.buyer_country,
        judged_at=judged_at or visit.ended_at,
        rulebook=rulebook(world),
        headline=headline.headline(cls, because, facts, {c.id: c for c, *_ in asked}),
        role=facts.role,
        verdict=cls,
        risk_low=0 if none_sold else risk.risk(low, prior),
        risk_high=(risk.risk(high, prior) if may_sell else 0) if none_sold else risk.risk(high, prior),
        coverage=coverage,
        findings=tuple(sorted(findings, key=lambda w: _order(w, because))),
        prices=rows,
        facts=told_facts(facts),
        because=because,
    )


def _law(facts: Facts, asked: list[risk.Asked]) -> tuple[VerdictClass, tuple[str, ...]]:
    """The class and the ids of the checks that decided it."""
    if not any(page.text for page in facts.pages) or facts.role in (Role.BLOCKED, Role.UNREACHABLE):
        parked = facts.visit.outcome is Outcome.PARKED or facts.role is Role.PARKED
        return (VerdictClass.NOT_A_SELLER if parked else VerdictClass.UNREADABLE), ()
    if facts.role in _NOT_SELLING:
        return VerdictClass.NOT_A_SELLER, ()
    return by_signs(asked, bound=bool(facts.bound))


def by_signs(asked: list[risk.Asked], bound: bool) -> tuple[VerdictClass, tuple[str, ...]]:
    """The class of a site that sells, brokers or promotes prescription medicine, from its signs alone."""
    decisive = _yes(asked, Strength.DECISIVE)
    strong = _one_per_family(_yes(asked, Strength.STRONG), asked)
    soft = _one_per_family(_yes(asked, Strength.SOFT), asked)
    if decisive:
        return VerdictClass.FLAGGED, decisive
    if len(strong) >= 2:
        return VerdictClass.FLAGGED, strong
    if strong:
        return VerdictClass.CAUTION, strong
    if len(soft) >= _SOFT_FOR_CAUTION:
        return VerdictClass.CAUTION, soft
    return (VerdictClass.VERIFIED if bound else VerdictClass.UNVERIFIED), ()


def _yes(asked: list[risk.Asked], strength: Strength) -> tuple[str, ...]:
    return tuple(c.id for c, f, _, _ in asked if f.answer is Answer.YES and (f.strength or c.strength) is strength)


def _one_per_family(ids: tuple[str, ...], asked: list[risk.Asked]) -> tuple[str, ...]:
    family = {card.id: card.family for card, *_ in asked}
    return tuple({family[check]: check for check in reversed(ids)}.values())[::-1]


def _ask(check: Check, facts: Facts, world: World) -> Finding:
    try:
        found = check.ask(facts, world)
    except Exception as error:  # a crashed check must not take the others with it
        return Finding(check.card.id, Answer.ERROR, f"This check failed ({type(error).__name__}); the others went on.")
    if found.answer is Answer.YES and not found.evidence:
        return Finding(check.card.id, Answer.ERROR, "This check answered yes without evidence, which does not count.")
    return found


def _weigh(check: Check, finding: Finding, world: World) -> risk.Asked:
    return counted(check.card, finding, world)


def _asked_page_read(visit: Visit) -> bool:
    return any(visit.url in (page.url, page.asked) for page in visit.pages) or bool(visit.redirects and visit.pages)


_ANSWERS = (Answer.YES, Answer.ERROR, Answer.UNKNOWN, Answer.NO, Answer.NOT_APPLICABLE)


def _order(weighed: Weighed, because: tuple[str, ...]) -> tuple[bool, int, float, str]:
    """What decided first, then the other yes by weight, then what is open."""
    check = weighed.card.id
    return check not in because, _ANSWERS.index(weighed.finding.answer), -weighed.weight, check
