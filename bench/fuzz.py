"""How many of very many damaged and made-up files bring a reader down: `python -m bench.fuzz`."""

import random
import time
from collections import Counter
from collections.abc import Callable

import click

from dashboard.reading import FileProblem
from dashboard.reading.package import DAMAGE
from dashboard.reading.workers import TOO_LARGE, TOO_LONG, BrokenOff, read_file
from tests.awkward import AWKWARD, make, members, zipped
from tests.bombs import BOMBS

SLOW_SECONDS = 10.0
#: Bombs take a thousand times as long to make and to read as other files.
SHARE_OF_BOMBS = 0.02
MOST_BYTES = 200_000
DOWN = ["crash", "hang", "over memory"]

#: What is put into files in place of something else: numbers, letters, ends and beginnings that mean something there.
PIECES = [
    *(
        b"0",
        b"-1",
        b"99",
        b"999999",
        b"4294967295",
        b"9" * 400,
        b"A",
        b"XFD1048576",
        b"<",
        b">",
        b'"',
        b"\x00",
        b"\xff",
    ),
    *(b"<row ", b"<c ", b"<c><f ", b"<si>", b'<text:s text:c="9999999"/>', b'number-rows-repeated="1048576" '),
    *(b",", b"\t", b"\n", b'"\n"', b"\xff\xfe", b"PK\x03\x04", b"PAR1", "长".encode(), "长".encode("gbk") * 50),
]


@click.command()
@click.option("--files", default=10_000, show_default=True, help="Files of all kinds together.")
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same files.")
def main(files: int, seed: int) -> None:
    """Damage the tests' files of all forms in several ways, read each as the board would, and count what came of it."""
    luck = random.Random(seed)
    awkward = {name: data for name in AWKWARD if 0 < len(data := make(name)) < MOST_BYTES}
    bombs = {name: data for name, maker in BOMBS.items() if len(data := maker()) < MOST_BYTES}
    outcomes: dict[str, Counter[str]] = {}
    slowest, longest = "", 0.0
    for number in range(files):
        kept = bombs if luck.random() < SHARE_OF_BOMBS else awkward
        name = luck.choice(list(kept))
        data = luck.choice(WAYS)(luck, kept[name])
        began = time.perf_counter()
        outcome = read(data, name)
        seconds = time.perf_counter() - began
        if seconds > longest:
            slowest, longest = f"{name}, file {number}", seconds
        if number % 1000 == 999:
            click.echo(f"{number + 1} files", err=True)
        if outcome in DOWN:
            click.echo(f"{outcome}: {name}, file {number}", err=True)
        outcomes.setdefault(name.rpartition(".")[2], Counter())[outcome] += 1
        outcomes[name.rpartition(".")[2]]["slow"] += seconds > SLOW_SECONDS
    columns = ["read", "refused", *DOWN, "slow"]
    click.echo(f"{'form':<10}" + "".join(f"{column:>12}" for column in columns))
    total: Counter[str] = sum(outcomes.values(), Counter())
    for form, counts in [*sorted(outcomes.items()), ("all", total)]:
        click.echo(f"{form:<10}" + "".join(f"{counts[column]:>12}" for column in columns))
    click.echo(f"slowest: {longest:.1f} s, {slowest}")


def read(data: bytes, name: str) -> str:
    """What comes of reading a file."""
    try:
        read_file(data, name)
    except BrokenOff as problem:
        return {TOO_LARGE: "over memory", TOO_LONG: "hang"}.get(str(problem), "crash")
    except FileProblem:
        return "refused"
    return "read"


def with_pieces(luck: random.Random, data: bytes) -> bytes:
    """Pieces put in, each once or a thousand times over."""
    for _ in range(luck.randint(1, 5)):
        place = luck.randrange(len(data) + 1)
        data = data[:place] + luck.choice(PIECES) * luck.choice([1, 1, 1, 1000]) + data[place + luck.randint(0, 3) :]
    return data


def with_other_bytes(luck: random.Random, data: bytes) -> bytes:
    """Some bytes changed."""
    changed = bytearray(data)
    for _ in range(luck.randint(1, 30)):
        changed[luck.randrange(len(changed))] = luck.randrange(256)
    return bytes(changed)


def cut(luck: random.Random, data: bytes) -> bytes:
    """A part from the beginning, and sometimes another part behind it."""
    return data[: luck.randrange(len(data))] + (data[luck.randrange(len(data)) :] if luck.random() < 0.5 else b"")


def with_part_repeated(luck: random.Random, data: bytes) -> bytes:
    """A stretch of the file many times over."""
    start = luck.randrange(len(data))
    stop = min(len(data), start + luck.randint(1, 200))
    return data[:stop] + data[start:stop] * luck.choice([10, 1_000, 10_000]) + data[stop:]


def inside(luck: random.Random, data: bytes) -> bytes:
    """The same done to a part of a package, which stays sound as a package; to the whole of any other file."""
    way = luck.choice([with_pieces, with_other_bytes, with_part_repeated])
    if not data.startswith(b"PK\x03\x04"):
        return way(luck, data)
    try:
        parts = members(data)
    except DAMAGE:
        return way(luck, data)
    name = luck.choice([name for name in parts if parts[name]])
    return zipped(parts | {name: way(luck, parts[name])})


WAYS: list[Callable[[random.Random, bytes], bytes]] = [
    *(with_pieces, with_other_bytes, cut, with_part_repeated),
    *(inside, inside),
]


if __name__ == "__main__":
    main()
