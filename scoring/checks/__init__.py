"""The folder is the registry: every module here is one check, named like its file."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from scoring.model import Check


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, in order of name. Raises TypeError when a module holds no check of its own name or no docstring."""
    return tuple(_check(module.name) for module in sorted(iter_modules(__path__), key=lambda m: m.name))


def _check(name: str) -> Check:
    module = import_module(f"{__name__}.{name}")
    found = getattr(module, name, None)
    if not isinstance(found, Check) or not (module.__doc__ or "").strip():
        raise TypeError(f"scoring/checks/{name}.py must hold a documented check called {name}")
    return found
