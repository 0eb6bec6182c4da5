"""The kinds of marks that sites may share, and what sharing one says: the whole law of links, with its reasons.

A link needs a weight of `ENOUGH`. A strong mark gives it alone, unless too many sites bear it; then it counts as a weak
one. Weak marks count once for each `Origin`: what one outsider can give to strangers (a shop platform its name servers
and its template, a web agency its template and its tag manager) is one thing, however many marks it leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ENOUGH = 1.0
_WHOLE, _HALF = 1.0, 0.5  # a mark that only one operator can bear; one that an outsider may have given to both


class MarkKind(StrEnum):
    PHONE = "phone"
    MESSENGER = "messenger"
    EMAIL = "email"
    IDENTIFIER = "identifier"  # analytics, chat or pixel id
    WALLET = "wallet"
    PAYMENT = "payment"  # an account money is paid to: IBAN, payment link, merchant id
    TEXT = "text"
    TAG = "tag"  # tag manager
    CERTIFICATE = "certificate"  # a registrable domain that the certificate names
    NAME_SERVER = "name_server"
    FAVICON = "favicon"
    TEMPLATE = "template"


class Origin(StrEnum):
    """Who a mark comes from. Two marks of one origin may have come together, so that they say no more than one."""

    OPERATOR = "operator"  # reached by it, paid through it, measured by it
    WORDS = "words"
    HOSTING = "hosting"  # the account at a host, for which a certificate is made out
    HOUSE = "house"  # the platform, theme or agency that the site was built with


@dataclass(frozen=True, slots=True)
class Bearing:
    """What it says that two sites bear the same mark.

    `alone`: up to so many bearers it links by itself; 0: never. `most`: up to so many it counts as half a link.
    """

    origin: Origin
    alone: int
    most: int
    words: str  # behind "both show"
    reason: str

    def weight(self, bearers: int) -> float:
        """What a mark on so many sites counts for; 0: nothing."""
        if bearers <= self.alone:
            return _WHOLE
        return _HALF if bearers <= self.most else 0.0


BEARINGS: dict[MarkKind, Bearing] = {
    MarkKind.WALLET: Bearing(
        Origin.OPERATOR, 200, 1000, "the wallet",
        "Only who holds its key is paid. Affiliate networks run hundreds of shops on one till (McCoy et al. 2012, "
        "PharmaLeaks); a payment processor's own address is on more.",
    ),
    MarkKind.PAYMENT: Bearing(
        Origin.OPERATOR, 50, 200, "the payment account",
        "The money ends at one account. Beyond fifty sites it is rather a processor's or a platform's.",
    ),
    MarkKind.PHONE: Bearing(
        Origin.OPERATOR, 50, 200, "the phone number",
        "Who answers serves both. Beyond fifty it may be an answering service or a platform's help line.",
    ),
    MarkKind.MESSENGER: Bearing(
        Origin.OPERATOR, 50, 200, "the messenger account", "As with a phone number; share buttons are on thousands.",
    ),
    MarkKind.EMAIL: Bearing(
        Origin.OPERATOR, 50, 200, "the e-mail address",
        "As with a phone number; addresses of authorities and template vendors are on many more.",
    ),
    MarkKind.IDENTIFIER: Bearing(
        Origin.OPERATOR, 20, 100, "the analytics, chat or pixel identifier",
        "Visitors are counted for one account. The largest operator in the labelled set has four sites; an agency that "
        "counts all its customers in one account has dozens.",
    ),
    MarkKind.TEXT: Bearing(
        Origin.WORDS, 20, 20, "much of the text",
        "Half of the eight-word stretches are the same. Words on more than twenty sites are a vendor's or a leaflet's.",
    ),
    MarkKind.CERTIFICATE: Bearing(
        Origin.HOSTING, 0, 20, "a certificate that names",
        "Made out to one account at a host; some hosts put several customers into one certificate.",
    ),
    MarkKind.TAG: Bearing(
        Origin.HOUSE, 0, 20, "the tag manager", "Web agencies load one container on the sites of all their customers.",
    ),
    MarkKind.NAME_SERVER: Bearing(
        Origin.HOUSE, 0, 20, "the name servers",
        "A registrar's or a delivery network's are those of all its customers.",
    ),
    MarkKind.FAVICON: Bearing(Origin.HOUSE, 0, 20, "the icon", "Platforms and themes come with one."),
    MarkKind.TEMPLATE: Bearing(
        Origin.HOUSE, 0, 20, "the shape of the first page", "Themes are bought, and copied from shop to shop.",
    ),
}  # fmt: skip

# Kinds by which one site may be told from a flagged one: those that can link two sites with nothing beside them.
LINKING = frozenset(kind for kind, bearing in BEARINGS.items() if bearing.alone)
