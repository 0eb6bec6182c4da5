"""Questions and their answers: "Do I need a prescription?" "No." offers; "Can I get it without one?" "No." does not."""

from __future__ import annotations

from crawler.visit import Kind, PageKind
from scoring.facts.clauses import Clause, asks
from scoring.facts.cues import DRUG, Reading
from scoring.facts.grammar import Mark
from scoring.facts.speaker import SPARED, WITH_FORM, Scene, speaker, with_antecedent
from scoring.facts.types import Stand

_PLAIN = 0.80  # a question about prescriptions, answered: as plain as words get
_SHORT = 9  # words: longer questions with "no prescription" in them ask something else
_LEAD = 3  # words before the yes or no: "With us, no.", "The answer is yes: ..."
_DENIED = frozenset({"not", "gone", "nil"})
NOT_NEEDED = "answer not needed"  # cue of an answer that denies the need after a question that denies
_ENDS_ANSWER = frozenset(",.:;!-、。")  # after a "no" that answers; one without is part of its sentence
_UNNEEDED = frozenset({"need", "send"})  # what a denial lets go of: not needed, not asked for, not to be sent
_ANNOUNCED = frozenset(":-")  # "the answer is no: ..." says no; "we say no, ..." may go on in any way

_ANSWERED = 8  # words: what answers a question says so in its first words
_LURED = 0.55  # a question for effect says less than a sentence
_LURES = frozenset({Kind.TEXT, Kind.HEADING, Kind.ITEM})  # questions marked up as such have answers
_SELLING = frozenset({"supply", "you", "anyway", "otherwise"})  # what a shop says of itself beside it
_IN_PROSE = frozenset({Kind.TEXT, Kind.ITEM, Kind.CELL})  # a heading that asks "why?" has its answer below
# Who asks in earnest, and answers that treat the question as one.
_EARNEST = frozenset({"wh", "may", "others", "warn", "report", "patient", "otc", "prescriber"})
_TREATED = frozenset(
    {"paper", "medic", "visit", "must", "refuse", "not", "no", "yes", "warn", "law", "prescriber", "report"}
)

Found = tuple[Stand, float, str]


def answered(scene: Scene) -> Found | None:
    """The stand of the first sentence of an answer, when the question is about prescriptions or prescribers."""
    question = scene.question
    if question is None or not _is_first(scene.clause) or question.has("wh"):
        return None
    denies = question.find("denial") or question.find("later") or question.find("turned_away")
    if not denies and not question.find("asks"):
        return None
    if denies and scene.reading.has("reassure"):
        return None  # "No prescription? No problem.": told by the question
    says = polarity(scene.reading)
    if says is None:
        return None
    if bool(denies) == (says == "no"):
        if denies and _is_not_needed(scene.reading):
            return _offers(scene, question, NOT_NEEDED)
        return _demands(scene, question)
    return _offers(scene, question, f"answer {says}")


def _offers(scene: Scene, question: Reading, cue: str) -> Found:
    reading = scene.reading
    stand = speaker(scene)
    if stand is Stand.OVER_THE_COUNTER and reading.find("redefined"):
        stand = None
    after = scene.look(scene.clause.next) if scene.clause.next else None
    if stand is Stand.OWN_PRESCRIBER and (reading.find("questionnaire") or (after and after.find("questionnaire"))):
        return stand, _PLAIN, WITH_FORM
    if stand is None and reading.has("form"):
        return Stand.OWN_QUESTIONNAIRE, _PLAIN, cue
    if stand is None and not _negated(reading) and (reading.find("demand") or reading.find("refusal")):
        return Stand.OWN_DEMAND, _PLAIN, cue
    if stand is None and not question.has("paper") and scene.setting.prescriber:
        return Stand.OWN_PRESCRIBER, _PLAIN, cue
    if stand is not None:
        return stand, _PLAIN, cue
    spared = "" if question.has("paper", "classed") or reading.has("paper") else SPARED
    return Stand.OWN_OFFER, _PLAIN, spared + cue


def _is_not_needed(reading: Reading) -> bool:
    """ "Can I order without a prescription?" "None is needed." denies the need; "No, one is needed." the question."""
    opening = next((mark for mark in reading.marks if mark.name == "no" and _opens(reading.text, mark, 0)), None)
    told = reading
    if opening is not None and reading.text[opening.end :].lstrip()[:1] in _ENDS_ANSWER:
        told = reading.part(opening.end, len(reading.text))
    found = told.find("denial")
    if found is None or not told.has("paper", "one", "free"):
        return False
    named = set(found[2].replace("|", " ").split())
    return "without" not in named and ("gone" in named or told.has(*_UNNEEDED))


def _negated(reading: Reading) -> bool:
    """ "Not once have we looked at one": the first word denies the sentence. "Never without one" demands it."""
    opens = any(mark.name == "not" and _opens(reading.text, mark, 0) for mark in reading.marks)
    after = reading.text[max((m.end for m in reading.marks if m.start == 0), default=0) :]
    return opens and after[:1] == " " and not reading.has("without", "until", "only")


def _demands(scene: Scene, question: Reading) -> Found | None:
    """Needed, says the answer; only a question for paper makes that a condition of the shop."""
    if not question.has("paper"):
        return None
    stand = speaker(scene)
    kept = stand in (Stand.OVER_THE_COUNTER, Stand.REPORT)
    return stand if kept and stand else Stand.OWN_DEMAND, 0.7, "answer demands"


def _is_first(clause: Clause) -> bool:
    return clause.start == clause.block.start or asks(clause.previous)


def polarity(reading: Reading) -> str | None:
    """ "yes" or "no" when the words open with one, or are hardly more than one; in Japanese the last words tell."""
    if reading.tongue.dense and any(mark.name in _DENIED for mark in reading.marks if _closes(reading.text, mark)):
        return "no"
    words = len(reading.text.split())
    opening = [mark for mark in reading.marks if mark.name in ("yes", "no") and _opens(reading.text, mark, words)]
    return max(opening, key=lambda mark: (-mark.start, mark.end)).name if opening else None


def _closes(text: str, mark: Mark) -> bool:
    return not text[mark.end :].strip(" 。.!」)")


def _opens(text: str, mark: Mark, words: int) -> bool:
    before, after = text[: mark.start], text[mark.end :].lstrip()
    if not before.removeprefix("a.").removeprefix("a:").strip(" \"'(-:"):
        return True
    if len(before.split()) > _LEAD + 1:
        return False
    return (words <= _LEAD + 4 and before.rstrip().endswith(",")) or (bool(after) and after[0] in _ANNOUNCED)


def rhetorical(scene: Scene) -> Found | None:
    """ "No prescription? No problem." What follows the question decides."""
    asked = with_antecedent(scene)
    if len(asked.text.split()) > _SHORT or not (asked.find("denial") or asked.find("lacks")):
        return None
    after = scene.look(scene.clause.next) if scene.clause.next else None
    if after is None or scene.clause.next.endswith("?") or not after.has("reassure") or after.find("demand"):
        return None
    if not asked.has("paper", "one") and scene.setting.prescriber:
        return Stand.OWN_PRESCRIBER, _PLAIN, "question reassured"
    stand = speaker(scene)
    return (stand, 0.6, "question") if stand else (Stand.OWN_OFFER, _PLAIN, "question reassured")


def lured(scene: Scene) -> Found | None:
    """ "Fancy Roaccutane without the clinic? The shop below sends it." Nobody asks, and the answer is a way to buy."""
    asked = scene.reading
    if scene.clause.kind in _IN_PROSE and (found := asked.find("lure")):
        return _for_effect(scene, found)
    if scene.clause.kind not in _LURES or asked.has(*_EARNEST) or not asked.has("supply", "you", "own", DRUG):
        return None
    if _is_wished(scene):
        found = asked.find("denial")
        return (Stand.OWN_OFFER, _LURED, f"{_spared(asked)}lure: wish, {found[2]}") if found else None
    after = scene.look(scene.clause.next) if scene.clause.next else None
    if after is None or not after.has("supply") or after.has(*_TREATED) or speaker(scene) is not None:
        return None
    found = asked.find("denial")
    return (Stand.OWN_OFFER, _LURED, f"{_spared(asked)}lure: {found[2]}") if found else None


def _is_wished(scene: Scene) -> bool:
    """ "Would you like to try it without a prescription?" The buyer's wish, on a page for the drug, as a shop asks it.

    A guide that asks so answers at once, in the words that follow; a menu that lost its markup may follow a shop's.
    """
    clause, reading = scene.clause, scene.reading
    if not reading.has("wish") or clause.page is PageKind.ARTICLE or speaker(scene) is not None:
        return False
    after = scene.look(" ".join(clause.next.split()[:_ANSWERED]))
    shown = clause.page is PageKind.PRODUCT or reading.has(DRUG)  # elsewhere its class word is an answer, too
    return after is None or not after.has(*_TREATED, *(() if shown else ("classed",)))


def _for_effect(scene: Scene, found: tuple[int, int, str]) -> Found | None:
    """ "We pack what you name, so why queue for a signature?" Asked beside the shop's own words, it is no question."""
    clause = scene.clause
    beside = (scene.reading, *scene.near(clause.previous, clause.next))
    if clause.page is PageKind.ARTICLE or not any(near.has("own") and near.has(*_SELLING) for near in beside):
        return None
    if any(near.has("warn", "report") for near in beside) or speaker(scene) is not None:
        return None
    return Stand.OWN_OFFER, _LURED, f"{_spared(scene.reading)}lure: {found[2]}"


def _spared(asked: Reading) -> str:
    return "" if asked.has("paper", "free", "blind") else SPARED
