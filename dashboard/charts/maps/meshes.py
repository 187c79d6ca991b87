"""Very many lines as one mesh (glTF), a pixel wide, which the browser takes as it is and draws in one go.

Every stretch of deck.gl's own paths is an instance, and by these drawing costs without a graphics card: as paths, 2,000
outlines took fifteen times as much of the processor.
"""

import base64
import json
import struct
from collections.abc import Sequence
from math import pi

import numpy as np
import numpy.typing as npt

#: Numbers of the format: the file and its two parts; floats, whole numbers and lines.
GLTF, HEAD, BODY = 0x46546C67, 0x4E4F534A, 0x004E4942
FLOATS, WHOLE, LINES = 5126, 5125, 1


def mesh(lines: Sequence[Sequence[tuple[float, float]]], origin: tuple[float, float]) -> bytes:
    """Lines in WGS-84 as a binary glTF file; `origin` is where it is counted from, in the plane of deck.gl."""
    flat = plane(np.concatenate([np.asarray(line, dtype=float) for line in lines])) - origin
    corners = np.column_stack([flat, np.zeros(len(flat))]).astype("<f4")
    # A stretch ends at every corner but the first of a line.
    ends = np.delete(np.arange(len(flat)), np.cumsum([0, *map(len, lines[:-1])]))
    stretches = np.column_stack([ends - 1, ends]).astype("<u4")
    head = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1, "mode": LINES}]}],
        "accessors": [
            {
                "bufferView": 0,
                "componentType": FLOATS,
                "type": "VEC3",
                "count": len(corners),
                "min": corners.min(axis=0).tolist(),
                "max": corners.max(axis=0).tolist(),
            },
            {"bufferView": 1, "componentType": WHOLE, "type": "SCALAR", "count": stretches.size},
        ],
        "bufferViews": [
            {"buffer": 0, "byteLength": corners.nbytes},
            {"buffer": 0, "byteLength": stretches.nbytes, "byteOffset": corners.nbytes},
        ],
        "buffers": [{"byteLength": corners.nbytes + stretches.nbytes}],
    }
    text = json.dumps(head, separators=(",", ":")).encode()
    parts = ((HEAD, text + b" " * (-len(text) % 4)), (BODY, corners.tobytes() + stretches.tobytes()))
    packed = b"".join(struct.pack("<II", len(part), kind) + part for kind, part in parts)
    return struct.pack("<III", GLTF, 2, 12 + len(packed)) + packed


def plane(places: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Places in the plane of deck.gl: Web Mercator, the world 512 wide and high."""
    lon, lat = np.radians(places).T
    return 512 * np.column_stack([lon + pi, pi + np.log(np.tan(pi / 4 + lat / 2))]) / (2 * pi)


def inline(content: bytes) -> str:
    """The address of a mesh that goes with the map itself."""
    return "data:model/gltf-binary;base64," + base64.b64encode(content).decode()
