"""How verdicts are made, what they cannot tell, and every check with its weight: generated from what the code holds."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from data.world import World
from scoring.checks import all_checks
from scoring.model import Card, VerdictClass
from scoring.rulebook import rulebook
from scoring.weights import weight
from ui.views import plain
from ui.words import CLASSES, WEIGHTS

# Rows of base_rates.csv and what each says in plain words; {} is the share.
_RATES = {
    "prior_no_rx_isotretinoin": "Of sites that offered isotretinoin, {} sold it without a prescription",
    "prior_illegal_semaglutide_search": "Of sellers found by a search for another prescription drug, {} broke the law",
    "prior_illegal_reviewed_sites": "Of pharmacy sites that reviewers looked at, {} broke their rules",
    "pharmacy_results_on_either_nabp_list": "Of pharmacy sites in search results, {} were on a large reviewer's lists",
    "sites_absent_from_legitscript": "Of unlawful pharmacy sites, {} were not in a large commercial database",
    "sites_gone_after_12_months": "Of unlawful pharmacy sites, {} were gone after a year",
    "students_fooled_by_rogue_site_low": "Of students shown a blatantly unlawful site, {} or more were taken in",
}


def show(world: World) -> None:
    st.title("How verdicts are made", anchor=False)
    st.write(
        "A site is visited once and read as an inspector would read it: product, contact, terms, questions, cart, at "
        "most a dozen pages. Nothing is submitted and nothing is bought. From the pages come facts, each with the "
        "words it was read from. From the facts come answers to a fixed list of questions, and from the answers one "
        "verdict, by rules that are the same for every site. The visit is kept, so that anybody can check each "
        "quotation again."
    )
    _classes()
    _limits()
    _rates(world)
    _checks(world)
    st.caption(f"Rulebook {rulebook(world)}: a digest of the checks, the law and the data that decide here.")


def _classes() -> None:
    st.header("What the answers mean", anchor=False)
    for told in (CLASSES[cls] for cls in VerdictClass):
        plain.described(told.tone, told.icon, told.title, told.meaning)


def _limits() -> None:
    st.header("What a verdict cannot tell", anchor=False)
    plain.items(
        [
            "Whether a parcel will come, or what is in it. Nothing is ordered or tested.",
            "What stands behind a login, a bot wall or a script. What was not seen counts neither as good nor as bad.",
            "What the site shows to others, or tomorrow. Every verdict bears its date.",
            "That a site is good because nothing was found. Only a register that names this very site says who it is.",
            "Whether a medicine is right for you. Only a prescriber who knows you can say that.",
        ]
    )


def _rates(world: World) -> None:
    st.header("How common such sites are", anchor=False)
    known = {rate.quantity: rate for rate in world.base_rates}
    rows = []
    for quantity, words in _RATES.items():
        if (rate := known.get(quantity)) is not None:
            size = f", {rate.n} looked at" if rate.n else ""
            rows.append(f"{words.format(f'{rate.value * 100:.0f} %')} ({rate.source.words}, {rate.source.date}{size}).")
    plain.items(rows)
    prior = known.get("suggested_prior_shown")
    if prior is not None:
        plain.text(
            f"The estimated risk starts from {prior.value * 100:.0f} in 100 for every site, because these figures come "
            "from very different samples. Half takes no side."
        )


def _checks(world: World) -> None:
    st.header("Every check", anchor=False)
    st.caption(". ".join(words.capitalize() for words in WEIGHTS.values()) + ".")
    cards = sorted((check.card for check in all_checks()), key=lambda card: (card.family, card.id))
    for family, of_family in groupby(cards, key=lambda card: card.family):
        plain.heading(3, family.replace("_", " ").capitalize())
        for card in of_family:
            with st.expander(card.id.replace("_", " ").capitalize()):
                _card(card, world)


def _card(card: Card, world: World) -> None:
    plain.text(card.asks)
    plain.items(
        [
            card.why,
            f"Weight: {WEIGHTS[card.strength].partition(':')[0]}, {weight(card, None, world):.2f} (natural "
            "logarithm of a likelihood ratio, capped).",
            f"Who says so: {card.source}.",
            f"Can be fooled by: {card.fooled_by}.",
        ]
    )
