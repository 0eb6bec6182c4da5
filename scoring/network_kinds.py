"""The kinds of marks that sites may share, and what sharing one says: the whole law of links, with its reasons.

A link needs a weight of `ENOUGH`. A strong mark gives it alone, unless so many sites bear it that it may be a
platform's; then it counts as a weak one. Two weak marks make a link when no single outsider can have given both: a
delivery network gives its name servers and its certificate, a shop platform its template and its help line, a web
agency its template and its tag manager, and each to many strangers.
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


class Giver(StrEnum):
    """An outsider who may have given a mark to strangers."""

    HOST = "host"  # registrar, host or delivery network
    BUILDER = "builder"  # shop platform, template vendor or web agency


@dataclass(frozen=True, slots=True)
class Bearing:
    """What it says that two sites bear the same mark.

    `alone`: up to so many bearers it links by itself; 0: never. `most`: up to so many it counts as half a link.
    `givers`: outsiders it may come from when it does not link by itself.
    """

    alone: int
    most: int
    words: str  # behind "both show"
    reason: str
    givers: frozenset[Giver] = frozenset({Giver.BUILDER})

    def weight(self, bearers: int) -> float:
        """What a mark on so many sites counts for; 0: nothing."""
        if bearers <= self.alone:
            return _WHOLE
        return _HALF if bearers <= self.most else 0.0


BEARINGS: dict[MarkKind, Bearing] = {
    MarkKind.WALLET: Bearing(
        200, 1000, "the wallet",
        "Only who holds its key is paid. Affiliate programmes take the money for many shops (McCoy et al. 2012, "
        "PharmaLeaks); a payment processor's own address is on more still.",
    ),
    MarkKind.PAYMENT: Bearing(
        50, 200, "the payment account",
        "The money ends at one account. Beyond fifty sites it is rather a processor's or a platform's.",
    ),
    MarkKind.PHONE: Bearing(
        50, 200, "the phone number",
        "Who answers serves both. Beyond fifty it may be an answering service or a platform's help line.",
    ),
    MarkKind.MESSENGER: Bearing(
        50, 200, "the messenger account", "As with a phone number; share buttons are on thousands.",
    ),
    MarkKind.EMAIL: Bearing(
        50, 200, "the e-mail address",
        "As with a phone number; addresses of authorities and template vendors are on many more.",
    ),
    MarkKind.IDENTIFIER: Bearing(
        20, 100, "the analytics, chat or pixel identifier",
        "Visitors are counted for one account. The largest operator in the labelled set has four sites; an agency that "
        "counts all its customers in one account has dozens.",
    ),
    MarkKind.TEXT: Bearing(
        20, 20, "text that is alike",
        "Half of the eight-word stretches are the same. Words on more than twenty sites are a vendor's or a leaflet's.",
    ),
    MarkKind.CERTIFICATE: Bearing(
        0, 20, "a certificate that names",
        "Made out to one account at a host; some hosts put several customers into one certificate.",
        frozenset({Giver.HOST}),
    ),
    MarkKind.TAG: Bearing(
        0, 20, "the tag manager", "Web agencies load one container on the sites of all their customers.",
    ),
    MarkKind.NAME_SERVER: Bearing(
        0, 20, "the name servers",
        "A registrar's, a delivery network's or a platform's are those of all its customers.",
        frozenset({Giver.HOST, Giver.BUILDER}),
    ),
    MarkKind.FAVICON: Bearing(0, 20, "the icon", "Platforms and themes come with one."),
    MarkKind.TEMPLATE: Bearing(
        0, 20, "the shape of the first page", "Themes are bought, and copied from shop to shop.",
    ),
}  # fmt: skip

# Kinds by which one site may be told from a flagged one: those that can link two sites with nothing beside them.
LINKING = frozenset(kind for kind, bearing in BEARINGS.items() if bearing.alone)
