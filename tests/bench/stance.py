"""Compares cue grammar, clause model and their combinations on labelled sites; writes docs/stance-comparison.md.

    python -m tests.bench.stance                 print
    python -m tests.bench.stance --write         print, and write the table into the page
    python -m tests.bench.stance --show honest   every alarm on an honest site (or `missed`: quotes the grammar misses)

The model that judges a site was taught without any site of its family (five parts).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter

from crawler.visit import Place
from data.clauses import Sample, samples
from data.world import World, load
from scoring.facts.clause_model import OWN, SILENT, Model, Opinion, unpacked
from scoring.facts.cues import cues
from tests.bench.labelled import PARTS, ROOT, Case, Seen, cases, sample_cases
from tests.bench.train_clauses import kept, table, taught

PAGE = ROOT / "docs" / "stance-comparison.md"
MARK = "<!-- table -->"
FIRM = 0.5  # certainty from which a stance decides (`Facts.stances_of`)
# Sites that do sell or prescribe: with the others (news, cosmetics, price lists) the role decides before the words do.
LAWFUL = ("legitimate", "telehealth")
_SIDES = frozenset({Place.NAV, Place.HEADER, Place.ASIDE, Place.FOOTER})

Way = Callable[[Seen, Opinion], bool]
Judged = list[tuple[Case, list[tuple[Seen, Opinion]]]]


def grammar(seen: Seen, held: Opinion) -> bool:
    return seen.grammar >= FIRM


def model(least: float) -> Way:
    return lambda seen, held: seen.open and held.best[0] in OWN and held.own >= least


def vetoed(least: float) -> Way:
    """The grammar, where the model does not find it unlikely."""
    return lambda seen, held: grammar(seen, held) and held.own >= least


def raised(least: float, hint: float = 0.0) -> Way:
    """The grammar; where it is not sure (but hints), the model when it is, for sentences in the page's body."""
    sure = model(least)
    return lambda seen, held: (
        grammar(seen, held) or (seen.grammar >= hint and sure(seen, held) and seen.clause.place not in _SIDES)
    )


def both_ways(least: float, most: float) -> Way:
    up, down = raised(most), vetoed(least)
    return lambda seen, held: down(seen, held) or (not grammar(seen, held) and up(seen, held))


WAYS: dict[str, Way] = {
    "grammar alone": grammar,
    "model alone from 0.5": model(0.5),
    "model alone from 0.8": model(0.8),
    "model alone from 0.95": model(0.95),
    "grammar, vetoed by the model below 0.05": vetoed(0.05),
    "grammar, vetoed by the model below 0.1": vetoed(0.1),
    "grammar, vetoed by the model below 0.2": vetoed(0.2),
    "grammar, vetoed by the model below 0.5": vetoed(0.5),
    "grammar, or the model from 0.9": raised(0.9),
    "grammar, or the model from 0.97": raised(0.97),
    "grammar, hints (0.25) raised by the model from 0.7": raised(0.7, 0.25),
    "grammar, vetoed below 0.1, or the model from 0.95": both_ways(0.1, 0.95),
}


def judged(models: list[Model], found: list[Case]) -> Judged:
    """Every sentence with the view of the model that was not taught with its site."""
    return [(c, [(s, models[c.part].judge(set(s.found)) if s.found else SILENT) for s in c.seen]) for c in found]


def row(name: str, way: Way, sites: Judged) -> str:
    """One line of the table: shops and quotes found, honest sites alarmed, and how many sentences did it."""
    shops = [seen for c, seen in sites if c.lets_go]
    honest = [seen for c, seen in sites if c.lets_go is False]
    quotes = [(quote, seen) for c, seen in sites for quote, _ in c.quotes]
    found = sum(any(way(s, held) and s.shows(quote) for s, held in seen) for quote, seen in quotes)
    false = [sum(way(s, held) for s, held in seen) for seen in honest]
    lawful = [any(way(s, held) for s, held in seen) for c, seen in sites if c.lets_go is False and c.label in LAWFUL]
    return (
        f"| {name} | {sum(any(way(s, held) for s, held in seen) for seen in shops)} / {len(shops)} "
        f"| {found} / {len(quotes)} | {sum(map(bool, false))} / {len(honest)} | {sum(lawful)} / {len(lawful)} "
        f"| {sum(false)} / {sum(map(len, honest))} |"
    )


def report(sites: Judged) -> str:
    head = (
        "| way | shops found | quotes found | honest sites with an alarm | of these, pharmacies and telehealth "
        "| sentences that did it |\n|---|---|---|---|---|---|"
    )
    return "\n".join([head, *(row(name, way, sites) for name, way in WAYS.items())])


def sentence_report(world: World, chosen: list[Sample]) -> str:
    """The same ways on sentences of authors from whom the model has learnt nothing: shares found and falsely found."""
    kit, authors = cues(world), (("a",), ("b",))
    models = [
        unpacked(kept(taught(table(kit, [s for s in chosen if s.author in other]), []))) for other in authors[::-1]
    ]
    told = judged(models, list(sample_cases(world, chosen)))
    own = [seen for c, seen in told if c.lets_go]
    other = [seen for c, seen in told if not c.lets_go]
    lines = [f"| {name} | {_share(way, own):.3f} | {_share(way, other):.3f} |" for name, way in WAYS.items()]
    return "\n".join([f"| way | of {len(own)} that let go | of {len(other)} others |\n|---|---|---|", *lines])


def _share(way: Way, sites: list[list[tuple[Seen, Opinion]]]) -> float:
    return sum(any(way(s, held) for s, held in seen) for seen in sites) / len(sites)


def speed(one: Model, sites: Judged) -> str:
    """Time of the model alone over all sentences on topic, marks already read."""
    asked = [set(seen.found) for _, found in sites for seen, _ in found if seen.found]
    total = sum(len(found) for _, found in sites)
    start = perf_counter()
    for found in asked:
        one.judge(found)
    each = (perf_counter() - start) / len(asked) * 1e6
    return (
        f"{total} sentences, {len(asked)} of them on topic; the model takes {each:.0f} microseconds for each of these."
    )


def show(which: str, sites: Judged) -> None:
    for c, found in sites:
        if which == "honest" and c.lets_go is False:
            for seen, held in found:
                if grammar(seen, held) or model(0.5)(seen, held):
                    print(f"{c.name}: {seen.words[:140]!r} grammar {seen.grammar} model {held.own:.2f}")
        for quote, _ in c.quotes if which == "missed" else ():
            near = [(seen.grammar, round(held.own, 2)) for seen, held in found if seen.shows(quote)]
            if all(sure < FIRM for sure, _ in near):
                print(f"{c.name}: {quote[:140]!r} {near[:4]}")


def main() -> None:
    world = load()
    chosen = list(samples())
    data, found = table(cues(world), chosen), cases(world)
    models = [unpacked(kept(taught(data, [c for c in found if c.part != part]))) for part in range(PARTS)]
    sites = judged(models, found)
    if "--show" in sys.argv:
        show(sys.argv[sys.argv.index("--show") + 1], sites)
        return
    told = f"{report(sites)}\n\n{sentence_report(world, chosen)}\n\n{speed(models[0], sites)}"
    print(told)
    if "--write" in sys.argv:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARK)
        PAGE.write_text(f"{before}{MARK}\n{told}\n{MARK}{rest.partition(MARK)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
