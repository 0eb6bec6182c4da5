"""Drafts of notices about a case, to the registrar, the host and the authorities. A person reads, signs and sends them;
this program sends nothing.

They say what was seen, where and when, and ask; they accuse nobody. Nothing is drafted where the verdict, or a person
who decided about it, gives no ground.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.decisions import Decision
from data.docket_rows import DocketState
from data.world import Country, World
from scoring.facts import Facts
from scoring.model import VerdictClass
from scoring.targets import targets
from ui.contract import stamp
from ui.dossier_case import CaseFile
from ui.dossier_types import Dossier, Question, shown
from ui.exhibits import Exhibit
from ui.reviewing import standing

_QUOTES = 3  # of each finding; the dossier has them all
_BARE = 25  # characters below which a quotation says nothing by itself: "No.", "Add to cart"
_WORDS = 300  # characters of a quotation in a letter
# After these a person holds that the verdict does not speak against the site as it is now.
_SPEAKS_FOR = {
    Decision.NOT_DETECTED_RIGHTLY: "a reviewer found that it was not detected rightly",
    Decision.NOT_APPLICABLE: "a reviewer found that the rule does not apply",
    Decision.REMEDIATED: "a reviewer found that the site has mended it",
    Decision.MISTAKEN_IDENTITY: "a reviewer found that the site was taken for another",
    Decision.REGISTER_OUT_OF_DATE: "a reviewer found that the register that was asked is out of date",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """A draft. `name`: of its file; `to`: whom it is for, as far as is known."""

    name: str
    to: str
    words: str


@dataclass(frozen=True, slots=True)
class Drafts:
    """`why_none`: why nothing, or not everything, was drafted; empty: everything was."""

    notices: tuple[Notice, ...]
    why_none: str = ""


def drafts(case: CaseFile, told: Dossier, world: World) -> Drafts:
    """The drafts for a case. Registrar and host are written to only about a flagged site. Pure."""
    cls = VerdictClass(case.document["verdict"])
    if case.trouble:
        return Drafts((), f"Nothing was drafted: {case.trouble}")
    if cls not in (VerdictClass.FLAGGED, VerdictClass.CAUTION):
        return Drafts((), f"Nothing was drafted: the verdict is {cls.replace('_', ' ')}.")
    if why := _decided_for(case):
        return Drafts((), f"Nothing was drafted: {why}.")
    authorities = tuple(_authorities(case, told, world))
    if cls is VerdictClass.CAUTION:
        return Drafts(authorities, "Only authorities were written to: the verdict is caution, not flagged.")
    return Drafts((_registrar(case, told), _host(case, told), *authorities))


def _decided_for(case: CaseFile) -> str:
    """Why what people recorded speaks against a notice; empty: it does not, or there is nothing."""
    if standing(case.reviews).state is DocketState.APPEALED:
        return "an objection has not been answered yet"
    newest = _newest(case)
    return next((words for decision, words in _SPEAKS_FOR.items() if decision == newest), "")


def _newest(case: CaseFile) -> str:
    """The newest decision about the verdict as a whole, while it holds: until the class or the signs are others."""
    decided = standing(case.reviews).decision
    return decided.decision if decided is not None and not case.changed else ""


def _registrar(case: CaseFile, told: Dossier) -> Notice:
    outside = case.visit.outside if case.visit else None
    name = outside.registrar if outside else ""
    contact = outside.abuse_contact if outside else ""
    ask = (
        f"You are named as the registrar of {told.site}. Please look at what is set out below and decide, under your "
        "terms and the law that binds you, whether anything is to be done about this registration. If you need the "
        "saved pages or the full record, we can send them."
    )
    to = " ".join(filter(None, [name or "[registrar: not known from the visit; look it up in RDAP]", contact]))
    return Notice("notice-registrar.txt", shown(to), _letter(case, told, to, ask))


def _host(case: CaseFile, told: Dossier) -> Notice:
    addresses = case.visit.outside.addresses if case.visit else ()
    where = f" at {', '.join(addresses)}" if addresses else ""
    ask = (
        f"The website {told.site} was served from an address{where} that is, as far as we can tell, in your network. "
        "Please look at what is set out below and decide, under your terms and the law that binds you, whether "
        "anything is to be done. The address may belong to a service that stands in front of the real host; if so, "
        "please pass this on or name the host."
    )
    to = f"[host of {', '.join(addresses) or told.site}: look up who holds the address in RDAP]"
    return Notice("notice-host.txt", shown(to), _letter(case, told, to, ask))


def _authorities(case: CaseFile, told: Dossier, world: World) -> Iterator[Notice]:
    """One for the buyer's country, and one for each country that the site was seen to sell into."""
    aimed = targets(Facts(case.visit, world, case.document["buyer_country"])) if case.visit else ()
    for code in dict.fromkeys(filter(None, (case.document["buyer_country"], *aimed))):
        country = world.country(code)
        if country is not None:
            yield _authority(case, told, country, code in aimed)


def _authority(case: CaseFile, told: Dossier, country: Country, aimed: bool) -> Notice:
    why = (
        f"The site was seen to sell into this country: {country.name}"
        if aimed
        else f"The case was read for buyers in this country: {country.name}"
    )
    rules = [
        f"  - {rule.words} ({rule.source.words}, {rule.source.date}{'' if rule.source.seen else '; not confirmed'})"
        for rule in country.rules
        if rule.topic in ("rx_online", "questionnaire_only", "import_of_programme_drugs")
    ]
    held = "\n\nWhat we hold about the rules there, for you to correct:\n" + "\n".join(rules) if rules else ""
    ask = f"{why}. We report what was read on its pages, so that you can look into it if it falls to you.{held}"
    to = f"{country.authority} {country.authority_url}".strip() or f"[authority of {country.name}: we hold none]"
    return Notice(f"notice-authority-{country.code.lower()}.txt", to, _letter(case, told, to, ask))


def _letter(case: CaseFile, told: Dossier, to: str, ask: str) -> str:
    visited = f"{stamp(case.visited.started_at)} to {stamp(case.visited.ended_at)}"
    reviewed = (
        "A person has looked at it and confirmed it."
        if _newest(case) == Decision.CONFIRMED
        else "No person has confirmed it yet: [read the pages yourself before you send this, and say so here]"
    )
    parts = [
        "DRAFT. Read it, visit the site again, complete what stands in brackets, send it yourself. Nothing was sent.",
        f"To: {to}\nFrom: [your name, office and address]\nDate: [date]\nSubject: {told.site}, as seen on {told.as_of}",
        ask,
        f"What was seen. {told.headline} This is what a program (rxverdict) read on pages of the site, visited "
        f"{visited} from {told.url}, by published rules. It is not a finding of law, and the site may have changed "
        f"since. {reviewed}",
        *map(_finding, told.found),
        f"What could not be seen: {_unseen(told)}",
        f"Record. File of the visit (WARC): SHA-256 {case.visited.warc_sha256}. Verdict: rulebook {case.row.rulebook}, "
        f"judged {stamp(case.row.judged_at)}. The full case, with every page as it was sent and the sums of all parts, "
        "can be had from us.",
        "If something here is wrong, or the site belongs to somebody else than it seems, please tell us: [address for "
        "answers]. Objections are recorded beside the case and the site is visited again.",
    ]  # fmt: skip
    return shown("\n\n".join(parts)) + "\n"


def _finding(question: Question) -> str:
    seen = f"Signs of {question.sign} ({question.weight})" if question.sign else question.asks
    lines = [f"* {seen}. {question.says}"]
    quotes = [exhibit for exhibit in question.exhibits if exhibit.kind == "quote" and exhibit.holds]
    for quote in quotes[:_QUOTES]:
        cut = _cut(quote)
        lines.append(f'  "{cut}"\n    {quote.url}, read {quote.at}, page text SHA-256 {quote.sha256}')
    return "\n".join(lines)


def _cut(quote: Exhibit) -> str:
    """A quotation for a letter, on one line; one of a word or two with what stands around it."""
    folded = " ".join(quote.words.split())
    if len(folded) < _BARE:
        return f"{quote.before.strip()} «{folded}» {quote.after.strip()}".strip()
    return folded if len(folded) <= _WORDS else f"{folded[:_WORDS].rstrip()} …"


def _unseen(told: Dossier) -> str:
    open_: Sequence[str] = [question.asks for question in told.unseen]
    kinds = next((value for name, value in told.coverage if name == "Not seen in this visit"), "")
    return " ".join(filter(None, [f"{kinds}." if kinds else "", *open_])) or "every check that applies was answered."
