"""The words for the closed vocabularies of a verdict: each said once, for command line and screens alike."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.visit import Outcome, PageKind
from scoring.model import Answer, Role, Strength, VerdictClass


@dataclass(frozen=True, slots=True)
class Told:
    """How a class is told: never by colour alone."""

    title: str
    icon: str  # its name in ui.views.plain
    tone: str  # one of bad, careful, open, good, neutral
    meaning: str


CLASSES: dict[VerdictClass, Told] = {
    VerdictClass.FLAGGED: Told(
        "Strong warning signs",
        "stop",
        "bad",
        "The site shows signs that licensed pharmacies do not show. Do not order medicine here.",
    ),
    VerdictClass.CAUTION: Told(
        "Be careful",
        "warning",
        "careful",
        "Something here does not fit a licensed pharmacy, or does not fit the rules where the buyer lives. "
        "Find out more before you order.",
    ),
    VerdictClass.UNVERIFIED: Told(
        "Not verified",
        "question",
        "open",
        "Nothing strong speaks against the site, and nothing proves that it is licensed. "
        "That is no recommendation: look it up in the official register first.",
    ),
    VerdictClass.VERIFIED: Told(
        "Named by an official register",
        "tick",
        "good",
        "A register or an accreditation names this very address, and nothing strong speaks against it. "
        "It says who the pharmacy is, not how good each order will be.",
    ),
    VerdictClass.NOT_A_SELLER: Told(
        "Does not sell prescription medicine",
        "info",
        "neutral",
        "On the pages that were read, no prescription medicine is sold, prescribed or promoted.",
    ),
    VerdictClass.UNREADABLE: Told(
        "Could not be read",
        "crossed",
        "open",
        "Nothing was judged. A site that cannot be read is neither cleared nor accused.",
    ),
}

WEIGHTS: dict[Strength, str] = {
    Strength.DECISIVE: "decisive: enough by itself",
    Strength.STRONG: "strong: two of these from different fields decide",
    Strength.SOFT: "weak: only counts together with others",
}

ANSWERS: dict[Answer, str] = {
    Answer.YES: "found",
    Answer.NO: "looked for, not found",
    Answer.UNKNOWN: "could not be seen",
    Answer.NOT_APPLICABLE: "does not apply",
    Answer.ERROR: "this check failed",
}

KINDS: dict[PageKind, str] = {
    PageKind.HOME: "home page",
    PageKind.PRODUCT: "product page",
    PageKind.CATALOGUE: "product list",
    PageKind.CART: "cart or checkout",
    PageKind.PRESCRIPTION: "prescription page",
    PageKind.FAQ: "questions and answers",
    PageKind.CONTACT: "contact page",
    PageKind.ABOUT: "page about the firm",
    PageKind.TERMS: "terms of sale",
    PageKind.IMPRINT: "imprint",
    PageKind.DELIVERY: "delivery page",
    PageKind.PRIVACY: "privacy page",
    PageKind.ARTICLE: "article",
    PageKind.OTHER: "other page",
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.READ: "read",
    Outcome.EMPTY: "it has next to no words",
    Outcome.JS_ONLY: "it shows nothing without a browser",
    Outcome.CHALLENGE: "a bot wall stood in front of it",
    Outcome.BLOCKED: "the site refused to answer",
    Outcome.PARKED: "the domain is parked",
    Outcome.HTTP_ERROR: "the site answered with an error",
    Outcome.NOT_HTML: "it is no web page",
    Outcome.TOO_LARGE: "it is too large",
    Outcome.NOT_READABLE: "it could not be parsed",
    Outcome.TIMED_OUT: "it did not answer in time",
    Outcome.DNS_FAILED: "its name could not be found",
    Outcome.CONNECTION_FAILED: "no connection could be made",
    Outcome.TLS_FAILED: "no secure connection could be made",
    Outcome.REFUSED_BY_GUARD: "its address may not be visited",
    Outcome.REFUSED_BY_ROBOTS: "the site asks robots to stay away",
    Outcome.TOO_MANY_REDIRECTS: "it forwards in circles",
    Outcome.OUT_OF_BUDGET: "there was no time left for it",
    Outcome.INTERRUPTED: "the visit broke off",
}

ROLES: dict[Role, str] = {
    Role.SELLER: "sells medicine",
    Role.TELEHEALTH: "a medical service that prescribes at a distance",
    Role.REFERRAL: "sends buyers on to a seller",
    Role.DOORWAY: "a page that leads to a seller elsewhere",
    Role.PRICE_COMPARISON: "compares prices or hands out coupons",
    Role.INFORMATION: "informs",
    Role.OTHER_SHOP: "sells goods that need no prescription",
    Role.PARKED: "a parked domain",
    Role.BLOCKED: "did not let the visit in",
    Role.UNREACHABLE: "could not be reached",
    Role.UNKNOWN: "not clear from what was read",
}
