"""Commission invoices of random statements are valid Factur-X, a wrong total is refused, and the series has neither gap nor double."""

from tests.commission import proof_invoices

DATABASES = ("sqlite", "postgresql")


def rows(fast: bool):
    return proof_invoices.rows(fast)


def control(fast: bool):
    return proof_invoices.control(fast)
