"""python -m dashboard step: one step on the way to the closing of a task, as at the desks."""

import datetime as dt
from pathlib import Path

import click

from dashboard.commands.operator import book, open_told, operator

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("task")
@click.argument("step")
@click.option("--by", "person", required=True, help="Who takes the step.")
@click.option("--file", "files", multiple=True, type=FILE, help="Evidence; may be given several times.")
@click.option("--reason", default="", help="Why; a return, an adjustment and a cancellation need it.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="The new deadline that apply_adjust asks for.")
def step(task: str, step: str, person: str, files: tuple[Path, ...], reason: str, due: dt.datetime | None) -> None:
    """Take STEP (apply, withdraw, close, return, apply_adjust, adjust, apply_cancel, cancel) at TASK or a node of it.

    Exit 1 with the reason when it is not allowed. The operator has every right, but nobody decides what they applied
    for: close, adjust and cancel need another --by than the application had.
    """
    from dashboard.closing import Step, StepRefused, node_of, step_of, take_step
    from dashboard.evidence import EvidenceProblem, receive
    from dashboard.store.lake import BEIJING

    lake = open_told(person)
    now = dt.datetime.now(BEIJING)
    try:
        kept = [receive(lake, file.read_bytes(), file.name) for file in files]
        wanted = Step(node_of(lake, task, now.date()), step_of(step), reason, due.date() if due else None, kept)
        snapshot = take_step(lake, book(), operator(person), wanted, now)
    except (StepRefused, EvidenceProblem) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"{wanted.node_id} 已{wanted.word}，快照 {snapshot}。", err=True)
