"""One line of the table that `python -m tests.bench` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured, of ours and of a baseline in the same run. `ratio` is what the goal speaks of.

    `goal` None: only told. `wanted`: the ratio shall be at least the goal, or below it.
    """

    name: str
    ours: float
    baseline_name: str
    baseline: float
    ratio: float
    unit: str
    goal: float | None = None
    wanted: Literal["at least", "below"] = "at least"

    @property
    def reached(self) -> bool | None:
        if self.goal is None:
            return None
        return self.ratio >= self.goal if self.wanted == "at least" else self.ratio < self.goal

    def __str__(self) -> str:
        goal = "" if self.goal is None else f"{self.wanted} {self.goal:g}"
        reached = {True: "yes", False: "NO", None: ""}[self.reached]
        ours, baseline = f"{self.ours:.3g} {self.unit}", f"{self.baseline:.3g} {self.unit}"
        told = f"{self.name:<58} {ours:>14}  {self.baseline_name:<44} {baseline:>14}"
        return f"{told} {self.ratio:8.2f}  {goal:<13} {reached}"


HEAD = f"{'what':<58} {'ours':>14}  {'baseline':<44} {'':>14} {'ratio':>8}  {'goal':<13} reached"
