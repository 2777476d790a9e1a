"""Two records that look like one company: accents, case, legal forms and one slip of the hand are left out; owners never."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portage.fieldwork.rules.duplicates import Record, alike, folded, proposals

ONE = Record(1, "orvane-pl", "PL", "Kosmetyka Wisła")


@pytest.mark.parametrize(
    "other",
    [
        "KOSMETYKA WISLA Sp. z o.o.", "Kosmetyka-Wisła S.A.", "kosmetyka  wisla", "Sp. z o.o. Kosmetyka Wisła", "Kosmetyka Wisłą",
        "Kosmetyka Wisa", "Kosmetyka Wislaa", "Ksometyka Wisła",
    ],
)  # fmt: skip
def test_one_company_in_two_spellings_is_noticed(other):
    assert alike(ONE, Record(2, "orvane-pl", "PL", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ONE, Record(2, "orvane-jp", "PL", ONE.name)),
        (ONE, Record(2, "orvane-pl", "CZ", ONE.name)),
        (ONE, Record(1, "orvane-pl", "PL", ONE.name)),
        (ONE, Record(2, "orvane-pl", "PL", "Kosmetyka Warta")),
        (Record(1, 1, "PL", "Browar Plant 1"), Record(2, 1, "PL", "Browar Plant 2")),
        (Record(1, 1, "PL", "Bamax"), Record(2, 1, "PL", "Babax")),
        (Record(1, 1, "PL", "Mydlarnia Hel", "Hel"), Record(2, 1, "PL", "Mydlarnia Bel", "Łódź")),
        (Record(1, 1, "FR", "S.A."), Record(2, 1, "FR", "S.A.S.")),
        (Record(1, 1, "FR", "..."), Record(2, 1, "FR", "!!!")),
    ],
)
def test_two_companies_are_left_apart(one, other):
    assert not alike(one, other)


NAMES = st.lists(
    st.sampled_from(["Kosmetyka", "Wisła", "Wisla", "WISŁY", "Kosmetyki", "S.A.", "Sp. z o.o.", "Plant", "1", "2", "é", "Ltd"]),
    min_size=1, max_size=4,
).map(" ".join)  # fmt: skip
RECORDS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["PL", "CZ"]), st.one_of(NAMES, st.text(max_size=12)), st.sampled_from(["", "Toruń", "Hel"])),
    max_size=6,
).map(lambda rows: [Record(number, *row) for number, row in enumerate(rows)])  # fmt: skip


@given(RECORDS)
def test_every_pair_is_proposed_once_and_none_across_owners_or_countries(records):
    """Said a second time: each record beside each other one."""
    wanted = {(one.pk, other.pk) for n, one in enumerate(records) for other in records[n + 1 :] if alike(one, other)}
    found = [(one.pk, other.pk) for one, other in proposals(records)]
    assert set(found) == wanted
    assert len(found) == len(wanted)
    for one, other in proposals(records):
        assert (one.owner, one.country) == (other.owner, other.country)


@given(RECORDS)
def test_likeness_has_no_direction(records):
    for one in records:
        for other in records:
            assert alike(one, other) == alike(other, one)


@given(st.text(alphabet="abcdefghij klmnoé", min_size=8, max_size=20), st.data())
def test_a_name_is_like_itself_with_one_slip_whatever_the_slip(name, data):
    """Said a second time: the slip is made, not looked for."""
    whole = folded(name)
    if len(whole) < 9 or folded(whole) != whole:
        return
    place = data.draw(st.integers(0, len(whole) - 1))
    slip = data.draw(st.sampled_from([whole[:place] + "z" + whole[place:], whole[:place] + whole[place + 1 :], whole[:place] + "z" + whole[place + 1 :]]))  # fmt: skip
    if folded(slip) == slip:
        assert alike(Record(1, 1, "PL", whole), Record(2, 1, "PL", slip))


@given(st.text(max_size=30))
def test_spelling_does_not_count(name):
    decomposed = unicodedata.normalize("NFD", name)
    assert folded(decomposed) == folded(name)
