"""A closer look at judged labels: bootstrap bounds, what each check is worth, calibration. Lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scoring.ablation import Worth, ablation
from scoring.calibration import Calibration, calibration
from scoring.evaluate import Judged, Rate
from scoring.resampling import family_bounds
from ui.evaluation import Complain, More


def closer(draws: int, by_check: bool, figure: Path | None, talk: Complain) -> More:
    """What is asked for, told of one half after the other. `figure`: of several halves, each gets its name into it."""

    def more(half: str, judged: list[Judged]) -> Iterator[str]:
        if draws:
            yield from bootstrap_lines(judged, draws)
        if by_check:
            yield from ablation_lines(ablation(judged))
        if figure is not None:
            found = calibration(judged)
            yield from calibration_lines(found)
            _draw(found, figure if half == "labels" else figure.with_stem(f"{figure.stem}-{half}"), talk)

    return more


def bootstrap_lines(judged: list[Judged], draws: int) -> Iterator[str]:
    """Each measure with bounds over families of sites; `ui.evaluation.lines_of` has those over single sites."""
    families = len({case.label.family for case in judged})
    yield f"-- 95 % bounds by {draws} draws of {families} families"
    for name, (low, high) in family_bounds(judged, draws).items():
        yield f"{name:<58} {low:6.1%} .. {high:6.1%}"


def ablation_lines(found: tuple[Worth, ...]) -> Iterator[str]:
    """What the classes would be without each check, those that carry most first."""
    yield "-- without each check: rogue flagged, rogue flagged or caution, honest flagged, lost, no longer charged"
    first, *rest = found
    for one in (first, *sorted(rest, key=lambda one: (-one.alone, -one.charged, one.check))):
        counts = "".join(f" {_count(rate):>12}" for rate in (one.rogue_flagged, one.rogue_caught, one.honest_flagged))
        yield f"{one.check or '(every check)':<42}{counts} {one.alone:>6} {one.charged:>6}"


def calibration_lines(found: Calibration) -> Iterator[str]:
    """The table behind the calibration plot."""
    yield (
        f"-- calibration, {found.sites} sites: Brier {found.brier:.3f} (a constant: {found.plain:.3f}), "
        f"mean gap {found.gap:.3f}"
    )
    for one in found.bins:
        low, high = one.seen.bounds
        told = f"risk {one.low:.0%} to {one.high:.0%}, mean {one.told:.1%}"
        yield f"{told:<42} rogue {_count(one.seen):>10} {one.seen.share:7.1%}   {low:6.1%} .. {high:6.1%}"


def _draw(found: Calibration, path: Path, talk: Complain) -> None:
    from ui.plots import calibration as plot
    from ui.plots import save

    chart = plot(found)
    if chart is None:
        talk(f"{path}: no honest or rogue site, so there is nothing to draw")
        return
    save(chart, path)
    talk(f"{path} written")


def _count(rate: Rate) -> str:
    return f"{rate.hits} of {rate.cases}"
