"""Croissant 1.0 metadata (JSON-LD) of an exported folder.

http://mlcommons.org/croissant/1.0
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.columns import TABLES, Column, Kind, Table
from ui.export_card import LICENCES, title

if TYPE_CHECKING:
    from ui.exporting import Gathered, Terms

# The context that the specification gives, as every Croissant file bears it.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    Kind.TEXT: "sc:Text",
    Kind.INTEGER: "sc:Integer",
    Kind.NUMBER: "sc:Float",
    Kind.DECIMAL: "sc:Float",
    Kind.MOMENT: "sc:DateTime",
    Kind.WORDS: "sc:Text",
    Kind.OBJECTS: "sc:Text",
}


def croissant(files: dict[str, tuple[int, str]], version: str, gathered: Gathered, terms: Terms) -> dict[str, Any]:
    """The metadata; `files`: bytes and SHA-256 of each table's CSV file."""
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": f"rxverdict-{version}",
        "description": f"{title(gathered)}. Verdicts with the findings and prices behind them; README.md tells how "
        "they were made, what they cannot tell, and how the guard against formulas is taken off the texts.",
        "license": LICENCES[terms.licence].url,
        "creator": {"@type": "sc:Organization", "name": terms.creator},
        "version": f"0.0.0+{version}",  # Croissant wants a semantic version; the content's digest is its build part
        "citeAs": f"{terms.creator}: {title(gathered)}. Data set, version {version}.",
        "distribution": [_file(table, *files[table.name]) for table in TABLES],
        "recordSet": [_record_set(table) for table in TABLES],
    }
    if gathered.last is not None:
        told["datePublished"] = f"{gathered.last:%Y-%m-%d}"
    return told


def _file(table: Table, size: int, digest: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{table.name}.csv",
        "name": f"{table.name}.csv",
        "description": table.words,
        "contentUrl": f"{table.name}.csv",
        "contentSize": f"{size} B",
        "encodingFormat": "text/csv",
        "sha256": digest,
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.words,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    listed = " As JSON." if column.kind in (Kind.WORDS, Kind.OBJECTS) else ""
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": f"{column.words} Unit: {column.unit}. Source: {column.source}.{listed}",
        "dataType": _TYPES[column.kind],
        "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": column.name}},
    }
    if column.name == "case" and table is not TABLES[0]:
        field["references"] = {"field": {"@id": f"{TABLES[0].name}/case"}}
    return field
