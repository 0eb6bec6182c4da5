"""A provider of logins on loopback: whoever comes is somebody, at once and without a password (OpenID Connect Core)."""

from __future__ import annotations

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

CLIENT = "rxverdict-of-the-lab"
_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@contextmanager
def provider(person: Mapping[str, object]) -> Iterator[str]:
    """The issuer's address. `person`: what it says of whoever signs in, `sub` among it; read anew each time."""
    nonces: dict[str, str] = {}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(asked.query).items()}
            if asked.path == "/.well-known/openid-configuration":
                self._json(_about(issuer))
            elif asked.path == "/keys":
                self._json({"keys": [_public()]})
            elif asked.path == "/authorize":
                nonces["code"] = query.get("nonce", "")
                back = urlencode({"code": "code", "state": query["state"]})
                self.send_response(302)
                self.send_header("Location", f"{query['redirect_uri']}?{back}")
                self.end_headers()
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            nonce = nonces[dict(parse_qsl(body.decode()))["code"]]
            now = int(time.time())
            told = {**person, "iss": issuer, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": nonce}
            self._json({"access_token": "a", "token_type": "Bearer", "expires_in": 600, "id_token": _signed(told)})

        def _json(self, told: object) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Not told."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield issuer
    server.shutdown()
    server.server_close()


def secrets_file(issuer: str, app: str, people: tuple[str, ...]) -> str:
    """Streamlit's secrets for screens at `app` whose logins come from `issuer`."""
    return (
        f'[auth]\nredirect_uri = "{app}/oauth2callback"\ncookie_secret = "{"of the lab " * 4}"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "of the lab, too"\n'
        f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n'
        f"[review]\npeople = {json.dumps(people)}\n"
    )


def _about(issuer: str) -> dict[str, object]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/keys",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }


def _public() -> dict[str, str]:
    numbers = _KEY.public_key().public_numbers()
    return {
        "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "lab",
        "n": _base64(numbers.n.to_bytes(256, "big")), "e": _base64(numbers.e.to_bytes(3, "big")),
    }  # fmt: skip


def _signed(told: Mapping[str, object]) -> str:
    parts = ({"alg": "RS256", "kid": "lab", "typ": "JWT"}, told)
    body = ".".join(_base64(json.dumps(part).encode()) for part in parts)
    return f"{body}.{_base64(_KEY.sign(body.encode(), padding.PKCS1v15(), SHA256()))}"


def _base64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
