"""What a study counts: the verdicts of an archive or of a file as rows, each site once, gone through one at a time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from crawler.foreign import UNDATED
from data.archive import Archive, Cursor, Filters, Order
from data.docket_rows import DocketCursor, DocketFilters
from data.world import World
from scoring.model import Answer, VerdictClass
from scoring.prevalence import SELLING, Tally
from ui.contract import SCHEMA

_PAGE = 500
MOST_PRICES = 5000  # points of a plot: more only blacken it, and each costs a hundred bytes in the file of the figure
GENUINE = "genuine"
Complain = Callable[[int, str], None]  # line number from 1, and why it was passed over


@dataclass(frozen=True, slots=True)
class Offer:
    """A price of one capsule in US dollars at assumed rates. `whose`: a class of verdict, or `genuine`."""

    market: str  # ISO 3166 alpha-2 of the buyer; empty: not known
    strength_mg: Decimal
    usd: Decimal
    whose: str


@dataclass(frozen=True, slots=True)
class Row:
    """One verdict, as far as studies ask. `at` None: the saved pages bore no time."""

    site: str
    country: str
    verdict: VerdictClass
    at: datetime | None
    answers: dict[str, Answer]
    prices: tuple[tuple[str, str, str], ...]  # strength in mg, price of a capsule, currency; as the verdict tells them


@dataclass(slots=True)
class Study:
    """Everything the tables and figures show, counted row by row. `verdicts`: by (country, month, class)."""

    among: frozenset[VerdictClass] = SELLING
    tally: Tally = field(default_factory=Tally)
    verdicts: Counter[tuple[str, str, VerdictClass]] = field(default_factory=Counter)
    offers: list[Offer] = field(default_factory=list)
    offers_left_out: int = 0
    sites: int = 0
    first: datetime | None = None
    last: datetime | None = None
    networks: tuple[int, ...] = ()  # sizes, in sites

    def add(self, row: Row, rates: dict[str, Decimal]) -> None:
        """Count one verdict. `rates`: US dollars of one unit of each currency."""
        self.sites += 1
        if row.verdict in self.among:
            self.tally.add(row.answers)
        self.verdicts[row.country, f"{row.at:%Y-%m}" if row.at else "", row.verdict] += 1
        if row.at:
            self.first = min(self.first or row.at, row.at)
            self.last = max(self.last or row.at, row.at)
        for offer in _offers(row, rates):
            if len(self.offers) < MOST_PRICES:
                self.offers.append(offer)
            else:
                self.offers_left_out += 1


def study_of(rows: Iterable[Row], world: World, among: frozenset[VerdictClass] = SELLING) -> Study:
    """Count rows. `among`: the classes of the sites whose signs are counted."""
    rates = {rate.currency: rate.usd_per_unit for rate in world.exchange_rates}
    study = Study(among)
    for row in rows:
        study.add(row, rates)
    return study


def archive_rows(archive: Archive, buyer_country: str | None = None, most: int | None = None) -> Iterator[Row]:
    """The newest verdict on each site, those kept last first, at most so many. Raises ArchiveError.

    A site judged for several countries counts once, with the verdict kept last, unless one country is asked for.
    """
    seen: set[str] = set()
    filters, after = Filters(buyer_country=buyer_country or "", latest_only=True), None
    while True:
        page = archive.page_verdicts(after, _PAGE, filters, Order.NEWEST, documents=True)
        for kept in page.rows:
            row = _row(_parsed(kept.document), kept.visited_at) if kept.site not in seen else None
            if row is not None:
                seen.add(row.site)
                yield row
            if most is not None and len(seen) >= most:
                return
        after: Cursor | None = page.next  # type: ignore[no-redef]
        if after is None:
            return


def file_rows(path: Path, complain: Complain, buyer_country: str | None = None) -> Iterator[Row]:
    """The verdicts in a file that `rxverdict score` wrote, each site once, the first counts. Raises OSError."""
    seen: set[str] = set()
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            row = _row(_parsed(line), None)
            if row is None:
                complain(number, f"no verdict object ({SCHEMA})")
            elif row.site not in seen and buyer_country in (None, "", row.country):
                seen.add(row.site)
                yield row


def genuine_offers(world: World) -> tuple[Offer, ...]:
    """The genuine prices that are known, weak rows left out."""
    rates = {rate.currency: rate.usd_per_unit for rate in world.exchange_rates}
    return tuple(
        Offer(price.market, price.strength_mg, price.unit_price * rates[price.currency], GENUINE)
        for price in world.prices
        if price.kind == "genuine" and price.quality != "weak"
        if price.strength_mg and price.unit_price and price.currency in rates
    )


def network_sizes(archive: Archive, now: datetime) -> tuple[int, ...]:
    """How many sites each network has, the largest first. Raises ArchiveError."""
    sites: dict[str, set[str]] = {}
    after: DocketCursor | None = None
    while True:
        page = archive.docket.page(DocketFilters(), now=now, after=after, limit=_PAGE)
        for row in page.rows:
            if row.network:
                sites.setdefault(row.network, set()).add(row.site)
        after = page.after
        if after is None:
            return tuple(sorted((len(members) for members in sites.values()), reverse=True))


def _parsed(line: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) and told.get("schema") == SCHEMA else {}


def _row(told: dict[str, Any], visited_at: datetime | None) -> Row | None:
    try:
        at = visited_at or datetime.fromisoformat(told["judged_at"])
        return Row(
            str(told["site"]),
            str(told["buyer_country"]),
            VerdictClass(told["verdict"]),
            None if at.astimezone(UTC) == UNDATED else at.astimezone(UTC),
            {str(found["check"]): Answer(found["answer"]) for found in told["findings"]},
            tuple(
                (price["strength_mg"], price["per_unit"], price["currency"])
                for price in told["prices"]
                if price["strength_mg"] and price["per_unit"] and price["currency"]
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _offers(row: Row, rates: dict[str, Decimal]) -> Iterator[Offer]:
    for told_strength, told_each, currency in row.prices:
        try:
            strength, each = Decimal(told_strength), Decimal(told_each)
        except (InvalidOperation, TypeError):
            continue
        if currency in rates and strength.is_finite() and each.is_finite() and each > 0:
            yield Offer(row.country, strength, each * rates[currency], row.verdict)
