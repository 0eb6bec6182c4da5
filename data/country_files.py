"""Reads `countries/<cc>.toml` and `programmes/<id>.toml`.

A country's short answers (`rx_online` and its like) are not written twice: each stands in the rule that gives its words
and source. Supply limits and programme terms likewise come from the programme rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from data.official import Allowed, Country, Imports, Lawful, LogoHost, Programme, Rule
from data.reading import SOURCE, Row, TomlFile, WorldError, toml_file

_TOP = ("code", "name", "languages", "currency", "eu_logo", "programme_of", "register_links", "safe_route")
_AUTHORITY = ("authority", "authority_url")
_ROWS = ("rule", "programme")
_PROGRAMME = ("programme", "aspect", "value", *SOURCE)
_RULE = ("topic", "words", "answer", *SOURCE)
_ANSWERS = {
    "rx_online": Allowed,
    "questionnaire_only": Lawful,
    "import_of_programme_drugs": Imports,
}


def shared_programmes(folder: Path) -> dict[str, tuple[Programme, ...]]:
    """Programmes that hold in several countries, by the name of their file. Raises WorldError."""
    found = {}
    for path in sorted(folder.glob("*.toml")):
        file = toml_file(path)
        file.only("code", "programme")
        found[path.stem] = _programmes(file)
    return found


def countries(
    folder: Path, shared: Mapping[str, tuple[Programme, ...]], hosts: Mapping[str, LogoHost]
) -> tuple[dict[str, Country], tuple[Programme, ...]]:
    """All countries by code, and the programme rows of their own. Raises WorldError."""
    found: dict[str, Country] = {}
    programmes: list[Programme] = []
    for path in sorted(folder.glob("*.toml")):
        country, own = _country(toml_file(path), shared, hosts)
        if country.code.lower() != path.stem:
            raise WorldError(f"{path.name}:1: the file of {country.code} must be called {country.code.lower()}.toml")
        found[country.code] = country
        programmes.extend(own)
    return found, tuple(programmes)


def _country(
    file: TomlFile, shared: Mapping[str, tuple[Programme, ...]], hosts: Mapping[str, LogoHost]
) -> tuple[Country, tuple[Programme, ...]]:
    file.only(*_TOP, *_AUTHORITY, *_ROWS)
    top = file.top
    own = _programmes(file)
    held = own + _shared(top, shared)
    rules = tuple(_rule(row) for row in file.arrays.get("rule", ()))
    answers = {rule.topic: rule.answer for rule in reversed(rules)}
    code = top.needed("code")
    in_logo = top.one_of("eu_logo", Allowed) == "yes"
    return (
        Country(
            code=code,
            name=top.needed("name"),
            programme=next((row.programme for row in held if row.aspect == "term"), ""),
            programme_terms=tuple(dict.fromkeys(row.value for row in held if row.aspect == "term")),
            max_supply_days=_days(top, held, "max_supply_days"),
            prescription_window_days=_days(top, held, "prescription_window_days"),
            rx_online=cast("Allowed", answers.get("rx_online", "")),
            questionnaire_only=cast("Lawful", answers.get("questionnaire_only", "")),
            import_of_programme_drugs=cast("Imports", answers.get("import_of_programme_drugs", "")),
            languages=top.many("languages"),
            currency=top.text("currency"),
            authority=top.text("authority"),
            authority_url=top.text("authority_url"),
            register_links=top.many("register_links"),
            safe_route=top.needed("safe_route"),
            rules=rules,
            in_eu_logo=in_logo,
            logo_host=hosts[code].host if in_logo and code in hosts else "",
        ),
        own,
    )


def _shared(top: Row, shared: Mapping[str, tuple[Programme, ...]]) -> tuple[Programme, ...]:
    name = top.text("programme_of")
    if name and name not in shared:
        raise top.error(f"programme_of is {name!r}, and there is no programmes/{name}.toml")
    return shared.get(name, ())


def _programmes(file: TomlFile) -> tuple[Programme, ...]:
    code = file.top.needed("code")
    return tuple(
        Programme(code, row.needed("programme"), row.needed("aspect"), row.needed("value"), row.source())
        for row in (row.only(_PROGRAMME) for row in file.arrays.get("programme", ()))
    )


def _rule(row: Row) -> Rule:
    row.only(_RULE)
    topic = row.needed("topic")
    if topic in _ANSWERS:
        row.one_of("answer", _ANSWERS[topic])
    elif row.text("answer"):
        raise row.error(f"the topic {topic} takes no answer")
    return Rule(topic, row.needed("words"), row.source(), row.text("answer"))


def _days(top: Row, held: tuple[Programme, ...], aspect: str) -> int | None:
    """The country's own row comes before the shared one. Of a range "28-30" the upper end: the kinder reading."""
    value = next((row.value for row in held if row.aspect == aspect), "")
    last = value.rpartition("-")[2]
    if value and not last.isdecimal():
        raise top.error(f"{aspect} is {value!r}, not days")
    return int(last) if last else None
