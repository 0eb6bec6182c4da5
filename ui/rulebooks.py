"""A rulebook file named on the command line: read, checked, and its differences told."""

from __future__ import annotations

from pathlib import Path

import typer

from data.own_rules import OwnRules
from ui import EXIT_BAD


def told_rules(path: Path) -> OwnRules:
    """The rules in a file; what they change is said on stderr. A file that cannot be used ends the command."""
    from data.known import known_world
    from scoring.own_rules import differences
    from scoring.rulebook import rulebook
    from ui.commands import say

    rules = _read(path)
    shipped, own = rulebook(known_world()), rulebook(known_world(rules=rules))
    if own == shipped:
        say(f"{path}: changes nothing; rulebook {shipped}")
        return rules
    say(f"Rulebook {own}{f' ({rules.name})' if rules.name else ''} in place of the shipped {shipped}:")
    for line in differences(rules):
        say(f"  {line}")
    return rules


def _read(path: Path) -> OwnRules:
    from scoring.own_rules import RulesError, rules_of

    try:
        return rules_of(path.read_text("utf-8"))
    except (RulesError, UnicodeDecodeError) as error:
        typer.echo(f"{path}: {error}", err=True)
    except OSError as error:
        typer.echo(f"{path}: {error.strerror or error}", err=True)
    raise typer.Exit(EXIT_BAD)
