"""Needs, quotes, complaints, prices and samples through their pages: who reads what, what is typed, what is refused."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from portage.core import clock
from portage.fieldwork.models import Order
from portage.needs.models import Instruction, Matter, MatterFile, Sample, Trial
from tests.cast import by, make_cast
from tests.every_address import client_of
from tests.fieldwork.visits import customer_of, running
from tests.needs import asking

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    cast = make_cast()
    return cast, running(cast), customer_of(cast)


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def typed(cast, contract, **over) -> dict:
    return {
        "key": uuid4(), "text": "400 kg before June?", "language": "en", "product": cast.products[0].pk, "quantity": "400",
        "unit": "kg", "currency": contract.currency, **over,
    }  # fmt: skip


def photo(name: str = "label.jpg") -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (8, 8), "red").save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue(), "image/jpeg")


def test_a_need_is_asked_from_the_phone_with_a_photo_and_once(there):
    cast, contract, customer = there
    client, path = client_of(cast.sales_engineer), f"/needs/ask/?contract={contract.pk}"
    assert "What the customer needs" in text(client, path)
    data = typed(cast, contract, customer=customer.pk, wants_sample="on")
    sent = [client.post(path, data | {"photos": [photo()]}) for _turn in range(2)]
    need = Matter.objects.get()
    assert [one.headers["Location"] for one in sent] == [f"/needs/{need.pk}/"] * 2
    assert (need.customer_name, need.need.quantity, need.need.wants_sample) == (customer.name, Decimal(400), True)
    assert MatterFile.objects.count() == 1
    shown = text(client_of(cast.director), f"/needs/{need.pk}/")
    assert "400 kg before June?" in shown
    assert customer.name in shown
    assert "Written in English" not in shown
    assert (
        client_of(cast.director).get(f"/needs/files/{MatterFile.objects.get().pk}/?view=1").headers["Content-Type"]
        == "image/jpeg"
    )


def test_a_refused_photo_leaves_no_need_behind(there):
    cast, contract, _customer = there
    data = typed(cast, contract) | {"photos": [SimpleUploadedFile("a.gif", b"GIF89a", "image/gif")]}
    answer = client_of(cast.sales_engineer).post(f"/needs/ask/?contract={contract.pk}", data)
    assert answer.status_code == 422
    assert "neither a photo" in answer.content.decode()
    assert not Matter.objects.exists()


def test_what_cannot_be_right_is_told_beside_its_field(there):
    cast, contract, _customer = there
    answer = client_of(cast.sales_engineer).post(
        f"/needs/ask/?contract={contract.pk}", typed(cast, contract, unit=" ", text="")
    )
    assert answer.status_code == 422
    assert not Matter.objects.exists()


def test_strangers_read_none_of_it_and_cannot_tell_it_from_nothing(there):
    cast, contract, customer = there
    need = asking.asked(cast, contract, customer=customer)
    asking.priced(cast, contract)
    sample = asking.sent(cast, contract, need=need)
    for who in (cast.sister_manager, cast.rival_director, cast.rival_manager, cast.lone_director):
        client = client_of(who)
        for path in (f"/needs/{need.pk}/", f"/samples/{sample.pk}/"):
            assert text(client, path, 404).count(str(customer.name)) == 0
        for path in ("/needs/", "/prices/?view=all", "/samples/"):
            told = text(client, path)
            assert need.reference not in told
            assert sample.lot not in told
            assert contract.reference not in told
    for who in (cast.director, cast.manager, cast.subsidiary_manager, cast.auditor):
        assert need.reference in text(client_of(who), "/needs/")


def test_of_a_confidential_contract_only_the_named_read(there):
    cast, _contract, _customer = there
    secret = running(
        cast, start={"confidential_to": [cast.manager, cast.director, cast.subsidiary_manager]}, countries=["CZ"]
    )
    need = asking.asked(cast, secret, who=cast.subsidiary_manager)
    for who in (cast.sales_engineer, cast.auditor, cast.counsel):
        text(client_of(who), f"/needs/{need.pk}/", 404)
        assert need.reference not in text(client_of(who), "/needs/")
    assert need.reference in text(client_of(cast.director), f"/needs/{need.pk}/")


def test_the_principal_answers_and_the_agent_reads_it_on_today(there):
    cast, contract, customer = there
    now = clock.now()
    need = asking.asked(cast, contract, customer=customer, at=now)
    assert f"Answer: Need of {customer.name}" in text(client_of(cast.director), "/")
    assert "Answer: Need" not in text(client_of(cast.rival_director), "/")
    answer = client_of(cast.director).post(
        f"/needs/{need.pk}/answer/", {"key": uuid4(), "answer": "no", "text": "", "language": "en"}
    )
    assert answer.status_code == 422
    client_of(cast.director).post(
        f"/needs/{need.pk}/answer/", {"key": uuid4(), "answer": "question", "text": "How hot?", "language": "en"}
    )
    assert f"Answer a question: Need of {customer.name}" in text(client_of(cast.sales_engineer), "/")
    client_of(cast.sales_engineer).post(
        f"/needs/{need.pk}/write/", {"key": uuid4(), "text": "40 °C.", "language": "en"}
    )
    client_of(cast.director).post(
        f"/needs/{need.pk}/answer/", {"key": uuid4(), "answer": "yes", "text": "Yes.", "language": "en"}
    )
    need.refresh_from_db()
    assert need.status == "yes"
    assert f"Answered: Need of {customer.name}" in text(client_of(cast.sales_engineer), "/")
    assert f"Answer: Need of {customer.name}" not in text(client_of(cast.director), "/")


def test_words_sent_twice_are_said_once(there):
    cast, contract, _customer = there
    need = asking.asked(cast, contract)
    said, answered = {"key": uuid4(), "text": "40 °C.", "language": "en"}, {"key": uuid4(), "answer": "question", "text": "Hot?", "language": "en"}  # fmt: skip
    for _turn in range(2):
        assert client_of(cast.sales_engineer).post(f"/needs/{need.pk}/write/", said).status_code == 302
        assert client_of(cast.director).post(f"/needs/{need.pk}/answer/", answered).status_code == 302
    assert [one.kind for one in need.thread.all()] == ["opened", "words", "question"]
    assert client_of(cast.sales_engineer).post(f"/needs/{need.pk}/write/", said | {"text": "50 °C."}).status_code == 409


def test_a_late_need_says_so_to_both(there):
    cast, contract, _customer = there
    need = asking.asked(cast, contract)
    for who in (cast.director, cast.sales_engineer):
        assert "Late" in text(client_of(who), f"/needs/{need.pk}/")
        assert need.reference in text(client_of(who), "/needs/?view=late")


def test_verbs_of_the_other_side_are_refused(there):
    cast, contract, _customer = there
    need = asking.asked(cast, contract)
    assert (
        client_of(cast.sales_engineer).post(f"/needs/{need.pk}/answer/", {"key": uuid4(), "answer": "yes"}).status_code
        == 403
    )
    assert (
        client_of(cast.director)
        .post(f"/needs/{need.pk}/withdraw/", {"key": uuid4(), "text": "x", "language": "en"})
        .status_code
        == 403
    )
    assert (
        client_of(cast.auditor)
        .post(f"/needs/{need.pk}/write/", {"key": uuid4(), "text": "x", "language": "en"})
        .status_code
        == 403
    )
    assert client_of(cast.director).get("/needs/ask/").status_code == 403
    assert client_of(cast.sales_engineer).get("/prices/write/").status_code == 403
    need.refresh_from_db()
    assert (need.status, need.thread.count()) == ("waiting", 1)


def test_words_are_translated_and_each_reads_their_own(there):
    cast, contract, _customer = there
    need = asking.asked(cast, contract)
    said = need.thread.get()
    director = client_of(cast.director)
    told = {"language": "en", "text": "Can you deliver 400 kg?"}
    assert director.post(f"/needs/words/{said.pk}/translate/", told).status_code == 302
    assert director.post(f"/needs/words/{said.pk}/translate/", told).status_code == 422
    shown = text(client_of(cast.manager), f"/needs/{need.pk}/")
    assert "Can you deliver 400 kg?" in shown
    assert asking.WORDS in shown


def lines(cast, price: str) -> dict:
    return {
        "row-TOTAL_FORMS": "1", "row-INITIAL_FORMS": "0", "row-0-product": cast.products[0].pk, "row-0-quantity": "400",
        "row-0-unit": "kg", "row-0-price": price,
    }  # fmt: skip


def offered(cast, customer, price: str, **over) -> dict:
    until = clock.now().date() + timedelta(days=20)
    return {
        "key": uuid4(), "customer": customer.pk, "currency": "EUR", "valid_until": until, "language": "en",
        **lines(cast, price), **over,
    }  # fmt: skip


def test_a_quote_is_refused_by_line_asked_agreed_to_printed_and_ordered(there):
    cast, contract, customer = there
    asking.priced(cast, contract)
    seller, director, path = (
        client_of(cast.sales_engineer),
        client_of(cast.director),
        f"/needs/quote/?contract={contract.pk}",
    )
    refused = seller.post(path, offered(cast, customer, "11.00"))
    assert refused.status_code == 422
    assert "Line 1: The price is below the SME" in refused.content.decode()
    assert not Matter.objects.exists()
    assert seller.post(path, offered(cast, customer, "11.00", ask="1", text="Two tonnes next.")).status_code == 302
    quote = Matter.objects.get()
    assert seller.get(f"/needs/{quote.pk}/quote.pdf").status_code == 409
    assert seller.get(f"/needs/{quote.pk}/order/").status_code == 409
    told = text(director, f"/needs/{quote.pk}/")
    assert "The price is below the SME" in told
    director.post(f"/needs/{quote.pk}/answer/", {"key": uuid4(), "answer": "agreed", "text": "", "language": "en"})
    today = clock.day_in(contract.time_zone, clock.now())
    ordered = seller.post(f"/needs/{quote.pk}/order/", {"received_on": today})
    assert ordered.headers["Location"] == f"/orders/{Order.objects.get().pk}/"
    assert Order.objects.get().total == Decimal(4400)


def test_a_quote_is_printed_in_the_customers_language(there, monkeypatch):
    cast, contract, customer = there
    asking.priced(cast, contract)
    quote = asking.quoted(cast, contract, customer)
    printed: list[str] = []
    monkeypatch.setattr("portage.needs.views.matter.pdf", lambda html, name: printed.append(html) or HttpResponse(name))
    for language in ("fr", "en", "xx"):
        assert client_of(cast.sales_engineer).get(f"/needs/{quote.pk}/quote.pdf?language={language}").status_code == 200
    assert [html[:32].partition('lang="')[2][:2] for html in printed][:2] == ["fr", "en"]


def test_the_paper_of_a_quote_says_whose_offer_it_is(there):
    from portage.needs.documents.quote import quote_html
    from portage.needs.pages.matters import lines as drawn

    cast, contract, customer = there
    asking.priced(cast, contract)
    quote = asking.quoted(cast, contract, customer, incoterm="FCA", place="<Lyon>", payment_days=30)
    html = quote_html(quote, drawn(quote), "en")
    assert f"Offer of {cast.sme.name}, made by {cast.poland.name} as its commercial agent, in its name" in html
    assert customer.name in html
    assert "&lt;Lyon&gt;" in html
    assert "5,200.00" in html


def test_prices_are_written_and_samples_sent_received_tried_on_their_pages(there):
    cast, contract, customer = there
    director, seller = client_of(cast.director), client_of(cast.sales_engineer)
    need = asking.asked(cast, contract, customer=customer)
    price = {
        "key": uuid4(), "product": cast.products[0].pk, "country": "PL", "currency": "EUR", "unit": "kg", "floor": "12.50",
        "list_price": "14.20", "valid_from": "2024-04-01",
    }  # fmt: skip
    assert [director.post(f"/prices/write/?contract={contract.pk}", price).status_code for _turn in range(2)] == [
        302,
        302,
    ]
    assert Instruction.objects.count() == 1
    assert "EUR" in text(seller, "/prices/")
    parcel = {"key": uuid4(), "for_whom": f"need:{need.pk}", "product": cast.products[0].pk, "lot": "L-9", "quantity": "2", "unit": "kg", "sent_on": "2024-04-15"}  # fmt: skip
    director.post(f"/samples/send/?contract={contract.pk}", parcel)
    sample = Sample.objects.get()
    assert (sample.matter, sample.customer_name) == (need, customer.name)
    assert seller.post(f"/samples/{sample.pk}/trial/", {"key": uuid4(), "on": "2024-04-20", "result": "good", "language": "en"}).status_code == 409  # fmt: skip
    seller.post(f"/samples/{sample.pk}/receive/", {"on": "2024-04-18"})
    seller.post(f"/samples/{sample.pk}/trial/", {"key": uuid4(), "on": "2024-04-20", "result": "bad", "text": "Too yellow.", "language": "en"})  # fmt: skip
    assert Trial.objects.get().result == "bad"
    assert "Too yellow." in text(director, f"/samples/{sample.pk}/")
    assert "L-9" in text(director, "/samples/?view=tried")
    assert "L-9" not in text(director, "/samples/?view=on_the_way")


def test_a_complaint_is_forwarded_decided_and_closed_on_its_pages(there):
    cast, contract, customer = there
    director, seller = client_of(cast.director), client_of(cast.sales_engineer)
    today = clock.day_in(contract.time_zone, clock.now())
    data = {"key": uuid4(), "text": "Two drums leak.", "language": "en", "customer": customer.pk, "received_on": today}
    assert seller.post(f"/needs/complain/?contract={contract.pk}", data).status_code == 302
    complaint = Matter.objects.get()
    assert seller.get(f"/needs/{complaint.pk}/close/").status_code == 409
    assert (
        director.post(
            f"/needs/{complaint.pk}/answer/", {"key": uuid4(), "answer": "accepted", "language": "en"}
        ).status_code
        == 422
    )
    director.post(
        f"/needs/{complaint.pk}/answer/", {"key": uuid4(), "answer": "accepted", "remedy": "repair", "language": "en"}
    )
    assert "the goods are repaired" in text(seller, f"/needs/{complaint.pk}/")
    seller.post(f"/needs/{complaint.pk}/close/", {"key": uuid4(), "text": "Repaired.", "language": "en"})
    complaint.refresh_from_db()
    assert complaint.status == "closed"


@pytest.mark.parametrize("path", ["/needs/", "/prices/?view=all", "/samples/"])
def test_a_list_asks_as_much_of_thirty_as_of_three(there, path, django_assert_max_num_queries):
    cast, contract, _customer = there

    def fill(count: int) -> None:
        for _turn in range(count):
            asking.asked(cast, contract)
            asking.priced(cast, contract)
            asking.sent(cast, contract)

    client = client_of(cast.director)
    fill(2)
    client.get(path)
    with django_assert_max_num_queries(16) as few:
        client.get(path)
    fill(12)
    with django_assert_max_num_queries(len(few)):
        assert client.get(path).status_code == 200


def test_the_lists_are_narrowed_to_one_contract_from_its_page(there):
    cast, contract, _customer = there
    other = running(cast, countries=["HU"])
    here, elsewhere = asking.asked(cast, contract), asking.asked(cast, other)
    director = client_of(cast.director)
    assert f"/needs/?contract={contract.pk}" in text(director, f"/contracts/{contract.pk}/")
    told = text(director, f"/needs/?contract={contract.pk}")
    assert here.reference in told
    assert elsewhere.reference not in told
    assert here.reference not in text(client_of(cast.sister_manager), f"/needs/?contract={contract.pk}")


def test_who_sees_nothing_is_told_what_to_do(there):
    cast, contract, _customer = there
    assert "Nothing asked yet" in text(client_of(cast.director), "/needs/")
    assert "Ask the first need" in text(client_of(cast.sales_engineer), "/needs/")
    assert "No contract binds now" in text(client_of(cast.sister_manager), "/needs/ask/")
    assert by(cast.director).organisation == contract.principal_id


def test_the_list_leaves_as_a_file_with_what_its_reader_sees(there):
    cast, contract, customer = there
    need = asking.asked(cast, contract, customer=customer)
    for form in ("csv", "xlsx"):
        response = client_of(cast.director).get(f"/needs/export.{form}")
        written = b"".join(response.streaming_content)
        assert response.status_code == 200
        assert form == "xlsx" or need.reference in written.decode()
    for stranger in (cast.rival_director, cast.sister_manager):
        told = b"".join(client_of(stranger).get("/needs/export.csv").streaming_content).decode()
        assert len(told.strip().splitlines()) == 1  # the header
    nothing = client_of(cast.director).get("/needs/export.csv?q=nothing-is-called-so")
    assert need.reference not in b"".join(nothing.streaming_content).decode()
    assert client_of(cast.director).get("/needs/export.pdf").status_code == 404
