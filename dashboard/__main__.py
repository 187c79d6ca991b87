"""The command line: python -m dashboard COMMAND. The same code as the pages, for scripts and for the office.

Each command imports what it needs itself: most need little of it, and loading pandas takes longer than all the rest of
a query.
"""

import csv
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dashboard import queries
from dashboard.commands.closing import step
from dashboard.commands.operator import note, open_told
from dashboard.commands.people import person
from dashboard.commands.records import audit
from dashboard.datasets import datasets
from dashboard.store.errors import StoreError
from dashboard.words import LIGHTS, UNJUDGED

if TYPE_CHECKING:
    from dashboard.intake.drafts import Draft
    from dashboard.store.lake import Lake

DATASET = click.Choice(list(datasets()))
UPLOADABLE = [target.name for target in datasets().values() if target.is_uploadable]


class DatasetOrFile(click.ParamType):  # type: ignore[type-arg]
    """The name of a dataset that a person may upload; a file where datasets are to be recognised."""

    name = "dataset"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name; fails for one that no dataset has, and for a file that is none."""
        if ctx and ctx.params.get("detect"):
            return str(FILE.convert(value, param, ctx))
        return str(click.Choice(UPLOADABLE).convert(value, param, ctx))


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


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
    from dashboard import setup
    from dashboard.store.catalog import Catalog

    catalog = Catalog.from_environment()
    if catalog.is_file and catalog.exists():
        click.echo(f"数据库已存在，未作改动：{catalog.home}", err=True)
        return
    setup.init(with_demo=with_demo)
    click.echo(f"已建立数据库：{catalog.home}", err=True)


@cli.command()
@click.option("--detect", is_flag=True, is_eager=True, help="Only say which dataset each of FILES is for.")
@click.argument("dataset", type=DatasetOrFile())
@click.argument("files", nargs=-1, type=FILE)
@click.option("--dry-run", is_flag=True, help="Check and compare only; write nothing.")
@click.option("--by", "person", default="命令行", help="Who uploads.")
@click.option("--message", default="", help="Why.")
@click.option("--remove-missing", is_flag=True, help="Also remove stored rows that the file does not have.")
@click.option("--encoding", help="How a text file is decoded: utf-8, gbk, gb18030, utf-16 (default: recognised).")
@click.option("--sheet", help="The worksheet to read (default: the first that is visible and not empty).")
@click.option("--header-row", "header_line", type=int, help="The row of the file the header stands on.")
@click.option("--map", "mapped", multiple=True, metavar="OLD=NEW", help="A header OLD means column NEW; empty: ignore.")
@click.option("--leave-out", "left_out", multiple=True, metavar="COLUMN", help="Drop rows with an unknown COLUMN.")
@click.option("--set", "constants", multiple=True, metavar="COLUMN=VALUE", help="A value for a column the file lacks.")
def load(
    detect: bool,
    dataset: str,
    files: tuple[Path, ...],
    dry_run: bool,
    person: str,
    message: str,
    remove_missing: bool,
    encoding: str | None,
    sheet: str | None,
    header_line: int | None,
    mapped: tuple[str, ...],
    left_out: tuple[str, ...],
    constants: tuple[str, ...],
) -> None:
    """Check FILES and commit them; exit 0 committed, 1 problems (as CSV on stdout), 2 usage.

    With several files none is written unless all are free of errors. Answers of --map are remembered. With --detect
    nothing is read for a dataset: each file gives a line with its dataset; exit 1 when a person must choose.
    """
    if detect:
        print_datasets((Path(dataset), *files), encoding)
        return
    if not files:
        raise click.UsageError("Missing argument 'FILES...'.")
    if remove_missing and datasets()[dataset].keeps_rows:
        raise click.UsageError("各单位分别上报的数据不按文件删除；要撤回某次上传，请用 undo。")
    from dashboard.reading import digest, get_ready

    # It starts while this process loads what it needs itself.
    get_ready()
    from dashboard.intake.drafting import draft
    from dashboard.intake.remembered import Answers, to_remember
    from dashboard.store.lake import BEIJING, Author, DataChanged

    lake = open_told(person)
    today = dt.datetime.now(BEIJING).date()
    given = columns(dataset, constants, of=0)
    not_ours = frozenset(named_columns(dataset, left_out))
    answers = Answers(encoding, sheet, header_line, columns(dataset, mapped), constants=given, left_out=not_ours)
    as_of = lake.default_as_of()

    def checked(file: Path) -> "Draft":
        return draft(lake, dataset, file.read_bytes(), file.name, today, answers, as_of=as_of)

    drafts = [checked(file) for file in files]
    print_problems(drafts)
    if any(made.errors for made in drafts):
        sys.exit(1)
    for file, made in zip(files, drafts, strict=True):
        if dry_run:
            report(made, "只校验，未入库", made.removed(remove_missing=remove_missing))
            print_recoloured(lake, made, as_of, remove_missing=remove_missing)
            continue
        # A later file of one dataset is compared again with what the earlier ones left behind.
        fresh = made if made is drafts[0] else checked(file)
        if digest(file.read_bytes()) != made.sha256:
            raise click.ClickException(f"{file.name} 在校验后被改动，未入库。")
        if not fresh.writes(remove_missing=remove_missing):
            report(fresh, "与现有数据相同，无变化，没有写入", 0)
            continue
        author = Author(person, file.name, made.sha256, message)
        remembered = to_remember(lake, dataset, answers, author, today)
        try:
            changes = [fresh.change(author, remove_missing=remove_missing), *([remembered] if remembered else [])]
            snapshot = lake.commit(changes)
        except DataChanged as error:
            raise click.ClickException(str(error)) from error
        report(fresh, f"已入库，快照 {snapshot}", fresh.removed(remove_missing=remove_missing))


def print_recoloured(lake: "Lake", made: "Draft", as_of: dt.date, *, remove_missing: bool) -> None:
    """The tasks that a file would give another light, one a line on stderr; nothing where no light follows from it."""
    from dashboard.intake.recolouring import decides_lights, recoloured
    from dashboard.store.lake import Author

    if decides_lights(made.dataset):
        words = {code: state.word for code, state in LIGHTS.items()}
        moved = recoloured(lake, made.change(Author(""), remove_missing=remove_missing), as_of)
        click.echo(f"统计截止{as_of}有{len(moved)}项任务变灯", err=True)
        for row in moved.itertuples():
            now, then = (words.get(code, UNJUDGED.word) for code in (row.light_now, row.light_then))
            click.echo(f"统计截止{as_of}变灯：{row.task_id} {now} → {then}", err=True)


def print_datasets(files: tuple[Path, ...], encoding: str | None) -> None:
    """The dataset of each file, one a line; what must be asked is said on stderr, and makes the exit code 1."""
    from dashboard import setup
    from dashboard.intake.recognising import recognise

    lake = setup.open_store()
    must_ask = False
    for file in files:
        found = recognise(lake, file.read_bytes(), file.name, encoding=encoding)
        if found.name:
            click.echo(found.name)
        else:
            must_ask = True
            click.echo(f"{file.name}：{found.question}", err=True)
    if must_ask:
        sys.exit(1)


def columns(name: str, pairs: tuple[str, ...], of: int = 1) -> dict[str, str]:
    """OLD=NEW pairs as a mapping; the side `of` (0 left, 1 right) is a column, or an indicator, by name or title."""
    from dashboard.intake.headers import IGNORED, choices

    meanings = choices(datasets()[name])
    known = {word: meaning for meaning, title in meanings.items() for word in (title, meaning)} | {"": IGNORED}
    known |= {part: f"{each.name}.{part}" for each in datasets()[name].fields for part in each.parts if part == "year"}
    found = {}
    for pair in pairs:
        # A header may have the sign in itself; so may a value.
        old, sign, new = pair.rpartition("=") if of else pair.partition("=")
        sides = [old.strip(), new.strip()]
        if not sign or sides[of] not in known:
            allowed = "、".join(word for word in known if word)
            raise click.UsageError(f"{pair!r} 应写成“原列名=列名”（--set 为“列名=值”），列名为：{allowed}。")
        sides[of] = known[sides[of]]
        found[sides[0]] = sides[1]
    return found


def named_columns(name: str, words: tuple[str, ...]) -> list[str]:
    """The columns, by name or Chinese title, of a dataset or of a file for it with a row for each indicator."""
    target = datasets()[name]
    pivot = target.crosstab.headers if target.crosstab else {}
    known = {word: field.name for field in target.fields for word in (field.name, field.title)}
    known |= {word: column for column, headers in pivot.items() for word in (column, *headers)}
    if unknown := [word for word in words if word not in known]:
        raise click.UsageError(f"{unknown[0]!r} 不是列名，列名为：{'、'.join(known)}。")
    return [known[word] for word in words]


def print_problems(drafts: "list[Draft]") -> None:
    """All problems of all files as one CSV; the message names the file when there are several."""
    from dashboard.intake.problems import Problem

    if not any(made.problems for made in drafts):
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(Problem._fields)
    for made in drafts:
        for problem in made.problems:
            prefix = f"{made.file_name}：" if len(drafts) > 1 else ""
            writer.writerow(problem._replace(message=prefix + problem.message))


def report(made: "Draft", outcome: str, removed: int) -> None:
    """One line on stderr: what the upload did or would do."""
    found = made.difference
    counts = f"新增{found.added_count}行，修改{found.changed_count}行，不变{found.unchanged_count}行，删除{removed}行"
    click.echo(f"{made.file_name}（{made.form}）：{counts}；{outcome}。", err=True)


@cli.command()
@click.argument("name")
@click.argument("parameters", nargs=-1)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
def query(name: str, parameters: tuple[str, ...], form: str) -> None:
    """Run the query NAME with key=value PARAMETERS and print its rows."""
    from dashboard.exports.asked import ExportError

    given = given_as(parameters)
    try:
        print_rows(name, given, form)
    except (queries.QueryError, ExportError) as error:
        raise click.UsageError(str(error)) from error


def given_as(parameters: tuple[str, ...]) -> dict[str, Any]:
    """What key=value words say, by the key."""
    given: dict[str, Any] = {}
    for parameter in parameters:
        key, sign, value = parameter.partition("=")
        if not sign:
            raise click.UsageError(f"{parameter!r} is not of the form key=value.")
        given[key] = value
    return given


def print_rows(name: str, given: dict[str, Any], form: str = "csv") -> None:
    """The rows of a query, of a store of which nothing else is fetched; with `known` as they were known that day."""
    from dashboard import setup
    from dashboard.exports.printed import printed

    asked = queries.read(name)
    now = {key: value for key, value in given.items() if key != "known"}
    names = queries.read_for(asked, queries.bind(asked, now))
    lake = setup.open_store(names if now == given else ())
    click.echo(printed(lake, name, form, **given), nl=False)


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
    print_rows("data/history", {"dataset": dataset})


@cli.command()
@click.argument("dataset", type=DATASET)
@click.argument("snapshot", type=int)
@click.option("--by", "person", default="命令行", help="Who restores.")
@click.option("--message", default="", help="Why.")
def restore(dataset: str, snapshot: int, person: str, message: str) -> None:
    """Bring back the rows DATASET had at SNAPSHOT, as a new snapshot."""
    from dashboard.store.lake import Author

    author = Author(person, message=message or f"恢复到快照 {snapshot}", act="undo")
    click.echo(f"已恢复，新快照 {open_told(person).restore(dataset, snapshot, author)}。", err=True)


@cli.command()
@click.argument("upload", type=int)
@click.option("--only-untouched", "later_work", flag_value="KEEP", help="Leave rows that later uploads changed.")
@click.option("--overwrite-later", "later_work", flag_value="OVERWRITE", help="Undo those rows too.")
@click.option("--by", "person", default="命令行", help="Who undoes.")
@click.option("--message", default="", help="Why.")
def undo(upload: int, later_work: str | None, person: str, message: str) -> None:
    """Undo the upload numbered UPLOAD (see history), as a new upload; exit 1 when later work is in the way."""
    from dashboard.store.lake import DataChanged
    from dashboard.store.undo import LaterWork, UndoConflict, plan_undo, undo_change

    lake = open_told(person)
    decision = LaterWork[later_work] if later_work else None
    try:
        change = undo_change(plan_undo(lake, upload), person, message, decision)
        snapshot = lake.commit([change])
    except (UndoConflict, DataChanged) as error:
        raise click.ClickException(str(error)) from error
    counts = f"恢复{change.added}行，改回{change.changed}行，删去{len(change.removals)}行"
    click.echo(f"已撤销第{upload}号上传：{counts}；快照 {snapshot}。", err=True)


@cli.command("export")
@click.argument("dataset", type=DATASET)
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--public", is_flag=True, help="The edition for everybody: no places of plots, no names of persons.")
def export_command(dataset: str, file: Path, public: bool) -> None:
    """Write all rows of DATASET to FILE (csv, xlsx or parquet by its ending); it loads back unchanged."""
    from dashboard import setup
    from dashboard.exports.asked import ExportError
    from dashboard.exports.tables import export

    try:
        count = export(setup.open_store(), dataset, file, public=public)
    except ExportError as error:
        raise click.UsageError(str(error)) from error
    kind = "restricted" if dataset in queries.masked() and not public else "export"
    note(kind, f"{datasets()[dataset].title} {count} 行：{file.name}")
    click.echo(f"已导出{count}行：{file}", err=True)


@cli.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.argument("parameters", nargs=-1)
def workbook(file: Path, parameters: tuple[str, ...]) -> None:
    """Write all tables of all pages to FILE (xlsx), under the filters of key=value PARAMETERS such as unit=南村镇."""
    from dashboard import setup
    from dashboard.exports.asked import ExportError, refuse_unknown_unit
    from dashboard.exports.board_workbook import board_workbook
    from dashboard.exports.workbooks import TooBigForExcel
    from dashboard.queries.filters import filters_of
    from dashboard.queries.parameters import typed
    from dashboard.store.lake import BEIJING

    if file.suffix.lower() != ".xlsx":
        raise click.UsageError(f"全部数据只能写成 .xlsx，不能写成“{file.suffix}”。")
    lake = setup.open_store()
    try:
        given = given_as(parameters)
        day = typed("known", given.get("known"))
        reader = lake.known(day) if day else lake
        filters = filters_of(given, reader.default_as_of())
        refuse_unknown_unit(reader, filters.unit)
        file.write_bytes(board_workbook(reader, filters, dt.datetime.now(BEIJING)))
    except (queries.QueryError, ExportError, TooBigForExcel) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"已写好全部数据：{file}", err=True)


@cli.command("template")
@click.argument("dataset", type=DATASET)
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--unit", help="Only the rows of this responsible unit, where the dataset has units.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day the template is filled in for.")
def template_command(dataset: str, file: Path, unit: str | None, as_of: dt.datetime | None) -> None:
    """Write a template of DATASET to FILE (xlsx or csv by its ending), with the current ids and rows filled in."""
    from dashboard import setup
    from dashboard.exports.asked import ExportError
    from dashboard.exports.tables import write_template

    lake = setup.open_store()
    day = as_of.date() if as_of else lake.default_as_of()
    try:
        write_template(lake, dataset, file, as_of=day, unit=unit, include_groups=True)
    except ExportError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"已写好模板：{file}", err=True)


@cli.command("clear-demo")
@click.option("--by", "person", default="命令行", help="Who clears.")
@click.confirmation_option(prompt="确定清除全部演示数据？")
def clear_demo(person: str) -> None:
    """Remove all demonstration data, as one snapshot."""

    snapshot = open_told(person).clear_demo(person)
    click.echo(f"已清除，快照 {snapshot}。" if snapshot else "没有演示数据。", err=True)


@cli.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def backup(file: Path) -> None:
    """Write the whole store to FILE, evidence and history included, while the board runs."""
    from dashboard.store.backup import back_up
    from dashboard.store.catalog import Catalog

    count = back_up(Catalog.from_environment(), file)
    note("upkeep", f"备份 {file.name}")
    click.echo(f"已备份{count}个文件：{file}", err=True)


@cli.command("restore-backup")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.confirmation_option(prompt="确定用备份替换现在的数据库？现在的会整个移到一旁保留。")
def restore_backup_command(file: Path) -> None:
    """Put the store in FILE in the place of the present one, which is kept aside; also on an empty machine."""
    from dashboard.store.backup import restore_backup
    from dashboard.store.catalog import Catalog
    from dashboard.store.lake import BEIJING

    aside = restore_backup(Catalog.from_environment(), file, dt.datetime.now(BEIJING))
    note("upkeep", f"恢复备份 {file.name}")
    click.echo(f"已恢复备份。{f'原来的数据库移到了：{aside}' if aside else ''}", err=True)


@cli.command("compact")
def compact_command() -> None:
    """Put small data files together and clear away what killed uploads left behind; history stays."""
    from dashboard.store.catalog import Catalog
    from dashboard.store.upkeep import clear_orphans, compact

    catalog = Catalog.from_environment()
    small, large = compact(catalog)
    orphans = clear_orphans(catalog)
    note("upkeep", "合并小文件")
    click.echo(f"已把{small}个小文件并成{large}个，清除了{len(orphans)}个无主的文件。", err=True)


cli.add_command(step)
cli.add_command(person)
cli.add_command(audit)


def main() -> None:
    """Run the command line; a store that cannot be used is one sentence and exit code 3."""
    try:
        cli(prog_name="python -m dashboard")
    except StoreError as error:
        click.echo(str(error), err=True)
        sys.exit(3)


if __name__ == "__main__":
    main()
