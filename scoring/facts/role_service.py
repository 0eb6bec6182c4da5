"""Services of prescribers and pharmacies, told by what they speak of, and how much a site informs or trades.

The numbers were read off the labelled sites, as those of `scoring.facts.role`.
"""

from __future__ import annotations

from typing import TypeAlias

from crawler.site import host_of
from crawler.visit import Quote
from scoring.facts.role_seen import Seen
from scoring.model import Role

Decided: TypeAlias = "tuple[Role, str, list[Quote]] | None"

PRESS = 3  # sentences in the manner of a paper, an authority or a leaflet; shops in hand have at most two
SERVICE = 3  # sentences about visits, prescribers and forms; pages that only explain have at most two
PRACTICE = 5  # sentences about visits, patients and tests; services in hand have five to twenty, shops three at most
COUNTER = 3  # sentences that speak of a pharmacy
_WAYS_IN = 2  # steps that take a prescription; a forum or a guide tells of one
PRICES = 2  # one price may be another shop's
COUPONS = 3  # sentences: coupon pages in hand have eleven and more, shops with a voucher field one or two
DRUGS = 3  # other prescription medicines; an article on acne names two or three without selling any

# Stems of words for a pharmacy in the languages of data/steps, as they stand in host names.
_PHARMACY_HOSTS = (
    "pharm", "farm", "apothe", "apotek", "apteka", "apteki", "chemist", "drugstore", "drogari", "botica", "yakkyoku",
    "rx",
)  # fmt: skip

_MEDICINE_HOSTS = (
    *_PHARMACY_HOSTS, "meds", "pill", "drugs", "capsul", "kapsul", "kapsel", "kapslar", "medication", "medicament",
    "medicin", "medikament", "lakemedel", "kusuri", "lekarstv", "tablet",
    # Names that shops sell under; who informs about them shows no trade of its own (`scoring.facts.role`).
    "kamagra", "viagra", "cialis", "levitra", "sildenafil", "tadalafil", "xanax", "ozempic", "accutan", "isotretin",
)  # fmt: skip


def tells(seen: Seen) -> bool:
    """More signs of a paper, an authority or a leaflet than of own trade."""
    return seen.words.of("news") >= PRESS or (seen.informs >= PRESS and seen.informs > seen.own_trade)


def prescribes(seen: Seen) -> Decided:
    words = seen.words
    service = words.of("prescriber", "consult", "form")
    counter = words.of("pharmacy") if seen.services or seen.prices else 0
    told = words.of("news") >= PRESS and seen.informs >= service
    if service >= SERVICE and not told and service >= counter and words.of("prescriber", "consult"):
        return Role.TELEHEALTH, "Prescribers of a service see patients.", words.quotes("prescriber")
    return None


def sees_patients(seen: Seen) -> Decided:
    """A practice by all it speaks of: visits, patients, tests; the medicine comes from a pharmacy the patient names."""
    words = seen.words
    clinic = words.of("clinic")
    treats = words.of("prescriber", "consult", "form")
    if clinic < PRACTICE or not treats or clinic < 2 * max(seen.informs, words.of("pharmacy"), seen.own_trade):
        return None
    if seen.cart or seen.checkout or seen.told or seen.prices >= PRICES:
        return None
    return Role.TELEHEALTH, "A practice that sees patients.", words.quotes("clinic")


def dispenses(seen: Seen) -> Decided:
    """A counter in words, or several ways to hand in a prescription beside a drug of ours."""
    words = seen.words
    counter = words.of("pharmacy") + (len(seen.services) if seen.named and len(seen.services) >= _WAYS_IN else 0)
    if counter < COUNTER or words.of("news") >= counter:
        return None
    counters = len(seen.services) >= COUNTER and seen.prices >= PRICES  # it may still deny that it sends the drug
    if tells(seen) and not counters and (seen.told or (words.of("denial") and not named_like_a_shop(seen))):
        return None
    priced = seen.prices or len(seen.listed) >= PRICES
    # One sentence on a prescription shown or written is told by papers and travellers too, who trade in nothing.
    own = len(seen.services) >= _WAYS_IN or seen.own_trade or priced or named_like_a_shop(seen)
    handed_in = bool(seen.services and own) or (priced and words.of("prescription") >= COUNTER)
    # Some pharmacies take paper and telephone calls only; they speak of little else.
    plain = min(words.of("pharmacy"), words.of("prescription") + 2) >= 2 * COUNTER and not words.of("news", "denial")
    if handed_in or plain:
        return Role.SELLER, "A pharmacy that takes prescriptions.", words.quotes("pharmacy") or list(seen.services)
    return None


def calls_itself_a_pharmacy(seen: Seen) -> Decided:
    words = seen.words
    host = host_of((*seen.about, *seen.others)[0].url)
    if not any(stem in host for stem in _PHARMACY_HOSTS) or words.of("denial") or words.of("coupon") >= COUPONS:
        return None
    if words.of("pharmacy") and words.of("prescription") and seen.prices and not tells(seen):
        return Role.SELLER, "A pharmacy by name that tells its price of the drug.", words.quotes("pharmacy")
    little_else = words.of("pharmacy") >= 2 * COUNTER  # those that say "repeats" and "scripts we hold"
    if (
        words.of("pharmacy") >= COUNTER
        and (words.of("prescription") or little_else)
        and words.of("news") < words.of("pharmacy")
    ):
        return Role.SELLER, "A pharmacy by name and by what it speaks of.", words.quotes("pharmacy")
    return None


def named_like_a_shop(seen: Seen) -> bool:
    host = host_of((*seen.about, *seen.others)[0].url)
    return any(stem in host for stem in _MEDICINE_HOSTS) or len(seen.words.drugs) > DRUGS
