"""When a watched site is visited again: by its verdict, oftener when it changes, more seldom when it does not."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.model import VerdictClass


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Hours between two visits: to begin with, and the bounds within which what changes moves them."""

    first: int
    least: int
    most: int


_DAY, _WEEK, _MONTH = 24, 168, 720
# What speaks for a short time: people may be harmed meanwhile, and such shops move, rename themselves and vanish within
# weeks. What speaks for a long one: nobody asked for the visit. A visit reads two dozen pages at most, so that even at
# the shortest time a site hears no more of us in a day than of two customers.
RHYTHMS = {
    VerdictClass.FLAGGED: Rhythm(_DAY, _DAY // 2, _WEEK),
    VerdictClass.CAUTION: Rhythm(3 * _DAY, _DAY, 2 * _WEEK),
    VerdictClass.UNVERIFIED: Rhythm(_WEEK, 2 * _DAY, _MONTH),
    VerdictClass.VERIFIED: Rhythm(2 * _WEEK, _WEEK, _MONTH),  # registers are published about once a month
    VerdictClass.NOT_A_SELLER: Rhythm(_MONTH, _WEEK, 3 * _MONTH),
    VerdictClass.UNREADABLE: Rhythm(_DAY, _DAY, _WEEK),
}
# By so much the time shrinks after a visit that found changes, and grows after one that found none: the rates of the
# adaptive schedule of Apache Nutch (conf/nutch-default.xml, db.fetch.schedule.adaptive.dec_rate and .inc_rate); its
# authors warn that rates above 0.5 make the schedule swing.
_SHORTER, _LONGER = 0.8, 1.4
# Three visits in a row, a day apart, that find nothing to read: an evening's maintenance, a night's outage of a hoster
# and a day's block by a filter have passed by then.
MISSES = 3


def first_hours(verdict: VerdictClass) -> int:
    """Hours to the first visit after a verdict."""
    return RHYTHMS[verdict].first


def next_hours(verdict: VerdictClass, hours: int, changed: bool) -> int:
    """Hours to the next visit after one that came `hours` after the one before."""
    rhythm = RHYTHMS[verdict]
    return max(rhythm.least, min(rhythm.most, round(hours * (_SHORTER if changed else _LONGER))))


def hours_after_miss(misses: int) -> int:
    """Hours to the next visit after `misses` in a row that found nothing to read: a day, and a week once it is told."""
    return _DAY if misses < MISSES else _WEEK
