"""Verifying a file: for everybody, from the file alone; nothing is kept, and nothing is told that it does not say."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.actions.signature import store_contract_document
from contracts.models import Document, Revision
from contracts.queries import verification as queries
from contracts.rules.verdicts import verdict
from contracts.views import verification as views
from portage.core import seals
from portage.core.files import path_of, store
from portage.core.files import read as read_file
from portage.core.journal import Entry
from portage.core.models import StoredFile
from portage.network import access
from tests.cast import approved, draft, make_cast, sign
from tests.core.seals.conftest import ANNE, JAN, plain
from tests.core.seals.test_elsewhere import certificate, signed_elsewhere

PAGE = reverse("contracts:verify")
NOW = datetime.now(UTC)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def contract(cast):
    return draft(cast, duration={"first_day": NOW.date().replace(year=NOW.year + 1)})


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
@pytest.mark.parametrize("kind", [Document.Kind.EVIDENCE, Document.Kind.CONSOLIDATED, Document.Kind.ANNULMENT])
def test_every_paper_that_was_made_here_is_known(client, contract, kind):
    paper = plain(5)
    keep(contract, paper, kind=kind)
    assert "Made by this platform." in read(client, paper)


@pytest.mark.django_db
def test_each_state_of_a_signed_file_was_made_here_but_one_that_a_party_brought_signed(contract, cast):
    document, states = signed(contract, cast)
    assert all(queries.made_here(row.sha256) for row in states)
    assert [row.what for row in states if row.sha256 != document.sha256] == ["signed", "signed"]
    assert not queries.made_here("0" * 64)


@pytest.mark.django_db
def test_who_may_see_the_contract_reads_which_state_it_is_and_whether_a_later_one_exists(client, cast, contract):
    _document, states = signed(contract, cast)
    said = [
        "Signed by nobody so far. A later",
        "Signed by one party so far. A later",
        "Signed by both parties. It is the",
    ]
    for row, words in zip(states, said, strict=True):
        content = read_file(row.file)
        client.force_login(cast.director.person)
        page = read(client, content)
        assert "In your contracts" in page
        assert contract.reference in page
        assert words in page
        client.logout()
        for stranger in (read(client, content), page_of(client, cast.rival_director, content)):
            assert 'class="verdict"' in stranger
            assert not any(word in stranger for word in ("In your contracts", "later file", contract.reference))


@pytest.mark.django_db
def test_a_file_of_others_and_one_that_nobody_knows_take_the_same_look(cast, contract):
    _document, states = signed(contract, cast)
    person = cast.sister_manager.person
    access.act(person, cast.sister_manager)
    access.visible(person, Document.objects.all()).exists()
    counts = set()
    for fingerprint in (states[0].sha256, states[2].sha256, keep(contract, plain(2)).sha256, "0" * 64):
        with CaptureQueriesContext(connection) as asked:
            queries.made_here(fingerprint)
            assert queries.known(person, fingerprint) == []
        counts.add(len(asked))
    assert len(counts) == 1


@pytest.mark.django_db
def test_who_still_has_to_set_up_a_second_factor_is_answered_as_a_stranger(client, cast, contract):
    _document, states = signed(contract, cast)
    Authenticator.objects.filter(user=cast.director.person).delete()
    client.force_login(cast.director.person)
    assert contract.reference not in read(client, read_file(states[1].file))


@pytest.mark.django_db
def test_a_stored_file_is_checked_where_it_lies_by_those_who_may_see_it(client, cast, contract, once, twice):
    document, _states = signed(contract, cast)
    address = reverse("contracts:check_document", args=[document.pk])
    assert client.get(address).status_code == 302
    client.force_login(cast.rival_director.person)
    assert client.get(address).status_code == 404
    client.force_login(cast.director.person)
    page = client.get(address, {"revision": 0}).content.decode()
    assert "Intact so far. Not signed by everybody yet." in page
    assert "Signed by nobody so far. A later file exists." in page
    assert client.get(address, {"revision": 3}).status_code == 404
    panel = client.get(reverse("contracts:contract", args=[contract.pk])).content.decode()
    assert address in panel
    assert f"{address}?revision=1" in client.get(reverse("contracts:signing", args=[contract.pk])).content.decode()


@pytest.mark.django_db
def test_a_program_has_a_stored_file_checked_too(client, cast, contract):
    document, states = signed(contract, cast)
    address = reverse("api:document_check", args=[document.pk])
    client.force_login(cast.director.person)
    told = client.get(address, {"revision": 0}).json()
    assert (told["verdict"], told["waiting"]) == ("waiting", ["principal", "agent"])
    assert told["sha256"] == states[0].sha256
    assert [(row["reference"], row["revision"], row["later"]) for row in told["known"]] == [
        (contract.reference, 0, True)
    ]
    client.force_login(cast.rival_director.person)
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_a_file_that_a_party_handed_in_is_said_to_be_as_it_came(client, cast, contract):
    scan = keep(contract, plain(3), kind=Document.Kind.PROOF)
    client.force_login(cast.manager.person)
    page = client.get(reverse("contracts:check_document", args=[scan.pk])).content.decode()
    assert "Stored as it was handed in." in page


@pytest.mark.django_db
def test_the_check_of_a_stored_file_names_no_other_document_of_the_same_bytes(client, cast, contract):
    scan, other = keep(contract, plain(3), kind=Document.Kind.PROOF), draft(cast, countries=["HU"])
    keep(other, plain(3), kind=Document.Kind.PROOF)
    client.force_login(cast.manager.person)
    page = client.get(reverse("contracts:check_document", args=[scan.pk])).content.decode()
    assert (contract.reference in page, other.reference in page) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize("left", [None, b"other"])
def test_a_stored_file_that_is_gone_or_damaged_is_said_to_be_so(client, cast, contract, left):
    letter = keep(contract, plain(2), kind=Document.Kind.NOTICE)
    default_storage.delete(path_of(letter.sha256))
    if left:
        default_storage.save(path_of(letter.sha256), ContentFile(left))
    client.force_login(cast.manager.person)
    page = client.get(reverse("contracts:check_document", args=[letter.pk])).content.decode()
    assert "Not the file that was stored." in page
    assert client.get(reverse("api:document_check", args=[letter.pk])).json()["verdict"] == "damaged"


@pytest.mark.django_db
def test_who_has_many_stored_files_checked_waits(client, cast, contract, monkeypatch):
    letter = keep(contract, plain(2), kind=Document.Kind.NOTICE)
    monkeypatch.setattr(views.CheckThrottle, "THROTTLE_RATES", {"check": "1/hour"})
    client.force_login(cast.manager.person)
    address = reverse("contracts:check_document", args=[letter.pk])
    assert [client.get(address).status_code for _ in range(2)] == [200, 429]


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


def signed(contract: Any, cast: Any) -> tuple[Document, list[Revision]]:
    """A really sealed document, signed by both with stand-ins: its three states."""
    contract = approved(cast, contract, at=NOW)
    sealed = seals.seal(plain(), fields=["principal", "agent"], at=NOW)
    document = store_contract_document(contract.versions.first(), pdf=sealed, pages=1, at=NOW)
    for member in (cast.director, cast.subsidiary_manager):
        sign(document, member, at=NOW)
    return document, list(document.revisions.order_by("number"))


def page_of(client: Any, member: Any, content: bytes) -> str:
    client.force_login(member.person)
    page = read(client, content)
    client.logout()
    return page


def told(page: str) -> str:
    """The answer without the minute in which it was given."""
    answer = page.partition('<section class="stack" aria-live="polite">')[2].partition("<form")[0]
    return re.sub(r"<time.*?</time>", "", answer)


def test_every_part_has_its_turn():
    assert len(queries.PARTS) == 256
    assert {part[0] for part in queries.PARTS} == set("0123456789abcdef")
