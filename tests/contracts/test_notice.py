"""Notice: its effect before anybody commits, given, received, and letters typed late."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contracts.actions import drafting
from contracts.actions.renewal import run_day
from contracts.models import Annulment, Contract, Document, Notice, Receipt
from tests.cast import concluded, in_force, make_cast
from tests.contracts.door import counts, noon, on, strangers, text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def running(cast, monkeypatch) -> Contract:
    """In force since 1 March 2024, today 21 November 2026: term 3 of 12 months."""
    return in_force(cast, [noon("2024-03-01"), on(monkeypatch, "2026-11-21")])


def where(contract) -> str:
    return reverse("contracts:notice", args=[contract.pk])


def given(day: str = "2027-02-28", **more: str) -> dict[str, str]:
    return {"form": "platform", "ends_on": day, "agree": "on", **more}


def test_the_effect_is_shown_before_anything_is_asked(cast, running):
    page = text(visitor(cast.director, sure=True).get(where(running)))
    assert "Age on that day year 3 begun" in page
    assert "End of the contract 28 February 2027" in page
    assert "And if the notice is served after 30 November 2026? Term 4 opens on 1 March 2027" in page
    assert "the notice then ends the contract on 29 February 2028" in page
    assert "The agent's claim for compensation until 28 February 2028" in page
    assert "The commission of these years is missing: 2024, 2025." in page
    assert not Notice.objects.exists()


def test_the_day_of_a_letter_is_computed_without_committing(cast, running):
    asked = {"form": "letter", "served_on": "2026-12-10"}
    on_day = visitor(cast.director).get(where(running), asked)
    assert "Counted" not in text(on_day)
    assert "letter presented on 10 December 2026" in text(on_day)
    piece = visitor(cast.director).get(where(running), asked, headers={"HX-Request": "true"})
    assert "29 February 2028" in text(piece)
    assert "<html" not in piece.content.decode()


def test_days_are_computed_and_the_letter_read_without_their_words_in_an_address(cast, running):
    """Both buttons post: an address stays in histories and logs. Neither gives notice, nor asks who I am."""
    client = visitor(cast.director)
    asked = {"form": "letter", "served_on": "2026-12-10", "grounds": "Une autre voie.", "compute": "1"}
    page = client.post(where(running), asked)
    assert page.status_code == 200
    assert "letter presented on 10 December 2026" in text(page)
    assert "Une autre voie." in text(page)
    letter = client.post(reverse("contracts:letter_draft", args=[running.pk]), asked)
    assert "Une autre voie." in letter.content.decode()
    assert 'formmethod="get"' not in page.content.decode()
    assert not Notice.objects.exists()


def test_notice_is_given_and_the_other_side_receives_it(cast, running):
    response = visitor(cast.director, sure=True).post(where(running), given(grounds="Une autre voie."), follow=True)
    notice = Notice.objects.get()
    assert "The notice is served. The contract ends on 28 February 2027." in text(response)
    assert (notice.ends_on, notice.served_on, notice.grounds) == (
        date(2027, 2, 28),
        date(2026, 11, 21),
        "Une autre voie.",
    )
    receipt = reverse("contracts:served", args=[notice.pk])
    page = visitor(cast.subsidiary_manager).get(receipt)
    assert "Une autre voie." in text(page)
    assert "Receipt awaited" in text(page)
    assert visitor(cast.director).post(receipt, {"received_on": "2026-11-21"}).status_code == 403
    assert visitor(cast.subsidiary_manager).post(receipt, {"received_on": "2026-11-20"}).status_code == 422
    assert visitor(cast.subsidiary_manager).post(receipt, {"received_on": "2026-11-21"}).status_code == 302
    assert Receipt.objects.count() == 1


def test_nobody_commits_without_confirming_who_they_are_and_what_was_typed_stays(cast, running):
    client = visitor(cast.director)
    response = client.post(where(running), given(grounds="Une autre voie."))
    assert response.url.startswith("/accounts/reauthenticate/")
    assert not Notice.objects.exists()
    assert client.get(where(running)).context["form"]["grounds"].value() == "Une autre voie."


def test_what_was_confirmed_is_what_is_done(cast, running):
    response = visitor(cast.director, sure=True).post(where(running), given("2027-02-27"))
    assert response.status_code == 409
    assert "The day changed, and the end with it: it is now 28 February 2027." in text(response)
    assert not Notice.objects.exists()


def test_the_box_is_not_ticked_and_must_be(cast, running):
    client = visitor(cast.director, sure=True)
    assert not client.get(where(running)).context["form"]["agree"].value()
    assert client.post(where(running), {"form": "platform", "ends_on": "2027-02-28"}).status_code == 422
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"served_on": "2026-12-24", "ends_on": "2028-02-29"}, "A notice cannot be dated in the future"),
        ({"served_on": "2024-02-01", "ends_on": "2027-02-28"}, "a notice cannot come before"),
        (
            {"served_on": "2026-11-10", "sent_on": "2026-11-12", "ends_on": "2027-02-28"},
            "not presented before it is sent",
        ),
        ({"served_on": "", "ends_on": "2027-02-28"}, "Type the day on which the letter was first presented."),
    ],
)
def test_days_that_cannot_be_are_answered_beside_their_field(cast, running, typed, says):
    response = visitor(cast.director, sure=True).post(where(running), {"form": "letter", "agree": "on", **typed})
    assert response.status_code == 422
    assert says in text(response)
    assert response.context["form"]["served_on"].value() == typed["served_on"]
    assert not Notice.objects.exists()


def test_a_notice_before_the_contract_is_in_force_is_refused(cast, monkeypatch):
    on(monkeypatch, "2024-01-20")
    contract = concluded(cast)
    response = visitor(cast.director, sure=True).post(where(contract), given("2025-02-28"))
    assert response.status_code == 409
    assert "The contract is not in force yet." in text(response)


def test_a_second_notice_of_the_same_side_is_refused(cast, running):
    client = visitor(cast.director, sure=True)
    client.post(where(running), given())
    assert client.post(where(running), given()).status_code == 409
    assert Notice.objects.count() == 1


def test_those_who_may_not_are_refused_and_change_nothing(cast, running):
    before = counts()
    for who in (cast.auditor, cast.counsel, cast.sales_engineer):
        assert visitor(who, sure=True).post(where(running), given()).status_code == 403
    for who in strangers(cast).values():
        assert visitor(who, sure=True).get(where(running)).status_code == 404
        assert visitor(who, sure=True).post(where(running), given()).status_code == 404
    assert counts() == before


def test_the_letter_is_read_before_it_is_sent(cast, running):
    response = visitor(cast.director).get(
        reverse("contracts:letter_draft", args=[running.pk]), {"form": "platform", "grounds": "Une autre voie."}
    )
    assert "Une autre voie." in response.content.decode()
    assert "sandbox" in response["Content-Security-Policy"]
    assert not Notice.objects.exists()


# Letters typed after the renewal ran


@pytest.fixture
def late(cast, running, monkeypatch) -> Contract:
    """A letter presented on 25 November 2026, typed on 10 March 2027, after term 4 opened."""
    run_day(at=on(monkeypatch, "2027-03-10"))
    sent = {
        "form": "letter",
        "sent_on": "2026-11-20",
        "served_on": "2026-11-25",
        "ends_on": "2027-02-28",
        "agree": "on",
    }
    response = visitor(cast.director, sure=True).post(where(running), sent)
    assert response.status_code == 302
    running.refresh_from_db()
    return running


def annulling(contract) -> str:
    return reverse("contracts:annul", args=[contract.pk])


def test_a_letter_typed_late_waits_and_the_other_side_may_confirm(cast, late):
    assert (late.status, late.term_number) == ("in_force", 4)
    page = text(visitor(cast.director).get(reverse("contracts:contract", args=[late.pk])))
    assert "Annul the renewal" in page
    visitor(cast.subsidiary_manager, sure=True).post(annulling(late), {"agree": "on"})
    late.refresh_from_db()
    assert (late.status, Annulment.objects.count()) == ("ended", 1)


def test_who_gave_notice_proves_the_presentation(cast, late):
    client = visitor(cast.director, sure=True)
    assert client.post(annulling(late), {"agree": "on"}).status_code == 422
    proof = SimpleUploadedFile(
        "avis.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj", content_type="application/pdf"
    )
    assert client.post(annulling(late), {"agree": "on", "proof": proof}).status_code == 302
    kept = Document.objects.get(kind="proof")
    assert (kept.file.media_type, kept.file.name) == ("application/pdf", "avis.pdf")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("avis.pdf", b"MZ\x90 not a pdf", "neither a PDF nor a JPEG or PNG picture"),
        ("avis.pdf", b"%PDF-1.4 /OpenAction << /S /JavaScript >>", "This PDF holds a script"),
        ("avis.pdf", b"%PDF-1.4 /Open#41ction 1 0 R", "This PDF holds a script"),
        ("avis.pdf", b"%PDF-" + b"x" * (5 * 1024 * 1024), "larger than 5 MB"),
        ("avis.png", b"", "empty"),
    ],
)
def test_a_proof_that_cannot_be_kept_is_refused_and_nothing_changes(cast, late, name, content, says):
    response = visitor(cast.director, sure=True).post(
        annulling(late), {"agree": "on", "proof": SimpleUploadedFile(name, content)}
    )
    assert response.status_code == 422
    assert says in text(response)
    assert not Annulment.objects.exists()
    assert not Document.objects.filter(kind="proof").exists()


def test_a_picture_is_kept_as_what_it_is(cast, late):
    png = SimpleUploadedFile("avis.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 40, content_type="application/pdf")
    visitor(cast.director, sure=True).post(annulling(late), {"agree": "on", "proof": png})
    kept = Document.objects.get(kind="proof").file
    assert (kept.media_type, kept.name) == ("image/png", "avis.png")


def test_an_indefinite_contract_ends_at_the_end_of_a_month(cast, monkeypatch):
    contract = concluded(cast, start={"nature": "indefinite"})
    run_day(at=noon("2024-03-01"))
    on(monkeypatch, "2026-12-10")
    page = text(visitor(cast.director, sure=True).get(where(contract)))
    assert "End of the contract 31 March 2027" in page
    assert drafting.PREFIX in contract.reference


def test_trying_dates_tells_a_day_that_has_not_come_and_nothing_else(cast, running):
    asked = {"form": "letter", "served_on": "2099-01-01"}
    page = visitor(cast.director).get(where(running), asked)
    assert "A notice cannot be dated in the future" in text(page)
    assert set(page.context["form"].errors) == {"served_on"}
    without = visitor(cast.director).get(where(running), {"form": "letter"})
    assert set(without.context["form"].errors) == {"served_on"}
