"""What follows from rows that a commit wrote or removed, worked out anew in its open transaction (queries/derived/)."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import duckdb

from dashboard import queries
from dashboard.datasets import Dataset, dataset
from dashboard.store.instances import prepare_for
from dashboard.store.span import delete, span, within

if TYPE_CHECKING:
    import pyarrow as pa


def define(session: duckdb.DuckDBPyConnection) -> None:
    """Define what derivations use; before a transaction, for one writes to one database alone."""
    for query in queries.derivations():
        for each in queries.reached(query.uses):
            session.execute(each.text)


def derive(session: duckdb.DuckDBPyConnection, changed: Mapping[str, Sequence["pa.Table"]]) -> None:
    """Work out anew what follows from the rows with these keys, by dataset.

    Derived rows give way to what is derived now, also to nothing. Rows that were given for the derived dataset itself
    give way only where there is something to derive in their place.
    """
    for query in queries.derivations():
        if not _touch(session, query, changed):
            continue
        target, source = _ends(query)
        names = ", ".join(target.key)
        ends = span(session, "touched", target)
        session.execute(f"create temp table derived as\n{query.text}", {name: ends[name] for name in query.parameters})
        outdated = session.execute(
            f"""
            select {names} from lake.{target.name} as stored semi join touched using ({names})
            where
                {within(target.key, "stored")}
                and (
                    upload_id in (select upload_id from lake.uploads where dataset = '{source.name}')
                    or ({names}) in (select ({names}) from derived)
                )
            """,
            ends,
        ).to_arrow_table()
        if len(outdated):
            delete(session, target, outdated)
        session.execute(f"insert into lake.{target.name} by name from derived")
        session.execute("update lake.heads set version = version + 1 where dataset = ?", [target.name])
        session.execute("drop table touched")
        session.execute("drop table derived")


def derive_first(session: duckdb.DuckDBPyConnection, names: Collection[str]) -> None:
    """Work out the derived datasets among these, which have just been made, from all that is stored already."""
    for query in queries.derivations():
        target, source = _ends(query)
        if target.name in names:
            keys = session.execute(f"select {', '.join(source.key)} from lake.{source.name}").to_arrow_table()
            derive(session, {source.name: [keys]})


def _touch(
    session: duckdb.DuckDBPyConnection, query: queries.Query, changed: Mapping[str, Sequence["pa.Table"]]
) -> bool:
    """Make the table `touched`, the keys of the derived rows that may be others now; False, and no table, without any.

    A row of the source touches what its header `-- of:` says, a row of the derived dataset itself, and one of the rules
    that the header `-- by:` names all that there is.
    """
    target, source = _ends(query)
    of, touched = queries.header(query, "of"), []
    registered: list[str] = []
    for name, parts in changed.items():
        if name in (target.name, source.name):
            table, columns = dataset(name), of if name == source.name else ", ".join(target.key)
            typed = ", ".join(f"cast({key} as {table.field(key).sql_type}) as {key}" for key in table.key)
            for keys in parts:
                registered.append(f"changed_{len(registered)}")
                session.register(registered[-1], keys)
                touched.append(f"select {columns} from (select {typed} from {registered[-1]})")
        elif name in queries.header(query, "by").split(", "):
            touched.append(f"select {of} from lake.{source.name}")
    if not touched:
        return False
    session.execute(f"create temp table touched as {' union '.join(touched)}")
    for name in registered:
        session.unregister(name)
    count: int = session.execute("select count(*) from touched").fetchall()[0][0]
    if not count:
        session.execute("drop table touched")
        return False
    prepare_for(session, count)
    return True


def _ends(query: queries.Query) -> tuple[Dataset, Dataset]:
    """The derived dataset and the one it is derived from."""
    return dataset(query.name.removeprefix("derived/")), dataset(queries.header(query, "from"))
