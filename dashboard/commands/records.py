"""python -m dashboard audit: the record of who did what, and whether anything was rubbed out."""

import csv
import datetime as dt
import json
import sys

import click

from dashboard.commands.operator import book, note

DAY = click.DateTime(["%Y-%m-%d"])


@click.group(invoke_without_command=True)
@click.option("--from", "first", type=DAY, help="From this day on.")
@click.option("--to", "last", type=DAY, help="Until this day.")
@click.option(
    "--person", default="", help="What this person did, by sign-in name or full name, or the people of this unit."
)
@click.option("--kind", default="", help="Only this kind, such as sign_in, upload, refused.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
@click.pass_context
def audit(
    context: click.Context, first: dt.datetime | None, last: dt.datetime | None, person: str, kind: str, form: str
) -> None:
    """Print the record, oldest first; printing it is recorded too."""
    from dashboard.access import record

    if context.invoked_subcommand:
        return
    if kind and kind not in record.KINDS:
        raise click.UsageError(f"没有 {kind} 这一类，可用：{'、'.join(record.KINDS)}。")
    start, end = (each.date() if each else None for each in (first, last))
    rows = [dict(row) for row in record.rows(book(), start, end, person, kind)]
    note("export", f"操作记录 {len(rows)} 行")
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    writer = csv.DictWriter(sys.stdout, record.COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


@audit.command()
def verify() -> None:
    """Prove that no row was changed or taken out; exit 1 with the row where the chain breaks."""
    from dashboard.access import record

    if found := record.gap(book()):
        click.echo(f"操作记录从第 {found.number} 行起不可信：{found.reason}。", err=True)
        sys.exit(1)
    number, digest = record.head(book())
    click.echo(f"操作记录完整：{number} 行，最后一行的指纹 {digest[:16]}。", err=True)
