"""What domains above tell of their own health: figures for `/metrics`, states for `/health/ready`.

    gauge("portage_documents_failing", "stored documents that do not stand", count)     # in a domain's health.py
    state("documents", word)                                                            # "ok", or a word for what is not

They tell how many and how old, never whose. A state that is not ok takes no process out of service: `/health/ready` stays 200.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils.module_loading import autodiscover_modules

GAUGES: dict[str, tuple[str, Callable[[datetime], float]]] = {}
STATES: dict[str, Callable[[datetime], str]] = {}


def gauge(name: str, meaning: str, read: Callable[[datetime], float]) -> None:
    """A figure at an instant; infinity where there is none yet."""
    GAUGES[name] = (meaning, read)


def state(name: str, read: Callable[[datetime], str]) -> None:
    """One word at an instant."""
    STATES[name] = read


def gauges(at: datetime) -> dict[str, tuple[str, float]]:
    """Every figure that a domain declared, with what it means."""
    autodiscover_modules("health")
    return {name: (meaning, read(at)) for name, (meaning, read) in GAUGES.items()}


def states(at: datetime) -> dict[str, str]:
    """Every state that a domain declared."""
    autodiscover_modules("health")
    return {name: read(at) for name, read in STATES.items()}
