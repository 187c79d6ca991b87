"""How much of what is restricted a visitor sees."""

from dashboard.access.visitors import Visitor
from dashboard.store.sight import EVERYTHING, Sight


def sight_of(visitor: Visitor) -> Sight:
    """All of it with the right to (data/access/rights.csv), else what the visitor's units supervise."""
    return EVERYTHING if visitor.may("see_restricted") else Sight(frozenset(visitor.units))
