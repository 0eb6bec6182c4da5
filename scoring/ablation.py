"""What each check is worth: the classes of labelled sites if it had not been asked. Pure; nothing is read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.evaluate import Judged, Rate
from scoring.model import Verdict, VerdictClass
from scoring.verdict import by_signs

_CAUGHT = (VerdictClass.FLAGGED, VerdictClass.CAUTION)
# The other classes are given without a look at the signs.
_BY_SIGNS = (*_CAUGHT, VerdictClass.UNVERIFIED, VerdictClass.VERIFIED)


@dataclass(frozen=True, slots=True)
class Worth:
    """Classes with and without a check. `check` empty: every check asked.

    `alone`: rogue sites that it alone keeps from being neither flagged nor told with caution; `charged`: honest sites
    that are flagged only because of it.
    """

    check: str
    rogue_flagged: Rate
    rogue_caught: Rate  # flagged or caution
    honest_flagged: Rate
    alone: int
    charged: int


def ablation(judged: Iterable[Judged]) -> tuple[Worth, ...]:
    """First with every check, then without each one that any of these sites was asked, by its id."""
    cases = [case for case in judged if case.label.rogue or case.label.honest]
    checks = sorted({weighed.card.id for case in cases for weighed in case.verdict.findings})
    return tuple(_worth(cases, check) for check in ("", *checks))


def class_without(verdict: Verdict, check: str) -> VerdictClass:
    """The class if a check had not been asked; of a site with a register entry, never better than unverified."""
    if verdict.verdict not in _BY_SIGNS or not check:
        return verdict.verdict
    asked = [(w.card, w.finding, w.weight, w.weight) for w in verdict.findings if w.card.id != check]
    return by_signs(asked, verdict.verdict is VerdictClass.VERIFIED)[0]


def _worth(cases: Sequence[Judged], check: str) -> Worth:
    rogue = [(case.verdict.verdict, class_without(case.verdict, check)) for case in cases if case.label.rogue]
    honest = [(case.verdict.verdict, class_without(case.verdict, check)) for case in cases if case.label.honest]
    flagged = VerdictClass.FLAGGED
    return Worth(
        check,
        Rate(sum(now is flagged for _, now in rogue), len(rogue)),
        Rate(sum(now in _CAUGHT for _, now in rogue), len(rogue)),
        Rate(sum(now is flagged for _, now in honest), len(honest)),
        sum(was in _CAUGHT and now not in _CAUGHT for was, now in rogue),
        sum(was is flagged and now is not flagged for was, now in honest),
    )
