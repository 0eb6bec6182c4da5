"""One verdict on a screen: the answer, what it means for this person, the reasons with their words, and the doubts."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from crawler.site import host_of
from crawler.visit import Quote, Visit
from data.world import Country, World
from scoring.model import Answer, Verdict, VerdictClass
from ui import report
from ui.contract import dumps, stamp
from ui.views import plain, reasons
from ui.words import ANSWERS, CLASSES, OUTCOMES, ROLES

_PRICES = 8  # prices before the rest is folded away


def show(verdict: Verdict, visit: Visit, world: World) -> None:
    told = CLASSES[verdict.verdict]
    country = world.country(verdict.buyer_country) if verdict.buyer_country else None
    plain.banner(told.tone, told.icon, told.title, verdict.site, [verdict.headline, told.meaning])
    sells = verdict.verdict is not VerdictClass.NOT_A_SELLER
    if sells:
        plain.heading(3, "What this means for you")
        plain.text(report.for_buyer(verdict, country))
    reasons.show(verdict)
    if sells:
        warned = verdict.verdict in (VerdictClass.FLAGGED, VerdictClass.CAUTION)
        plain.heading(3, "What to do instead" if warned else "What to do")
        _to_do(country)
    _unseen(verdict, visit)
    if verdict.verdict is not VerdictClass.UNREADABLE:
        _sureness(verdict)
        _prices(verdict)
        _identity(verdict)
    _details(verdict, visit)
    st.download_button(
        "Download this verdict (JSON)",
        dumps(verdict),
        f"{verdict.site}-verdict.json",
        "application/json",
        on_click="ignore",
    )


def _to_do(country: Country | None) -> None:
    if country is None:
        plain.text(
            "Speak to a doctor or a pharmacist where you live. Choose your country above to see the official register "
            "of pharmacies and the lawful way to this medicine."
        )
        return
    plain.text(country.safe_route)
    for link in country.register_links:
        if link.startswith("https://"):
            st.link_button(f"Look a pharmacy up: {host_of(link)}", link, icon=":material/open_in_new:")


def _unseen(verdict: Verdict, visit: Visit) -> None:
    plain.heading(3, "What was read, and what was not")
    plain.text(report.read_words(verdict))
    if missing := report.unseen(verdict):
        plain.text(missing)
    if visit.partial:
        plain.text("The visit stopped at its limit; the site has more pages than were read.")
    if visit.note:
        plain.text(visit.note)
    skipped = Counter(attempt.outcome for attempt in visit.attempts)
    if skipped:
        plain.items(
            [
                f"{count} page{'' if count == 1 else 's'} not read: {OUTCOMES[outcome]}"
                for outcome, count in skipped.most_common()
            ]
        )
    questions = report.open_questions(verdict)
    if questions:
        with st.expander(f"Questions that stay open: {len(questions)}"):
            plain.items([f"{weighed.card.asks} {weighed.finding.why}" for weighed in questions])
    looked = [weighed for weighed in verdict.findings if weighed.finding.answer is Answer.NO]
    if looked:
        with st.expander(f"Looked for and not found: {len(looked)}"):
            plain.items([f"{weighed.card.asks} {weighed.finding.why}" for weighed in looked])


def _sureness(verdict: Verdict) -> None:
    plain.heading(3, "How sure is this?")
    plain.interval(verdict.risk_low, verdict.risk_high)
    plain.text(report.risk_words(verdict))


def _prices(verdict: Verdict) -> None:
    if not verdict.prices:
        return
    plain.heading(3, "Prices on offer")
    rows = [report.price_words(row) for row in verdict.prices]
    plain.items(rows[:_PRICES])
    if len(rows) > _PRICES:
        with st.expander(f"{len(rows) - _PRICES} more prices"):
            plain.items(rows[_PRICES:])
    st.caption("A price alone says nothing: lawful medicine can be cheap, and unlawful medicine dear.")


def _identity(verdict: Verdict) -> None:
    facts = {kind: values for kind, values in verdict.facts.items() if values}
    plain.heading(3, "Who they say they are")
    plain.text(f"What it is: {ROLES[verdict.role]}.")
    if not facts:
        plain.text("No address, phone, licence number or seal of its own was found on the pages that were read.")
        return
    plain.items([f"{kind.capitalize()}: {'; '.join(values)}" for kind, values in facts.items()])
    st.caption("As the site writes it. A number or a seal proves nothing before a register names this very site.")


def _details(verdict: Verdict, visit: Visit) -> None:
    with st.expander("Technical details"):
        plain.items(
            [
                f"Asked: {verdict.url}",
                *(f"Forwarded from: {url}" for url in visit.redirects),
                f"Visited: {stamp(visit.started_at)} to {stamp(visit.ended_at)}; {OUTCOMES[visit.outcome]}",
                f"Judged: {stamp(verdict.judged_at)} under rulebook {verdict.rulebook}",
                f"Decided by: {', '.join(verdict.because) or 'no single check'}",
            ]
        )
        plain.heading(4, "Pages, with the SHA-256 of their text")
        plain.items([f"{page.url} {page.sha256}" for page in visit.pages] or ["none"])
        plain.heading(4, "Quotations, as offsets into that text")
        plain.items(_offsets(verdict) or ["none"])
        plain.heading(4, "All answers")
        plain.items(
            [f"{w.card.id}: {ANSWERS[w.finding.answer]}, weight {w.weight:.2f}" for w in verdict.findings] or ["none"]
        )


def _offsets(verdict: Verdict) -> list[str]:
    return [
        f"{weighed.card.id}: {item.start} to {item.end} of {item.sha256[:12]}… on {item.url}"
        for weighed in report.reasons(verdict)
        for item in weighed.finding.evidence
        if isinstance(item, Quote)
    ]
