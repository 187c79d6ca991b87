"""A small identity provider on this machine: real HTTP, real signatures; it signs in whomever it is told to."""

import json
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "board", "between-us"


@dataclass
class Identity:
    """What the provider says: of whom, and what it says wrongly."""

    name: str = "wangwu"
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    signed_with: RSAKey | None = None


class Answers(BaseHTTPRequestHandler):
    """Its four addresses."""

    identity: Identity
    asked: dict[str, dict[str, str]]
    issuer: str

    def do_GET(self) -> None:
        path = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(path.query).items()}
        if path.path == "/.well-known/openid-configuration":
            ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            self._say({"issuer": self.issuer} | {name: f"{self.issuer}/{end}" for name, end in ends.items()})
        elif path.path == "/keys":
            self._say({"keys": [self.identity.key.as_dict(private=False)]})
        elif path.path == "/authorize":
            code = secrets.token_urlsafe()
            self.asked[code] = query
            self.send_response(303)
            back = urlencode({"code": code, "state": query["state"]})
            self.send_header("location", f"{query['redirect_uri']}?{back}")
            self.end_headers()

    def do_POST(self) -> None:
        form = {name: values[0] for name, values in parse_qs(self._body()).items()}
        asked = self.asked.pop(form["code"])
        challenge = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        assert asked["code_challenge"] == challenge
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 60, "nonce": asked["nonce"]}
        claims |= {"preferred_username": self.identity.name} | self.identity.claims
        key = self.identity.signed_with or self.identity.key
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)
        self._say({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""

    def _body(self) -> str:
        return self.rfile.read(int(self.headers["content-length"])).decode()

    def _say(self, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def provider() -> Iterator[tuple[str, Identity]]:
    """The address of a running provider, and what it says, which may be changed."""
    identity = Identity()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Answers.identity, Answers.asked, Answers.issuer = identity, {}, f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Answers.issuer, identity
    server.shutdown()
