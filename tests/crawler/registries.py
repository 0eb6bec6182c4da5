"""Servers that stand in for registries, directories and certificate authorities, honest and hostile."""

from __future__ import annotations

import asyncio
import json
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import dns.message
import dns.rrset
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.crawler.loopback import Handler


def rdap_answer(*more: dict[str, object]) -> bytes:
    """A domain answer (RFC 9083) of an invented registrar, with these entities besides."""
    abuse = {"roles": ["abuse"], "vcardArray": ["vcard", [["email", {}, "text", "abuse@namenhafen.example"]]]}
    name = ["vcard", [["fn", {}, "text", "Namenhafen Ltd"]]]
    answer = {
        "objectClassName": "domain",
        "events": [{"eventAction": "registration", "eventDate": "2026-09-30T08:15:00Z"}],
        "nameservers": [{"ldhName": "ns1.parkhafen.example"}],
        "entities": [*more, {"roles": ["registrar"], "vcardArray": name, "entities": [*more, abuse]}],
    }
    return json.dumps(answer).encode()


def says(text: str) -> Handler:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(text.encode())
        await writer.drain()

    return handle


async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readline()
    writer.write(b"\x00\xff\x16\x03garbage\r\n\r\n" * 40)
    await writer.drain()


class Directory(asyncio.DatagramProtocol):
    """A DNS server with a few records; silent when it is told to be."""

    def __init__(self, records: dict[tuple[str, str], list[str]], silent: bool = False) -> None:
        self.records, self.silent = records, silent

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, sender: tuple[str, int]) -> None:
        if self.silent:
            return
        query = dns.message.from_wire(data)
        question = query.question[0]
        answer = dns.message.make_response(query)
        kind = question.rdtype.name
        found = self.records.get((question.name.to_text(), kind))
        if found:
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *found))
        self.transport.sendto(answer.to_wire(), sender)


def certificate(folder: Path, name: str, issuer: str, days: int = 90) -> tuple[ssl.SSLContext, str]:
    """A server context with a self-made certificate, and the file that makes it trusted."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, issuer)])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=200))
        .not_valid_after(today + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name), x509.DNSName("Other.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate_file, key_file)
    return context, str(certificate_file)
