"""The table of checks, and what is told when recall falls under a disguise."""

from __future__ import annotations

from pathlib import Path

from scoring.evaluate import Evaluation, Rate
from ui.disguised import NEW, RECALLS, Fall, broken_falls, lines_of
from ui.hits import hit_table

RATES = {"recall false_seal": Rate(3, 4), "false yes false_seal": Rate(0, 10)}


def test_each_check_has_a_line_with_its_hits_and_bounds() -> None:
    table = hit_table({"develop": Evaluation(RATES, (), 1.0), "measure": Evaluation({}, (), 0.0)})
    assert "| `false_seal` | 3 of 4, 75% (30% to 95%) | 0 of 10, 0% (0% to 28%) | - | - |" in table
    assert "| check | develop: found | develop: false | measure: found | measure: false |" in table


def fall(found: int, new: tuple[str, ...] = ()) -> Fall:
    clean, hidden = ({measure: Rate(hits, 50) for measure in RECALLS} for hits in (48, found))
    return Fall("soft hyphens", clean, hidden, new)


def test_a_fall_beyond_what_is_pinned_is_broken(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text(f'[develop.fall]\n"{RECALLS[0]}" = 2.0\n"{NEW}" = 0\n', "utf-8")
    assert broken_falls([fall(47)], floors, "develop") == []
    assert [one.measure for one in broken_falls([fall(45, ("a: b",))], floors, "develop")] == [
        f"{RECALLS[0]}, soft hyphens",
        f"{NEW}, soft hyphens",
    ]
    assert broken_falls([fall(0)], floors, "measure") == []


def test_a_line_tells_points_and_what_is_new() -> None:
    clean, line, new = lines_of([fall(45, ("site: honest flagged",))], misses=True)
    assert "96.0%" in clean
    assert "(fall   6.0)" in line
    assert new == "new: soft hyphens | site: honest flagged"
