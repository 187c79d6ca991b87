"""How much a reader sees of what is restricted: the plots whose names, places and samples not everybody sees."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sight:
    """Who sees everything has None for `units`; others see in full what these units supervise."""

    units: frozenset[str] | None = frozenset()


EVERYTHING, NOTHING = Sight(None), Sight()
