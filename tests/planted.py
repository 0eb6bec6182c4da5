"""An invented market with networks planted in it, and what looks like networks and is none.

Families share what operators bring along, each in its own mixture, and their sites stand on the same platforms, themes,
registrars and agencies as everybody else's. Decoys share only what outsiders give.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from scoring.network import Marks
from scoring.network_kinds import MarkKind

_SKETCH = 128
_SHINGLES = 900  # eight-word stretches of a site's own prose: the middle of the labelled set
_CHANGED = 0.15  # of a copied text: names and prices


@dataclass(frozen=True, slots=True)
class Market:
    """The sites; for those of a family its number; for decoys what they share with strangers."""

    sites: tuple[Marks, ...]
    family: dict[str, int]
    decoy: dict[str, str]


@dataclass(slots=True)
class _Making:
    luck: Random
    sites: list[Marks] = field(default_factory=list)
    family: dict[str, int] = field(default_factory=dict)
    decoy: dict[str, str] = field(default_factory=dict)

    def word(self) -> str:
        return f"{self.luck.getrandbits(40):010x}"

    def text(self) -> list[int]:
        return [self.luck.getrandbits(32) for _ in range(_SHINGLES)]

    def add(self, marks: set[tuple[MarkKind, str]], text: list[int] | None = None) -> str:
        """A site of its own: its own contacts and ids, its house from the open market, and what it shares."""
        site = f"{self.word()}.example"
        own = {
            (MarkKind.EMAIL, f"desk@{site}"), (MarkKind.PHONE, f"+44{self.luck.randrange(10**9):09}"),
            (MarkKind.IDENTIFIER, f"G-{self.word().upper()}"), (MarkKind.CERTIFICATE, site),
            (MarkKind.NAME_SERVER, f"registrar-{self.luck.randrange(6)}.example"),
            (MarkKind.TEMPLATE, f"theme-{self.luck.randrange(200)}"),
            (MarkKind.FAVICON, f"sha256:{self.luck.randrange(300)}"),
        }  # fmt: skip
        given = {kind for kind, _ in marks}
        kept = {mark for mark in own if mark[0] not in given or mark[0] is MarkKind.CERTIFICATE}
        words = sorted(set(text or self.text()))[:_SKETCH]
        self.sites.append(Marks(site, frozenset(marks | kept), tuple(words)))
        return site

    def copied(self, text: list[int]) -> list[int]:
        return [self.luck.getrandbits(32) if self.luck.random() < _CHANGED else stretch for stretch in text]


def market(families: int = 30, decoys: int = 600, strangers: int = 400, agencies: int = 0, seed: int = 7) -> Market:
    """A market; the same for the same numbers. Decoys and strangers: sites of no family.

    `agencies`: so many that count ten customers each in one analytics account, which nothing tells from an operator.
    """
    making = _Making(Random(seed))
    for number in range(families):
        _family(making, number)
    for number in range(decoys):
        _decoy(making, number)
    for _ in range(strangers):
        making.add(set())
    for number in range(agencies * 10):
        marks = {(MarkKind.IDENTIFIER, f"G-AGENCY{number // 10}")}
        making.decoy[making.add(marks)] = "one account"
    sites = sorted(making.sites, key=lambda one: one.site)
    return Market(tuple(sites), making.family, making.decoy)


def _family(making: _Making, number: int) -> None:
    """Three to twelve sites of one operator; each sort of family has something that binds it."""
    luck, kinds = making.luck, (MarkKind.PHONE, MarkKind.EMAIL, MarkKind.MESSENGER, MarkKind.IDENTIFIER,
                                MarkKind.WALLET, MarkKind.PAYMENT)  # fmt: skip
    shared = {kind: (kind, making.word()) for kind in luck.sample(kinds, 3)}
    text, sort, size = making.text(), number % 5, luck.randint(3, 12)
    house = {(MarkKind.TEMPLATE, making.word()), (MarkKind.CERTIFICATE, f"{making.word()}.example")}
    before = luck.choice(list(shared.values()))
    for _ in range(size):
        after = luck.choice(list(shared.values()))
        marks = {
            0: set(luck.sample(list(shared.values()), 2)),  # two of three marks on each: a chain holds them
            1: {shared[next(iter(shared))]},  # one number behind many names
            2: set(),  # nothing but the words
            3: house,  # careful with everything but template and certificate
            4: {before, after},  # the number changes as the sites go by
        }[sort]
        before = after
        site = making.add(set(marks), making.copied(text) if sort in (2, 4) else None)
        making.family[site] = number


_DECOYS = ("cdn", "platform", "vendor", "agency", "registrar", "help_line")


def _decoy(making: _Making, number: int) -> None:
    """A site that shares with strangers what a delivery network, platform, vendor, agency or registrar gives."""
    sort = _DECOYS[number % len(_DECOYS)]
    some = making.luck.randrange(3)  # three of each sort
    small = making.luck.randrange(12)  # agencies and vendors with a handful of customers
    marks: set[tuple[MarkKind, str]] = {
        "cdn": {(MarkKind.NAME_SERVER, f"delivery{some}.example"), (MarkKind.CERTIFICATE, f"delivery{some}.example")},
        "platform": {
            (MarkKind.NAME_SERVER, f"shops{some}.example"), (MarkKind.TEMPLATE, f"shops{some}"),
            (MarkKind.FAVICON, f"sha256:shops{some}"),
        },
        "vendor": {(MarkKind.TEMPLATE, f"vendor{small}"), (MarkKind.FAVICON, f"sha256:vendor{small}")},
        "agency": {
            (MarkKind.TAG, f"GTM-AGENCY{small}"), (MarkKind.TEMPLATE, f"agency{small}"),
            (MarkKind.NAME_SERVER, f"agency{small}.example"),
        },
        "registrar": {(MarkKind.NAME_SERVER, "big-registrar.example")},
        "help_line": {(MarkKind.PHONE, "+448000000000"), (MarkKind.EMAIL, "help@platform.example")},
    }[sort]  # fmt: skip
    making.decoy[making.add(marks)] = sort
