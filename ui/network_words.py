"""Networks in words and as a drawing. Plain functions over kept rows; whoever shows them escapes what sites wrote."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.network_rows import NetworkLinkRow, NetworkRow, name_of
from scoring.network_kinds import BEARINGS, ENOUGH, MarkKind

_LONG = 60  # characters of a mark that are told; addresses of icons are longer
_DRAWN = 12  # sites in one drawing: on a screen 1280 wide the names of twice as many are too small to read
_LABEL = 34  # characters of a line in the drawing
_LINES = 4  # marks named in one knot of the drawing
_NO_MARK = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Bond:
    """One mark and the sites of a network that it binds. `bearers`: sites of the archive that show it."""

    kind: MarkKind
    value: str
    bearers: int
    weight: float
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """How a site is bound to another: by `bonds` itself, or through `over`, the next site on the shortest way."""

    site: str
    bonds: tuple[Bond, ...]
    over: str = ""


def bonds_of(links: Iterable[NetworkLinkRow]) -> tuple[Bond, ...]:
    """The marks that bind a network, the strongest first. Copied text binds two by two, everything else all bearers."""
    sites: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    rows: dict[tuple[str, str, str], NetworkLinkRow] = {}
    for link in links:
        if link.kind not in _KINDS:
            continue
        key = link.kind, link.value, f"{link.site} {link.other}" if link.kind == MarkKind.TEXT else ""
        sites[key] |= {link.site, link.other}
        rows[key] = link
    bonds = (
        Bond(MarkKind(row.kind), row.value, row.bearers, row.weight, tuple(sorted(sites[key])))
        for key, row in rows.items()
    )
    return tuple(sorted(bonds, key=lambda bond: (-bond.weight, -len(bond.sites), bond.kind, bond.value, bond.sites)))


_KINDS = frozenset(kind.value for kind in MarkKind)


def bond_words(bond: Bond) -> str:
    """What is shared, in words."""
    what = BEARINGS[bond.kind].words
    if bond.kind is MarkKind.TEXT:
        return f"{what}: about {bond.value} in 100 of the eight-word stretches compared are the same"
    value = bond.value if len(bond.value) <= _LONG else bond.value[:_LONG] + "…"
    weak = "" if bond.weight >= ENOUGH else "; tells something only beside other marks"
    return f"{what} {value} (on {bond.bearers} sites of this archive{weak})"


def ways_from(site: str, bonds: Iterable[Bond]) -> tuple[Way, ...]:
    """How a site is bound to every other of its network: what they share, or over whom. Nearest first, then by name."""
    held: dict[str, list[Bond]] = defaultdict(list)
    for bond in bonds:
        for one in bond.sites:
            held[one].append(bond)
    ways: dict[str, Way] = {site: Way(site, ())}
    line = deque([site])
    while line:
        here = line.popleft()
        found: dict[str, list[Bond]] = defaultdict(list)
        for bond in held[here]:
            for other in bond.sites:
                if other not in ways:
                    found[other].append(bond)
        for other in sorted(found):
            ways[other] = Way(other, tuple(found[other]), "" if here == site else here)
            line.append(other)
    return tuple(list(ways.values())[1:])


def way_words(way: Way) -> tuple[str, ...]:
    """The lines that say how a site is bound to the one asked for."""
    begin = f"Through {way.over}: both show" if way.over else "Both show"
    return tuple(f"{begin} {bond_words(bond)}" for bond in way.bonds)


def state_words(row: NetworkRow) -> str:
    """What became of a network, in one line."""
    if row.sites:
        of = f", {row.flagged or 'none'} of them flagged"
        split = f"; split off from {name_of(row.split_from)}" if row.split_from else ""
        return f"{row.sites} sites{of}; first found {row.found_at:%Y-%m-%d}, last on {row.seen_at:%Y-%m-%d}{split}"
    if row.merged_into:
        return f"merged into {name_of(row.merged_into)}"
    return f"its sites were last seen together on {row.seen_at:%Y-%m-%d}; nothing that was looked at since binds them"


def nearest(sites: Sequence[str], bonds: Sequence[Bond], middle: str = "") -> tuple[str, ...]:
    """The sites to draw: those nearest to the middle, or those that most marks bind; at most a dozen."""
    if middle in sites:
        return (middle, *(way.site for way in ways_from(middle, bonds)))[:_DRAWN]
    count = {site: sum(site in bond.sites for bond in bonds) for site in sites}
    return tuple(sorted(sites, key=lambda site: (-count[site], site))[:_DRAWN])


def drawing(sites: Iterable[str], bonds: Iterable[Bond], fills: Mapping[str, tuple[str, str]], middle: str = "") -> str:
    """A graph in the DOT language: boxes are sites, rounded knots what binds them. Every word of a site is escaped.

    `fills`: site -> (words under its name, colour). Marks that bind the same sites stand in one knot.
    """
    drawn = set(sites)
    knots: dict[tuple[str, ...], list[Bond]] = defaultdict(list)
    for bond in bonds:
        shown = tuple(site for site in bond.sites if site in drawn)
        if len(shown) > 1:
            knots[shown].append(bond)
    lines = [
        'graph { layout=neato; overlap=false; splines=true; bgcolor="transparent"; sep="+12";',
        'node [fontname="sans-serif", fontsize=11]; edge [color="#5f6b78"];',
    ]
    for site in sorted(drawn):
        words, fill = fills.get(site, ("", "#eef1f4"))
        width = 3 if site == middle else 1
        lines.append(
            f'{_text(f"s {site}")} [shape=box, style=filled, fillcolor="{fill}", penwidth={width}, '
            f"label={_text(_short(site), _short(words))}];"
        )
    for at, (shown, held) in enumerate(sorted(knots.items())):
        names = [_short(_knot(bond)) for bond in held[:_LINES]]
        more = [f"and {len(held) - _LINES} more"] if len(held) > _LINES else []
        strong = sum(bond.weight for bond in held) >= ENOUGH
        style = "rounded" if strong else "rounded,dashed"
        label = _text(*names, *more)
        # A margin, because a browser's font is wider than the one the drawing is measured with.
        lines.append(
            f'k{at} [shape=box, style="{style}", color="#5f6b78", fontsize=9, margin="0.25,0.08", label={label}];'
        )
        lines.extend(f"k{at} -- {_text(f's {site}')};" for site in shown)
    return "\n".join([*lines, "}"])


def _knot(bond: Bond) -> str:
    kind = bond.kind.replace("_", " ")
    return f"{bond.value} % alike text" if bond.kind is MarkKind.TEXT else f"{kind} {bond.value}"


def _short(words: str) -> str:
    return words if len(words) <= _LABEL else words[: _LABEL - 1] + "…"


def _text(*lines: str) -> str:
    """Lines as one quoted string of DOT, in which nothing that a site wrote can end the string or be an entity."""
    told = ("".join(letter if letter.isprintable() else _NO_MARK for letter in line) for line in lines if line)
    safe = (line.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in told)
    return '"' + "\\n".join(safe) + '"'
