"""Data of a page that its browser fetches by itself: too much for the page's own messages, and kept as long as it is
the same.

What Streamlit sends with a map is read by a slow reader with every change; what the map fetches is read by the browser
itself, once.
"""

import hashlib
from collections import OrderedDict
from threading import Lock

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.web.shell.packed import Packed

FOLDER = "map-data"
#: What is handed out, by the ending of its name.
KINDS = {"json": "application/json", "glb": "model/gltf-binary"}
#: Packed bytes that are held; the oldest go first. A reader whose data have gone gets them with the next change.
MOST = 64 * 1024 * 1024

_held: "OrderedDict[str, Packed]" = OrderedDict()
_holding = Lock()


def hand_out(content: bytes, ending: str = "json") -> str:
    """The address, beside that of any page, at which a browser finds this."""
    name = f"{hashlib.sha256(content).hexdigest()[:20]}.{ending}"
    with _holding:
        if name not in _held:
            _held[name] = Packed.of(content, KINDS[ending], level=1)
            while sum(len(each.body) for each in _held.values()) > MOST and len(_held) > 1:
                _held.popitem(last=False)
        _held.move_to_end(name)
    return f"./{FOLDER}/{name}"


def fetch(request: Request) -> Response:
    """What was handed out under a name."""
    packed = _held.get(request.path_params["name"])
    if packed is None:
        return PlainTextResponse("没有这份数据，请刷新页面。", status_code=404)
    return packed.answer(request, is_lasting=True)


ROUTE = Route(f"/{FOLDER}/{{name}}", fetch)
