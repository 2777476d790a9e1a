"""One contract, one sequence of bytes: it comes back the same, and one changed figure changes the hash."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.documents import canonical, data

from .sample import TERRITORY, sample

NAMES = st.text(max_size=30)
RATES = st.decimals(0, 1, allow_nan=False, allow_infinity=False, places=6)
TEXTS = st.dictionaries(st.sampled_from(["fr", "en"]), NAMES)
CONTRACTS = st.builds(
    lambda name, texts, rate, day, months, target: sample(
        "both",
        principal=replace(sample().principal, name=name, capacity=texts),
        territory=replace(
            TERRITORY, reserved=(data.ReservedCustomer(name, name, rate),), segments=(texts,), regions={"PL": (name,)}
        ),
        commission=replace(sample().commission, rate=rate),
        term=data.Term(day, months, day, months),
        target=target,
    ),
    NAMES,
    TEXTS,
    RATES,
    st.dates(),
    st.integers(1, 60),
    st.none() | st.decimals(0, 10**9, allow_nan=False, places=2),
)


@given(CONTRACTS)
def test_a_contract_comes_back_as_it_was_written(contract: data.ContractData) -> None:
    raw = canonical.canonical_json(contract)
    assert canonical.from_json(raw) == contract
    assert canonical.canonical_json(canonical.from_json(raw)) == raw


@given(RATES)
def test_equal_rates_have_one_spelling(rate: Decimal) -> None:
    longer = Decimal(f"{rate}000") if "." in f"{rate:f}" else rate
    both = [sample(commission=replace(sample().commission, rate=value)) for value in (rate, longer)]
    assert canonical.digest(both[0]) == canonical.digest(both[1])


def test_the_bytes_are_sorted_and_hold_no_float() -> None:
    raw = canonical.canonical_json(sample("both"))
    plain = json.loads(raw, parse_float=lambda text: pytest.fail(f"a float: {text}"))
    assert raw.decode() == json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert plain["contract"]["commission"]["rate"] == "0.06"
    assert plain["contract"]["term"]["first_day"] == "2026-03-01"
    assert canonical.digest(sample("both")) == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        {"version": 5},
        {"exclusivity": False},
        {"carrier": "Rhodia "},
        {"day": date(2026, 2, 17)},
        {"target": Decimal(1)},
    ],
)
def test_any_change_changes_the_hash(change: dict[str, object]) -> None:
    assert canonical.digest(sample(**change)) != canonical.digest(sample())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{}",
        b'{"schema":"portage.contract/1","contract":{}}',
        b"[" * 100_000,
        b'{"schema":"other","contract":{}}',
    ],
)
def test_other_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(canonical.BadData):
        canonical.from_json(raw)


@pytest.mark.parametrize(
    ("old", "new"), [(b'"0.06"', b"0.06"), (b'"2026-03-01"', b'"soon"'), (b'"version":4', b'"version":true')]
)
def test_a_value_of_the_wrong_kind_is_refused(old: bytes, new: bytes) -> None:
    raw = canonical.canonical_json(sample())
    assert old in raw
    with pytest.raises(canonical.BadData):
        canonical.from_json(raw.replace(old, new))


@pytest.mark.parametrize("rate", [Decimal("NaN"), Decimal("Infinity"), 0.06])
def test_what_has_no_exact_spelling_cannot_be_written(rate: object) -> None:
    with pytest.raises(canonical.BadData):
        canonical.canonical_json(sample(commission=replace(sample().commission, rate=rate)))
