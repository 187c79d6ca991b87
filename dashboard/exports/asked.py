"""What files and rows are asked for, and the word for what cannot be given."""

from dashboard.store.reader import Reader


class ExportError(Exception):
    """What is asked for cannot be written; the message says what would work."""


def refuse_unknown_unit(lake: Reader, unit: str | None) -> None:
    """Raises ExportError for a unit that nobody knows: it would silently give no rows."""
    known = "select canonical_unit(?) in (select unit from units)"
    if unit and lake.ask(known, [unit]).fetchall() == [(False,)]:
        raise ExportError(f"没有登记过“{unit}”，请写责任单位名录里的名称或别名。")
