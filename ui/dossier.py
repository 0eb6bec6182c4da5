"""A case as a dossier tells it: what was found with its evidence, what was looked for in vain, what could not be seen,
who visited when and with what, and what people decided. Plain values, no markup: HTML and PDF are made from these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from crawler.visit import Guise, Outside, Page, Visit
from data.decisions import HANDLING
from data.world import World
from scoring.checks import all_checks
from scoring.facts import Facts
from scoring.grounds import Grounds, Held, grounds, strength, words
from scoring.model import Answer, Card, Role, VerdictClass
from scoring.rulebook import rulebook
from ui.contract import FindingJson, stamp
from ui.dossier_case import CaseFile
from ui.dossier_types import Dossier, Entry, Question, Seen, Shot
from ui.exhibits import Numbered
from ui.review_words import signature, standing_words, title
from ui.reviewing import standing
from ui.words import ANSWERS, CLASSES, KINDS, OUTCOMES, ROLES, WEIGHTS

_GUISES = {Guise.BROWSER: "as an ordinary browser", Guise.SEARCH: "as a visitor from a search engine"}
_MOST_PRICES = 60  # rows in print; the verdict object holds all of them


def dossier(case: CaseFile, world: World) -> Dossier:
    """The case as it is told. Pure: the same case and World give the same dossier."""
    told, visit = case.document, case.visit
    facts = Facts(visit, world, told["buyer_country"]) if visit else None
    questions, numbered = list[tuple[Answer, Question]](), Numbered(visit)
    cards = {check.card.id: check.card for check in all_checks()}
    law = _grounds(case, cards, bool(facts.bound) if facts else None, world)
    decided = {card.id for card in law.because} if law else set[str]()
    for finding in told["findings"]:
        answer = Answer(finding["answer"])
        questions.append((answer, _question(finding, cards.get(finding["check"]), decided, numbered, world)))
    cls = VerdictClass(told["verdict"])
    country = world.country(told["buyer_country"]) if told["buyer_country"] else None
    return Dossier(
        site=told["site"],
        url=told["url"],
        buyer=country.name if country else told["buyer_country"] or "not given",
        title=CLASSES[cls].title,
        tone=CLASSES[cls].tone,
        headline=told["headline"],
        meaning=CLASSES[cls].meaning,
        role=ROLES[Role(told["role"])],
        risk_low=told["risk_low"],
        risk_high=told["risk_high"],
        as_of=stamp(case.visited.ended_at),
        grounds=words(law) if law else (),
        trouble=tuple(_trouble(case, questions, world)),
        found=_with(questions, Answer.YES),
        not_found=_with(questions, Answer.NO),
        unseen=_with(questions, Answer.UNKNOWN, Answer.ERROR),
        not_asked=tuple(question.asks for question in _with(questions, Answer.NOT_APPLICABLE)),
        coverage=tuple(_coverage(case)),
        identity=tuple((name, tuple(kept)) for name, kept in _identity(case) if kept),
        domain=tuple(_domain(visit.outside)) if visit else (),
        prices=tuple(told["prices"][:_MOST_PRICES]),
        prices_left=max(0, len(told["prices"]) - _MOST_PRICES),
        pages=tuple(map(_seen, visit.pages)) if visit else (),
        unread=tuple(_unread(visit)) if visit else (),
        shots=tuple(
            Shot(f"screenshots/{number:02}.jpg", shot.url, shot.sha256)
            for number, shot in enumerate(case.pictures, 1)
        ),
        history=tuple(_history(case)),
        changes=tuple(Entry(stamp(change.at), change.kind.replace("_", " "), change.words) for change in case.changes),
        stands=standing_words(standing(case.reviews, case.changed)),
        reviews=tuple(_reviews(case)),
        custody=tuple(_custody(case, world)),
    )  # fmt: skip


def _grounds(case: CaseFile, cards: dict[str, Card], bound: bool | None, world: World) -> Grounds | None:
    """The grounds of the verdict; None: made under other rules, or no sign is asked for its class."""
    cls = VerdictClass(case.document["verdict"])
    held = [
        Held(cards[found["check"]], Answer(found["answer"]), found["weight"])
        for found in case.document["findings"]
        if found["check"] in cards
    ]
    return grounds(cls, held, cls is VerdictClass.VERIFIED if bound is None else bound, world)


def _question(finding: FindingJson, card: Card | None, decided: set[str], numbered: Numbered, world: World) -> Question:
    answer = Answer(finding["answer"])
    weight = ""
    if card is not None and answer is Answer.YES:
        weight = WEIGHTS[strength(Held(card, answer, finding["weight"]), world)].partition(":")[0]
    return Question(
        check=finding["check"],
        asks=card.asks if card else f"{finding['check'].replace('_', ' ').capitalize()}?",
        matters=card.why if card else "This check is not part of the rules that are installed here.",
        answer=ANSWERS[answer],
        sign=card.sign if card and answer is Answer.YES else "",
        weight=weight,
        source=card.source if card else "",
        fooled_by=card.fooled_by if card else "",
        says=finding["why"],
        decided=finding["check"] in decided,
        exhibits=tuple(map(numbered.exhibit, finding["evidence"])),
    )


def _with(questions: Iterable[tuple[Answer, Question]], *answers: Answer) -> tuple[Question, ...]:
    return tuple(question for answer, question in questions if answer in answers)


def _trouble(case: CaseFile, questions: list[tuple[Answer, Question]], world: World) -> Iterator[str]:
    """What a reader must know before he relies on this."""
    if case.trouble:
        yield f"{case.trouble} What is told here was written down when the visit was judged."
    failed = [shown.number for _, q in questions for shown in q.exhibits if shown.kind == "quote" and not shown.holds]
    if failed and case.visit is not None:
        numbers = ", ".join(map(str, failed))
        yield f"Quotations {numbers} do not stand in the saved pages as they are told here: do not rely on them."
    for fault in case.faults:
        yield f"The record of decisions does not hold: {fault.words}."
    if case.document["rulebook"] != rulebook(world):
        yield (
            f"Judged under rulebook {case.document['rulebook']}; another, {rulebook(world)}, is in use now. "
            "Explanations of the checks are those in use now."
        )


def _coverage(case: CaseFile) -> Iterator[tuple[str, str]]:
    told = case.document["coverage"]
    names = {str(kind): name for kind, name in KINDS.items()}
    yield "Pages read", str(told["pages_read"])
    if told["kinds_read"]:
        yield "Kinds of pages read", ", ".join(names.get(kind, kind) for kind in told["kinds_read"])
    if told["kinds_missing"]:
        yield "Not seen in this visit", ", ".join(names.get(kind, kind) for kind in told["kinds_missing"])
    if told["languages"]:
        yield "Languages", ", ".join(told["languages"])
    if case.visit is not None and case.visit.partial:
        yield "Cut short", "The visit ended before everything that was known had been read."
    if case.visited.note:
        yield "Note of the visit", case.visited.note


def _identity(case: CaseFile) -> Iterator[tuple[str, list[str]]]:
    told = case.document["facts"]
    yield "Addresses", told["addresses"]
    yield "Licences and registrations", told["licences"]
    yield "Seals and logos", told["seals"]
    yield "Phones", told["phones"]


def _domain(outside: Outside) -> Iterator[tuple[str, str]]:
    rows = (
        ("Registered", outside.registered.date().isoformat() if outside.registered else ""),
        ("Expires", outside.expires.date().isoformat() if outside.expires else ""),
        ("Registrar", outside.registrar),
        ("Abuse contact of the registrar", outside.abuse_contact),
        ("Name servers", ", ".join(outside.name_servers)),
        ("Addresses of the server", ", ".join(outside.addresses)),
        ("Certificate made out to", ", ".join(outside.certificate_names)),
        ("Certificate issued by", outside.certificate_issuer),
        ("Certificate", {True: "valid when seen", False: "not valid when seen", None: ""}[outside.certificate_valid]),
    )
    yield from ((name, value) for name, value in rows if value)
    for attempt in outside.attempts:
        if attempt.note:
            yield f"Asked {attempt.what.upper()}, {stamp(attempt.at)}", attempt.note


def _seen(page: Page) -> Seen:
    how = "as a browser shows it" if page.rendered else "as it was sent"
    return Seen(page.url, KINDS[page.kind], stamp(page.fetched_at), page.status, page.sha256, how)


def _unread(visit: Visit) -> Iterator[Entry]:
    for attempt in visit.attempts:
        yield Entry(stamp(attempt.at), OUTCOMES[attempt.outcome], f"{attempt.what} {attempt.note}".strip())
    for view in visit.views:
        yield Entry(
            stamp(view.told.at), f"read again {_GUISES[view.guise]}", f"{view.told.what} {view.told.note}".strip()
        )


def _history(case: CaseFile) -> Iterator[Entry]:
    for row in case.history:
        this = " (this dossier)" if row.id == case.row.id else ""
        at = stamp(row.visited_at) if row.visited_at else ""
        yield Entry(at, f"{CLASSES[VerdictClass(row.verdict)].title}{this}", f"{row.headline} Rulebook {row.rulebook}.")


def _reviews(case: CaseFile) -> Iterator[Entry]:
    for row in case.reviews:
        if row.act in HANDLING:  # who has a case in hand is an office's own business; a bundle holds these rows too
            continue
        about = f" about {row.concerns.replace('_', ' ')}" if row.concerns else ""
        other = "" if row.verdict_id == case.row.id else " (of another visit)"
        links = f" Links given: {', '.join(row.links)}." if row.links else ""
        yield Entry(stamp(row.at), f"{title(row)}{about}{other}", f"{row.note}{links} {signature(row)}.".strip())


def _custody(case: CaseFile, world: World) -> Iterator[tuple[str, str]]:
    visited, document = case.visited, case.row.document
    yield "Asked for", visited.url
    yield "Visited", f"{stamp(visited.started_at)} to {stamp(visited.ended_at)}"
    if case.visit is not None and case.visit.agent:
        yield "Visited by (user agent)", case.visit.agent
    yield "File of the visit", f"WARC 1.1, {len(case.warc):,} bytes" if case.warc else "not at hand"
    yield "SHA-256 of that file, as judged", visited.warc_sha256
    yield "Judged", stamp(case.row.judged_at)
    yield "Rulebook", case.row.rulebook + ("" if case.row.rulebook == rulebook(world) else " (no longer in use)")
    yield "SHA-256 of the verdict object", sha256(document.encode()).hexdigest()
    yield "Rows in the chain of decisions of this archive", str(case.head.count)
    if case.head.hash:
        yield "Last of them (head of the chain)", case.head.hash
