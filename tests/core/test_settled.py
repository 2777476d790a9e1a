"""What is loaded at the start is left out of the search for garbage; what a request makes is not."""

import gc
import weakref

from portage.core.settled import NEWEST, settle


class Knot:
    """A cycle of garbage."""

    def __init__(self) -> None:
        self.own = self


def test_what_is_loaded_is_left_alone_and_new_cycles_are_still_freed():
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    try:
        settle()
        assert gc.get_threshold()[0] == NEWEST
        assert gc.get_freeze_count() > frozen + 100_000
        tied = weakref.ref(Knot())
        gc.collect()
        assert tied() is None
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
