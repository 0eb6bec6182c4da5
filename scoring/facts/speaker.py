"""Whose words a clause is: the shop's own, a warning, news, another seller's, a buyer's, or on goods off prescription.

A denied prescription is an offer only in the mouth of the one who sells.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crawler.visit import Kind, PageKind
from scoring.facts.clauses import Clause
from scoring.facts.cues import DRUG, Reading
from scoring.facts.finder import Pattern
from scoring.facts.types import Stand

# Words on controls are the shop's even in the first person: "I have had this before" is a tick box, not a buyer's tale.
_CONTROLS = frozenset({Kind.LABEL, Kind.BUTTON, Kind.INPUT, Kind.OPTION})
_ON_DRUGS = frozenset({PageKind.PRODUCT, PageKind.ARTICLE})
SPARED = "visit: "  # opens the cue of a denial that spares a visit and does not name the prescription
WITH_FORM = "prescriber and form"  # the cue of a prescriber who decides from a form
WITH_PAPER = " paper"  # ends the cue of a form beside which the prescription is denied
UNREAD = "unread by a medic"  # ends the cue of a form of which it is said that no prescriber looks at it
GRANTED = "granted: "  # opens the cue of words that tell the buyer that he may order without
LAW = "law"  # the cue of what the law or another shop asks for, and this one does not
# "All our goods", in plain form, in the twelve languages. Said beside rows of prescription medicines it speaks of them.
_ALL = Pattern(
    r"(?:^|[^\pL])(?:all (?:our |the |these |of )?(?:\pL+ )?(?:medicines|medications|drugs|products|preparations|items)"
    r"|alle (?:unsere |diese |onze |vores )?(?:\pL+ )?(?:praparate|medikamente|arzneimittel|mittel|produkte"
    r"|waren|artikel|medicijnen|middelen|geneesmiddelen|producten|praeparater|laegemidler|varer|produkter|medicin\pL*)"
    r"|(?:alla|samtliga) (?:vara )?(?:\pL+ )?(?:preparat|lakemedel|mediciner|varor|produkter)"
    r"|tod[oa]s (?:l[oa]s |nuestr[oa]s |os |as |nossos |nossas )*(?:medic\pL+|productos|produtos|farmac\pL+|remedios)"
    r"|todo el (?:catalogo|listado)|tous (?:les |nos |ces )+(?:medicaments|produits|articles)"
    r"|tutti (?:i |nostri |gli )+(?:farmaci|medicinali|prodotti|articoli)|tutte le (?:medicine|specialita)"
    r"|wszystkie (?:nasze )?(?:\pL+ )?(?:leki|preparaty|produkty|medykamenty)"
    r"|все (?:наши )?(?:\pL+ )?(?:препараты|лекарства|товары|таблетки|позиции|средства))(?:[^\pL]|$)"
    r"|(?:全て|すべて|全商品|全品|どの(?:薬|商品))"
)
Look = Callable[[str], Reading | None]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the page as a whole is about."""

    drug: bool = False  # its title, first heading or address names a prescription drug of ours
    goods: bool = False  # they name goods off prescription instead
    prescriber: bool = False  # somewhere a prescriber of the service sees, reads or decides
    form: bool = False  # somewhere there is a questionnaire
    advert: bool = False  # a private seller speaks: "I" is the shop
    shelf: bool = False  # several prescription medicines stand on it in lines of their own


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause, read, with its surroundings read in the same language."""

    clause: Clause
    reading: Reading
    look: Look  # reads a neighbour; None when it bears no mark
    setting: Setting
    span: tuple[int, int] = (0, 0)  # of the denial in the clause

    def near(self, *texts: str) -> list[Reading]:
        return [found for found in map(self.look, texts) if found is not None]

    @property
    def headings(self) -> list[Reading]:
        return self.near(self.clause.heading, self.clause.intro)

    @property
    def question(self) -> Reading | None:
        return self.look(self.clause.question) if self.clause.question else None

    @property
    def own(self) -> bool:
        """The shop speaks: it is the last one named before the denial or, when nobody is, it is named at all."""
        speakers = [mark for mark in self.reading.marks if mark.name in ("own", "others", "report", "warn")]
        before = [mark for mark in speakers if mark.start < (self.span[1] or len(self.reading.text))]
        return before[-1].name == "own" if before else any(mark.name == "own" for mark in speakers)

    @property
    def has_drug(self) -> bool:
        if self.setting.drug:
            return True
        around = (self.clause.heading, self.clause.question, self.clause.label)
        return any(found.has(DRUG) for found in (self.reading, *self.near(*around)))


def speaker(scene: Scene) -> Stand | None:
    """Who else speaks in this clause; None when it is the shop itself."""
    for asks in (_voice, _seller, _advice, _goods, _prescriber, _refuted):
        stand = asks(scene)
        if stand is not None:
            return stand
    return None


def _voice(scene: Scene) -> Stand | None:
    clause, reading = scene.clause, scene.reading
    quoted = reading.text[:1] == '"'
    if clause.reported or (_reports(reading) and (quoted or not scene.own)):
        return Stand.REPORT
    if reading.text[: scene.span[0]].count('"') % 2 or (quoted and reading.text.rstrip(".,;").endswith('"')):
        return Stand.REPORT  # words in quotation marks are somebody else's
    if clause.kind is Kind.QUOTATION:
        return Stand.PATIENT_VOICE
    told = said(scene)  # "Does a doctor read my form?" says "my" for the buyer
    if told and told.has("patient") and not scene.setting.advert and clause.kind not in _CONTROLS and not scene.own:
        return Stand.PATIENT_VOICE
    if reading.has("elsewhere") and not scene.own:
        return Stand.REPORT
    return None


def _reports(reading: Reading) -> bool:
    """News or a study. In some languages a survey and a form to fill in are the same word, which then is the form."""
    forms = {(mark.start, mark.end) for mark in reading.marks if mark.name == "form"}
    return any(mark.name == "report" and (mark.start, mark.end) not in forms for mark in reading.marks)


def said(scene: Scene) -> Reading | None:
    """The words of the clause without a question that labels it; None when they bear no mark."""
    clause = scene.clause
    return scene.look(clause.text) if clause.label and clause.label == clause.question else scene.reading


def _seller(scene: Scene) -> Stand | None:
    if scene.reading.has("others") and not scene.own:
        return Stand.OTHER_SELLERS
    return None


def _advice(scene: Scene) -> Stand | None:
    """A warning in the clause, or a heading of bad signs whose sense holds for what stands below."""
    reading = scene.reading
    if scene.own:
        return None
    if reading.has("warn") or any(head.has("badsign", "others") and not head.has("own") for head in scene.headings):
        return Stand.ADVICE
    return None


def all_goods(scene: Scene) -> bool:
    """All that the page deals in is meant, and prescription medicines are among it."""
    return scene.setting.shelf and _ALL.search(scene.reading.text) is not None


def _goods(scene: Scene) -> Stand | None:
    """Goods that lawfully need no prescription, named in the clause, its label, question or heading."""
    if scene.reading.has(DRUG) or all_goods(scene):
        return None
    clause = scene.clause
    around = scene.near(clause.label, clause.question, clause.heading, clause.intro)
    if scene.setting.goods and not scene.has_drug:
        return Stand.OVER_THE_COUNTER
    if scene.reading.has("otc") or any(found.has("otc") and not found.has(DRUG) for found in around):
        return Stand.OVER_THE_COUNTER
    return None


def _prescriber(scene: Scene) -> Stand | None:
    clause = scene.clause
    heading = "" if clause.heading.endswith("?") else clause.heading  # "Does a doctor look at my form?" tells nothing
    told = said(scene)
    around = (*((told,) if told else ()), *scene.near(clause.next, clause.after, heading, clause.previous))
    spared = scene.setting.prescriber and not scene.reading.has("paper")  # a visit is spared, not the prescription
    return Stand.OWN_PRESCRIBER if spared or any(consults(found) for found in around) else None


def consults(reading: Reading) -> bool:
    """True when the words say that a prescriber sees, reads or decides, and do not deny it."""
    return reading.find("prescriber") is not None and reading.find("no_prescriber") is None


def by_form(reading: Reading) -> bool:
    """A form stands for the visit: "by a form or a call" leaves a choice, "usually by a form" tells of any service."""
    told_of_all = reading.has("usual") and not reading.has("own")
    return reading.has("form") and not told_of_all and reading.find("choice") is None


def is_leaflet(clause: Clause, reading: Reading) -> bool:
    """ "The doctor checks liver and lipids": said of anybody's doctor on a page about the drug, of no service."""
    return clause.page in _ON_DRUGS and not reading.has("own", "you", "form", "paper", "judged", "visit")


def _refuted(scene: Scene) -> Stand | None:
    """ "Online is always legal. No, and never for this drug." """
    after = scene.look(scene.clause.next) if scene.clause.next else None
    if after is None or scene.own or after.has("reassure"):
        return None
    starts = any(mark.name == "refute" and mark.start <= 2 for mark in after.marks)
    return Stand.ADVICE if starts and not after.has("own") else None


def is_article(scene: Scene) -> bool:
    return scene.clause.page is PageKind.ARTICLE


def with_antecedent(scene: Scene) -> Reading:
    """ "We ship without one", "we skip that step": pronouns count only where prescriptions were just spoken of."""
    clause = scene.clause
    before = scene.near(clause.previous, clause.question, clause.heading, clause.text)
    if any(found.has("paper", "visit", "medic", "classed") for found in before):
        return scene.reading
    return scene.reading.without("one", "step")
