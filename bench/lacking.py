"""Whether any page falls over data that is not there, for every page and dataset: `python -m bench.lacking`."""

import logging
import tempfile
from pathlib import Path

import click

from dashboard import setup
from dashboard.datasets import datasets
from tests.lacking import PAGES, falls


@click.command()
@click.argument("names", nargs=-1)
def main(names: tuple[str, ...]) -> None:
    """Open all pages over stores that lack the datasets NAMES (all without any), one at a time; exit 1 if one falls."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "store"
        setup.init(home, with_demo=True)
        asked = names or tuple(datasets())
        fallen = 0
        for name in asked:
            for page in falls(home, name):
                fallen += 1
                click.echo(f"{page} without {name}")
    click.echo(f"{len(asked)} datasets, {len(asked) * len(PAGES)} visits, {fallen} errors")
    raise SystemExit(bool(fallen))


if __name__ == "__main__":
    main()
