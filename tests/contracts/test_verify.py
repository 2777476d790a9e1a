"""Verifying a file: for everybody, from the file alone; nothing is kept, and nothing is told that it does not say."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contracts.models import Document
from contracts.queries import verification as queries
from contracts.rules.verdicts import verdict
from contracts.views import verification as views
from portage.core import seals
from portage.core.files import store
from portage.core.journal import Entry
from portage.core.models import StoredFile
from tests.cast import draft, make_cast
from tests.core.seals.conftest import ANNE, JAN, plain
from tests.core.seals.test_elsewhere import certificate, signed_elsewhere

PAGE = reverse("contracts:verify")
NOW = datetime.now(UTC)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def contract(cast):
    return draft(cast)


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return seals.seal(plain(), fields=["principal", "agent"], at=NOW)


@pytest.fixture(scope="module")
def once(sealed: bytes) -> bytes:
    return seals.sign(sealed, field="principal", signer=ANNE, reason="", at=NOW).pdf


@pytest.fixture(scope="module")
def twice(once: bytes) -> bytes:
    return seals.sign(once, field="agent", signer=JAN, reason="", at=NOW).pdf


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process for each file is proved elsewhere, and takes seconds."""
    monkeypatch.setattr(seals, "examine_apart", seals.examine)
    caches["limits"].clear()


def handed_in(client: Any, content: bytes, name: str = "contract.pdf") -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content, "application/pdf")})


def read(client: Any, content: bytes) -> str:
    answer = handed_in(client, content)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_anybody_may_ask(client):
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert b"Drop a PDF here" in answer.content
    assert "sessionid" not in answer.cookies


@pytest.mark.django_db
def test_a_file_signed_by_both_says_by_whom_and_when(client, twice):
    page = read(client, twice)
    assert "Intact. Signed by both parties." in page
    assert "Principal: Anne Lefèvre, Vannes du Forez SAS" in page
    assert "Agent: Jan Kowalski, Orvane Polska sp. z o.o." in page


@pytest.mark.django_db
def test_one_that_waits_for_a_signature_says_for_whose(client, once):
    page = read(client, once)
    assert "Not signed by everybody yet" in page
    assert "has not signed in this file" in page


@pytest.mark.django_db
def test_an_earlier_state_says_the_same_whether_or_not_a_later_one_exists(client, cast, contract, once, twice):
    before = read(client, once)
    keep(contract, twice)
    after = read(client, once)
    assert told(before) == told(after) != ""


@pytest.mark.django_db
@pytest.mark.parametrize("place", [700, -40])
def test_a_byte_that_was_changed_is_told(client, twice, place):
    content = bytearray(twice)
    content[place] ^= 1
    assert "Intact" not in read(client, bytes(content))


@pytest.mark.django_db
def test_what_was_added_afterwards_is_told(client, twice):
    page = read(client, twice + b"\n% and more\n")
    assert "Changed since it was sealed." in page
    assert "Do not rely on this file" in page


@pytest.mark.django_db
def test_a_stranger_s_signature_in_our_field_is_not_vouched_for(client, once):
    page = read(client, signed_elsewhere(once, "agent", certificate()))
    assert "Intact, with a signature made elsewhere." in page
    assert "Signed by both" not in page


@pytest.mark.django_db
def test_other_files_are_told_apart(client):
    assert "Not a document of this platform." in read(client, plain())
    assert "Signed, but not on this platform." in read(client, signed_elsewhere(plain(), "S", certificate()))
    assert "not a PDF that can be read" in read(client, b"hello")
    assert "not a PDF that can be read" in read(client, b"")


@pytest.mark.django_db
def test_a_file_without_seal_is_known_when_these_very_bytes_were_made_here(client, contract):
    letter = plain(2)
    keep(contract, letter)
    assert "Made by this platform." in read(client, letter)
    assert "Not a document of this platform." in read(client, letter + b"\n")


@pytest.mark.django_db
def test_what_a_party_handed_in_is_not_known_to_strangers(client, contract):
    scan = plain(3)
    keep(contract, scan, kind=Document.Kind.PROOF)
    assert "Not a document of this platform." in read(client, scan)


@pytest.mark.django_db
def test_nothing_is_told_of_the_contract_and_nothing_is_kept(client, contract, twice):
    keep(contract, twice)
    files, entries = StoredFile.objects.count(), Entry.objects.count()
    page = read(client, twice)
    for name in (contract.reference, str(contract.pk), str(contract.principal_id)):
        assert name not in page
    assert (StoredFile.objects.count(), Entry.objects.count()) == (files, entries)


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_answered_413(client):
    answer = handed_in(client, b"%PDF-1.7" + b"\0" * seals.LIMIT)
    assert answer.status_code == 413
    assert b"too large" in answer.content


@pytest.mark.django_db
def test_without_a_file_one_is_asked_for(client):
    answer = client.post(PAGE)
    assert answer.status_code == 422
    assert b"Choose a file first." in answer.content


@pytest.mark.django_db
def test_when_all_are_busy_it_says_so_and_when_to_come_back(client, twice, monkeypatch):
    def busy(*_: Any, **__: Any) -> None:
        raise seals.Busy("busy")

    monkeypatch.setattr(seals, "examine_apart", busy)
    answer = handed_in(client, twice)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert b"Nothing is wrong with yours" in answer.content


@pytest.mark.django_db
def test_a_network_that_asks_too_often_waits(client, monkeypatch):
    monkeypatch.setattr(views.VerifyThrottle, "THROTTLE_RATES", {"verify": "2/hour"})
    for _ in range(2):
        assert handed_in(client, b"x").status_code == 200
    answer = handed_in(client, b"x")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 60


@pytest.mark.django_db
def test_a_name_of_a_file_is_only_text(client):
    page = handed_in(client, b"x", name="<script>alert(1)</script>.pdf").content
    assert b"<script>alert" not in page


@pytest.mark.django_db
def test_a_program_reads_the_same(client, cast, twice):
    address = reverse("api:verify")
    assert client.post(address, {"file": SimpleUploadedFile("a.pdf", twice)}).status_code == 401
    client.force_login(cast.director.person)
    answer = client.post(address, {"file": SimpleUploadedFile("a.pdf", twice)})
    assert answer.status_code == 200
    told = answer.json()
    assert (told["verdict"], told["waiting"]) == ("signed", [])
    assert [row["name"] for row in told["signatures"][1:]] == [ANNE.name, JAN.name]
    assert all(row["stands"] for row in told["signatures"])
    assert client.post(address, {}).status_code == 422


def test_the_verdict_depends_on_the_file_and_on_these_very_bytes_alone(once, twice):
    ours, waiting = seals.examine(twice, at=NOW), seals.examine(once, at=NOW)
    assert {verdict(ours, made_here=known) for known in (True, False)} == {"signed"}
    assert {verdict(waiting, made_here=known) for known in (True, False)} == {"waiting"}
    altered = seals.examine(twice + b"x", at=NOW)
    assert {verdict(altered, made_here=known) for known in (True, False)} == {"altered"}


def keep(contract: Any, content: bytes, kind: str = Document.Kind.CONTRACT) -> Document:
    """A document of the contract with these bytes."""
    file = store(content, scope=contract, name="x.pdf", media_type="application/pdf", at=NOW)
    number = contract.documents.count() + 90
    return Document.objects.create(
        contract=contract, kind=kind, number=number, file=file, sha256=file.blob_id, language="fr", made_at=NOW
    )


def told(page: str) -> str:
    """The answer without the minute in which it was given."""
    answer = page.partition('<section class="stack" aria-live="polite">')[2].partition("<form")[0]
    return re.sub(r"<time.*?</time>", "", answer)


def test_every_part_has_its_turn():
    assert len(queries.PARTS) == 256
    assert {part[0] for part in queries.PARTS} == set("0123456789abcdef")
