"""The large demonstration: as many contracts as wanted over ten years, written in bulk in the shapes that the verbs write.

    from portage.home.demo import large
    loaded = large.load(contracts=100_000, progress=print)     the same for the same seed and day
    faults = large.verify(loaded.today)                         empty when everything holds

One manager sees three contracts in ten (`loaded.wide`), one sees 300 (`loaded.light`), one SME has five (`loaded.sme`).
"""

from .loading import Loaded, load
from .verifying import verify

__all__ = ["Loaded", "load", "verify"]
