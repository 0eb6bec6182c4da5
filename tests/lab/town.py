"""A small town of invented sites, as many as asked for: honest and rogue, slow, broken, forbidden, moved, walled.

`write_town(folder, 300)` writes one folder a site, in the format of `tests.lab.server`. The same count gives the same
town. Every twentieth site or so misbehaves in one of the ways that a crawl over the open web meets every day.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TypeAlias

Files: TypeAlias = dict[str, str]  # file name -> content; "lab.toml" says how the host behaves

_FIRST = (
    "amber birch copper dapple ember fallow gorse hazel indigo juniper kelp larch moss nettle oaken pebble quartz "
    "rowan sorrel thistle umber vesper willow yarrow zephyr"
)
_SECOND = "quay mill lane ford gate hollow crest brook field wharf bank heath dale moor croft bridge cove rise"


def names(count: int) -> list[str]:
    """`count` different names."""
    first, second = _FIRST.split(), _SECOND.split()
    return [f"{first[n % len(first)]}-{second[n // len(first) % len(second)]}-{n}" for n in range(count)]


def write_town(folder: Path, count: int) -> dict[str, str]:
    """Write the sites; the kind of each, by host."""
    kinds: dict[str, str] = {}
    plan = [kind for kind, share in _PLAN for _ in range(share)]
    order = Random(20261122).sample(range(count), count)
    for place, name in zip(order, names(count), strict=True):
        kind = plan[place % len(plan)]
        host = f"{name}.example"
        kinds[host] = kind.__name__.removeprefix("_")
        for file, content in kind(name, Random(name)).items():
            path = folder / host / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
    return kinds


def _page(title: str, body: str, name: str, menu: str = "") -> str:
    links = "".join(f'<a href="/{path}">{path.replace("-", " ")}</a> ' for path in menu.split())
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f"<header><nav><a href='/'>Home</a> {links}</nav></header><main><h1>{title}</h1>{body}</main>"
        f"<footer><p>{_title(name)}</p></footer></body></html>"
    )


def _title(name: str) -> str:
    return name.replace("-", " ").title()


_MENU = "isotretinoin-20mg faq contact delivery cart"


def _rogue(name: str, luck: Random) -> Files:
    packs = "".join(
        f"<tr><td>{count} capsules</td><td>${count * price / 100:.2f}</td><td><button>Add to cart</button></td></tr>"
        for count in (30, 60, 120, 360)
        if (price := luck.randint(60, 190))
    )
    offer = luck.choice([
        "We never ask for a prescription, for any medicine in our store.",
        "Nobody here wants to see a doctor's note: choose a pack and pay.",
        "No prescription is needed to order from us.",
    ])  # fmt: skip
    title = f"{_title(name)} meds"
    return {
        "index.html": _page(title, f"<p>{offer}</p><p>Generic isotretinoin, shipped worldwide.</p>", name, _MENU),
        "isotretinoin-20mg.html": _page(
            "Isotretinoin 20 mg",
            f"<p>{offer}</p><table><tr><th>Pack</th><th>Price</th></tr>{packs}</table>",
            name,
            _MENU,
        ),
        "faq.html": _page("Questions", f"<h2>Do I need a prescription?</h2><p>No. {offer}</p>", name, _MENU),
        "contact.html": _page("Contact", "<form><input name='mail'><button>Send</button></form>", name, _MENU),
        "delivery.html": _page("Delivery", "<p>Plain envelopes, posted from our overseas warehouse.</p>", name, _MENU),
        "cart.html": _page("Cart", "<form>Name Street Coin <button>Place order</button></form>", name, _MENU),
    }


def _honest(name: str, luck: Random) -> Files:
    number = luck.randint(1_000_000, 9_999_999)
    address = f"{luck.randint(1, 90)} Chandler Street, Leeds LS1 {luck.randint(1, 9)}AB"
    rule = "Isotretinoin is prescription only: we dispense it when we have a valid prescription from your doctor."
    title = f"{_title(name)} Pharmacy"
    return {
        "index.html": _page(title, f"<p>{rule}</p><p>{address}. Registered pharmacy {number}.</p>", name, _MENU),
        "isotretinoin-20mg.html": _page(
            "Isotretinoin 20 mg", f"<p>{rule}</p><p>30 capsules £{luck.randint(22, 40)}.50</p>"
            "<form><label>Upload your prescription <input type='file' name='rx' required></label>"
            "<button>Send prescription</button></form>", name, _MENU,
        ),
        "faq.html": _page("Questions", f"<h2>Can I buy without a prescription?</h2><p>No. {rule}</p>", name, _MENU),
        "contact.html": _page("Contact", f"<p>{title}, {address}. GPhC registration {number}.</p>", name, _MENU),
        "delivery.html": _page("Delivery", "<p>Sent when our pharmacist has seen the prescription.</p>", name, _MENU),
        "cart.html": _page("Cart", "<p>Your basket is empty. Prescription items need a prescription.</p>", name, _MENU),
    }  # fmt: skip


def shop_files(name: str, luck: Random, honest: bool) -> Files:
    """The six pages of a shop."""
    return _honest(name, luck) if honest else _rogue(name, luck)


def _information(name: str, luck: Random) -> Files:
    words = (
        "<p>Isotretinoin harms unborn children. Buy it only on a prescription, from a registered pharmacy.</p>"
        "<p>Avoid websites that sell it without a prescription.</p>"
    )
    return {
        "index.html": _page(f"{_title(name)} skin charity", words, name, "about"),
        "about.html": _page("About", words, name),
    }


def _florist(name: str, luck: Random) -> Files:
    goods = "".join(f"<p>Bunch of {flower}, ${luck.randint(9, 40)}</p>" for flower in ("tulips", "asters", "peonies"))
    menu = "roses wreaths contact"
    return {
        f"{page}.html": _page(
            f"{_title(name)} flowers", f"<p>Cut this morning, brought to your door today.</p>{goods}", name, menu
        )
        for page in ("index", *menu.split())
    }


def _slow(name: str, luck: Random) -> Files:
    return {**_rogue(name, luck), "lab.toml": "delay = 0.7\n"}


def _hanging(name: str, luck: Random) -> Files:
    return {"lab.toml": '[paths."*"]\nhang = true\n'}


def _failing(name: str, luck: Random) -> Files:
    return {"lab.toml": '[paths."*"]\nstatus = 500\nbody = "out of order"\n', "index.html": "x"}


def _flooding(name: str, luck: Random) -> Files:
    return {**_rogue(name, luck), "lab.toml": '[paths."/"]\nheader_flood = 5000\n'}


def _forbidden(name: str, luck: Random) -> Files:
    return {**_rogue(name, luck), "robots.txt": "User-agent: *\nDisallow: /\n"}


def _half_forbidden(name: str, luck: Random) -> Files:
    return {**_rogue(name, luck), "robots.txt": "User-agent: *\nDisallow: /cart\nDisallow: /faq\n"}


def _busy(name: str, luck: Random) -> Files:
    told = '[paths."/"]\nstatus = 429\nheaders = { Retry-After = "1" }\nbody = "later"\nonce = true\n'
    return {**_rogue(name, luck), "lab.toml": told}


def _moved(name: str, luck: Random) -> Files:
    return {
        "lab.toml": '[paths."/"]\nstatus = 302\nlocation = "/home"\n',
        "home.html": _rogue(name, luck)["index.html"],
    }


def _inward(name: str, luck: Random) -> Files:
    return {"lab.toml": 'address = "10.11.12.13"\n', "index.html": "x"}


def _shell(name: str, luck: Random) -> Files:
    return {"index.html": '<html><head><script src="/app.js"></script></head><body><div id="root"></div></body></html>'}


def _parked(name: str, luck: Random) -> Files:
    return {"index.html": _page(f"{name}.example", "<p>This domain is for sale. Buy this domain today.</p>", name)}


Kind: TypeAlias = Callable[[str, Random], Files]
_PLAN: tuple[tuple[Kind, int], ...] = (
    (_rogue, 30), (_honest, 22), (_information, 10), (_florist, 14), (_slow, 4), (_hanging, 1), (_failing, 3),
    (_flooding, 1), (_forbidden, 4), (_half_forbidden, 3), (_busy, 2), (_moved, 2), (_inward, 1), (_shell, 1),
    (_parked, 2),
)  # fmt: skip
