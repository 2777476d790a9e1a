"""Signatures in the file, really made: one after the other, each once, whatever is killed, whoever was quicker."""

from datetime import timedelta

import pytest

from contracts.actions import signature
from contracts.actions.authority import end_authority
from contracts.actions.signing import file as signing
from contracts.actions.signing import timestamp as stamping
from contracts.actions.signing.certificate import keep_evidence
from contracts.jobs import put_signature_in_file
from contracts.models import Contract, Evidence, NotConcluded, Revision, Signature, SigningAuthority
from contracts.queries.evidence import newest
from portage.core import files, seals
from portage.core.journal import PORTAGE
from portage.core.refusals import Forbidden, Refused
from portage.network.actions import end_membership
from tests.cast import by, put_in_file, sign
from tests.contracts.signing.days import here

pytestmark = pytest.mark.django_db


def act(document, membership, at):
    return signature.sign(document, consent="I agree.", identified_by="totp", by=by(membership), at=at)


def waiting_jobs(task) -> int:
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.filter(task_path=task.module_path).count()


def test_both_signatures_stand_in_the_file_and_only_then_does_the_contract_bind(cast, contract, document, now):
    first, second = act(document, cast.director, now), act(document, cast.subsidiary_manager, now)
    assert waiting_jobs(put_signature_in_file) == 2
    signing.put_in_file(first.pk, at=now)
    contract.refresh_from_db()
    assert contract.status == "awaiting_signature"
    signing.put_in_file(second.pk, at=now)
    contract.refresh_from_db()
    assert contract.status == "signed"
    states = [files.read(row.file) for row in Revision.objects.order_by("number")]
    assert states[2].startswith(states[1])
    assert states[1].startswith(states[0])
    report = seals.examine(states[2], at=now)
    assert (report.state, report.intact, report.complete) == ("ours", True, True)
    told = [(row.name, row.organisation) for row in report.signatures[1:]]
    assert told == [("Diane Xavier", "Arômes du Val"), ("Marek Zielinski", "Orvane Polska")]
    kept = list(Revision.objects.exclude(number=0).values_list("certificate", flat=True))
    assert kept == [row.certificate_sha256 for row in report.signatures[1:]]


def test_a_job_that_runs_twice_puts_one_signature(cast, document, now):
    made = act(document, cast.director, now)
    for _ in range(2):
        signing.put_in_file(made.pk, at=now)
    assert Revision.objects.count() == 2
    assert Evidence.objects.filter(kind="in_file").count() == 1


def test_signing_at_once_puts_one_over_the_other(cast, contract, document, now, monkeypatch):
    """The second signature was made over the file without the first: it is made again, and both stand."""
    first, second = act(document, cast.director, now), act(document, cast.subsidiary_manager, now)
    calls = []

    def slower(given, pdf, at):
        if not calls:
            calls.append("overtaken")
            put_in_file(first, at=now)  # the other worker, in the meantime
        return seals.Signed(pdf + b"\n% " + given.side.encode(), given.side, "0" * 64, "")

    monkeypatch.setattr(signing, "signature_of", slower)
    signing.put_in_file(second.pk, at=now)
    contract.refresh_from_db()
    assert [row.signature_id for row in Revision.objects.order_by("number")] == [None, first.pk, second.pk]
    assert contract.status == "signed"


def test_a_worker_killed_before_it_kept_anything_loses_nothing(cast, document, now, monkeypatch):
    made = act(document, cast.director, now)
    monkeypatch.setattr(signing, "keep_signed", lambda *a, **k: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        signing.put_in_file(made.pk, at=now)
    monkeypatch.undo()
    assert (Revision.objects.count(), Signature.objects.count()) == (1, 1)
    before = waiting_jobs(put_signature_in_file)
    assert signing.put_those_left(at=now) == 0
    assert signing.put_those_left(at=now + timedelta(minutes=11)) == 1
    assert waiting_jobs(put_signature_in_file) == before + 1
    signing.put_in_file(made.pk, at=now)
    assert signing.put_those_left(at=now + timedelta(minutes=11)) == 0


def test_without_a_key_the_act_is_kept_and_the_record_says_why_once(cast, document, now, settings):
    made = act(document, cast.director, now)
    settings.SIGNING_KEY, settings.DEMO_AUTHORITY = "", ""
    for _ in range(2):
        with pytest.raises(seals.SealError):
            signing.put_in_file(made.pk, at=now)
    assert Signature.objects.filter(revision__isnull=True).count() == 1
    assert [row.facts["code"] for row in Evidence.objects.filter(kind="trouble")] == ["missing"]


@pytest.mark.parametrize("ends", ["membership", "authority"])
def test_who_lost_the_right_between_opening_and_signing_is_refused(cast, document, now, ends):
    before = Evidence.objects.count()
    if ends == "membership":
        end_membership(cast.subsidiary_manager, by=by(cast.manager), at=now, successor=cast.sales_engineer)
    else:
        end_authority(
            SigningAuthority.objects.get(membership=cast.subsidiary_manager),
            until_day=here(now) - timedelta(days=1), by=PORTAGE, at=now,
        )  # fmt: skip
    with pytest.raises((Forbidden, Refused)):
        signature.sign(document, consent="I agree.", identified_by="totp", by=by(cast.subsidiary_manager), at=now)
    assert (Signature.objects.count(), Evidence.objects.count()) == (0, before)


def test_what_was_signed_with_authority_goes_in_the_file_though_it_ended_since(cast, document, now):
    made = act(document, cast.subsidiary_manager, now)
    later = now + timedelta(hours=1)
    end_membership(cast.subsidiary_manager, by=by(cast.manager), at=later, successor=cast.sales_engineer)
    signing.put_in_file(made.pk, at=later)
    assert Revision.objects.filter(signature=made).exists()


def test_an_authority_that_turns_out_to_have_ended_before_stops_the_document(cast, contract, document, now):
    made = act(document, cast.subsidiary_manager, now)
    authority = SigningAuthority.objects.get(membership=cast.subsidiary_manager)
    end_authority(authority, until_day=here(now) - timedelta(days=1), by=PORTAGE, at=now)
    put_in_file(made, at=now)
    contract.refresh_from_db()
    assert (contract.status, NotConcluded.objects.get().cause) == ("negotiating", "authority")
    assert not Revision.objects.filter(signature=made).exists()


def test_an_overtaken_document_takes_no_signature(cast, contract, document, now):
    made = act(document, cast.director, now)
    Contract.objects.filter(pk=contract.pk).update(version_number=2)
    assert put_in_file(made, at=now) is None
    with pytest.raises(Refused):
        act(document, cast.subsidiary_manager, now)


@pytest.fixture
def concluded(cast, document, now, settings):
    """Signed by both with stand-ins, a timestamp authority being configured."""
    settings.TIMESTAMP_URL = "http://tsa.example/"
    for member in (cast.director, cast.subsidiary_manager):
        sign(document, member, at=now)
    return document


def test_a_timestamp_authority_that_is_away_changes_nothing_and_is_told_once(concluded, now, monkeypatch):
    monkeypatch.setattr(seals, "timestamp", lambda pdf: (_ for _ in ()).throw(seals.TimestampAway("garbage")))
    before = newest(concluded)
    for _ in range(2):
        with pytest.raises(seals.TimestampAway):
            stamping.timestamp(str(concluded.pk), at=now)
    assert newest(concluded) == before
    assert Evidence.objects.filter(kind="timestamp_away").count() == 1
    assert stamping.timestamp_those_left() == 1


def test_a_timestamp_is_put_once_over_both_signatures(concluded, now, monkeypatch):
    monkeypatch.setattr(seals, "timestamp", lambda pdf: pdf + b"\n% timestamp")
    for _ in range(2):
        stamping.timestamp(str(concluded.pk), at=now)
    assert [row.what for row in Revision.objects.order_by("number")] == ["sealed", "signed", "signed", "timestamped"]
    assert stamping.timestamp_those_left() == 0


def test_the_evidence_certificate_is_kept_once_and_stands_in_the_record(concluded, now):
    for _ in range(2):
        keep_evidence(concluded, pdf=b"%PDF-1.7 certificate", pages=2, language="fr", at=now)
    assert concluded.contract.documents.filter(kind="evidence").count() == 1
    assert Evidence.objects.filter(kind="certificate").count() == 1
