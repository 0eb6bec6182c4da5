"""Compares cue grammar, clause model and their combination on labelled sites; writes docs/stance-comparison.md.

    python -m tests.bench.stance                 print
    python -m tests.bench.stance --write         print, and write the tables into the page
    python -m tests.bench.stance --show          every site that is answered wrongly, with its surest sentences

The model that judges a site was taught without any site of its family (five parts). A second line asks about the sites
of the third wave with a model that was taught with none of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from crawler.visit import Quote
from data.clauses import samples
from data.world import World, load
from scoring.checks.questionnaire_instead_of_prescription import questionnaire_instead_of_prescription as asks_form
from scoring.checks.sells_without_prescription import sells_without_prescription as sells
from scoring.facts import Facts
from scoring.facts.clause_model import OWN, Model
from scoring.facts.stance import stances
from scoring.facts.types import Stance
from scoring.facts.weighing import Weigh, weighed
from scoring.model import Answer, Cited
from tests.bench.labelled import PARTS, ROOT, Case, cases, squeezed
from tests.bench.train_clauses import Table, of_rows, of_samples, of_sites, table, taught

PAGE = ROOT / "docs" / "stance-comparison.md"
MARK = "<!-- table -->"
FIRM = 0.5  # certainty from which a sentence is an alarm where nothing else of the site is asked
BOTH = "model on the grammar, bar by order (in use)"


class Read(Facts):
    """Facts with sentences weighed in another way."""

    def __init__(self, case: Case, world: World, weigh: Weigh) -> None:
        super().__init__(case.visit, world, case.buyer_country)
        self.weigh = weigh

    @cached_property
    def stances(self) -> tuple[Cited[Stance], ...]:
        return tuple(found for page in self.pages for found in stances(page, self.world, self.weigh))


@dataclass(frozen=True, slots=True)
class Judged:
    """One site, and by way of reading: does it raise an alarm?"""

    case: Case
    alarms: dict[str, bool]
    facts: Facts


def alone(facts: Facts) -> bool:
    """One firm sentence, whatever else the site shows."""
    return facts.sells and bool(facts.stances_of(*OWN, least=FIRM))


def checked(facts: Facts) -> bool:
    """What the two checks answer."""
    return any(check.ask(facts, facts.world).answer is Answer.YES for check in (sells, asks_form))


def flagged(facts: Facts) -> bool:
    """What the check for offers answers."""
    return sells.ask(facts, facts.world).answer is Answer.YES


def quoted(case: Case, facts: Facts) -> bool:
    """One of the words shown stands in a quote of the labels."""
    shown = [squeezed(e.words) for e in sells.ask(facts, facts.world).evidence if isinstance(e, Quote)]
    return any(words in quote or quote in words for words in shown for quote, _ in case.quotes)


def grammar_only(scene: object, told: tuple[Stance, ...]) -> tuple[Stance, ...]:
    return told


def judged(case: Case, world: World, model: Model) -> Judged:
    before, after = Read(case, world, grammar_only), Read(case, world, partial(weighed, model=model))
    alarms = {
        "grammar alone": alone(before),
        "grammar, bar by order": checked(before),
        "model on the grammar, one bar": alone(after),
        BOTH: checked(after),
        "of this, sells_without_prescription": flagged(after),
        "of this, with words that an inspector marked": flagged(after) and quoted(case, after),
    }
    return Judged(case, alarms, after)


def report(found: list[Judged]) -> str:
    lines = ["| way | shops found | honest sites with an alarm |", "|---|---|---|"]
    for way in found[0].alarms:
        lines.append(f"| {way} | {_share(found, way, True)} | {_share(found, way, False)} |")
    return "\n".join(lines)


def by_language(found: list[Judged]) -> str:
    lines = ["| language | shops found | honest sites with an alarm |", "|---|---|---|"]
    for language in sorted({one.case.language for one in found}):
        here = [one for one in found if one.case.language == language]
        lines.append(f"| {language} | {_share(here, BOTH, True)} | {_share(here, BOTH, False)} |")
    return "\n".join(lines)


def _share(found: list[Judged], way: str, lets_go: bool) -> str:
    asked = [one for one in found if one.case.lets_go is lets_go]
    return f"{sum(one.alarms[way] for one in asked)} / {len(asked)}"


def without(written: Table, sites: Table, found: list[Case], left: Iterable[Case]) -> Model:
    """A model that was taught with none of the cases left out."""
    names = {case.name for case in left}
    kept = ~np.isin(sites.group, sorted(names))
    return taught(written, sites.where(kept), [case for case in found if case.name not in names])


def show(found: list[Judged]) -> None:
    for one in found:
        wrong = one.case.lets_go is not None and checked(one.facts) is not one.case.lets_go
        if wrong:
            print(f"{one.case.name} ({one.case.label}, read as {one.facts.role}): lets go is {one.case.lets_go}")
            for cited in one.facts.stances_of(*OWN, least=0.05)[:4]:
                print(f"    {cited.value.certainty} {cited.value.stand} {cited.quote.words[:120]!r} {cited.value.cue}")
            for quote, _ in one.case.quotes:
                print(f"    wanted: {quote[:120]!r}")


def main() -> None:
    world = load()
    found = cases(world)
    written, sites = table([*of_samples(world, samples()), *of_rows(world)]), table(of_sites(found))
    new = [case for case in found if case.new]
    first = without(written, sites, found, new)
    blind = [judged(case, world, first) for case in new]
    parts = [without(written, sites, found, [c for c in found if c.part == part]) for part in range(PARTS)]
    all_of_them = [judged(case, world, parts[case.part]) for case in found]
    if "--show" in sys.argv:
        print("# third wave, blind")
        show(blind)
        print("# all, by family")
        show(all_of_them)
    told = (
        f"All sites, families held out:\n\n{report(all_of_them)}\n\n{by_language(all_of_them)}\n\n"
        f"The third wave (English), none of it taught:\n\n{report(blind)}"
    )
    print(told)
    if "--write" in sys.argv:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARK)
        PAGE.write_text(f"{before}{MARK}\n{told}\n{MARK}{rest.partition(MARK)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
