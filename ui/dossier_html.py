"""A dossier as one HTML file that needs nothing else: no request leaves it, and no address in it can be clicked.

Every string is escaped by the template engine; scripts, frames, forms and anything from outside are forbidden to the
page by its own policy, should a browser be fooled all the same.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from crawler.pictures import Picture
from ui.dossier_types import Dossier, plain

TEMPLATES = Path(__file__).with_name("templates")

READING = (
    "This is what a program read on the pages of a website on the date above, and what it concluded by published "
    "rules. It is not a finding of law, and it says nothing about what a medicine contains. Each statement names its "
    "evidence, and each quotation can be looked up in the saved page. What was not read is named; it counts only in "
    "the upper figure of the risk. Each check names what is known to mislead it. The site may have changed since."
)
CHECKING = (
    "The file of the visit holds every answer of the site as it came. Whoever has it can check every quotation: the "
    "SHA-256 of the page's text and the place of the words are given. rxverdict report --bundle writes the file and "
    "all records into one archive; rxverdict report --verify checks such an archive and judges the visit again."
)
OBJECTING = (
    "If this is your site and something here is wrong: write to whoever gave you this dossier, name the number of the "
    "evidence, and say what speaks against it. An objection is recorded beside the verdict with its links, the site is "
    "visited again, and a person answers."
)


def html(told: Dossier, pictures: Iterable[Picture] = ()) -> str:
    """The dossier as a page. `pictures`: those that `told.shots` names, in that order. Same case, same bytes."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    style = (TEMPLATES / "dossier.css").read_text("utf-8")
    page = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return page.get_template("dossier.html.j2").render(
        d=plain(told),
        style=Markup(style),
        style_hash=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
        pictures=[f"data:image/jpeg;base64,{b64encode(shot.jpeg).decode()}" for shot in pictures],
        reading=READING,
        checking=CHECKING,
        objecting=OBJECTING,
    )
