"""Why a verdict is what it is: the law asked again without what decided."""

from __future__ import annotations

from data.known import known_world
from scoring.checks import all_checks
from scoring.grounds import Held, grounds, strength, words
from scoring.model import Answer, Strength, VerdictClass
from scoring.weights import weight

WORLD = known_world()
CARDS = {check.card.id: check.card for check in all_checks()}


def yes(check: str, how: Strength | None = None) -> Held:
    return Held(CARDS[check], Answer.YES, round(weight(CARDS[check], how, WORLD), 2))


def test_a_flag_by_one_sign_would_be_caution_by_the_next() -> None:
    found = grounds(
        VerdictClass.FLAGGED, [yes("sells_without_prescription"), yes("oversized_pack")], bound=False, world=WORLD
    )
    assert found is not None
    assert words(found) == (
        "Flagged because of signs of an offer without a prescription.",
        "Were there no signs of an offer without a prescription, it would be caution, by signs of packs larger than "
        "any programme allows.",
    )


def test_each_of_two_strong_signs_is_taken_away_and_then_both() -> None:
    held = [yes("missing_prescription_step"), yes("oversized_pack")]
    found = grounds(VerdictClass.FLAGGED, held, bound=False, world=WORLD)
    assert found is not None
    assert [(len(step.gone), step.verdict) for step in found.without] == [
        (1, VerdictClass.CAUTION),
        (1, VerdictClass.CAUTION),
        (2, VerdictClass.UNVERIFIED),
    ]


def test_below_a_decisive_sign_others_may_still_decide_and_are_named() -> None:
    held = [yes("sells_without_prescription"), yes("missing_prescription_step"), yes("oversized_pack")]
    found = grounds(VerdictClass.FLAGGED, held, bound=False, world=WORLD)
    assert found is not None
    assert [step.verdict for step in found.without] == [VerdictClass.FLAGGED, VerdictClass.UNVERIFIED]
    assert words(found)[1:] == (
        "Were there no signs of an offer without a prescription, it would still be flagged, by signs of an order that "
        "never asks for a prescription and packs larger than any programme allows.",
        "Were there no signs of an order that never asks for a prescription and packs larger than any programme "
        "allows either, it would be unverified.",
    )


def test_a_weaker_yes_is_known_by_its_weight() -> None:
    for card in CARDS.values():
        for how in Strength:
            if list(Strength).index(how) >= list(Strength).index(card.strength):
                assert strength(yes(card.id, how), WORLD) is how


def test_a_register_entry_would_stand_without_the_only_strong_sign() -> None:
    found = grounds(VerdictClass.CAUTION, [yes("oversized_pack")], bound=True, world=WORLD)
    assert found is not None and found.without[-1].verdict is VerdictClass.VERIFIED


def test_a_verdict_of_other_rules_is_not_explained_by_these() -> None:
    assert grounds(VerdictClass.FLAGGED, [yes("missing_address")], bound=False, world=WORLD) is None
    assert grounds(VerdictClass.UNREADABLE, [], bound=False, world=WORLD) is None


def test_nothing_decided_nothing_is_said() -> None:
    found = grounds(VerdictClass.UNVERIFIED, [Held(CARDS["false_seal"], Answer.NO, 0.0)], bound=False, world=WORLD)
    assert found is not None and words(found) == ()
