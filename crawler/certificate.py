"""The certificate a host shows: for which names, from whom, and whether a browser would accept it."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass

from crawler.guard import Target

_MAX_NAMES = 100  # kept of one certificate; shared hosting puts up to 100 names into one
_MAX_TEXT = 200  # characters of a name


@dataclass(frozen=True, slots=True)
class Certificate:
    names: tuple[str, ...]  # DNS names, lower case
    issuer: str  # organisation, else common name
    valid: bool  # trusted, in date and made out to this host
    note: str  # dates, or why it is not valid


async def read_certificate(target: Target, port: int = 443, trust: str = "") -> Certificate | None:
    """Connects to the checked address only. None when no TLS came about. Raises OSError when nobody listens.

    `trust` is a file of certificate authorities; empty: Mozilla's, as packaged in certifi.
    """
    try:
        return _read(await _shake(target, port, _strict(trust)), True, "")
    except ssl.SSLCertVerificationError as error:
        note = (error.verify_message or "not valid")[:_MAX_TEXT]
    except ssl.SSLError:
        return None
    try:
        return _read(await _shake(target, port, _lax()), False, note)
    except ssl.SSLError:
        return None


async def _shake(target: Target, port: int, context: ssl.SSLContext) -> bytes:
    """The certificate in DER."""
    _, writer = await asyncio.open_connection(target.address, port, ssl=context, server_hostname=target.host)
    try:
        return writer.get_extra_info("ssl_object").getpeercert(binary_form=True) or b""
    finally:
        writer.transport.abort()


def _strict(trust: str) -> ssl.SSLContext:
    import certifi

    return ssl.create_default_context(cafile=trust or certifi.where())


def _lax() -> ssl.SSLContext:
    """For looking at a certificate that has already been found not valid; nothing is sent over the connection."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _read(der: bytes, valid: bool, note: str) -> Certificate:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    certificate = x509.load_der_x509_certificate(der)
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        names = extension.value.get_values_for_type(x509.DNSName)
    except (x509.ExtensionNotFound, ValueError):
        names = []
    issuer = next(
        (str(entry.value) for oid in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)
         for entry in certificate.issuer.get_attributes_for_oid(oid)),
        "",
    )  # fmt: skip
    dates = f"{certificate.not_valid_before_utc:%Y-%m-%d} to {certificate.not_valid_after_utc:%Y-%m-%d}"
    return Certificate(
        tuple(sorted({name.lower()[:_MAX_TEXT] for name in names})[:_MAX_NAMES]),
        issuer[:_MAX_TEXT],
        valid,
        f"made out for {dates}" + (f"; {note}" if note else ""),
    )
