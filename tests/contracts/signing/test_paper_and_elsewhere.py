"""Signed by hand, or with a certificate of one's own: two people compare the scan; the file brought back is ours and intact."""

from datetime import timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from contracts.actions import signature
from contracts.actions.signing.elsewhere import sign_elsewhere
from contracts.actions.signing.paper import bring_scan, confirm_scan
from contracts.actions.verification import record_problem
from contracts.models import Document, PaperCopy, Revision, Signature
from contracts.queries.evidence import newest
from contracts.queries.verification import recorded_documents
from portage.core import files, seals
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.core.seals import issuing, keys, uploads
from tests.cast import approved, by, draft, put_in_file, sign
from tests.contracts.signing.days import here
from tests.core.seals.conftest import plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def read_here(monkeypatch):
    """Files are looked through in this process: the one apart, and its limits, have tests of their own in tests/core/seals."""
    monkeypatch.setattr(seals, "inspect_upload", uploads.inspect)
    monkeypatch.setattr(seals, "examine_foreign", seals.examine)


@pytest.fixture
def on_paper(cast, now):
    first = here(now).replace(year=now.year + 1)
    contract = approved(
        cast, draft(cast, countries=["CZ"], duration={"first_day": first}, law={"signature": "paper"}), at=now
    )
    return signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7 to print", pages=1, at=now)


def brought(document, membership, at, *, scan=None, day=None):
    day = day or here(at)
    return bring_scan(
        document, scan=plain(2) if scan is None else scan, principal_signed_on=day, agent_signed_on=day, by=by(membership), at=at
    )  # fmt: skip


def test_one_side_brings_the_scan_and_the_other_confirms_it(cast, on_paper, now):
    copy = brought(on_paper, cast.director, now)
    contract = on_paper.contract
    contract.refresh_from_db()
    assert contract.status == "awaiting_signature"
    with pytest.raises(Refused):
        confirm_scan(copy, by=by(cast.director), at=now)
    confirm_scan(copy, by=by(cast.subsidiary_manager), at=now)
    contract.refresh_from_db()
    assert contract.status == "signed"
    assert not Signature.objects.exists()
    assert copy.scan.pages == 2
    assert on_paper.evidence.filter(kind__startswith="scan_").count() == 2
    (read,) = recorded_documents(on_paper.sha256[:2])
    assert record_problem(read) == ("", 0)


def test_only_the_newest_scan_is_confirmed(cast, on_paper, now):
    old = brought(on_paper, cast.director, now)
    brought(on_paper, cast.director, now, scan=plain(3))
    with pytest.raises(Refused) as refusal:
        confirm_scan(old, by=by(cast.subsidiary_manager), at=now)
    assert refusal.value.code == "other_scan"


def test_a_contract_on_paper_is_not_signed_electronically_nor_the_other_way_round(cast, on_paper, document, now):
    with pytest.raises(Refused):
        sign(on_paper, cast.director, at=now)
    with pytest.raises(Refused):
        brought(document, cast.director, now)
    assert (Signature.objects.count(), PaperCopy.objects.count()) == (0, 0)


@pytest.mark.parametrize(("scan", "code"), [
    (b"", "upload_empty"), (b"GIF89a", "upload_not_pdf"), (b"%PDF-1.7 nothing", "upload_damaged"),
])  # fmt: skip
def test_a_scan_that_is_no_pdf_is_refused(cast, on_paper, now, scan, code):
    with pytest.raises(Invalid) as refusal:
        brought(on_paper, cast.director, now, scan=scan)
    assert refusal.value.code == code
    assert not Document.objects.filter(kind="scan").exists()


def test_a_scan_with_a_script_and_a_signature_in_the_future_are_refused(cast, on_paper, now):
    import pikepdf

    made, output = pikepdf.open(BytesIO(plain())), BytesIO()
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    made.save(output)
    with pytest.raises(Invalid) as refusal:
        brought(on_paper, cast.director, now, scan=output.getvalue())
    assert refusal.value.code == "upload_script"
    with pytest.raises(Invalid):
        brought(on_paper, cast.director, now, day=here(now) + timedelta(days=1))
    assert not PaperCopy.objects.exists()


def signed_elsewhere(pdf: bytes, now, *, field: str = "agent") -> bytes:
    """What the person's own program does: a signature of an authority that nobody here knows, added to the file."""
    stranger = issuing.issue(
        keys.make(name="Elsewhere CA", at=now), seals.Signer("Marek Zielinski", "Own", "PL"), at=now
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES)
    return signers.sign_pdf(writer, meta, signer=stranger.signer).getvalue()


def elsewhere(document, membership, pdf, now):
    return sign_elsewhere(document, pdf=pdf, consent="I agree.", identified_by="totp", by=by(membership), at=now)


def test_our_file_signed_elsewhere_is_examined_and_becomes_its_newest_state(cast, contract, document, now):
    ours = files.read(newest(document).file)
    elsewhere(document, cast.subsidiary_manager, signed_elsewhere(ours, now), now)
    row = Revision.objects.get(what="qualified")
    assert (row.found["name"], row.found["trusted"], row.field) == ("Marek Zielinski", False, "agent")
    put_in_file(
        signature.sign(document, consent="I agree.", identified_by="totp", by=by(cast.director), at=now), at=now
    )
    contract.refresh_from_db()
    assert contract.status == "signed"


def test_another_file_a_changed_one_or_one_without_a_signature_is_refused(cast, document, now):
    ours = files.read(newest(document).file)
    other = signed_elsewhere(seals.seal(plain(2), fields=["principal", "agent"], at=now), now)
    good = signed_elsewhere(ours, now)
    middle = len(ours) + (len(good) - len(ours)) // 2
    changed = good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :]
    for pdf in (other, ours, ours + b"\n%%EOF", good + b"\n% more", changed):
        with pytest.raises(Invalid):
            elsewhere(document, cast.subsidiary_manager, pdf, now)
    with pytest.raises(Forbidden):
        elsewhere(document, cast.manager, good, now)
    assert (Revision.objects.count(), Signature.objects.count()) == (1, 0)
