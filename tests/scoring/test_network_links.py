"""Which sites belong together, and which only look so: shops of one operator, of one platform, of one agency."""

from __future__ import annotations

from itertools import combinations
from random import Random

from scoring.network import Marks
from scoring.network_ids import numbered
from scoring.network_kinds import BEARINGS, LINKING, MarkKind
from scoring.network_links import Cluster, clusters
from tests.planted import market

SKETCH = tuple(range(1_000, 9_000, 63))
PHONE = (MarkKind.PHONE, "+442079460321")
THEME = (MarkKind.TEMPLATE, "a-theme")


def site(name: str, *marks: tuple[MarkKind, str], sketch: tuple[int, ...] = ()) -> Marks:
    return Marks(f"{name}.example", frozenset(marks), sketch)


def groups(*marks: Marks) -> list[tuple[str, ...]]:
    return [cluster.sites for cluster in clusters(marks)]


def test_a_phone_number_behind_two_names_is_a_link_that_says_so() -> None:
    (found,) = clusters([site("tallow", PHONE), site("marrow", PHONE), site("stranger", THEME)])
    assert found.sites == ("marrow.example", "tallow.example")
    ((tie,),) = (link.ties for link in found.links)
    assert (tie.kind, tie.value, tie.bearers, tie.weight) == (*PHONE, 2, 1.0)


def test_sites_hang_together_over_sites_between_them() -> None:
    wallet = (MarkKind.WALLET, "bc1qinvented")
    assert groups(site("a", PHONE), site("b", PHONE, wallet), site("c", wallet)) == [
        ("a.example", "b.example", "c.example")
    ]


def test_shops_of_one_platform_are_strangers_whatever_it_gave_them() -> None:
    given = (
        (MarkKind.NAME_SERVER, "shops.example"), (MarkKind.TEMPLATE, "shops"), (MarkKind.FAVICON, "sha256:shops"),
        (MarkKind.TAG, "GTM-SHOPS1"),
    )  # fmt: skip
    assert groups(*(site(f"shop-{number}", *given) for number in range(6))) == []


def test_customers_of_one_delivery_network_are_strangers() -> None:
    given = ((MarkKind.NAME_SERVER, "delivery.example"), (MarkKind.CERTIFICATE, "edge.example"))
    assert groups(site("one", *given), site("other", *given)) == []


def test_no_weak_kind_links_by_itself_on_however_few_sites() -> None:
    for kind in MarkKind:
        if kind not in LINKING:
            assert groups(site("one", (kind, "x")), site("other", (kind, "x"))) == [], kind


def test_two_weak_marks_that_no_outsider_gives_together_are_a_link_with_both_reasons() -> None:
    shared = ((MarkKind.CERTIFICATE, "ferrous.example"), THEME)
    (found,) = clusters([site("one", *shared), site("other", *shared)])
    assert [tie.kind for tie in found.links[0].ties] == [MarkKind.CERTIFICATE, MarkKind.TEMPLATE]
    assert sum(tie.weight for tie in found.links[0].ties) == 1.0


def test_a_help_line_on_sixty_sites_makes_no_network_of_a_theme_s_customers() -> None:
    crowd = [site(f"shop-{number}", PHONE) for number in range(60)]
    assert groups(*crowd, site("one", PHONE, THEME), site("other", PHONE, THEME)) == []


def test_a_mark_on_too_many_sites_still_counts_beside_another() -> None:
    named = (MarkKind.CERTIFICATE, "ferrous.example")
    crowd = [site(f"shop-{number}", PHONE) for number in range(60)]
    assert groups(*crowd, site("one", PHONE, named), site("other", PHONE, named)) == [("one.example", "other.example")]


def test_a_number_on_fifty_shops_is_one_network_with_one_link_each() -> None:
    (found,) = clusters([site(f"shop-{number:02}", PHONE) for number in range(50)])
    assert (len(found.sites), len(found.links)) == (50, 49)


def test_copied_words_bind_and_words_of_a_vendor_do_not() -> None:
    (found,) = clusters([site("one", sketch=SKETCH), site("copy", sketch=SKETCH[3:])])
    assert found.links[0].ties[0].kind is MarkKind.TEXT
    assert 90 <= int(found.links[0].ties[0].value) < 100
    assert groups(*(site(f"shop-{number}", sketch=SKETCH) for number in range(21))) == []


def test_the_order_in_which_sites_are_told_changes_nothing() -> None:
    sites = list(market(5, 60, 40).sites)
    first = clusters(sites)
    Random(3).shuffle(sites)
    assert clusters(sites) == first


def test_planted_networks_are_found_and_no_decoy_gets_into_one() -> None:
    planted = market()
    found = clusters(planted.sites)
    assert {site for one in found for site in one.sites} & planted.decoy.keys() == set()
    pairs = {pair for one in found for pair in combinations(one.sites, 2)}
    kin = {pair for pair in combinations(sorted(planted.family), 2) if len({planted.family[s] for s in pair}) == 1}
    assert len(pairs & kin) / len(pairs) >= 0.98
    assert len(pairs & kin) / len(kin) >= 0.95


def test_every_kind_has_its_law_and_its_reason() -> None:
    assert set(BEARINGS) == set(MarkKind)
    for kind, bearing in BEARINGS.items():
        assert bearing.alone <= bearing.most and len(bearing.reason) > 20, kind


def made(*sites: str) -> Cluster:
    return Cluster(tuple(sites), ())


def test_a_network_keeps_its_number_while_sites_come_and_go() -> None:
    (one,) = numbered([made("a", "b", "new")], {"a": 4, "b": 4, "gone": 4}, last=9)
    assert (one.number, one.merged, one.split_from) == (4, (), 0)


def test_of_two_that_merge_the_larger_keeps_its_number_and_of_equals_the_older() -> None:
    (larger,) = numbered([made("a", "b", "c")], {"a": 2, "b": 5, "c": 5}, last=5)
    assert (larger.number, larger.merged) == (5, (2,))
    (older,) = numbered([made("a", "b")], {"a": 5, "b": 2}, last=5)
    assert (older.number, older.merged) == (2, (5,))


def test_of_one_that_splits_the_larger_part_keeps_the_number_and_the_other_says_where_it_is_from() -> None:
    before = dict.fromkeys("abcde", 3)
    rest, part = numbered([made("d", "e"), made("a", "b", "c")], before, last=7)
    assert (rest.number, rest.cluster.sites) == (3, ("a", "b", "c"))
    assert (part.number, part.split_from) == (8, 3)


def test_one_that_splits_and_merges_at_once_gives_each_number_once() -> None:
    before = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
    found = numbered([made("a", "b"), made("c", "d", "e")], before, last=2)
    assert [(one.number, one.cluster.sites, one.merged) for one in found] == [
        (1, ("a", "b"), ()), (2, ("c", "d", "e"), ()),
    ]  # fmt: skip


def test_new_networks_take_the_next_numbers_in_the_order_of_their_names() -> None:
    found = numbered([made("x", "y", "z"), made("a", "b")], {}, last=11)
    assert [(one.number, one.cluster.sites[0]) for one in found] == [(12, "a"), (13, "x")]
