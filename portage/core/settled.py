"""What a process loads at its start stays as long as it lives, and is left alone afterwards.

Python looks for cycles of garbage through everything that it holds. Half a million objects of Django and of our own code hold
none, and looking through them took an eighth of the time of a request.
"""

import gc

from django.urls import get_resolver

# New objects before Python looks among the newest; a request makes some thousands that live on until its answer.
NEWEST, YOUNG, OLD = 20_000, 20, 20


def settle() -> None:
    """Load the addresses with what they lead to, then leave all that is loaded out of Python's search for garbage."""
    _loaded = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEWEST, YOUNG, OLD)
