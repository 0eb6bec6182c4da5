"""The two looks at saved pages: first each site by itself, then with what it shares with the others.

Pure functions over files and values: a pool of processes, a queue or a cluster may map them over any cut of the inputs
and gets the same bytes.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.child import Reader
from crawler.drugs import drug_words
from crawler.foreign import Saved, UnusableInput, read_saved
from crawler.visit import Visit
from data.known import known_world
from data.own_rules import OwnRules
from data.world import World
from scoring.facts import Facts
from scoring.model import Verdict, VerdictClass
from scoring.network import Marks, Neighbour, marks_of, neighbours
from scoring.verdict import verdict_of
from ui.contract import dumps

ENDINGS = (".warc", ".warc.gz", ".wacz", ".jsonl", ".ndjson")
_own = threading.local()


@dataclass(frozen=True, slots=True)
class Judged:
    """A visit made of saved pages and what was judged of it."""

    visit: Visit
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Look:
    """A first look at a site. `facts`: all that was read, for the second look; `day`: ISO date of the verdict."""

    marks: Marks
    verdict: VerdictClass
    day: str
    facts: bytes


@dataclass(frozen=True, slots=True)
class Looked:
    """One input after the first look. `complaints`: (line or record number from 1, why it was passed over).

    `unusable`: why nothing in it could be read, one line; empty: it could.
    """

    looks: tuple[Look, ...]
    complaints: tuple[tuple[int, str], ...] = ()
    unusable: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """What the sites of all inputs share. `near`: by site; `others`: how many each was compared with."""

    near: Mapping[str, tuple[Neighbour, ...]]
    others: int

    def of(self, sites: Iterable[str]) -> Compared:
        """What of it concerns these sites."""
        return Compared({site: self.near[site] for site in sites if site in self.near}, self.others)


def look(buyer_country: str, world: World | None, saved: Saved) -> Look:
    """The first look at one site. `buyer_country` overrides the one that the pages name; `world` None: what we know."""
    facts = Facts(saved.visit, world or known_world(), buyer_country or saved.buyer_country)
    verdict = verdict_of(facts)
    state = {name: value for name, value in vars(facts).items() if name != "world"}
    return Look(marks_of(facts), verdict.verdict, verdict.judged_at.date().isoformat(), pickle.dumps(state))


def look_at_file(path: Path, buyer_country: str = "", name: str = "", rules: OwnRules | None = None) -> Looked:
    """The first look at every site of a file. `name`: what the file is called in complaints; empty: its path.

    `rules`: in place of the shipped ones.
    """
    complaints: list[tuple[int, str]] = []
    try:
        saved = read_saved(path, _reader(), lambda number, why: complaints.append((number, why)), drug_words())
        world = known_world(rules=rules)
        looks = tuple(look(buyer_country, world, one) for one in saved)
    except (UnusableInput, OSError) as error:
        return Looked((), tuple(complaints), one_line(name or str(path), error))
    nothing = "" if looks or complaints else f"{path.name}: holds no page"
    return Looked(looks, tuple(complaints), nothing)


def compare(looks: Iterable[tuple[Marks, VerdictClass, str]]) -> Compared:
    """What sites share, given the (marks, verdict, day) of all of them in the order of the inputs."""
    marks: list[Marks] = []
    verdicts: dict[str, tuple[VerdictClass, str]] = {}
    for mark, verdict, day in looks:
        marks.append(mark)
        verdicts[mark.site] = verdict, day
    return Compared(neighbours(marks, verdicts), len(verdicts) - 1)


def look_again(facts_of: bytes, site: str, compared: Compared, world: World | None = None) -> Judged:
    """The second look at one site. `facts_of`: of the first look at it, made by this very program."""
    facts = Facts.__new__(Facts)
    vars(facts).update(pickle.loads(facts_of))  # noqa: S301 - made by `look`
    facts.world, facts.compared_with = world or known_world(), compared.others
    facts.neighbours = compared.near.get(site, ())
    return Judged(facts.visit, verdict_of(facts))


def lines_of(looked: Iterable[Looked], compared: Compared, rules: OwnRules | None = None) -> list[str]:
    """The verdicts of some inputs, each a line of JSON without its end."""
    world = known_world(rules=rules)
    looks = (one for file in looked for one in file.looks)
    return [dumps(look_again(one.facts, one.marks.site, compared, world).verdict) for one in looks]


def tell(
    name: Path,
    looked: Looked,
    complain: Callable[[Path, int, str], None] | None,
    unusable: Callable[[str], None] | None,
) -> None:
    """Say what could not be read of an input. Raises UnusableInput when there is nobody to be told."""
    for number, why in looked.complaints:
        if complain is not None:
            complain(name, number, why)
    if looked.unusable:
        if unusable is None:
            raise UnusableInput(looked.unusable)
        unusable(looked.unusable)


def one_line(name: str, error: Exception) -> str:
    words = f"{name}: {error.strerror or error}" if isinstance(error, OSError) else str(error)
    return " ".join(words.split())


def _reader() -> Reader:
    """One for each thread, as long as the thread lives: its child ends with this process."""
    reader: Reader | None = getattr(_own, "reader", None)
    if reader is None:
        reader = _own.reader = Reader()
    return reader
