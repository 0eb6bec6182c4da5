"""What changed on a site between two visits, in plain words with the words of the site as evidence.

Both visits are judged under the same rules and the same knowledge, so that only what the site did is a change. What was
not seen is no change either: something vanished only when a page on which it stood was read again without it or is
gone, and appeared only where somebody had looked before or on a page that had not been there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crawler.visit import Outcome, PageKind, Quote, Visit
from scoring.change_values import prices, values
from scoring.change_views import View, said
from scoring.facts import Facts
from scoring.facts.types import Stand
from scoring.model import Answer, Role, Verdict, VerdictClass, Weighed
from scoring.verdict import verdict_of


class ChangeKind(StrEnum):
    OFFER = "offer"
    PRESCRIPTION = "prescription"
    LICENCE = "licence"
    ADDRESS = "address"
    PHONE = "phone"
    SEAL = "seal"
    PRICE = "price"
    ROLE = "role"
    VERDICT = "verdict"
    REDIRECT = "redirect"
    PAGES = "pages"
    CLOAKING = "cloaking"
    SIGN = "sign"  # of any other check
    UNREADABLE = "unreadable"
    READABLE = "readable"


@dataclass(frozen=True, slots=True)
class Change:
    """`words`: one or two sentences, the evidence quoted in them. `evidence`: what was read, the older first."""

    kind: ChangeKind
    words: str
    evidence: tuple[Quote, ...] = ()


_STANDS = {
    Stand.OWN_OFFER: (ChangeKind.OFFER, "An offer without a prescription"),
    Stand.OWN_QUESTIONNAIRE: (ChangeKind.OFFER, "An offer of a questionnaire in place of a prescription"),
    Stand.OWN_LATER: (ChangeKind.OFFER, "An offer to send the prescription later, or never"),
    Stand.OWN_DEMAND: (ChangeKind.PRESCRIPTION, "The shop's demand for a prescription"),
}
_HINT = 0.25  # half the certainty that counts: words that hover about the bar neither appear nor vanish
_UNTOLD_ROLES = frozenset({Role.UNKNOWN, Role.BLOCKED, Role.UNREACHABLE})
_NAMES = {
    Role.TELEHEALTH: "a service of prescribers", Role.REFERRAL: "a way to other shops", Role.PARKED: "a parked domain",
    Role.INFORMATION: "information",
}  # fmt: skip
# Told by their own facts, or by what others did.
_OTHERWISE = frozenset({"sells_without_prescription", "missing_licence", "missing_address", "shared_network"})
_CLOAKING = "cloaking"
# Pages that say who sells and how; articles come and go.
_TELLING = (
    PageKind.PRODUCT, PageKind.PRESCRIPTION, PageKind.CART, PageKind.CONTACT, PageKind.IMPRINT, PageKind.ABOUT,
    PageKind.TERMS, PageKind.FAQ,
)  # fmt: skip


def answered(visit: Visit) -> bool:
    """Whether the visit shows how the site is; one that does not is a miss."""
    return bool(visit.pages) or visit.outcome is Outcome.PARKED


def changes(before: Facts, after: Facts) -> tuple[Change, ...]:
    """What changed from one visit to a later one, both answered. Pure; the same visits give the same words."""
    old, new = View(before.visit), View(after.visit)
    if old.same_as(new):
        return ()
    told = list(_landed(before.visit, after.visit))
    if not told:  # another site's pages say nothing of what became of this one's
        told += _stands(before, after, old, new)
        told += (Change(ChangeKind(name), words, evidence) for name, words, evidence in values(before, after, old, new))
        told += (Change(ChangeKind.PRICE, words, evidence) for words, evidence in prices(before, after))
        told += _pages(old, new)
    earlier, later = verdict_of(before), verdict_of(after)
    told += () if told and told[0].kind is ChangeKind.REDIRECT else _signs(earlier, later, old)
    return (*told, *_classes(earlier, later))


def fell_silent(visit: Visit, since: datetime, misses: int) -> Change:
    """So many visits in a row found nothing to read; `since` then it was last read."""
    why = visit.note or visit.outcome.replace("_", " ")
    words = f"The site can no longer be read: {misses} visits in a row failed, the last with: {why}."
    return Change(ChangeKind.UNREADABLE, f"{words} It was last read on {since.date().isoformat()}.")


def spoke_again(since: datetime) -> Change:
    """The site can be read again after it had been told silent."""
    return Change(ChangeKind.READABLE, f"The site can be read again. It was last read on {since.date().isoformat()}.")


def _landed(before: Visit, after: Visit) -> Iterator[Change]:
    if before.site == after.site:
        return
    asked = after.url
    words = f"{asked} now redirects to another site, {after.site}; before it led to {before.site}."
    yield Change(ChangeKind.REDIRECT, words)


def _stands(before: Facts, after: Facts, old: View, new: View) -> Iterator[Change]:
    for stand, (kind, label) in _STANDS.items():
        was, now = ([found.quote for found in facts.stances_of(stand)] for facts in (before, after))
        hinted = [bool(facts.stances_of(stand, least=_HINT)) for facts in (before, after)]
        if now and not hinted[0] and (shown := old.would_have_shown(now)):
            yield Change(kind, f"{label} appeared: {said(shown)}.", (shown,))
        if was and not hinted[1] and (lost := new.would_have_shown_again(was)):
            yield Change(kind, f"{label} vanished. It read {said(lost)}.", (lost,))


def _pages(old: View, new: View) -> Iterator[Change]:
    for kind in _TELLING:
        urls = [page.url for page in old.visit.pages if page.kind is kind]
        if not urls or any(page.kind is kind for page in new.visit.pages):
            continue
        name = kind.replace("_", " ")
        if all(new.is_gone(url) for url in urls):
            yield Change(ChangeKind.PAGES, f"The {name} page is gone: {urls[0]} is no longer found.")
        elif not new.visit.partial and not any(new.knows(url) for url in urls):
            yield Change(ChangeKind.PAGES, f"The {name} page is no longer linked to: {urls[0]}.")


def _signs(before: Verdict, after: Verdict, old: View) -> Iterator[Change]:
    """Checks whose answer turned. A no is given only by a check that saw enough; an open one turns by quotes alone."""
    was = {weighed.card.id: weighed for weighed in before.findings}
    for weighed in after.findings:
        earlier = was.get(weighed.card.id)
        if earlier is None or weighed.card.id in _OTHERWISE:
            continue
        kind = ChangeKind.CLOAKING if weighed.card.id == _CLOAKING else ChangeKind.SIGN
        turned = earlier.finding.answer, weighed.finding.answer
        quotes = _quotes(weighed)
        if turned == (Answer.NO, Answer.YES) or (
            turned == (Answer.UNKNOWN, Answer.YES) and old.would_have_shown(quotes)
        ):
            words = f"New sign: {weighed.card.sign}. {weighed.finding.why}"
            yield Change(kind, words + "".join(f" {said(quote)}." for quote in quotes[:1]), quotes[:1])
        elif turned == (Answer.YES, Answer.NO):
            words = f"No longer seen: {weighed.card.sign}. {weighed.finding.why}"
            yield Change(kind, words, _quotes(earlier)[:1])


def _quotes(weighed: Weighed) -> tuple[Quote, ...]:
    return tuple(piece for piece in weighed.finding.evidence if isinstance(piece, Quote))


def _classes(before: Verdict, after: Verdict) -> Iterator[Change]:
    if before.role is not after.role and not _UNTOLD_ROLES & {before.role, after.role}:
        yield Change(ChangeKind.ROLE, f"It was read as {_a(before.role)}, and now as {_a(after.role)}.")
    if before.verdict is not after.verdict and VerdictClass.UNREADABLE not in (before.verdict, after.verdict):
        words = (
            f"Judged by what the site itself shows, it went from {_plain(before.verdict)} to {_plain(after.verdict)}"
        )
        yield Change(ChangeKind.VERDICT, f"{words}. {after.headline}")


def _plain(value: StrEnum) -> str:
    return value.replace("_", " ")


def _a(role: Role) -> str:
    name = _NAMES.get(role, _plain(role))
    return name if role in _NAMES else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
