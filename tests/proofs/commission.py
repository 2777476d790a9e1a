"""Statements of random quarters against a second formulation of the rules; one period issued by many at once."""

from tests.commission import proof

DATABASES = ("sqlite", "postgresql")


def rows(fast: bool):
    return proof.rows(fast)


def control(fast: bool):
    return proof.control(fast)
