"""Who is let in and how, as the environment says (DASHBOARD_ACCESS); README has a recipe for each way."""

import ipaddress
import os
from dataclasses import dataclass, field

OPEN, SIGNED, GATEWAY, OIDC = "open", "signed", "gateway", "oidc"
WAYS = (OPEN, SIGNED, GATEWAY, OIDC)

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class ModeProblem(Exception):
    """The board must not start like this; the message says why, and what to set."""


@dataclass(frozen=True)
class Mode:
    """How people come in: `open` all look and who changes signs in; `signed` all sign in; `gateway` a proxy at one of
    `proxies` says in `header` who it is; `oidc` an identity provider says so.
    """

    way: str = OPEN
    proxies: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = field(default=())
    header: str = "x-remote-user"

    @classmethod
    def from_environment(cls) -> "Mode":
        """What DASHBOARD_ACCESS, DASHBOARD_GATEWAY and DASHBOARD_GATEWAY_HEADER say; raises ModeProblem."""
        way = os.environ.get("DASHBOARD_ACCESS") or OPEN
        if way not in WAYS:
            raise ModeProblem(f"DASHBOARD_ACCESS 不能是“{way}”，可用：{'、'.join(WAYS)}。")
        try:
            proxies = tuple(map(ipaddress.ip_network, os.environ.get("DASHBOARD_GATEWAY", "").split()))
        except ValueError as error:
            raise ModeProblem("DASHBOARD_GATEWAY 应为网关的地址或网段，用空格分开，如 10.0.0.5。") from error
        if way == GATEWAY and not proxies:
            raise ModeProblem("按网关登录时必须用 DASHBOARD_GATEWAY 写明网关的地址，否则谁都可以冒充。")
        return cls(way, proxies, (os.environ.get("DASHBOARD_GATEWAY_HEADER") or cls.header).lower())

    def check_address(self, address: str | None) -> None:
        """Raise ModeProblem where a board that is open to all would answer on more than this machine."""
        if self.way == OPEN and address not in LOOPBACK:
            raise ModeProblem(
                "开放方式（DASHBOARD_ACCESS=open）只能在本机地址 127.0.0.1 上运行。要让别的电脑访问，"
                "请设置 DASHBOARD_ACCESS=signed（人人登录）、gateway 或 oidc。"
            )

    def is_proxy(self, address: str) -> bool:
        """Whether a peer is one of the named gateways."""
        try:
            return any(ipaddress.ip_address(address) in network for network in self.proxies)
        except ValueError:
            return False
