"""python -m dashboard person: who may come in, as what, and for which units."""

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from dashboard.access.visitors import ROLES
from dashboard.commands.operator import book, operator

ROLE = click.Choice([*ROLES, *ROLES.values()])
PASSWORD = click.option(
    "--password", prompt=True, hide_input=True, confirmation_prompt=True, help="At least 10 characters; asked for."
)


@click.group()
def person() -> None:
    """People who may come in: leader 领导, unit 单位填报, office 生环委办, admin 管理员."""


@person.command()
@click.argument("name")
@click.option("--full-name", required=True, help="As it stands in records.")
@click.option("--role", type=ROLE, required=True)
@click.option("--unit", "units", multiple=True, help="A responsible unit to report for; may be given several times.")
@click.option("--no-password", is_flag=True, is_eager=True, help="They come in by a gateway or identity provider.")
@click.option("--password", help="At least 10 characters; asked for when not given. Changed at the first sign-in.")
def add(name: str, full_name: str, role: str, units: tuple[str, ...], no_password: bool, password: str | None) -> None:
    """Add a person who signs in as NAME."""
    from dashboard.access import people

    if not no_password and password is None:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with problems_told():
        people.add(book(), operator(), name, full_name, code_of(role), canonical(units), password)
    click.echo(f"已新增：{name}（{full_name}，{ROLES[code_of(role)]}）。", err=True)


@person.command("list")
def list_people() -> None:
    """Print everybody as CSV."""
    from dashboard.access import people

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["name", "full_name", "role", "units", "is_active", "has_password"])
    for each in people.listed(book()):
        writer.writerow(
            [each.name, each.full_name, each.role, "、".join(each.units), each.is_active, each.has_password]
        )


@person.command()
@click.argument("name")
@click.argument("role", type=ROLE)
@click.option("--unit", "units", multiple=True, help="Their units, for the role unit.")
def role(name: str, role: str, units: tuple[str, ...]) -> None:
    """Give NAME another ROLE; their sessions end."""
    from dashboard.access import people

    with problems_told():
        people.change(book(), operator(), name, role=code_of(role), units=canonical(units) or None)
    click.echo(f"{name} 现在是{ROLES[code_of(role)]}。", err=True)


@person.command()
@click.argument("name")
@click.argument("units", nargs=-1, required=True)
def unit(name: str, units: tuple[str, ...]) -> None:
    """NAME reports for these UNITS and no others; their sessions end."""
    from dashboard.access import people

    named = canonical(units)
    with problems_told():
        people.change(book(), operator(), name, units=named)
    click.echo(f"{name} 现在填报：{'、'.join(named)}。", err=True)


@person.command()
@click.argument("name")
@PASSWORD
def password(name: str, password: str) -> None:
    """Give NAME a new password, to be changed at the next sign-in; their sessions end and a lock is lifted."""
    from dashboard.access import people

    with problems_told():
        people.set_password(book(), operator(), name, password)
    click.echo(f"已重置 {name} 的密码。", err=True)


@person.command()
@click.argument("name")
@click.option("--undo", "again", is_flag=True, help="Let them in again.")
def deactivate(name: str, again: bool) -> None:
    """Let NAME in no more; their sessions end, what they did stays on record."""
    from dashboard.access import people

    with problems_told():
        people.change(book(), operator(), name, is_active=again)
    click.echo(f"{name} 已{'恢复使用' if again else '停用'}。", err=True)


def code_of(role: str) -> str:
    """The code of a role that is given by its code or its word."""
    return next(code for code, word in ROLES.items() if role in (code, word))


def canonical(units: tuple[str, ...]) -> tuple[str, ...]:
    """The units under their canonical names; a usage error names one that nobody knows."""
    from dashboard import setup

    if not units:
        return ()
    lake = setup.open_store(["canonical_unit", "units"])
    found = []
    for name in units:
        (known,) = lake.ask("select unit from units where unit = canonical_unit(?)", [name]).fetchone() or (None,)
        if known is None:
            raise click.UsageError(f"没有责任单位“{name}”，可用 query units/options 查看。")
        found.append(known)
    return tuple(found)


@contextmanager
def problems_told() -> Iterator[None]:
    """What cannot be is told in a sentence, with exit code 1."""
    from dashboard.access.passwords import WeakPassword
    from dashboard.access.people import PersonProblem

    try:
        yield
    except (PersonProblem, WeakPassword) as problem:
        raise click.ClickException(str(problem)) from problem
