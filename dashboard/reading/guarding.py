"""Text cells of CSV that a spreadsheet would take for formulas, and back."""

#: Excel in Chinese takes the full-width signs for formulas too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠")

#: What `unguard` does, for a whole column at a time.
GUARDED = r"^'([=+\-@\t\r'＝＋－＠])"


def guard(cell: str) -> str:
    """A text cell for CSV that no spreadsheet will take for a formula; `unguard` gives it back on loading."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell
