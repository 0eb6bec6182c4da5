"""What role each labelled site is given, against the roles its label accepts: a line a label, then the sites that miss.

python -m tests.bench.roles [FILE…]      (default: the examples beside the tree and tests/truth/develop)
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from data.world import World, load
from scoring.facts import Facts
from scoring.model import Role
from tests.bench.price_rows import default_files
from tests.scoring.build import site


def rows(files: list[Path], world: World) -> list[tuple[str, str, frozenset[str], Role, str]]:
    """(site id, label, accepted roles, role given, why) of every site whose label names roles."""
    found = []
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            label = json.loads(line)
            if label.get("role_in"):
                visit = site([(page["url"], page["html"]) for page in label["pages"]], label["url"])
                fact = Facts(visit, world, label.get("buyer_country") or "").role_fact
                found.append((label["id"], label["label"], frozenset(label["role_in"]), fact.role, fact.why))
    return found


def main(arguments: list[str]) -> None:
    found = rows([Path(name) for name in arguments] or default_files(), load())
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for _, label, _, role, _ in found:
        table[label][role.value] += 1
    for label, given in sorted(table.items()):
        print(f"{label:18} {', '.join(f'{role} {count}' for role, count in given.most_common())}")
    right = sum(role in wanted for _, _, wanted, role, _ in found)
    print(f"right: {right} of {len(found)}")
    for name, label, wanted, role, why in found:
        if role not in wanted:
            print(f"  {name} ({label}): {role.value}, not {'/'.join(sorted(wanted))}. {why}")


if __name__ == "__main__":
    main(sys.argv[1:])
