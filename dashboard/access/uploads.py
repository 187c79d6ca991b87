"""What a visitor may upload: by the rights of their role, and for a person of units by what is their units'."""

import datetime as dt

from dashboard.access.visitors import UNIT, Visitor
from dashboard.datasets import Dataset, uploadable
from dashboard.store import ownership
from dashboard.store.lake import Lake
from dashboard.store.ownership import Claim

#: What takes effect only once the office has said so, when others hand it in.
PROPOSED = "register"


def units_of(visitor: Visitor) -> tuple[str, ...] | None:
    """The units whose rows alone a visitor may write; None where the role is not bound to any."""
    return visitor.units if visitor.role == UNIT else None


def uploadable_by(visitor: Visitor, lake: Lake, day: dt.date) -> dict[str, list[Dataset]]:
    """The datasets that a visitor may upload on a day, by kind as datasets.uploadable has them; without empty kinds.

    A person of units may upload those of which some row is or could be their units', and propose rows of registers.
    """
    units = units_of(visitor)
    theirs = [] if units is None else ownership.theirs(lake, Claim(units, day))

    def may(target: Dataset) -> bool:
        right = ownership.right_to_upload(target.name)
        if not visitor.may(right):
            return right == PROPOSED and visitor.may("propose")
        return units is None or ownership.may_have(target, theirs)

    found = {kind: list(filter(may, listed)) for kind, listed in uploadable().items()}
    return {kind: listed for kind, listed in found.items() if listed}
