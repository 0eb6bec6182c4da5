"""An inspector downloads the official price lists of three countries and imports them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from data.price_editions import Kind, import_prices
from data.world import WorldError, load

NADAC_HEAD = (
    "NDC Description,NDC,NADAC Per Unit,Effective Date,Pricing Unit,Pharmacy Type Indicator,OTC,Explanation Code,"
    "Classification for Rate Setting,As of Date\n"
)
NADAC = (
    NADAC_HEAD
    + """\
ISOTRETINOIN 20 MG CAPSULE,00000111101,2.10400,03/18/2026,EA,C/I,N,1,G,03/25/2026
ISOTRETINOIN 20 MG CAPSULE,00000111102,2.10400,03/18/2026,EA,C/I,N,1,G,03/25/2026
ISOTRETINOIN 40 MG CAPSULE,00000111103,3.05000,03/18/2026,EA,C/I,N,1,G,03/25/2026
CLARAVIS 40 MG CAPSULE,00000111104,2.98000,03/18/2026,EA,C/I,N,1,G,03/25/2026
TRETINOIN 0.05% CREAM,00000111105,1.20000,03/18/2026,GM,C/I,N,1,G,03/25/2026
TRETINOIN 10 MG CAPSULE,00000111106,9.20000,03/18/2026,EA,C/I,N,1,G,03/25/2026
"""
)
TARIFF = """Drug Tariff Part VIIIA,,,,,,
March 2026,,,,,,
Medicine,Pack size,,VMP Snomed Code,VMPP Snomed Code,Drug Tariff Category,Basic Price
Isotretinoin 10mg capsules,30,capsule,1001,2001,Part VIIIA Category A,"1,008"
Isotretinoin 20mg capsules,30,capsule,1002,2002,Part VIIIA Category A,1212
Isotretinoin 0.05% gel,30,gram,1003,2003,Part VIIIA Category C,599
Lymecycline 408mg capsules,28,capsule,1004,2004,Part VIIIA Category M,410
"""
PBS = """schedule_code,drug_name,li_drug_name,li_form,brand_name,pack_size,pricing_quantity,determined_price
3001,isotretinoin,Isotretinoin,Capsule 20 mg,Oratane,60,60,21.60
3001,isotretinoin,Isotretinoin,Capsule 10 mg,Oratane,60,60,15.00
3001,tretinoin,Tretinoin,Cream 500 mg,Elsewhere,1,1,9.00
"""


@pytest.mark.parametrize(
    ("kind", "text", "market", "strength", "lowest"),
    [
        ("nadac", NADAC, "US", "40", "2.9800"),
        ("drug-tariff", TARIFF, "GB", "10", "0.3360"),
        ("pbs", PBS, "AU", "20", "0.3600"),
    ],
)
def test_an_imported_list_gives_its_market_a_floor(
    tmp_path: Path, kind: Kind, text: str, market: str, strength: str, lowest: str
) -> None:
    file = tmp_path / "downloaded.csv"
    file.write_text(text, "utf-8")
    world = load()
    edition = import_prices(kind, file, "2026-03-25", world.drugs, tmp_path / "editions")
    assert (edition.market, edition.strengths) == (market, 2)

    richer = load(editions=[edition.path])
    floor = next(f for f in richer.price_floors if (f.market, f.strength_mg) == (market, Decimal(strength)))
    assert floor.lowest_unit_price == Decimal(lowest)
    assert floor.half_of_lowest == (Decimal(lowest) / 2).quantize(Decimal("0.0001"))
    assert (floor.edition, richer.digest != world.digest) == ("2026-03-25", True)


def test_a_newer_edition_takes_the_place_of_the_older_floor(tmp_path: Path) -> None:
    file = tmp_path / "downloaded.csv"
    file.write_text(TARIFF, "utf-8")
    shipped = next(f for f in load().price_floors if (f.market, f.strength_mg) == ("GB", Decimal(20)))
    edition = import_prices("drug-tariff", file, "2026-03-01", load().drugs, tmp_path)
    now = [f for f in load(editions=[edition.path]).price_floors if (f.market, f.strength_mg) == ("GB", Decimal(20))]
    assert len(now) == 1 and now[0].edition > shipped.edition and now[0].lowest_unit_price == Decimal("0.4040")


def test_what_cannot_be_used_is_refused_with_a_reason(tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(WorldError, match="needs the columns"):
        import_prices("pbs", file, "2026-03-01", load().drugs, tmp_path)
    with pytest.raises(WorldError, match="YYYY-MM-DD"):
        import_prices("pbs", file, "March", load().drugs, tmp_path)
    file.write_text(
        PBS.replace("Isotretinoin", "Other").replace("isotretinoin", "other").replace("Oratane", "Other"), "utf-8"
    )
    with pytest.raises(WorldError, match="no capsule"):
        import_prices("pbs", file, "2026-03-01", load().drugs, tmp_path)
    file.write_text(PBS.replace("21.60", "n/a"), "utf-8")
    with pytest.raises(WorldError, match=r"wrong\.csv:2"):
        import_prices("pbs", file, "2026-03-01", load().drugs, tmp_path)
