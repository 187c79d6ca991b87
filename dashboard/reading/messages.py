"""What the board and the process that reads files say to each other: a head in JSON, and a body of bytes."""

import dataclasses
import json
import struct
from collections.abc import Mapping
from typing import IO, Any

import pyarrow as pa

from dashboard.reading.grid import MASKS, Grid, Remark

SIZES = struct.Struct(">QQ")
LINES = "lines"
#: Fields of a grid that are words.
WORDS = ("form", "encoding", "sheet", "sheets", "seen_sheets")


def send(stream: IO[bytes], head: Mapping[str, Any], body: bytes = b"") -> None:
    """Write one message."""
    _announce(stream, head, len(body))
    stream.write(body)
    stream.flush()


def send_table(stream: IO[bytes], head: Mapping[str, Any], table: pa.Table) -> None:
    """Write one message whose body is a table, straight from where it lies: a copy might be more than memory holds."""
    counted = pa.MockOutputStream()
    _write(counted, table)
    _announce(stream, head, counted.size())
    _write(stream, table)
    stream.flush()


def _announce(stream: IO[bytes], head: Mapping[str, Any], length: int) -> None:
    text = json.dumps(head).encode()
    stream.write(SIZES.pack(len(text), length))
    stream.write(text)


def _write(sink: "pa.NativeFile | IO[bytes]", table: pa.Table) -> None:
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)


def receive(stream: IO[bytes], most: int) -> tuple[dict[str, Any], bytes]:
    """The next message; raises EOFError where the stream ends, and OverflowError before it reads more than `most`."""
    lengths = SIZES.unpack(_exactly(stream, SIZES.size))
    if sum(lengths) > most:
        raise OverflowError
    head, body = (_exactly(stream, length) for length in lengths)
    return json.loads(head), body


def _exactly(stream: IO[bytes], length: int) -> bytes:
    part = stream.read(length)
    if len(part) < length:
        raise EOFError
    return part


def packed(grid: Grid) -> tuple[dict[str, Any], pa.Table]:
    """A grid as a message: its columns as one table, and all else that is said of it in the head."""
    columns = {name: grid.cells[name] for name in grid.cells.column_names} | {LINES: grid.lines}
    for kind in MASKS:
        columns |= {f"{kind}:{position}": pa.array(mask) for position, mask in getattr(grid, kind).items()}
    head = {name: getattr(grid, name) for name in WORDS}
    return head | {"remarks": [dataclasses.astuple(remark) for remark in grid.remarks]}, pa.table(columns)


def unpacked(head: Mapping[str, Any], body: bytes) -> Grid:
    """The grid in a message; its cells stay where the message lies."""
    table = pa.ipc.open_stream(pa.py_buffer(body)).read_all()
    named = [name.partition(":") for name in table.column_names if ":" in name]
    masks: dict[str, dict[int, Any]] = {kind: {} for kind in MASKS}
    for kind, _, position in named:
        masks[kind][int(position)] = table[f"{kind}:{position}"].to_numpy()
    return Grid(
        cells=table.drop_columns([LINES, *("".join(parts) for parts in named)]),
        lines=table[LINES].combine_chunks(),
        form=head["form"],
        encoding=head["encoding"],
        sheet=head["sheet"],
        sheets=tuple(head["sheets"]),
        seen_sheets=tuple(head["seen_sheets"]),
        remarks=[Remark(*remark) for remark in head["remarks"]],
        **masks,
    )
