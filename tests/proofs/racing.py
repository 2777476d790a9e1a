"""What races stand on: the cast, once a process, and a contract apart from those of earlier rounds."""

from collections.abc import Callable
from datetime import UTC, date, datetime

ON = date(2024, 6, 1)
NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)


def cast():
    """The cast of the tests, once a process."""
    from tests import cast as module

    if not hasattr(cast, "made"):
        cast.made = module.make_cast()
    return cast.made


def fresh(make: Callable, **over):
    """A contract apart from those of earlier rounds: no product overlaps."""
    from portage.catalogue.actions import add_product
    from portage.core.journal import PORTAGE

    who = cast()
    product = add_product(who.sme, by=PORTAGE, at=NOON, names={"fr": "essai"}, hs_code="330290")
    return make(who, products=[product], **over)
