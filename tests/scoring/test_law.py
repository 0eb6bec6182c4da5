"""Law and numbers must agree: whatever signs a site shows, its class and its risk tell the same story."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from crawler.visit import PageKind
from data.world import load
from scoring import risk
from scoring.model import Absence, Answer, Card, Coverage, Finding, Strength, VerdictClass
from scoring.verdict import by_signs
from scoring.weights import CAP, CAUTION, FLAG, LEAST_SOFT, SOFT_TOTAL, weight

WORLD = load()
FAMILIES = ("prescription", "price", "identity", "accreditation", "route", "shipping")
COUNT = itertools.count()


def card(family: str, strength: Strength, flag: str = "") -> Card:
    kinds = frozenset({PageKind.PRODUCT, PageKind.FAQ})
    return Card(f"sign_{next(COUNT)}", "?", "why", "a sign", family, strength, "source", "nothing", flag, kinds)


def asked(family: str, strength: Strength, answer: Answer = Answer.YES, flag: str = "") -> risk.Asked:
    made = card(family, strength, flag)
    evidence = (Absence("a licence", ("https://shop.example/",)),) if answer is Answer.YES else ()
    finding = Finding(made.id, answer, "because", evidence)
    return made, finding, weight(made, None, WORLD), weight(made, None, WORLD)


SIGNS = st.lists(
    st.builds(
        asked,
        st.sampled_from(FAMILIES),
        st.sampled_from(Strength),
        st.sampled_from(Answer),
        st.sampled_from(["", "no_physical_address", "crypto_wire_echeck_payment", "no_seal_shown"]),
    ),
    max_size=12,
)
FULL = Coverage(5, (PageKind.PRODUCT, PageKind.FAQ), (), ("en",))
HIDING = Coverage(4, (PageKind.PRODUCT,), (PageKind.FAQ,), ("en",), (PageKind.FAQ,))


@given(SIGNS)
def test_the_class_and_the_number_agree(signs: list[risk.Asked]) -> None:
    cls, _ = by_signs(signs, bound=False)
    total = risk.kindly(signs, bound=False)
    match cls:
        case VerdictClass.FLAGGED:
            assert total >= FLAG
        case VerdictClass.CAUTION:
            assert CAUTION <= total < FLAG
        case _:
            assert total < CAUTION


@given(SIGNS)
def test_what_is_unknown_can_only_widen_the_interval(signs: list[risk.Asked]) -> None:
    for coverage in (FULL, HIDING):
        assert risk.kindly(signs, bound=False) <= risk.unkindly(signs, coverage, True, bound=False)


@given(SIGNS)
def test_hiding_a_page_never_lowers_the_high_end(signs: list[risk.Asked]) -> None:
    seen = risk.unkindly(signs, FULL, True, bound=False)
    hidden = [(c, Finding(c.id, Answer.UNKNOWN, "not seen"), w, worst) for c, _, w, worst in signs]
    assert risk.unkindly(hidden, HIDING, True, bound=False) >= seen
    assert risk.unkindly(signs, HIDING, True, bound=False) >= seen
    assert risk.unkindly(signs, FULL, False, bound=False) >= seen


def test_ten_soft_signs_of_one_family_do_not_outvote_a_strong_one() -> None:
    many = [asked("shipping", Strength.SOFT) for _ in range(10)]
    one = [asked("route", Strength.STRONG)]
    assert risk.kindly(many, bound=False) < risk.kindly(one, bound=False)
    assert by_signs(many, bound=False)[0] is VerdictClass.UNVERIFIED


def test_soft_signs_of_every_family_never_flag() -> None:
    signs = [asked(family, Strength.SOFT) for family in FAMILIES]
    assert by_signs(signs, bound=False)[0] is VerdictClass.CAUTION
    with_one_strong = [*signs, asked("network", Strength.STRONG)]
    assert by_signs(with_one_strong, bound=False)[0] is VerdictClass.CAUTION


def test_two_strong_signs_of_one_family_are_one() -> None:
    signs = [asked("prescription", Strength.STRONG), asked("prescription", Strength.STRONG)]
    assert by_signs(signs, bound=False)[0] is VerdictClass.CAUTION


def test_a_bound_register_entry_does_not_outweigh_a_strong_sign() -> None:
    assert by_signs([asked("route", Strength.STRONG)], bound=True)[0] is VerdictClass.CAUTION
    assert by_signs([asked("shipping", Strength.SOFT)], bound=True)[0] is VerdictClass.VERIFIED


def test_the_caps_are_ordered_as_the_law_counts() -> None:
    soft, strong, decisive = CAP[Strength.SOFT], CAP[Strength.STRONG], CAP[Strength.DECISIVE]
    assert 2 * soft < 3 * LEAST_SOFT <= SOFT_TOTAL <= strong
    assert strong + SOFT_TOTAL < decisive <= 2 * strong
