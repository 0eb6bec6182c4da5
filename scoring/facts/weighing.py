"""The last word on a sentence: the grammar says whose stand it is, the trained model how likely it lets anything go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from crawler.visit import PageKind
from scoring.facts.answers import NOT_NEEDED
from scoring.facts.clause_model import NAMES, OWN, Model, opinion
from scoring.facts.cues import Reading
from scoring.facts.finder import Pattern
from scoring.facts.speaker import GRANTED, SPARED, Scene
from scoring.facts.types import Stance, Stand

Weigh: TypeAlias = Callable[[Scene, tuple[Stance, ...]], tuple[Stance, ...]]

_LEAST = 0.10  # below, what only the model sees is not worth keeping: one such sentence in twenty is an offer
_FIRM = 0.5  # from here a demand that the grammar found in the same sentence is taken to be a misreading
_SPARED = 0.45  # below `_FIRM`; two such hints of different kinds make a finding, one makes none
_ABSURD = 0.05  # plain offers in twelve languages lie above 0.18, plain refusals that the grammar misreads below 0.03
_SAID = 0.3  # below the bar of every site that asks for prescriptions or sells nothing (`scoring.facts.bar`)
_GRANTED = 0.6  # "you can order it here without a prescription": open words, where trade of its own stands beside them
_CONTACTS = frozenset({PageKind.CONTACT, PageKind.ABOUT, PageKind.IMPRINT, PageKind.PRIVACY})
_PAID = "paid_up"  # a paper made out because somebody has paid: word by word what an honest service says, in its order
_BLIND = "blind"  # "no script, no questions": a slogan of shops and of warnings alike, which the speaker tells apart
_RUN_ON = 200  # characters: a longer "sentence" is mostly a menu or a list of goods that lost its markup
_PROMISED = 0.6  # a sale told with its days of delivery is that sale, and tells the role as well (`role_seen`)
# A number of days in the twelve languages: "in 5-14 days". Advice and reports on such sales name no delivery time.
_DAYS = Pattern(
    r"[0-9] ?(?:(?:working|business|werk|arbeits|arbets) ?)?"
    r"(?:days|tage|giorni|jours|dias|dagen|dagar|dage|dni|dnia|дня|дней|日)(?:[^\pL]|$)"
)
# What an offer lets go. A sentence that names none of it ("your questions, answered", "contactless, without a fee")
# must sound much more like an offer: accredited pharmacies write such sentences by the dozen, and of 287 labelled shops
# only one is known by them alone. In the first person ("I can't believe what I saved") it is a customer's praise.
_IT = ("paper", "free", "visit", "medic", "prescriber", "step", "blind", "boast", "classed", "judged")
_UNNAMED = 0.6
CUE = "weighed"  # cue of a stance that only the model found
NAMED = " (name)"  # ends the cue of a title, address or name of a link: a hint, never a statement


def weighed(scene: Scene, told: tuple[Stance, ...], model: Model | None = None) -> tuple[Stance, ...]:
    """The stances of a sentence, own ones with the certainty that the model gives them. `model`: by default ours."""
    view = opinion(scene, told, model)
    if view is None:
        return tuple(_named(stance) if scene.clause.kind in NAMES else stance for stance in told)
    certainty = round(view.own, 2)
    own = tuple(
        replace(stance, certainty=max(_certainty(stance, certainty), _promised(scene, stance)))
        for stance in told
        if stance.stand in OWN
    )
    least = _FIRM if _is_quoted(scene, told) else _LEAST
    seen = certainty >= least and len(scene.clause.text) <= _RUN_ON and not _is_refused(scene)
    seen = seen and (_names_it(scene) or (certainty >= _UNNAMED and not scene.reading.has("patient")))
    if not own and seen and not _is_contact(scene, view.stand):
        cue = f"{SPARED}{CUE}" if _is_spared(scene) else CUE
        own = (Stance(view.stand, certainty, scene.reading.tongue.language, cue),)
    beside = (stance for stance in told if stance.stand not in OWN)
    return (*own, *(s for s in beside if not (certainty >= _FIRM and s.stand is Stand.OWN_DEMAND)))


def _is_quoted(scene: Scene, told: tuple[Stance, ...]) -> bool:
    """ "Delivered without papers": that promise is made everywhere. Whose words they are the grammar knows better."""
    return '"' in scene.clause.text and any(stance.stand is Stand.REPORT for stance in told)


def _names_it(scene: Scene) -> bool:
    """The prescription, whoever writes it, or the way there is named: here, in the question, the label or a heading."""
    clause = scene.clause
    near = (scene.reading, *scene.near(clause.question, clause.label, clause.intro, clause.heading))
    return any(reading.has(*_IT) for reading in near)


def _is_refused(scene: Scene) -> bool:
    """ "We keep no isotretinoin, write to your dermatologist": a drug that is refused is not sold."""
    reading = scene.reading
    if reading.has("paper", "blind", "free"):
        return False
    return reading.find("unstocked") is not None or stands_firm(reading)


def stands_firm(reading: Reading) -> bool:
    """ "We cannot bend that rule, whatever your case." Refused all the same, and nothing is handed out after it."""
    found = reading.find("despite")
    if found is None or "anyway" not in found[2]:
        return False
    inside = [mark for mark in reading.marks if found[0] <= mark.start and mark.end <= found[1]]
    refused = max((mark.end for mark in inside if mark.name == "refuse"), default=-1)
    return refused >= 0 and not any(mark.name == "supply" and mark.start >= refused for mark in inside)


def _is_contact(scene: Scene, stand: Stand) -> bool:
    """ "Write to us by the form": there a form that names neither paper nor prescriber asks nothing of health."""
    form = stand is Stand.OWN_QUESTIONNAIRE and scene.clause.page in _CONTACTS
    return form and not scene.reading.has("paper", "medic", "prescriber", "judged", "replace", "visit")


def _certainty(stance: Stance, certainty: float) -> float:
    """What the grammar is sure of is never quite forgotten: where an order asks for nothing, it still counts.

    A spared visit stays a hint whatever the model says: beside a form that nobody talks about it tells a broker.
    """
    # After a question that denies, the model hears a denied need as a plain "no".
    plain = certainty >= _ABSURD or _PAID in stance.cue or stance.cue in (_BLIND, NOT_NEEDED)
    sure = stance.certainty >= _FIRM and plain
    told = _GRANTED if stance.cue.startswith(GRANTED) else _SAID
    least = _SPARED if stance.cue.startswith(SPARED) else told if sure else 0.0
    return max(certainty, min(stance.certainty, least))


def _promised(scene: Scene, stance: Stance) -> float:
    """ "Bought here without a prescription, with you in 5-14 days": whatever the model says, goods are promised."""
    own = stance.stand is Stand.OWN_OFFER and stance.certainty >= _FIRM and "paper" in stance.cue
    told = own and scene.clause.page is not PageKind.ARTICLE and scene.reading.has("supply")
    return _PROMISED if told and _DAYS.search(scene.clause.text) else 0.0


def is_hint(stance: Stance) -> bool:
    """Words in a title, an address or the name of a link."""
    return stance.cue.endswith(NAMED)


def _named(stance: Stance) -> Stance:
    return replace(stance, cue=f"{stance.cue}{NAMED}")


def _is_spared(scene: Scene) -> bool:
    """Only a visit or a person is named, not the prescription: telehealth speaks like that too."""
    clause = scene.clause
    near = (scene.reading, *scene.near(clause.question, clause.label))
    return not any(reading.has("paper", "free", "step", "classed") or _points(reading) for reading in near)


def _points(reading: Reading) -> bool:
    """A pronoun for the prescription. "He decides on what you write" holds one for something else."""
    judged = [mark for mark in reading.marks if mark.name == "judged"]
    return any(
        mark.name == "one" and not any(j.start <= mark.start and mark.end <= j.end for j in judged)
        for mark in reading.marks
    )
