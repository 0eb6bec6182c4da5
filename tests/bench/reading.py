"""How long judging takes, from HTML to verdict, against a plain way of looking for the same words (`naive.py`).

Each round judges sites of its own, so that nothing is remembered from the round before; what stands on every page of a
site may be remembered, as in life. The ways alternate, so that a busy machine is unfair to both alike.

    python -m tests.bench.reading
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from crawler.child import Reader
from crawler.drugs import drug_words
from crawler.exchange import TextReader
from crawler.foreign import visit_of_pages
from crawler.text import read_html
from crawler.visit import Outcome, PageText
from data.rows import Phrases
from data.world import World, load
from scoring.verdict import judge
from tests.bench.line import Line
from tests.bench.naive import Naive
from ui.contract import dumps

ROOT = Path(__file__).parents[2]
ROUNDS, SITES = 5, 8  # sites a round: one of most languages, and the plain way takes a second for each
TIMES = 10  # as many phrases as there are
_LETTERS = {"ru": "абвгдежзиклмнопрстуфхцчшэюя", "ja": "あいうえおかきくけこさしすせそ薬局処方箋無料"}


@dataclass(frozen=True, slots=True)
class Site:
    url: str
    country: str
    pages: tuple[tuple[str, str], ...]  # address, HTML


class Inside:
    """Reads a page in this process, as the child does."""

    def read(self, body: bytes | str, url: str, content_type: str = "") -> PageText | Outcome:
        return read_html(body, url, content_type)


def sites() -> list[Site]:
    """The half of the labelled set that may be read, shuffled the same way every time."""
    found = []
    for file in sorted((ROOT / "tests/truth/develop").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            told = json.loads(line)
            pages = tuple((page["url"], page["html"]) for page in told["pages"] if "html" in page)
            found.append(Site(told["url"], told.get("buyer_country") or "", pages))
    random.Random(7).shuffle(found)
    return found


def judged(site: Site, world: World, reader: TextReader) -> str:
    """The whole way of a site: bytes to text, facts, findings, verdict, JSON."""
    pages = ((url, html, 200) for url, html in site.pages)
    return dumps(judge(visit_of_pages(site.url, pages, reader, drug_words()), world, site.country))


def seconds(act: Callable[[Site], object], chosen: list[Site]) -> float:
    start = time.perf_counter()
    for site in chosen:
        act(site)
    return time.perf_counter() - start


def rounds(found: list[Site], first: int = 0) -> list[list[Site]]:
    """Sites of their own for each round, from the place `first` in the list on."""
    return [found[at : at + SITES] for at in range(first, first + ROUNDS * SITES, SITES)]


def speed() -> Iterator[Line]:
    """Sites a second on one core, all languages loaded; with the text read in the child, and without."""
    world, found = load(), sites()
    naive, joined, inside = Naive(world), Naive(world, joined=True), Inside()
    took: dict[str, list[float]] = {"inside": [], "child": [], "naive": [], "joined": []}
    with Reader() as child:
        seconds(lambda site: judged(site, world, child), found[2 * ROUNDS * SITES :])
        for part, other in zip(rounds(found), rounds(found, ROUNDS * SITES), strict=True):
            took["inside"].append(seconds(lambda site: judged(site, world, inside), part))
            took["naive"].append(seconds(lambda site: [naive.hits(html.encode()) for _, html in site.pages], part))
            took["child"].append(seconds(lambda site: judged(site, world, child), other))
            took["joined"].append(seconds(lambda site: [joined.hits(html.encode()) for _, html in site.pages], part))
    rates = {name: SITES / median(times) for name, times in took.items()}
    plain = "html.parser, re.finditer, words only"
    for ours, name in (("inside", "in this process"), ("child", "in the killable child")):
        for theirs, what, goal in (("naive", plain, 30.0), ("joined", f"{plain}, joined", None)):
            ratio = rates[ours] / rates[theirs]
            yield Line(f"judging a site, pages read {name}", rates[ours], what, rates[theirs], ratio, "sites/s", goal)


def grown(world: World) -> World:
    """The same World with ten times the words in every list of cues; the new ones are made up."""
    dice = random.Random(11)
    phrases = {code: _longer(told, code, dice, "words.") for code, told in world.phrases.items()}
    steps = {code: _longer(told, code, dice, "") for code, told in world.steps.items()}
    return replace(world, phrases=phrases, steps=steps, digest=f"{world.digest}-grown")


def _longer(told: Phrases, code: str, dice: random.Random, opening: str) -> Phrases:
    letters = _LETTERS.get(code, "abcdefghijklmnopqrstuvwxyz")
    sections = {
        name: words + tuple(_made_up(dice, letters) for _ in range((TIMES - 1) * len(words)))
        if name.startswith(opening)
        else words
        for name, words in told.sections.items()
    }
    return replace(told, sections=sections)


def _made_up(dice: random.Random, letters: str) -> str:
    return " ".join("".join(dice.choices(letters, k=dice.randint(4, 9))) for _ in range(dice.choice((1, 1, 2, 3))))


def growth() -> Iterator[Line]:
    """How much longer a site takes when the lists of cues are ten times as long: each World in a process of its own."""
    with _Judge("as it is") as usual, _Judge("grown") as tenfold:
        pairs = [(usual.round(number), tenfold.round(number)) for number in range(ROUNDS)]
    before, after = (median(times) for times in zip(*pairs, strict=True))
    longer = median(late / early for early, late in pairs)
    yield Line("judging a site with ten times the phrases", after / SITES * 1000, "with the phrases as they are",
               before / SITES * 1000, longer, "ms", 1.5, "below")  # fmt: skip


class _Judge:
    """A process that judges one round of sites for each line it is sent, and answers with the seconds."""

    def __init__(self, which: str) -> None:
        command = [sys.executable, "-m", "tests.bench.reading", which]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def round(self, number: int) -> float:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{number}\n")
        return float(self._process.stdout.readline())

    def __enter__(self) -> _Judge:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def _serve(which: str) -> None:
    world, inside = load(), Inside()
    world = grown(world) if which == "grown" else world
    found = sites()
    parts = rounds(found)
    seconds(lambda site: judged(site, world, inside), found[ROUNDS * SITES :])
    for line in sys.stdin:
        print(seconds(lambda site: judged(site, world, inside), parts[int(line)]), flush=True)


def run() -> Iterator[Line]:
    yield from speed()
    yield from growth()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _serve(sys.argv[1])
    else:
        for told in run():
            print(told, flush=True)
