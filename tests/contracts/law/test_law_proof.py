"""The proof of dates that `make prove` runs at full count, in its short form, with its broken versions."""

from tests.contracts.law import dates_proof


def test_the_short_proof_holds():
    assert [row["value"] for row in dates_proof.rows(fast=True)] == [0]


def test_the_broken_versions_are_noticed():
    assert all(row["value"] > 0 for row in dates_proof.control(fast=True))
