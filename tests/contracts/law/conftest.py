"""Profiles of the property tests: `ci` (default, seconds) and `full` (HYPOTHESIS_PROFILE=full, for `make prove`).

The root conftest may register them first; then this one leaves everything as it stands.
"""

import os

from hypothesis import HealthCheck, settings
from hypothesis.errors import InvalidArgument

CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}


def _registered(name):
    try:
        settings.get_profile(name)
    except InvalidArgument:
        return False
    return True


if not _registered("full"):
    settings.register_profile("ci", max_examples=150, **CALM)
    settings.register_profile("full", max_examples=2000, **CALM)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
