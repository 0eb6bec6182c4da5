"""What makes a folder of tables a data set: datapackage.json (Frictionless), croissant.json, data card, licence,
citation, and the rulebook that stands behind the verdicts.
"""

from __future__ import annotations

import json
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.kept import Filters
from data.world import World
from scoring.checks import all_checks
from scoring.risk import PRIOR
from scoring.rulebook import rulebook
from scoring.weights import weight
from ui.columns import TABLES, Column, Kind, Table
from ui.croissant import croissant
from ui.export_card import LICENCES, card, citation, licence_text, title

if TYPE_CHECKING:
    from ui.exporting import Gathered, Terms

# Frictionless (Table Schema 1.0). A list is JSON in CSV, and so is a list of objects.
_TYPES = {
    Kind.TEXT: "string",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.DECIMAL: "number",
    Kind.MOMENT: "datetime",
    Kind.WORDS: "array",
    Kind.OBJECTS: "array",
}


def describe(folder: Path, gathered: Gathered, sites: int, filters: Filters, world: World, terms: Terms) -> None:
    """Write everything that describes the tables which already stand in the folder as CSV."""
    files = {table.name: _fingerprint(folder / f"{table.name}.csv") for table in TABLES}
    # A data set is named by its content: the same rows have the same version, whoever wrote them and when.
    version = sha256("".join(digest for _, digest in files.values()).encode()).hexdigest()[:12]
    written = {
        "datapackage.json": _json(_package(files, version, gathered, terms)),
        "croissant.json": _json(croissant(files, version, gathered, terms)),
        "rulebook.json": _json(_rulebook(world, gathered)),
        "README.md": card(gathered, sites, filters, world, terms, version),
        "LICENSE.txt": licence_text(terms),
        "CITATION.cff": citation(gathered, terms, version),
    }
    for name, words in written.items():
        (folder / name).write_text(words, encoding="utf-8", newline="\n")


def _fingerprint(path: Path) -> tuple[int, str]:
    """Bytes and SHA-256 of a file."""
    with path.open("rb") as file:
        return path.stat().st_size, file_digest(file, "sha256").hexdigest()


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _package(files: dict[str, tuple[int, str]], version: str, gathered: Gathered, terms: Terms) -> dict[str, Any]:
    licence = LICENCES[terms.licence]
    package = {
        "profile": "tabular-data-package",
        "name": f"rxverdict-{version}",
        "title": title(gathered),
        "description": "Verdicts on online pharmacies with the findings and prices behind them; see README.md.",
        "version": version,
        "licenses": [{"name": terms.licence, "title": licence.title, "path": licence.url}],
        "contributors": [{"title": terms.creator, "role": "publisher"}],
        "resources": [_resource(table, *files[table.name], gathered) for table in TABLES],
    }
    if gathered.last is not None:
        package["created"] = f"{gathered.last:%Y-%m-%dT%H:%M:%SZ}"
    return package


def _resource(table: Table, size: int, digest: str, gathered: Gathered) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.words,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "rows": gathered.rows[table.name],
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    schema["primaryKey"] = list(table.key)
    if table is not TABLES[0]:
        whose = {"resource": TABLES[0].name, "fields": ["case"]}
        schema["foreignKeys"] = [{"fields": ["case"], "reference": whose}]
    return schema


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": column.words,
        "unit": column.unit,
        "source": column.source,
    }
    if column.name in ("case",) or column.kind is Kind.MOMENT:
        field["constraints"] = {"required": True}
    return field


def _rulebook(world: World, gathered: Gathered) -> dict[str, Any]:
    """The rulebook of the program that wrote this, and which ones judged: they differ for older verdicts."""
    checks = [
        {
            "id": check.card.id,
            "asks": check.card.asks,
            "why": check.card.why,
            "family": check.card.family,
            "strength": check.card.strength,
            "weight": round(weight(check.card, None, world), 2),
            "source": check.card.source,
            "fooled_by": check.card.fooled_by,
        }
        for check in all_checks()
    ]
    return {
        "rulebook": rulebook(world),
        "judged_by": dict(sorted(gathered.rulebooks.items())),
        "prior": PRIOR,
        "weights": "natural logs of capped likelihood ratios of a yes",
        "checks": checks,
    }
