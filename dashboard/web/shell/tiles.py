"""Tiles of the office's own server, or of Tianditu with its key, under the map: from where, if from anywhere.

DASHBOARD_TILES has the addresses, parted by spaces, lower ones first: each is a template in Web Mercator such as
http://10.0.0.8/tiles/{z}/{x}/{y}.png, or `tianditu:KEY`. Nothing else is ever asked of anybody.
"""

import os
import re

VARIABLE = "DASHBOARD_TILES"
#: The two layers of Tianditu's map: the ground, and the names on it. Its _w layers are Web Mercator, without a shift.
TIANDITU = [
    f"https://t0.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}&STYLE=default"
    "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk="
    for layer in ("vec", "cva")
]
#: An address of tiles, and in it what a policy names.
ADDRESS = re.compile(r"(https?://[\w.:\[\]-]+)/[^\s;]*")


def templates() -> list[str]:
    """The addresses of tiles, each with {z}, {x} and {y}; what is none is passed over."""
    found: list[str] = []
    for each in os.environ.get(VARIABLE, "").split():
        key = each.removeprefix("tianditu:")
        found += [address + key for address in TIANDITU] if key != each else [each]
    return [each for each in found if ADDRESS.fullmatch(each) and all(name in each for name in ("{z}", "{x}", "{y}"))]


def hosts() -> list[str]:
    """Where tiles come from, each once: https://t0.tianditu.gov.cn."""
    return list(dict.fromkeys(found[1] for each in templates() if (found := ADDRESS.fullmatch(each))))
