"""A few invented shops visited, judged and kept, for tests of what is told about them."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from crawler.child import Reader
from data.archive import Archive
from data.world import World, load
from tests.lab.client import QUICK
from tests.lab.server import Lab
from tests.lab.town import shop_files
from ui.case import Case, check
from ui.dossier_case import CaseFile, gather
from ui.worker_client import Worker

ROGUE, HONEST, HOSTILE, TONGUES = (
    "saltmarsh-pills.example", "linden-lane-pharmacy.example", "bramblewick-meds.example", "thirteen-bridges.example",
)  # fmt: skip

# What breaks out of HTML, out of Typst, out of a terminal; what turns words around; what is too long for a line.
HOSTILE_WORDS = (
    "</mark></blockquote><script>fetch('http://elsewhere.example/')</script><img src=http://elsewhere.example/p.gif>",
    '"); #panic("out") #image("/etc/passwd") $x$ *bold* _it_ `raw` // gone /* gone',
    "#sys.inputs @ref <label> = Heading \\u{41} ~ -- ---",
    "left \u202eright\u202c hidden\u200bspace",
    "x" * 600,
    "https://bramblewick-meds.example/" + "%2e%2e/" * 60,
)

WORDS_OF = {
    "en": "We never ask for a prescription.", "de": "Wir verlangen kein Rezept für Größe und Maß.",
    "fr": "Sans ordonnance, où que vous soyez, ça arrive.", "es": "Sin receta médica, señor, ¿por qué no?",
    "it": "Senza ricetta, perché è più facile.", "pt": "Não pedimos receita médica.",
    "nl": "Geen recept nodig, één dag levertijd.", "pl": "Bez recepty, żółć i źdźbło.",
    "sv": "Inget recept behövs på ön.", "da": "Ingen recept nødvendig på øen.",
    "ru": "Рецепт не нужен, объём любой.", "ja": "処方箋は必要ありません。にきび治療薬。",
}  # fmt: skip


def write_shops(folder: Path) -> None:
    """The shops as folders of the lab."""
    shops = {
        ROGUE: shop_files("saltmarsh-1", Random(1), honest=False),
        HONEST: shop_files("linden-2", Random(2), honest=True),
        HOSTILE: _hostile(),
        TONGUES: _tongues(),
    }
    for host, files in shops.items():
        for name, content in files.items():
            (folder / host).mkdir(parents=True, exist_ok=True)
            (folder / host / name).write_text(content, "utf-8")


def _hostile() -> dict[str, str]:
    offer = "Buy isotretinoin from us without a prescription, we never ask for one: {} Add to cart."
    told = "".join(f"<p>{offer.format(_escaped(words))}</p>" for words in HOSTILE_WORDS)
    rows = "".join(
        f"<tr><td>Isotretinoin 20 mg {_escaped(words[:80])}</td><td>90 capsules</td><td>$99.00</td>"
        "<td><button>Add to cart</button></td></tr>"
        for words in HOSTILE_WORDS
    )
    page = f"<html lang='en'><title>{_escaped(HOSTILE_WORDS[0])}</title><h1>Isotretinoin</h1>{told}"
    return {"index.html": f"{page}<table>{rows}</table></html>"}


def _tongues() -> dict[str, str]:
    told = "".join(f"<p lang='{code}'>{words}</p>" for code, words in WORDS_OF.items())
    offer = "<p>Buy isotretinoin 20 mg from us without a prescription.</p><button>Add to cart</button>"
    return {"index.html": f"<html lang='en'><meta charset='utf-8'><title>Bridges</title>{offer}{told}</html>"}


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def visit_shops(archive: Archive, folder: Path, hosts: tuple[str, ...], country: str = "GB") -> None:
    """Visit these shops on a lab of their own, judge and keep them."""
    write_shops(folder)
    lab = Lab(folder).start()
    worker = Worker((sys.executable, "-m", "tests.lab.worker", "--port", str(lab.port), "--folder", str(folder)))
    try:
        for host in hosts:
            case = check(lab.url(host), country, worker=worker, archive=archive, world=WORLD, budget=QUICK)
            assert isinstance(case, Case) and case.kept is not None, case
    finally:
        worker.close()
        lab.stop()


def case_of(archive: Archive, host: str) -> CaseFile:
    with Reader() as reader:
        return gather(archive, host, None, reader)


WORLD: World = load()
