"""Status arrows: for each model one table that says which status may follow which.

    ARROWS = Arrows("contract", {"draft": {"approved", "withdrawn"}, ...})

The same table refuses wrong moves, says on the page why a verb is not offered, and draws the picture in
`docs/states/`.
"""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from .refusals import Refused

MACHINES: dict[str, "Arrows"] = {}


class WrongArrow(Refused):
    """No arrow leads from the present status to the one asked for."""


class Arrows:
    """The arrows of one model: `{status: statuses that may follow}`. A status without arrows is an end."""

    def __init__(self, name: str, table: Mapping[str, Iterable[str]]) -> None:
        self.name = name
        self.table = {source: frozenset(targets) for source, targets in table.items()}
        unknown = {target for targets in self.table.values() for target in targets} - set(self.table)
        if unknown:
            raise ValueError(f"{name}: arrows lead to unknown statuses {sorted(unknown)}")
        MACHINES[name] = self

    @property
    def statuses(self) -> list[str]:
        return list(self.table)

    def allows(self, source: str, target: str) -> bool:
        return target in self.table[source]

    def check(self, source: str, target: str) -> None:
        """Raise WrongArrow unless an arrow leads from `source` to `target`."""
        if not self.allows(source, target):
            raise WrongArrow(
                "wrong_arrow",
                _("This cannot be done any more: the page was out of date. Reload it to see where things stand."),
                source=source,
                target=target,
            )
