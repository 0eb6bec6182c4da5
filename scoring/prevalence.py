"""How often each sign is there, in an archive and in the literature: the published tables redone. Pure.

A site counts once. Of a sign, yes counts among yes and no: what could not be seen is told beside it, because it is
neither. Published figures stand in data/likelihoods.csv; where their number of sites is known, their bounds are ours
(Wilson).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data.world import Likelihood, World
from scoring.checks import all_checks
from scoring.evaluate import Rate
from scoring.model import Answer, VerdictClass

# Sites that sell, broker or promote prescription medicine: whom the published samples are made of.
SELLING = frozenset({VerdictClass.FLAGGED, VerdictClass.CAUTION, VerdictClass.UNVERIFIED, VerdictClass.VERIFIED})
_STUDIES = ("NABP", "Lagan")  # whose figures are put beside ours: the largest samples, and the one on isotretinoin


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure and the checks that ask the same. Yes: one of them says yes; no: all say no."""

    name: str
    flag: str  # in likelihoods.csv
    checks: tuple[str, ...]


FIGURES = (
    Figure(
        "No valid prescription required",
        "no_valid_rx_required",
        ("sells_without_prescription", "missing_prescription_step", "questionnaire_instead_of_prescription"),
    ),
    Figure(
        "Questionnaire in place of a prescription",
        "questionnaire_instead_of_rx",
        ("questionnaire_instead_of_prescription",),
    ),
    Figure("No street address", "no_physical_address", ("missing_address",)),
    Figure("Foreign or unapproved drugs", "foreign_or_unapproved_drugs", ("unapproved_product",)),
    Figure("No seal of accreditation shown", "no_seal_shown", ("missing_accreditation",)),
    Figure("In a network of sites", "affiliate_network", ("shared_network",)),
)


@dataclass(frozen=True, slots=True)
class Prevalence:
    """`name`: id of a check, or the name of a figure. `unknown`: sites where it could not be seen."""

    name: str
    rate: Rate
    unknown: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class Published:
    """A figure of the literature. `rate` None: the number of sites is not known."""

    name: str
    share: float
    rate: Rate | None
    row: Likelihood


@dataclass(slots=True)
class Tally:
    """Counts sites as they come; memory grows with the checks, not with the sites. Not for two threads."""

    sites: int = 0
    answers: Counter[tuple[str, Answer]] = field(default_factory=Counter)

    def add(self, answers: Mapping[str, Answer]) -> None:
        """Count one site, by the answers of its checks; a check that is not there could not be seen."""
        self.sites += 1
        for check, answer in answers.items():
            self.answers[check, answer] += 1
        for figure in FIGURES:
            self.answers[figure.name, _of_any(figure.checks, answers)] += 1

    def checks(self) -> tuple[Prevalence, ...]:
        """Every check, the most frequent first."""
        found = [self._of(check.card.id) for check in all_checks()]
        return tuple(sorted(found, key=lambda one: (-(one.rate.share if one.rate.cases else -1.0), one.name)))

    def figures(self) -> tuple[Prevalence, ...]:
        """Every published figure as it is here, in the order of `FIGURES`."""
        return tuple(self._of(figure.name) for figure in FIGURES)

    def _of(self, name: str) -> Prevalence:
        yes, no = self.answers[name, Answer.YES], self.answers[name, Answer.NO]
        applies = self.answers[name, Answer.NOT_APPLICABLE]
        return Prevalence(name, Rate(yes, yes + no), self.sites - yes - no - applies, applies)


def published(world: World) -> tuple[Published, ...]:
    """The figures of NABP and of Lagan et al. in the order of `FIGURES`, of each the oldest first."""
    found = []
    for figure in FIGURES:
        rows = [row for row in world.likelihood(figure.flag) if row.source.words.startswith(_STUDIES)]
        for row in sorted(rows, key=lambda row: (row.year or int(row.source.date[:4]), row.source.words)):
            sites = row.n_rogue
            rate = Rate(round(row.p_given_rogue * sites), sites) if sites else None
            found.append(Published(figure.name, row.p_given_rogue, rate, row))
    return tuple(found)


def _of_any(checks: Iterable[str], answers: Mapping[str, Answer]) -> Answer:
    told = {answers.get(check, Answer.UNKNOWN) for check in checks}
    if Answer.YES in told:
        return Answer.YES
    for answer in (Answer.UNKNOWN, Answer.ERROR):
        if answer in told:
            return Answer.UNKNOWN
    return Answer.NO if Answer.NO in told else Answer.NOT_APPLICABLE
