"""Who is asking: a person with a role and units, or a visitor whom nobody knows; and what each role may do."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dashboard.datasets import ROOT

RIGHTS = ROOT / "data" / "access" / "rights.csv"

#: The roles that a person may have, in words; a visitor has none of them.
ROLES = {"leader": "领导", "unit": "单位填报", "office": "生环委办", "admin": "管理员"}
VISITOR, UNIT = "visitor", "unit"
#: What may also be done while looking back.
LOOKING = ("see", "see_restricted", "read_record")
#: Whoever works at the command line: the user of the operating system, who could do anything to the files anyway.
SYSTEM = "system"


@dataclass(frozen=True)
class Visitor:
    """Who is asking. `name` is what they sign in with, `full_name` what stands in records; both are empty for nobody.

    `address` is where they ask from. `units` are those that a person of the role `unit` reports for.
    """

    name: str = ""
    full_name: str = ""
    role: str = VISITOR
    units: tuple[str, ...] = ()
    address: str = ""
    #: Whether they look at the board as it was once, of which nothing can be changed.
    looks_back: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.name)

    def may(self, right: str) -> bool:
        """Whether the role has a right (data/access/rights.csv)."""
        if self.looks_back and right not in LOOKING:
            return False
        return self.role == SYSTEM or right in rights()[self.role]


@cache
def rights() -> Mapping[str, frozenset[str]]:
    """The rights of each role."""
    found: dict[str, set[str]] = {role: set() for role in (VISITOR, *ROLES)}
    with RIGHTS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found[row["role"]].add(row["right"])
    return {role: frozenset(names) for role, names in found.items()}
