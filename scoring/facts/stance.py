"""What each sentence says about prescriptions, and on whose behalf.

A denied prescription in the shop's own mouth is an offer; the same words in a warning, in news, in a question that is
answered "no", or about sunscreen are not. Every sentence is judged by itself, with heading, question and neighbours:
one half of a page never cancels the other.

A cue grammar reads who says what; a small trained model then weighs how likely an offer is one. Neither does alone:
templates break on new wording, and a linear model cannot tell whose words they are (docs/stance-comparison.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from crawler.visit import Kind, Page, PageKind, Place
from data.world import World
from scoring.facts.adverts import advert
from scoring.facts.answers import answered, lured, rhetorical
from scoring.facts.borders import in_one
from scoring.facts.clauses import Clause, clauses
from scoring.facts.columns import labelled
from scoring.facts.cues import DRUG, Cues, Reading, cues
from scoring.facts.form_words import has_form, is_unread
from scoring.facts.shelf import names_several
from scoring.facts.speaker import (
    GRANTED,
    LAW,
    SPARED,
    UNREAD,
    WITH_FORM,
    WITH_PAPER,
    Scene,
    Setting,
    all_goods,
    by_form,
    consults,
    is_article,
    is_leaflet,
    said,
    speaker,
    with_antecedent,
)
from scoring.facts.types import Stance, Stand
from scoring.facts.weighing import Weigh, stands_firm, weighed
from scoring.model import Cited

# How sure a denial is an offer. Bare words ("no prescription") need one more sign to count (0.5, `Facts.stances_of`):
# measured on harmless pages, a bare "without prescription" pattern hits one in five (field guide, section g).
_BARE = 0.40
_OWN, _SUPPLY, _DRUG, _LABEL = 0.25, 0.05, 0.15, 0.20
_VERBAL = 0.10  # "without asking for one" says more than "no prescription"
_TWICE = 0.15  # "no letter, no referral": two denied steps are a slogan, not a word of the law
# What a denial names, beside a visit or a person: the paper by a pronoun or its empty field, any question at all,
# anybody who looks, or the whole sale at home: an agency that imports for its buyers.
_NAMED = frozenset({"one", "step", "own", "enough", "blind", "look", "import", "blank"})
_ACTS = frozenset({"need", "send", "meet", "skip", "gone", "optional", "not"})
_ARTICLE = -0.15  # articles quote what others offer; pages on sending prescriptions tell what may be left out
_HINT = 0.45  # title, slug, keywords, names of links: weak alone (field guide R13)
_SIDE = -0.15  # menus and margins name shelves, not conditions
_MOST = 0.95
_PUT_ASIDE = 0.3  # certainty of the offer beside a demand: what the grammar is sure of keeps it (`weighing`)
_SLOGAN = 2
_LET_GO = (Stand.OWN_OFFER, Stand.OWN_QUESTIONNAIRE)
_TELLING = (Stand.ADVICE, Stand.OTHER_SELLERS, Stand.REPORT, Stand.PATIENT_VOICE)
_HINTS = frozenset({Kind.TITLE, Kind.META, Kind.URL, Kind.LINK})
_SIDES = frozenset({Place.NAV, Place.HEADER, Place.ASIDE, Place.FOOTER})


def stances(page: Page, world: World, weigh: Weigh = weighed) -> tuple[Cited[Stance], ...]:
    """Every stand taken on a page, in reading order. Hidden text takes none: nobody is offered what nobody sees.

    `weigh` has the last word on what the grammar says of a sentence.
    """
    told = [(scene, weigh(scene, tuple(grammar(scene)))) for scene in scenes(page, world)]
    return tuple(
        Cited(
            _set_aside(stance, scene, told[max(0, at - 1) : at + 2]), page.quote(scene.clause.start, scene.clause.end)
        )
        for at, (scene, found) in enumerate(told)
        for stance in found
    )


def _set_aside(stance: Stance, scene: Scene, beside: list[tuple[Scene, tuple[Stance, ...]]]) -> Stance:
    """ "The original is handed out on prescription only. That does not concern us." The first is no demand of ours."""
    written = "issue" in stance.cue  # "we don't write scripts; the form is the script": no demand, whoever says it
    if stance.stand is not Stand.OWN_DEMAND or (scene.reading.has("own", "you") and not written):
        return stance
    sides = (scene.clause.previous, scene.clause.next)
    offers = (s for other, found in beside if other.clause.text in sides for s in found if s.stand in _LET_GO)
    return (
        replace(stance, stand=Stand.CLASS_WORD, cue=LAW) if any(s.certainty >= _PUT_ASIDE for s in offers) else stance
    )


def scenes(page: Page, world: World) -> Iterator[Scene]:
    """Every sentence that people can see and that may speak of prescriptions, with its surroundings."""
    kit, language = cues(world), page.content.language
    marked = [
        (clause, reading)
        for clause in labelled(page, clauses(page), kit)
        if clause.place is not Place.HIDDEN and (reading := _read(clause, kit, language)) is not None
    ]
    setting = _setting(marked, page, world)
    known: dict[tuple[str, str], Reading | None] = {}
    for clause, reading in marked:
        yield Scene(clause, reading, partial(_look, known, kit, reading.tongue.language), setting)


def _read(clause: Clause, kit: Cues, language: str) -> Reading | None:
    """The clause in its language; None when neither it nor what stands beside it speaks of prescriptions."""
    text = f"{clause.label}: {clause.text}" if clause.label else clause.text
    if clause.kind is Kind.URL:
        text = "".join(letter if letter.isalnum() else " " for letter in text)
    languages = kit.languages(text)
    for beside in (clause.question, clause.previous, clause.next, clause.heading):
        languages = languages or kit.languages(beside)
    if not languages and _names_the_page(clause) and kit.speaks(language):
        languages = frozenset({language})
    return kit.read(text, languages, language)


def _names_the_page(clause: Clause) -> bool:
    return clause.kind in (Kind.TITLE, Kind.URL) or clause.block.level == 1


def _setting(marked: list[tuple[Clause, Reading]], page: Page, world: World) -> Setting:
    named = [reading for clause, reading in marked if _names_the_page(clause)]
    drug = any(reading.has(DRUG) for reading in named)
    return Setting(
        drug=drug,
        goods=not drug and any(reading.has("otc") for reading in named),
        prescriber=any(
            consults(reading)
            for clause, reading in marked
            if not (clause.is_question or _is_labelled_so(clause) or is_leaflet(clause, reading))
        ),
        form=any(reading.has("form") for _, reading in marked),
        advert=any(reading.has("patient") for _, reading in marked) and advert(page, world) is not None,
        shelf=any(reading.has("otc") for _, reading in marked) and names_several(page, world),
    )


def _is_labelled_so(clause: Clause) -> bool:
    """A title or a name tells of no prescriber, nor does the question that an answer bears as its label."""
    return clause.kind in _HINTS or bool(clause.label and clause.label == clause.question)


def grammar(scene: Scene) -> Iterator[Stance]:
    """What the cue grammar alone says of a sentence; certainty as far as its cues reach."""
    clause = scene.clause
    if clause.is_question and clause.kind is not Kind.TITLE:
        yield from _told(scene, rhetorical(scene) or lured(scene))
        return
    found = answered(scene)
    if found:
        yield from _told(scene, found)
        return
    for part in _parts(scene.reading):
        yield from _told(scene, _stand(replace(scene, reading=part)))


def _told(scene: Scene, found: tuple[Stand, float, str] | None) -> Iterator[Stance]:
    if found:
        stand, certainty, cue = found
        yield Stance(stand, round(min(max(certainty, 0.05), _MOST), 2), scene.reading.tongue.language, cue)


def _look(known: dict[tuple[str, str], Reading | None], kit: Cues, language: str, text: str) -> Reading | None:
    if text and (text, language) not in known:
        known[text, language] = kit.read(text, (language,))
    return known.get((text, language))


def _parts(whole: Reading) -> Iterator[Reading]:
    """The clause cut at "but": a warning before it does not cover what comes after."""
    start = 0
    for mark in whole.marks:
        if mark.name == "but" and mark.start > start:
            yield whole.part(start, mark.start)
            start = mark.end
    yield whole.part(start, len(whole.text)) if start else whole


def _stand(scene: Scene) -> tuple[Stand, float, str] | None:
    reading = with_antecedent(scene)
    another = reading.find("another")
    if another:
        return _demanded(scene, 0.7, another[2])  # "Keep the specialist's letter, all we want is the prescription."
    neither = reading.find("neither")
    refusal = in_one(reading, "refusal")
    if refusal and not neither and not is_unread(reading):
        return _demanded(scene, 0.7, refusal[2])
    no_form = in_one(reading, "no_form")
    if no_form:
        return _demanded(scene, 0.6, f"no form: {no_form[2]}")
    form = None if reading.find("choice") else reading.find("questionnaire")
    if form and (voice := speaker(scene)) in (None, Stand.OWN_PRESCRIBER):
        spared = SPARED if reading.find("denial") and not reading.has("paper", "free") else ""
        paper = WITH_PAPER if reading.has("paper") and reading.find("denial") else ""
        cue = f"{form[2]}{paper} {UNREAD}" if reading.find("unread") else form[2]
        return (voice, 0.6, f"{spared}{WITH_FORM}") if voice else (Stand.OWN_QUESTIONNAIRE, 0.55 + _signs(scene), cue)
    if form and voice in _TELLING:
        return voice, 0.6, form[2]
    made = reading.find("made")
    if made and speaker(scene) in (None, Stand.OWN_PRESCRIBER):
        return Stand.OWN_LATER, 0.55 + _signs(scene), made[2]  # a paper that is made out because somebody has paid
    redefined = reading.find("redefined")
    if redefined and speaker(scene) in (None, Stand.OVER_THE_COUNTER):
        return Stand.OWN_OFFER, _BARE + _signs(scene), redefined[2]
    denial = neither or reading.find("denial") or reading.find("optional") or _despite(scene, reading)
    if denial:
        return _denied(replace(scene, reading=reading, span=denial[:2]), denial[2])
    late = reading.find("later") or reading.find("paid")
    if late and not speaker(scene):
        return Stand.OWN_LATER, 0.4 + _signs(scene), late[2]
    if (told := said(scene)) and consults(told) and not is_leaflet(scene.clause, reading):
        return Stand.OWN_PRESCRIBER, 0.6, WITH_FORM if by_form(reading) else "prescriber"
    demand = reading.find("demand")
    if demand and _is_law(reading):
        return Stand.CLASS_WORD, 0.6, LAW
    if demand:
        return _demanded(scene, 0.55, demand[2])
    if reading.has("classed"):
        return Stand.CLASS_WORD, 0.6, "classed"
    return None


def _despite(scene: Scene, reading: Reading) -> tuple[int, int, str] | None:
    """ "Prescription only. The button above works all the same." The denial is in the contrast."""
    clause = scene.clause
    beside = scene.near(clause.previous, clause.next, clause.question, clause.label)
    if (reading.has("paper") and not clause.label) or not any(found.has("paper", "classed") for found in beside):
        return None
    found = reading.find("despite")
    return None if stands_firm(reading) else found


def _is_law(reading: Reading) -> bool:
    """ "By law it is handed out on prescription", "where your country asks for one", "we assume that you have one":
    what the law or the buyer does, and no demand of this shop."""
    return reading.has("assume") or (reading.has("law") and not reading.has("own", "you"))


def _demanded(scene: Scene, certainty: float, cue: str) -> tuple[Stand, float, str]:
    stand = speaker(scene)
    if stand in _TELLING:
        return stand, certainty, cue
    return Stand.OWN_DEMAND, certainty + (_OWN if scene.reading.has("own", "you") else 0.0), cue


def _denied(scene: Scene, cue: str) -> tuple[Stand, float, str]:
    reading, stand = scene.reading, speaker(scene)
    if stand is None and has_form(reading) and reading.has("paper"):
        return Stand.OWN_QUESTIONNAIRE, 0.5 + _signs(scene), f"{cue}{WITH_PAPER}"
    if stand is Stand.OWN_PRESCRIBER and scene.setting.form and not reading.has("paper"):
        # A form that a prescriber reads, and a visit spared: a hint.
        return Stand.OWN_QUESTIONNAIRE, _HINT, f"{SPARED}{cue}"
    if stand is not None:
        return stand, 0.6, cue
    if _is_spared(reading.part(*scene.span), cue):
        cue = f"{SPARED}{cue}"
    if scene.clause.kind in _HINTS:
        return Stand.OWN_OFFER, _HINT, cue
    said = _VERBAL if _ACTS & set(cue.replace("|", " ").split()) else 0.0
    if (reading.find("granted") or all_goods(scene)) and not is_article(scene):  # only who sells tells a buyer so
        cue, said = f"{GRANTED}{cue}", 0.0 if scene.own else _OWN
    return Stand.OWN_OFFER, _BARE + said + _signs(scene), cue


def _is_spared(denied: Reading, cue: str) -> bool:
    """Only a visit or a person is denied, not the prescription: telehealth says so too."""
    return not denied.has("paper", "free") and not _NAMED & set(cue.replace("|", " ").split())


def _explains(scene: Scene) -> bool:
    """A page on how to send prescriptions that names no drug: what is not needed there is some other paper."""
    return scene.clause.page is PageKind.PRESCRIPTION and not scene.own and not scene.has_drug


def _signs(scene: Scene) -> float:
    """What makes a denial surer: the shop's own voice, an order, the drug, a label that names the question."""
    reading, clause = scene.reading, scene.clause
    return (
        (_OWN if scene.own else 0.0)
        + (_SUPPLY if reading.has("supply", "you") else 0.0)
        + (_DRUG if scene.has_drug else 0.0)
        + (_LABEL if clause.label else 0.0)
        + (_TWICE if sum(mark.name == "none" for mark in reading.marks) >= _SLOGAN else 0.0)
        + (_ARTICLE if is_article(scene) or _explains(scene) else 0.0)
        + (_SIDE if clause.place in _SIDES else 0.0)
    )
