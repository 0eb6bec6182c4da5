"""A slip in a data file is refused by name and line; it never becomes a fact, and never drops one in silence."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import data
from data.editions import plain_domain, write_edition
from data.world import Edition, RegisterEntry, Source, WorldError, load, with_entries

FOLDER = Path(data.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of our data that a test may spoil."""
    copy = tmp_path / "data"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", "migrations"))
    return copy


def _set(path: Path, line: int, column: str, value: str) -> None:
    """Write `value` into one cell; `line` as an editor counts."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    rows[line - 1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows(rows)


@pytest.mark.parametrize(
    ("file", "column", "value", "why"),
    [
        ("prices.csv", "source", "", "no source"),
        ("prices.csv", "date", "", "no date"),
        ("prices.csv", "date", "last spring", "not YYYY"),
        ("prices.csv", "date", "2026-13", "not YYYY"),
        ("prices.csv", "dated_by", "hearsay", "dated_by"),
        ("prices.csv", "status", "", "status"),
        ("prices.csv", "unit_price", "1,20", "not a decimal"),
        ("prices.csv", "unit_price", "NaN", "not a number"),
        ("prices.csv", "kind", "rumoured", "kind"),
        ("registers.csv", "pattern", "^[0-9{7}$", "no regular expression"),
        ("registers.csv", "pattern", r"(?=x)y", "no regular expression"),
        ("likelihoods.csv", "p_given_rogue", "88", "not a share"),
        ("likelihoods.csv", "p_given_rogue", "", "no p_given_rogue"),
        ("likelihoods.csv", "n_rogue", "about 30", "not a whole number"),
        ("listed_domains.csv", "domain", "", "no domain"),
        ("pharmacy_brands.csv", "use_for_lookalike", "maybe", "use_for_lookalike"),
        ("drugs/isotretinoin_brands.csv", "strengths_mg", "10|twenty", "not a decimal"),
    ],
)
def test_a_bad_cell_is_refused_by_file_and_line(folder: Path, file: str, column: str, value: str, why: str) -> None:
    _set(folder / file, 4, column, value)
    with pytest.raises(WorldError, match=rf"^{Path(file).name}:4: .*{why}"):
        load(folder)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: text.replace("market,", "market,mood,", 1), "prices.csv:1: unknown column mood"),
        (lambda text: text.replace("market,", "", 1), "prices.csv:1: no column market"),
        (lambda text: text.replace("\n", "\nGB,stray,cells\n", 1), "prices.csv:2: 3 cells"),
        (lambda text: text.replace("\n", '\n"', 1), "prices.csv:"),
    ],
)
def test_a_file_of_another_shape_is_refused(folder: Path, change: Callable[[str], str], why: str) -> None:
    path = folder / "prices.csv"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(WorldError, match=why):
        load(folder)


def test_a_file_that_is_gone_is_missed(folder: Path) -> None:
    (folder / "seals.csv").unlink()
    with pytest.raises(WorldError, match=r"seals.csv:1: cannot be read"):
        load(folder)


COUNTRY = """code = "QQ"
name = "Quarrelia"
languages = ["qq"]
currency = "QQD"
eu_logo = false
safe_route = "Ask a doctor in Quarrelia."

[[rule]]
topic = "rx_online"
answer = "no"
words = "Prescription medicines may not be sold online."
source = "invented for a test"
date = "2026-11"
dated_by = "collected"
status = "seen"
"""


def test_a_country_is_one_file_more(folder: Path) -> None:
    (folder / "countries" / "qq.toml").write_text(COUNTRY, encoding="utf-8")
    country = load(folder).country("QQ")
    assert country is not None
    assert (country.name, country.rx_online, country.programme, country.max_supply_days) == (
        "Quarrelia",
        "no",
        "",
        None,
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('source = "invented for a test"\n', "", "qq.toml:8: no source"),
        ('date = "2026-11"\n', "", "qq.toml:8: no date"),
        ('answer = "no"', 'answer = "perhaps"', "qq.toml:8: answer"),
        ('topic = "rx_online"', 'topic = "mood"', "qq.toml:8: the topic mood takes no answer"),
        ('status = "seen"', 'status = "seen"\nmood = "sour"', "qq.toml:8: unknown mood"),
        ("[[rule]]", "[[rules]]", "qq.toml:1: unknown rules"),
        ('code = "QQ"', 'code = "QX"', "qq.toml:1: the file of QX must be called qx.toml"),
        ('currency = "QQD"', "currency = ", "qq.toml:4: not TOML"),
        ("eu_logo = false", 'eu_logo = false\nprogramme_of = "moon"', "qq.toml:1: programme_of"),
    ],
)
def test_a_slip_in_a_country_is_refused_by_file_and_line(folder: Path, old: str, new: str, why: str) -> None:
    assert old in COUNTRY
    (folder / "countries" / "qq.toml").write_text(COUNTRY.replace(old, new), encoding="utf-8")
    with pytest.raises(WorldError, match=why):
        load(folder)


def test_rows_on_one_line_each_are_found_by_their_line(folder: Path) -> None:
    path = folder / "countries" / "us.toml"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    number = next(place for place, line in enumerate(lines, start=1) if '"RMA"' in line)
    lines[number - 1] = lines[number - 1].replace('status = "seen"', 'status = ""')
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(WorldError, match=rf"us.toml:{number}: status"):
        load(folder)


PHRASES = """[meta]
source = "invented for a test"
date = "2026-11"

[offer]
cart = ["add to basket", "buy now"]

[offer.denial]
plain = ["no script"]
"""


def test_phrases_of_a_language_are_one_file(folder: Path) -> None:
    (folder / "phrases").mkdir(exist_ok=True)
    (folder / "phrases" / "qq.toml").write_text(PHRASES, encoding="utf-8")
    found = load(folder).phrases["qq"]
    assert found.sections == {"offer.cart": ("add to basket", "buy now"), "offer.denial.plain": ("no script",)}
    assert found.source.dated_by == "collected"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('date = "2026-11"\n', "", "qq.toml:1: no date"),
        ('["no script"]', '"no script"', "qq.toml:1: offer.denial.plain is not a list"),
        ('["no script"]', '["no script", 3]', "qq.toml:1: offer.denial.plain is not a list"),
    ],
)
def test_phrases_without_a_date_or_not_in_lists_are_refused(folder: Path, old: str, new: str, why: str) -> None:
    (folder / "phrases").mkdir(exist_ok=True)
    (folder / "phrases" / "qq.toml").write_text(PHRASES.replace(old, new), encoding="utf-8")
    with pytest.raises(WorldError, match=why):
        load(folder)


def test_the_digest_follows_the_bytes(folder: Path) -> None:
    before = load(folder).digest
    assert load(folder).digest == before
    _set(folder / "prices.csv", 2, "note", "another note")
    assert load(folder).digest != before


SOURCE = Source("a register, invented for a test", "2026-10-30", "source", "seen")


def _entry(number: str, domain: str) -> RegisterEntry:
    return RegisterEntry("GPhC", "2026-10-30", number, "Brackenshaw Pharmacy", domain, "1 Mill Lane", "registered", "")


def test_an_imported_edition_answers_for_domains_and_numbers(tmp_path: Path) -> None:
    path = tmp_path / "gphc.csv"
    entries = [_entry("1031234", "https://www.Brackenshaw.example/home"), _entry("901 0001", "shop.linden.example")]
    assert write_edition(path, entries, SOURCE) == 2
    world = load(editions=[path])
    assert [entry.number for entry in world.entries_for_domain("brackenshaw.example")] == ["1031234"]
    assert [entry.number for entry in world.entries_for_domain("www.linden.example")] == ["901 0001"]
    assert [entry.domain for entry in world.entries_for_number("9010001")] == ["shop.linden.example"]
    assert world.entries_for_domain("shaw.example") == ()
    assert world.entries_for_number("") == ()
    assert world.editions == (Edition("GPhC", "2026-10-30", 2, SOURCE),)
    assert world.digest != load().digest


def test_a_world_with_entries_leaves_the_other_as_it_was() -> None:
    known = with_entries(load(), [_entry("1031234", "brackenshaw.example")], [])
    assert known.entries_for_domain("brackenshaw.example")
    assert not load().entries_for_domain("brackenshaw.example")


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("", ""),
        ("n/a", ""),
        ("HTTP://WWW.Shop.Example:8080/x", "shop.example"),
        ("shop.example.", "shop.example"),
        ("[x", ""),
    ],
)
def test_registers_write_web_addresses_in_many_ways(written: str, host: str) -> None:
    assert plain_domain(written) == host
