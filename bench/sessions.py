"""Many people at once: how long the server lets each of them wait: `python -m bench.sessions`.

Each session speaks to the server as a browser does and draws nothing; what the drawing takes is in bench.pages.
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

import click
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from dashboard import setup
from tests.serving import serving

#: The page that others are compared with, under the board's server; there a session just asks again.
EMPTY = "empty page"
PAGES = ("/", "/ledger", "/units")
UNIT_BOX = "责任单位"

#: After so long something is broken.
SECONDS = 120

Waits = list[tuple[float, float]]


@click.command()
@click.option("--sessions", default=20, show_default=True, help="How many people there are at the same time.")
@click.option("--rounds", default=3, show_default=True, help="How often they all come anew.")
def main(sessions: int, rounds: int) -> None:
    """Print how long the first view takes and then the choice of a unit, when all ask at the same moment."""
    with tempfile.TemporaryDirectory() as folder:
        home, nothing = Path(folder) / "store", Path(folder) / "nothing"
        nothing.mkdir()
        lake = setup.init(home, with_demo=True)
        units = [f"{unit}" for unit in lake.query("units/options")["unit"]]
        chosen = [units[number % len(units)] for number in range(sessions)]
        with serving(home) as board, serving(nothing, "bench/empty_server.py") as empty:
            places = {EMPTY: (empty.address, "/")} | {page: (board.address, page) for page in PAGES}
            waits: dict[str, Waits] = {}
            for _ in range(rounds):
                for name, (address, page) in places.items():
                    waits.setdefault(name, []).extend(asyncio.run(crowd(address, page, chosen)))
    click.echo(f"{'first view':>26}{'':>8}{'a unit chosen':>16}   (seconds)")
    click.echo(f"{'page':<14}" + f"{'p50':>8}{'longest':>10}" * 2)
    for name, taken in waits.items():
        columns = (f"{statistics.median(kind):8.2f}{max(kind):10.2f}" for kind in zip(*taken, strict=True))
        click.echo(f"{name:<14}{''.join(columns)}")


async def crowd(address: str, page: str, units: list[str]) -> Waits:
    """The seconds of each session for its first view and for its unit, which all choose once all have their view."""
    all_there = asyncio.Barrier(len(units))

    async def person(unit: str) -> tuple[float, float]:
        start = time.perf_counter()
        stream = f"{address.replace('http', 'ws')}/_stcore/stream"
        async with connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
            asked = BackMsg()
            asked.rerun_script.page_name = page.removeprefix("/")
            asked.rerun_script.query_string = "asof=2023-09-30"
            boxes = await answer(socket, asked)
            first = time.perf_counter() - start
            await all_there.wait()
            start = time.perf_counter()
            if UNIT_BOX in boxes:
                asked.rerun_script.widget_states.widgets.add(id=boxes[UNIT_BOX], string_value=unit)
            await answer(socket, asked)
            return first, time.perf_counter() - start

    async with asyncio.timeout(SECONDS):
        return await asyncio.gather(*(person(unit) for unit in units))


async def answer(socket: ClientConnection, asked: BackMsg) -> dict[str, str]:
    """Ask for a run of the script and wait for its end; the boxes to choose from that it draws: id by label."""
    await socket.send(asked.SerializeToString())
    boxes: dict[str, str] = {}
    while True:
        message = ForwardMsg.FromString(await socket.recv(decode=False))
        if message.WhichOneof("type") == "script_finished":
            return boxes
        element = message.delta.new_element
        if element.WhichOneof("type") == "selectbox":
            boxes[element.selectbox.label] = element.selectbox.id


if __name__ == "__main__":
    main()
