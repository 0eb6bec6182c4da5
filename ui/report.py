"""A verdict in plain words, for the command line and for screens alike. Nothing here knows how it is shown.

What a site wrote appears in these texts as it stood (in quotes and in reasons): whoever shows them must escape them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from crawler.protocol import Done, Failed, PageRead, Ready, RefusedJob, Started, Tried
from crawler.visit import Quote
from data.world import Country, World
from scoring.model import Absence, Answer, Evidence, Lookup, PriceRow, Strength, Verdict, VerdictClass, Weighed
from scoring.risk import PRIOR
from ui.case import Progress, Restarted
from ui.words import CLASSES, KINDS, OUTCOMES, WEIGHTS

_WITH_ARTICLE = frozenset({"US", "GB", "NL"})
_PRIOR = round(PRIOR * 100)
_LONG = 400  # characters of a quotation that are shown; the record keeps all of them


def reasons(verdict: Verdict) -> tuple[Weighed, ...]:
    """The red flags that were found, what decided first."""
    return tuple(weighed for weighed in verdict.findings if weighed.finding.answer is Answer.YES)


def open_questions(verdict: Verdict) -> tuple[Weighed, ...]:
    """The checks that could not be answered."""
    return tuple(w for w in verdict.findings if w.finding.answer in (Answer.UNKNOWN, Answer.ERROR))


def strength(weighed: Weighed) -> Strength:
    return weighed.finding.strength or weighed.card.strength


def weight_word(weighed: Weighed) -> str:
    """One of: decisive, strong, weak."""
    return WEIGHTS[strength(weighed)].partition(":")[0]


def unseen(verdict: Verdict) -> str:
    """One sentence about what was not read; empty when nothing is missing."""
    missing = [KINDS[kind] for kind in verdict.coverage.kinds_missing]
    return f"Not seen in this visit: {', '.join(missing)}." if missing else ""


def read_words(verdict: Verdict) -> str:
    pages = verdict.coverage.pages_read
    if not pages:
        return "No page could be read."
    kinds = ", ".join(KINDS[kind] for kind in verdict.coverage.kinds_read)
    return f"{pages} page{'' if pages == 1 else 's'} read{f' ({kinds})' if kinds else ''}."


def risk_words(verdict: Verdict) -> str:
    """The risk interval in one or two sentences."""
    low, high = verdict.risk_low, verdict.risk_high
    if verdict.verdict is VerdictClass.UNREADABLE:
        return "There is no estimate, because nothing was read."
    if low == high:
        return f"Estimated risk {low} of 100; nothing that could not be seen would change it."
    return (
        f"Estimated risk between {low} and {high} of 100, where every site begins at {_PRIOR}. {low} counts only what "
        f"was seen; {high} is what it would be if everything that could not be seen spoke against the site."
    )


def for_buyer(verdict: Verdict, country: Country | None) -> str:
    """What the country of the buyer means for this verdict."""
    if not verdict.buyer_country:
        return (
            "No country was given, so the rules of no particular country were applied. Rules on prescriptions, on "
            "medicine sent from abroad and on pregnancy prevention differ: say where you live to have them looked at."
        )
    if country is None:
        return f"We hold no rules for {verdict.buyer_country}; only what counts everywhere was applied."
    allowed = {
        "yes": "may be sold online against a prescription", "no": "may not be sold online",
        "restricted": "may be sold online only under conditions", "": "",
    }[country.rx_online]  # fmt: skip
    sold = f"Prescription medicine {allowed} there. " if allowed else ""
    programme = f"This medicine comes under a programme: {country.programme}. " if country.programme else ""
    supply = (
        f"One prescription gives at most {country.max_supply_days} days of supply." if country.max_supply_days else ""
    )
    return f"Judged by the rules of {_named(country)}. {sold}{programme}{supply}".strip()


def _named(country: Country) -> str:
    return f"the {country.name}" if country.code in _WITH_ARTICLE else country.name


def evidence_words(evidence: Evidence) -> str:
    """Where a piece of evidence comes from, in one line; for a quote without its words."""
    match evidence:
        case Quote():
            return f"{evidence.url}, read {evidence.fetched_at:%Y-%m-%d %H:%M} UTC"
        case Absence():
            count = len(evidence.pages)
            return f"Looked for {evidence.sought} on {count} page{'' if count == 1 else 's'}; not there"
        case Lookup():
            return f"{evidence.answer} ({evidence.register}, edition of {evidence.edition}, asked for {evidence.asked})"
    assert_never(evidence)


def shorten(words: str) -> str:
    """A quotation fit for reading: white space folded, very long ones cut."""
    folded = " ".join(words.split())
    return folded if len(folded) <= _LONG else f"{folded[:_LONG].rstrip()} …"


def price_words(row: PriceRow) -> str:
    """One price as one line."""
    strength = f"{_number(row.strength_mg)} mg" if row.strength_mg is not None else ""
    units = f"{_number(row.quantity)} units" if row.quantity is not None else ""
    currency = row.currency or "(currency not stated)"
    total = f"{_money(row.total)} {currency}" if row.total is not None else ""
    each = f"{_money(row.per_unit)} {currency} each" if row.per_unit is not None else ""
    return ", ".join(part for part in (row.product, strength, units, total, each) if part)


def progress_words(event: Progress) -> str:
    """What is going on, in one line; empty for what nobody needs to read."""
    match event:
        case PageRead():
            return f"{KINDS[event.kind].capitalize()} ({event.n} of at most {event.of}): {event.url}"
        case Started():
            return f"Visiting {event.url}"
        case Tried():
            return f"Not read, {OUTCOMES[event.outcome]}: {event.what}"
        case Restarted():
            return "The reader stopped in the middle; starting it again"
        case Done():
            return f"{event.pages} page{'' if event.pages == 1 else 's'} read in {event.seconds:.0f} s; judging"
        case Ready() | RefusedJob() | Failed():
            return ""
    assert_never(event)


def lines(verdict: Verdict, world: World) -> Iterator[str]:
    """The whole verdict as lines of plain text."""
    told = CLASSES[verdict.verdict]
    country = world.country(verdict.buyer_country) if verdict.buyer_country else None
    yield f"{told.title.upper()}: {verdict.site}"
    yield verdict.headline
    yield told.meaning
    for weighed in reasons(verdict):
        yield ""
        yield f"* {weighed.card.asks} Found ({weight_word(weighed)})."
        yield f"  {weighed.finding.why}"
        for item in weighed.finding.evidence:
            if isinstance(item, Quote):
                yield f'  "{shorten(item.words)}"'
            yield f"    {evidence_words(item)}"
    yield ""
    yield " ".join(part for part in (read_words(verdict), unseen(verdict)) if part)
    yield risk_words(verdict)
    yield for_buyer(verdict, country)
    if country is not None and verdict.verdict is not VerdictClass.NOT_A_SELLER:
        yield f"What to do instead: {country.safe_route}"
    for row in verdict.prices:
        yield f"Price: {price_words(row)}"
    yield f"Rulebook {verdict.rulebook}"


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _money(value: Decimal) -> str:
    """Whole amounts bare, others with at least two decimals."""
    short = _number(value)
    return f"{value:.2f}" if len(short.partition(".")[2]) == 1 else short
