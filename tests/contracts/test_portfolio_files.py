"""The portfolio as a file: the same rows as the page, nothing that a spreadsheet would run."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from contracts.views import export
from portage.network.actions import end_membership
from portage.network.models import Organisation
from tests.cast import AT, by, make_cast
from tests.contracts.portfolio import copies, references
from tests.pages import answers, browse

pytestmark = pytest.mark.django_db
CSV, XLSX = "/contracts/export.csv", "/contracts/export.xlsx"


@pytest.fixture
def cast():
    return make_cast()


def read_csv(response, delimiter: str = ",") -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=delimiter))


def read_xlsx(response) -> list[tuple]:
    return list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)


def test_both_files_hold_the_rows_of_the_page_in_its_order(cast):
    copies(cast, 3, next_day=["2027-01-31", "2026-12-31"])
    copies(cast, 2, next_day=[None])
    client = browse(cast.manager)
    query = "?state=in_force&sort=-reference"
    page = references(client.get(f"/contracts/{query}"))
    assert [row[0] for row in read_csv(client.get(CSV + query))] == ["Reference", *page]
    assert [row[0] for row in read_xlsx(client.get(XLSX + query))] == ["Reference", *page]


def test_days_and_rates_are_figures_and_words_are_mine(cast):
    (contract,) = copies(cast, 1, commission_rate="0.06000")
    head, row = read_xlsx(browse(cast.manager).get(XLSX))
    cells = dict(zip(head, row, strict=True))
    assert (cells["Principal"], cells["Territory"], cells["State"]) == ("Arômes du Val", "Poland; Czechia", "In force")
    assert cells["Last day for notice"].date() == contract.last_notice_day
    assert cells["Commission rate"] == 0.06
    cast.manager.person.language = "fr"
    cast.manager.person.save()
    head, row = read_csv(browse(cast.manager).get(CSV), delimiter=";")
    assert row[head.index("Territoire") if "Territoire" in head else 7] == "Pologne; Tchéquie"


@pytest.mark.parametrize("name", ["=1+1", "  =cmd", "+33", "-2", "@sum", "\tx", "\u00a0=1"])
def test_a_name_that_a_spreadsheet_would_run_is_made_text(cast, name):
    Organisation.objects.filter(pk=cast.sme.pk).update(name=name)
    copies(cast, 1)
    client = browse(cast.manager)
    assert read_csv(client.get(CSV))[1][1] == f"'{name}"
    assert read_xlsx(client.get(XLSX))[1][1] == f"'{name}"


def test_files_longer_than_a_piece_hold_every_row_once(cast, monkeypatch):
    monkeypatch.setattr("contracts.pages.exports.CHUNK", 7)
    made = copies(cast, 30, next_day=["2027-01-31", None])
    rows = read_csv(browse(cast.manager).get(CSV))[1:]
    assert sorted(row[0] for row in rows) == sorted(row.reference for row in made)


def test_a_workbook_stops_at_its_limit_and_says_so(cast, monkeypatch):
    monkeypatch.setattr(export, "MOST_IN_XLSX", 4)
    copies(cast, 9)
    rows = read_xlsx(browse(cast.manager).get(XLSX))
    assert len(rows) == 6
    assert rows[-1][0] == "Stopped here: only the first 4 rows fit in this file. Take CSV for all of them."


def test_a_file_being_written_stops_when_access_ends(cast, monkeypatch):
    monkeypatch.setattr("contracts.pages.exports.CHUNK", 2)
    copies(cast, 2100)
    pieces = browse(cast.counsel).get(CSV).streaming_content
    next(pieces)
    end_membership(cast.counsel, by=by(cast.manager), at=AT, successor=cast.manager)
    rest = b"".join(pieces).decode()
    assert rest.count("PC-") < 1700
    assert rest.strip().endswith("Stopped here: your access ended while this file was being written.")


def test_strangers_get_an_empty_file_and_unknown_kinds_do_not_exist(cast):
    copies(cast, 1)
    assert len(read_csv(browse(cast.rival_manager).get(CSV))) == 1
    assert answers("/contracts/export.pdf", [cast.manager]) == {"Claire Roux": 404}


def test_the_number_of_queries_of_a_piece_does_not_grow_with_its_rows(cast, django_assert_max_num_queries):
    copies(cast, 60)
    client = browse(cast.manager)
    read_csv(client.get(CSV))
    with django_assert_max_num_queries(14):
        read_csv(client.get(CSV))
