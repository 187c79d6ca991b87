"""The command line: python -m dashboard COMMAND. The same code as the pages, for scripts and for the office."""

import csv
import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click
import pandas as pd

from dashboard import queries, setup
from dashboard.catalog import Catalog, StoreError
from dashboard.datasets import datasets
from dashboard.exports import ExportError, export
from dashboard.files import digest
from dashboard.intake import Draft, Problem, draft
from dashboard.lake import BEIJING, Author, DataChanged, Lake

DATASET = click.Choice(list(datasets()))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Dashboard of the 2023 action plans. DASHBOARD_HOME says where the store is (default: var/)."""


@cli.command()
@click.option("--demo", "with_demo", is_flag=True, help="Also load demonstration data, marked as such.")
@click.option("--empty", is_flag=True, help="Only the notice and the settings (default).")
def init(with_demo: bool, empty: bool) -> None:
    """Create the store; an existing one is left as it is."""
    if with_demo and empty:
        raise click.UsageError("--demo and --empty exclude each other.")
    catalog = Catalog.from_environment()
    if catalog.is_file and catalog.exists():
        click.echo(f"数据库已存在，未作改动：{catalog.home}", err=True)
        return
    setup.init(with_demo=with_demo)
    click.echo(f"已建立数据库：{catalog.home}", err=True)


@cli.command()
@click.argument("dataset", type=DATASET)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check and compare only; write nothing.")
@click.option("--by", "person", default="命令行", help="Who uploads.")
@click.option("--message", default="", help="Why.")
@click.option("--remove-missing", is_flag=True, help="Also remove stored rows that the file does not have.")
def load(dataset: str, files: tuple[Path, ...], dry_run: bool, person: str, message: str, remove_missing: bool) -> None:
    """Check FILES and commit them; exit 0 committed, 1 problems (as CSV on stdout), 2 usage.

    With several files none is written unless all are free of errors.
    """
    lake = open_lake()
    today = dt.datetime.now(BEIJING).date()
    drafts = [draft(lake, dataset, file.read_bytes(), file.name, today) for file in files]
    print_problems(drafts)
    if any(made.errors for made in drafts):
        sys.exit(1)
    for file, made in zip(files, drafts, strict=True):
        if dry_run:
            report(made, "只校验，未入库", len(made.missing) if remove_missing else 0)
            continue
        # A later file of one dataset is compared again with what the earlier ones left behind.
        fresh = made if made is drafts[0] else draft(lake, dataset, file.read_bytes(), file.name, today)
        if digest(file.read_bytes()) != made.sha256:
            raise click.ClickException(f"{file.name} 在校验后被改动，未入库。")
        author = Author(person, file.name, made.sha256, message)
        try:
            snapshot = lake.commit([fresh.change(author, remove_missing=remove_missing)])
        except DataChanged as error:
            raise click.ClickException(str(error)) from error
        report(fresh, f"已入库，快照 {snapshot}", len(fresh.missing) if remove_missing else 0)


def print_problems(drafts: list[Draft]) -> None:
    """All problems of all files as one CSV; the message names the file when there are several."""
    if not any(made.problems for made in drafts):
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(Problem._fields)
    for made in drafts:
        for problem in made.problems:
            prefix = f"{made.file_name}：" if len(drafts) > 1 else ""
            writer.writerow(problem._replace(message=prefix + problem.message))


def report(made: Draft, outcome: str, removed: int) -> None:
    """One line on stderr: what the upload did or would do."""
    counts = f"新增{len(made.added)}行，修改{made.changed}行，不变{made.unchanged}行，删除{removed}行"
    click.echo(f"{made.file_name}（{made.form}）：{counts}；{outcome}。", err=True)


@cli.command()
@click.argument("name")
@click.argument("parameters", nargs=-1)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
def query(name: str, parameters: tuple[str, ...], form: str) -> None:
    """Run the query NAME with key=value PARAMETERS and print its rows."""
    given: dict[str, Any] = {}
    for parameter in parameters:
        key, sign, value = parameter.partition("=")
        if not sign:
            raise click.UsageError(f"{parameter!r} is not of the form key=value.")
        given[key] = value
    try:
        rows = open_lake().query(name, **given)
    except queries.QueryError as error:
        raise click.UsageError(str(error)) from error
    rows = dates_as_text(rows)
    if form == "json":
        click.echo(rows.to_json(orient="records", force_ascii=False, double_precision=15))
    else:
        click.echo(rows.to_csv(index=False), nl=False)


def dates_as_text(rows: pd.DataFrame) -> pd.DataFrame:
    """Dates as 2023-05-31, moments as 2023-05-31 17:55:00."""
    text = rows.copy()
    for column in rows.select_dtypes("datetime"):
        is_date = (rows[column].dropna() == rows[column].dropna().dt.normalize()).all()
        text[column] = rows[column].dt.strftime("%Y-%m-%d" if is_date else "%Y-%m-%d %H:%M:%S")
    return text


@cli.command()
def names() -> None:
    """List every query: name, parameters, what it answers."""
    for name in queries.names():
        query = queries.read(name)
        click.echo(f"{name}({', '.join(query.parameters)})\n    {query.answers}")


@cli.command()
@click.argument("dataset", type=DATASET, required=False)
def history(dataset: str | None) -> None:
    """Print who changed what and when, newest first, as CSV."""
    rows = open_lake().query("data/history", dataset=dataset)
    click.echo(dates_as_text(rows).to_csv(index=False), nl=False)


@cli.command()
@click.argument("dataset", type=DATASET)
@click.argument("snapshot", type=int)
@click.option("--by", "person", default="命令行", help="Who restores.")
@click.option("--message", default="", help="Why.")
def restore(dataset: str, snapshot: int, person: str, message: str) -> None:
    """Bring back the rows DATASET had at SNAPSHOT, as a new snapshot."""
    author = Author(person, message=message or f"恢复到快照 {snapshot}")
    click.echo(f"已恢复，新快照 {open_lake().restore(dataset, snapshot, author)}。", err=True)


@cli.command("export")
@click.argument("dataset", type=DATASET)
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def export_command(dataset: str, file: Path) -> None:
    """Write all rows of DATASET to FILE (csv, xlsx or parquet by its ending); it loads back unchanged."""
    try:
        count = export(open_lake(), dataset, file)
    except ExportError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"已导出{count}行：{file}", err=True)


@cli.command("clear-demo")
@click.option("--by", "person", default="命令行", help="Who clears.")
@click.confirmation_option(prompt="确定清除全部演示数据？")
def clear_demo(person: str) -> None:
    """Remove all demonstration data, as one snapshot."""
    snapshot = open_lake().clear_demo(person)
    click.echo(f"已清除，快照 {snapshot}。" if snapshot else "没有演示数据。", err=True)


def open_lake() -> Lake:
    """The store, created with the notice in it when there is none yet."""
    catalog = Catalog.from_environment()
    return Lake() if catalog.exists() else setup.init()


def main() -> None:
    """Run the command line; a store that cannot be used is one sentence and exit code 3."""
    try:
        cli(prog_name="python -m dashboard")
    except StoreError as error:
        click.echo(str(error), err=True)
        sys.exit(3)


if __name__ == "__main__":
    main()
