"""The kinds of facts that pages give. Each is read by one module of this folder and handed on as `Cited[…]`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Stand(StrEnum):
    """What a clause says about prescriptions, and on whose behalf."""

    OWN_OFFER = "own_offer"  # this shop supplies without a prescription
    OWN_QUESTIONNAIRE = "own_questionnaire"  # this shop replaces the prescription by a form
    OWN_LATER = "own_later"  # order now, prescription later, maybe, or as a paid extra
    OWN_DEMAND = "own_demand"  # this shop asks for a prescription before it supplies
    OWN_PRESCRIBER = "own_prescriber"  # a consultation by a prescriber of the service comes first
    ADVICE = "advice"  # warning or buying advice
    OTHER_SELLERS = "other_sellers"
    CLASS_WORD = "class_word"  # legal class or badge: "prescription only", "Rx", "rezeptpflichtig"
    OVER_THE_COUNTER = "over_the_counter"  # goods that lawfully need none
    REPORT = "report"  # news, study, law
    PATIENT_VOICE = "patient_voice"  # review, forum, testimony


@dataclass(frozen=True, slots=True)
class Stance:
    """One clause's stand. `certainty` 0..1 (below 0.5: a hint that decides nothing alone, e.g. words in a slug)."""

    stand: Stand
    certainty: float
    language: str
    cue: str  # id of the cue or model feature that decided, for debugging and the hit table


@dataclass(frozen=True, slots=True)
class Mention:
    """A drug named on a page. `oral` False: a gel, cream or cosmetic form stands with it."""

    drug: str  # id in World, "isotretinoin"
    name: str  # as written
    brand: str = ""  # name of the brand in World; empty: the substance
    oral: bool = True


@dataclass(frozen=True, slots=True)
class OtherDrugs:
    """How many other prescription drugs a page offers, by names of ours."""

    names: tuple[str, ...]


class Owner(StrEnum):
    OWN = "own"
    REGULATOR = "regulator"
    COURIER = "courier"
    PARTNER = "partner"  # partner pharmacy, clinic, laboratory, host of the server
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Address:
    """A street address as written. `country` ISO 3166 alpha-2 or empty."""

    words: str
    country: str
    owner: Owner


@dataclass(frozen=True, slots=True)
class Phone:
    e164: str  # empty when it cannot be parsed
    words: str
    owner: Owner


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence, register or company number. `kind`: premises, pharmacist, prescriber, company, tax, permit."""

    country: str
    body: str
    kind: str
    number: str
    well_formed: bool | None  # None: no format known
    owner: Owner


@dataclass(frozen=True, slots=True)
class SealShown:
    """A seal, logo or claim of accreditation. `bound`: its link names this domain; None: no link to judge."""

    name: str
    link: str
    genuine_link: bool
    bound: bool | None
    image: str
    claim_only: bool  # words without image or link


class Step(StrEnum):
    """Steps of an order as far as links, forms and words show them."""

    CHOOSE = "choose"  # strength or quantity of the drug can be chosen
    CART = "cart"  # add to cart, buy now, order form
    CHECKOUT = "checkout"  # payment or delivery details
    UPLOAD = "upload"  # upload, post, fax, photo of a prescription
    OPTIONAL = "optional"  # a field for the prescription that may stay empty
    TRANSFER = "transfer"  # transfer from another pharmacy, e-prescription, prescriber sends it
    CONSULT = "consult"  # a named or registered prescriber sees, calls or writes to the patient
    QUESTIONNAIRE = "questionnaire"  # a form alone
    ENROL = "enrol"  # pregnancy programme: enrolment, tests, monthly confirmation
    VERIFY = "verify"  # pharmacist holds the order until the prescription is checked
    COLLECT = "collect"  # reserved on the site, handed over at a counter


@dataclass(frozen=True, slots=True)
class OrderStep:
    step: Step
    trust: int  # 5 form control, 4 condition in the terms, 3 FAQ or policy, 2 badge or button, 1 leaflet text


@dataclass(frozen=True, slots=True)
class PriceFound:
    """One price on offer for a drug of ours; the fields of `PriceRow` without the address."""

    product: str
    drug: str
    strength_mg: Decimal | None
    quantity: Decimal | None
    total: Decimal | None
    currency: str | None
    per_unit: Decimal | None
    form: str = "capsule"
    list_price: Decimal | None = None


class Signal(StrEnum):
    """Signs of the trade that are read by cue words."""

    EVASIVE_SHIPPING = "evasive_shipping"
    RISKY_PAYMENT = "risky_payment"
    STATED_REASON = "stated_reason"  # a reason is given for an odd payment
    SHIPS_FROM = "ships_from"
    SHIPS_TO = "ships_to"
    BASED_IN = "based_in"


@dataclass(frozen=True, slots=True)
class Sign:
    signal: Signal
    value: str  # country code for the place signals, otherwise the id of the cue
