"""An identity provider says who it is: OpenID Connect, authorization code with PKCE. Authlib speaks with it; roles and
units stay ours."""

import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2 import OAuth2Error
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from dashboard.access.modes import ModeProblem

CALLBACK = "signed-in"
SECONDS = 10
#: Signatures that are believed: never none, and never one made with the secret that both sides have.
ALGORITHMS = ["RS256", "PS256", "ES256"]
#: Clocks differ.
LEEWAY_SECONDS = 60


class ProviderProblem(Exception):
    """The provider could not be asked, or what it said is not to be believed; the message is for the log."""


@dataclass(frozen=True)
class Provider:
    """The provider and how this board is known to it; `claim` is what it calls the sign-in name of a person."""

    issuer: str
    client: str
    secret: str
    address: str
    claim: str

    @classmethod
    def from_environment(cls) -> "Provider":
        """What DASHBOARD_OIDC_ISSUER, _CLIENT, _SECRET_FILE, _CLAIM and DASHBOARD_URL say; raises ModeProblem."""
        names = ("DASHBOARD_OIDC_ISSUER", "DASHBOARD_OIDC_CLIENT", "DASHBOARD_OIDC_SECRET_FILE", "DASHBOARD_URL")
        issuer, client, file, address = (os.environ.get(name, "") for name in names)
        if lacking := [name for name in names if not os.environ.get(name)]:
            raise ModeProblem(f"按统一身份认证（oidc）登录还要设置 {'、'.join(lacking)}。")
        secret = Path(file).read_text(encoding="utf-8").strip()
        claim = os.environ.get("DASHBOARD_OIDC_CLAIM") or "preferred_username"
        return cls(issuer.rstrip("/"), client, secret, address.rstrip("/"), claim)

    def way_there(self) -> tuple[str, dict[str, str]]:
        """Where a person is sent to sign in, and what is to be kept until they come back."""
        kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        address, _ = self._session().create_authorization_url(
            self._metadata["authorization_endpoint"],
            state=kept["state"],
            nonce=kept["nonce"],
            code_verifier=kept["verifier"],
        )
        return address, kept

    def who(self, query: str, kept: dict[str, str]) -> str:
        """The sign-in name of the person who came back with this query; raises ProviderProblem."""
        if parse_qs(query).get("state") != [kept["state"]]:
            raise ProviderProblem("the answer belongs to no request of this browser")
        try:
            token = self._session().fetch_token(
                self._metadata["token_endpoint"],
                authorization_response=f"{self.address}/{CALLBACK}?{query}",
                code_verifier=kept["verifier"],
            )
            keys = KeySet.import_key_set({"keys": self._fetched(self._metadata["jwks_uri"])["keys"]})
            decoded = jwt.decode(token["id_token"], keys, algorithms=ALGORITHMS)
            expected = {"iss": self.issuer, "aud": self.client, "nonce": kept["nonce"]}
            options = {name: {"essential": True, "value": value} for name, value in expected.items()}
            claims = CodeIDToken(decoded.claims, decoded.header, options, {"nonce": kept["nonce"]})
            claims.validate(leeway=LEEWAY_SECONDS)
            return str(claims[self.claim])
        except (OAuth2Error, OAuthError, JoseError, requests.RequestException, KeyError, ValueError) as error:
            raise ProviderProblem(f"{type(error).__name__}: {error}") from error

    def _session(self) -> Any:
        return OAuth2Session(
            self.client,
            self.secret,
            scope="openid profile",
            redirect_uri=f"{self.address}/{CALLBACK}",
            code_challenge_method="S256",
            default_timeout=SECONDS,
        )

    @cached_property
    def _metadata(self) -> dict[str, str]:
        """What the provider says of itself; raises ProviderProblem."""
        try:
            found = self._fetched(f"{self.issuer}/.well-known/openid-configuration")
        except (requests.RequestException, ValueError) as error:
            raise ProviderProblem(f"{type(error).__name__}: {error}") from error
        if found.get("issuer", "").rstrip("/") != self.issuer:
            raise ProviderProblem(f"{self.issuer} calls itself {found.get('issuer')}")
        return found

    def _fetched(self, address: str) -> dict[str, Any]:
        answer = requests.get(address, timeout=SECONDS, allow_redirects=urlsplit(address).scheme == "https")
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found
