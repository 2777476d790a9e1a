"""A need is asked and answered, a quote stays inside or is agreed to, a complaint is decided and closed: each once, each for its side."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from portage.core import files
from portage.core.append_only import HistoryChanged
from portage.core.models import Entry, Message
from portage.core.refusals import Forbidden, Invalid, Refused, Several
from portage.fieldwork.actions.merging import merge_customers
from portage.fieldwork.models import Order
from portage.needs.actions.answering import answer, close_complaint, translate, withdraw, write
from portage.needs.actions.attaching import attach_to
from portage.needs.actions.quoting import order_quote
from portage.needs.actions.sampling import receive_sample, tell_trial
from portage.needs.models import Complaint, Instruction, Matter, MatterFile, Need, QuoteOrder, Said, Sample, Trial
from portage.needs.queries.prices import counting
from tests.cast import by, make_cast
from tests.fieldwork.visits import customer_of, running
from tests.needs.asking import ANSWER_BY, DAY, TODAY, asked, complained, line, priced, quoted, sent
from tests.replayed import every_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    cast = make_cast()
    return cast, running(cast), customer_of(cast)


def refused(verb, code: str) -> None:
    """The verb says no with this code, and no row changed."""
    before = every_row()[0]
    with pytest.raises(Refused) as said, transaction.atomic():
        verb()
    found = said.value.refusals if isinstance(said.value, Several) else [said.value]
    assert code in [one.code for one in found]
    assert every_row()[0] == before


def test_a_need_is_answered_by_the_fifth_working_day_and_each_answer_stays(there):
    cast, contract, customer = there
    need = asked(cast, contract, customer=customer, wants_sample=True)
    assert (need.asked_on, need.answer_by, need.status, need.customer_name) == (
        TODAY,
        ANSWER_BY,
        "waiting",
        customer.name,
    )
    director, seller = by(cast.director), by(cast.sales_engineer)
    answer(need, answer="question", text="Quel emballage ?", language="fr", by=director, at=DAY)
    need.refresh_from_db()
    assert (need.status, need.asked_at, need.answer_by) == ("waiting", DAY, ANSWER_BY)
    write(need, text="Des fûts.", language="fr", by=seller, at=DAY)
    need.refresh_from_db()
    assert need.asked_at is None
    answer(need, answer="no", text="Pas avant juin.", language="fr", by=director, at=DAY)
    answer(need, answer="yes", by=director, at=DAY + timedelta(days=9))
    need.refresh_from_db()
    assert need.status == "yes"
    assert [one.kind for one in need.thread.all()] == ["opened", "question", "words", "no", "yes"]
    assert [one.number for one in need.thread.all()] == [1, 2, 3, 4, 5]


def test_the_contract_says_how_many_days_there_are(there):
    cast, contract, _customer = there
    contract.clauses = {"answer_days": 2}
    contract.save()
    assert asked(cast, contract).answer_by == date(2024, 4, 16)


def test_a_need_sent_again_is_the_same_and_with_other_words_is_refused(there):
    cast, contract, _customer = there
    key = uuid4()
    first = asked(cast, contract, key=key)
    assert asked(cast, contract, key=key, quantity=Decimal("400.0")) == first
    assert (Matter.objects.count(), Said.objects.count(), Need.objects.count()) == (1, 1, 1)
    refused(lambda: asked(cast, contract, key=key, quantity=Decimal(401)), "asked_otherwise")


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"quantity": Decimal(0)}, "not_an_amount"), ({"unit": " "}, "no_unit"), ({"price": Decimal(9)}, "no_currency"),
        ({"wanted_on": TODAY - timedelta(days=1)}, "wished_before"), ({"product": uuid4()}, "foreign_product"),
        ({"text": "  "}, "no_words"), ({"text": "a\u202eb"}, "unseen_character"), ({"text": "a" * 5001}, "too_many_characters"),
    ],
)  # fmt: skip
def test_a_need_that_cannot_be_right_is_refused(there, over, code):
    cast, contract, _customer = there
    refused(lambda: asked(cast, contract, **over), code)


def test_only_the_agent_asks_and_only_the_principal_answers(there):
    cast, contract, customer = there
    for other in (cast.director, cast.manager, cast.sister_manager, cast.rival_manager):
        with pytest.raises(Forbidden):
            asked(cast, contract, who=other)
    need, complaint = asked(cast, contract), complained(cast, contract)
    for other, code in ((cast.sales_engineer, "not_your_side"), (cast.manager, "not_your_side"), (cast.rival_director, "not_a_party")):  # fmt: skip
        acting = by(other)
        refused(lambda acting=acting: answer(need, answer="yes", by=acting, at=DAY), code)
    for verb in (withdraw, close_complaint):
        refused(
            lambda verb=verb: verb(complaint, text="Fin.", language="fr", by=by(cast.director), at=DAY), "not_your_side"
        )
    foreign = customer_of(cast, "Foreign")
    foreign.owner_id = cast.japan.pk
    foreign.save()
    refused(lambda: asked(cast, contract, customer=foreign), "not_own_customer")
    assert customer.pk


def test_a_no_says_why_and_a_withdrawn_need_has_no_answer(there):
    cast, contract, _customer = there
    need, director = asked(cast, contract), by(cast.director)
    refused(lambda: answer(need, answer="no", text=" ", language="fr", by=director, at=DAY), "no_words")
    refused(lambda: answer(need, answer="agreed", by=director, at=DAY), "unknown_answer")
    withdraw(need, text="Le client a trouvé.", language="fr", by=by(cast.sales_engineer), at=DAY)
    refused(lambda: answer(need, answer="yes", by=director, at=DAY), "answered")
    refused(lambda: withdraw(need, text="x", language="fr", by=by(cast.sales_engineer), at=DAY), "answered")


def test_words_are_put_in_another_language_once_beside_the_original(there):
    cast, contract, _customer = there
    said = asked(cast, contract).thread.get()
    translate(said, language="en", text="Can 400 kg be delivered?", by=by(cast.manager), at=DAY)
    said.refresh_from_db()
    assert (said.original, said.text_in("en")[1], said.text_in("fr")[1], said.text_in("pl")[1]) == (
        "fr",
        "en",
        "fr",
        "fr",
    )
    for language, code in (("en", "translated_already"), ("fr", "unknown_language"), ("zz", "unknown_language")):
        refused(lambda tag=language: translate(said, language=tag, text="x", by=by(cast.director), at=DAY), code)
    refused(lambda: translate(said, language="pl", text="x", by=by(cast.rival_director), at=DAY), "not_a_party")


def test_a_quote_inside_is_given_at_once_and_ordered_once(there):
    cast, contract, customer = there
    priced(cast, contract)
    key = uuid4()
    quote = quoted(cast, contract, customer, key=key, incoterm="FCA", place="Lyon")
    assert (quote.status, quote.answer_by, quote.quote.total, quote.quote.inside) == (
        "given",
        None,
        Decimal(5200),
        True,
    )
    assert quoted(cast, contract, customer, key=key, incoterm="FCA", place="Lyon") == quote
    assert contract.prospects.get().stage == "quoted"
    order = order_quote(quote, by=by(cast.sales_engineer), at=DAY)
    assert order_quote(quote, by=by(cast.subsidiary_manager), at=DAY) == order
    quote.refresh_from_db()
    item = order.items.get()
    assert (quote.status, order.total, item.price, order.incoterm, order.place) == ("ordered", Decimal(5200), Decimal(13), "FCA", "Lyon")  # fmt: skip
    assert (order.status, Order.objects.count(), QuoteOrder.objects.count()) == ("waiting", 1, 1)


def test_a_quote_outside_is_refused_line_by_line_and_nothing_is_written(there):
    cast, contract, customer = there
    refused(lambda: quoted(cast, contract, customer), "no_instruction")
    priced(cast, contract)
    with pytest.raises(Several) as said:
        quoted(cast, contract, customer, items=[line(cast), line(cast, "12.40"), line(cast, unit="t")])
    assert [(one.code, one.details["item"]) for one in said.value.refusals] == [("below_floor", 1), ("wrong_unit", 2)]
    assert not Matter.objects.exists()
    priced(cast, contract, floor=Decimal("12.00"), valid_from=TODAY, valid_until=TODAY + timedelta(days=60))
    assert quoted(cast, contract, customer, items=[line(cast, "12.40")]).status == "given"
    assert [one.number for one in counting(Instruction.objects.all(), TODAY)] == [2]


def test_the_prices_of_the_customers_own_country_count(there):
    cast, contract, _customer = there
    priced(cast, contract)
    abroad = customer_of(cast, "Duna Illat", country="HU")
    refused(lambda: quoted(cast, contract, abroad, country="PL"), "no_instruction")
    refused(
        lambda: quoted(cast, contract, abroad, items=[line(cast, "1e11", quantity=Decimal(10**10))]), "not_an_amount"
    )


def test_outside_it_waits_for_the_principal_who_agrees_to_exactly_that_once(there):
    cast, contract, customer = there
    priced(cast, contract)
    quote = quoted(cast, contract, customer, items=[line(cast, "11.00")], ask=True)
    seller, director = by(cast.sales_engineer), by(cast.director)
    assert (quote.status, quote.answer_by, quote.quote.lines.get().why) == ("waiting", ANSWER_BY, "below_floor")
    refused(lambda: order_quote(quote, by=seller, at=DAY), "not_agreed")
    refused(lambda: answer(quote, answer="declined", by=director, at=DAY), "no_words")
    answer(quote, answer="agreed", by=director, at=DAY)
    refused(lambda: answer(quote, answer="declined", text="Non.", language="fr", by=director, at=DAY), "answered")
    quote.refresh_from_db()
    refused(lambda: order_quote(quote, received_on=date(2024, 6, 1), by=seller, at=DAY), "out_of_time")
    refused(lambda: order_quote(quote, by=by(cast.manager), at=DAY), "not_your_side")
    assert order_quote(quote, by=seller, at=DAY).items.get().price == Decimal(11)


def test_what_was_declined_is_neither_agreed_to_nor_ordered(there):
    cast, contract, customer = there
    quote = quoted(cast, contract, customer, ask=True)
    answer(quote, answer="declined", text="Trop bas.", language="fr", by=by(cast.director), at=DAY)
    refused(lambda: answer(quote, answer="agreed", by=by(cast.director), at=DAY), "answered")
    refused(lambda: order_quote(quote, by=by(cast.sales_engineer), at=DAY), "not_agreed")


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"floor": Decimal(15)}, "floor_above_list"), ({"country": "FR"}, "not_in_territory"), ({"unit": ""}, "no_unit"),
        ({"valid_until": date(2024, 3, 1)}, "ends_before"), ({"valid_until": date(2024, 4, 11)}, "ended_already"),
        ({"payment_days": 400}, "payment_days"), ({"product": uuid4()}, "foreign_product"), ({"floor": Decimal(0)}, "not_an_amount"),
    ],
)  # fmt: skip
def test_a_price_that_cannot_be_right_is_refused(there, over, code):
    cast, contract, _customer = there
    refused(lambda: priced(cast, contract, **over), code)


def test_a_price_written_twice_is_one_and_the_agent_writes_none(there):
    cast, contract, _customer = there
    key = uuid4()
    assert priced(cast, contract, key=key, note="Par fût.") == priced(cast, contract, key=key, note="Par fût.")
    refused(lambda: priced(cast, contract, key=key, floor=Decimal(9)), "asked_otherwise")
    cast.director = cast.subsidiary_manager
    refused(lambda: priced(cast, contract), "not_your_side")


def test_a_complaint_is_decided_and_closed_with_its_outcome(there):
    cast, contract, customer = there
    complaint, director, seller = (
        complained(cast, contract, customer=customer),
        by(cast.director),
        by(cast.sales_engineer),
    )
    told = {"text": "Fûts échangés.", "language": "fr"}
    refused(lambda: close_complaint(complaint, **told, by=seller, at=DAY), "unanswered")
    refused(lambda: answer(complaint, answer="accepted", by=director, at=DAY), "no_remedy")
    answer(complaint, answer="refused", text="Transport.", language="fr", by=director, at=DAY)
    answer(complaint, answer="accepted", remedy="replace", by=director, at=DAY)
    close_complaint(complaint, **told, by=seller, at=DAY)
    complaint.refresh_from_db()
    assert (complaint.status, complaint.answer_by) == ("closed", ANSWER_BY)
    assert [one.kind for one in complaint.thread.all()] == ["opened", "refused", "accepted", "closed"]
    refused(lambda: close_complaint(complaint, **told, by=seller, at=DAY), "answered")
    refused(lambda: complained(cast, contract, received_on=TODAY + timedelta(days=3)), "in_the_future")
    refused(lambda: complained(cast, contract, order=uuid4()), "foreign_order")


def test_a_complaint_about_an_order_names_its_customer(there):
    cast, contract, customer = there
    priced(cast, contract)
    order = order_quote(quoted(cast, contract, customer), by=by(cast.sales_engineer), at=DAY)
    assert complained(cast, contract, order=order.pk).customer == customer
    refused(
        lambda: complained(cast, contract, order=order.pk, customer=customer_of(cast, "Autre")), "of_another_customer"
    )


def test_a_sample_is_sent_received_and_tried_in_that_order(there):
    cast, contract, customer = there
    need, key, seller = asked(cast, contract, customer=customer), uuid4(), by(cast.sales_engineer)
    sample = sent(cast, contract, key=key, need=need)
    assert sent(cast, contract, key=key, need=need) == sample
    assert (sample.customer, sample.customer_name, Sample.objects.count()) == (customer, customer.name, 1)
    told = {"on": TODAY, "text": "Trop jaune.", "language": "fr", "at": DAY}
    refused(lambda: tell_trial(sample, key=key, result="bad", by=seller, **told), "not_received")
    refused(lambda: receive_sample(sample, on=TODAY - timedelta(days=1), by=seller, at=DAY), "received_when")
    receive_sample(sample, on=TODAY, by=seller, at=DAY)
    refused(lambda: receive_sample(sample, on=TODAY, by=seller, at=DAY), "received_already")
    refused(lambda: receive_sample(sample, on=TODAY, by=by(cast.director), at=DAY), "not_your_side")
    refused(lambda: tell_trial(sample, key=key, on=TODAY, result="bad", by=seller, at=DAY), "no_words")
    assert tell_trial(sample, key=key, result="bad", by=seller, **told) == tell_trial(
        sample, key=key, result="bad", by=seller, **told
    )
    refused(lambda: tell_trial(sample, key=key, result="open", by=seller, **told), "asked_otherwise")
    assert (Trial.objects.count(), Trial.objects.get().by_customer) == (1, customer.name)
    refused(lambda: sent(cast, contract, lot=" "), "no_lot")
    refused(lambda: sent(cast, contract, sent_on=TODAY + timedelta(days=3)), "in_the_future")


def test_photos_are_kept_once_for_the_need(there, tmp_path):
    cast, contract, _customer = there
    need, key = asked(cast, contract), uuid4()
    told = {"key": key, "content": b"%PDF-1.7 fiche", "name": "fiche.pdf", "by": by(cast.sales_engineer), "at": DAY}
    assert attach_to(need, **told) == attach_to(need, **told)
    assert files.read(MatterFile.objects.get().file) == b"%PDF-1.7 fiche"
    refused(lambda: attach_to(need, **told | {"key": uuid4(), "content": b"GIF89a"}), "file_wrong_type")
    refused(lambda: attach_to(need, **told | {"by": by(cast.director)}), "not_your_side")


def test_what_was_said_never_changes_in_the_database_either(there):
    cast, contract, customer = there
    need = asked(cast, contract, customer=customer)
    priced(cast, contract)
    quote = quoted(cast, contract, customer)
    for row, field, value in (
        (need.thread.get(), "kind", "yes"), (quote.quote, "total", Decimal(1)), (quote.quote.lines.get(), "price", Decimal(1)),
        (Instruction.objects.get(), "floor", Decimal(1)), (need.need, "quantity", Decimal(1)), (need, "answer_by", None),
    ):  # fmt: skip
        setattr(row, field, value)
        with pytest.raises((DatabaseError, HistoryChanged)), transaction.atomic():
            row.save(update_fields=[field])
    need.status = "agreed"
    with pytest.raises(IntegrityError), transaction.atomic():
        need.save(update_fields=["status"])


def test_records_of_one_customer_take_their_needs_and_samples_with_them(there):
    cast, contract, customer = there
    kept = customer_of(cast, "Kosmetyka")
    need = asked(cast, contract, customer=customer)
    sample = sent(cast, contract, need=need)
    merge_customers(kept, customer, by=by(cast.subsidiary_manager), at=DAY)
    need.refresh_from_db()
    sample.refresh_from_db()
    assert (need.customer, sample.customer, need.customer_name) == (kept, kept, "Kosmetyka Wisła")


def test_each_step_tells_the_other_side_and_mail_names_nothing(there):
    cast, contract, customer = there
    Message.objects.all().delete()
    need = asked(cast, contract, customer=customer)
    answer(need, answer="yes", by=by(cast.director), at=DAY)
    complained(cast, contract, customer=customer)
    priced(cast, contract)
    quoted(cast, contract, customer)
    sent(cast, contract, need=need)
    told = list(Message.objects.order_by("pk").values_list("recipient__name", "kind"))
    director, seller, manager = (
        cast.director.person.name,
        cast.sales_engineer.person.name,
        cast.subsidiary_manager.person.name,
    )
    assert told == [
        (director, "needs.matter"), (seller, "needs.matter"), (director, "needs.matter"), (manager, "needs.instruction"),
        (director, "needs.matter"), (seller, "needs.sample"),
    ]  # fmt: skip
    for message in Message.objects.all():
        assert customer.name not in message.subject + message.text
        assert "12.5" not in message.text


def test_a_contract_that_is_over_asks_nothing_any_more(there):
    cast, contract, customer = there
    need = asked(cast, contract)
    type(contract).objects.filter(pk=contract.pk).update(status="ended")
    for verb in (lambda: asked(cast, contract), lambda: complained(cast, contract), lambda: priced(cast, contract), lambda: quoted(cast, contract, customer)):  # fmt: skip
        refused(verb, "contract_over")
    assert answer(need, answer="yes", by=by(cast.director), at=DAY).kind == "yes"
    assert Complaint.objects.count() == 0


def test_every_event_has_its_sentence(there):
    from portage.needs.words.journal import SENTENCES

    cast, contract, customer = there
    need = asked(cast, contract, customer=customer)
    answer(need, answer="question", text="?", language="fr", by=by(cast.director), at=DAY)
    kinds = set(Entry.objects.filter(kind__startswith="needs.").values_list("kind", flat=True))
    assert kinds == {"needs.need_opened", "needs.need_question"}
    assert kinds <= set(SENTENCES)


def test_a_refusal_of_a_word_names_its_field(there):
    cast, contract, _customer = there
    with pytest.raises(Invalid) as said:
        asked(cast, contract, text=" ")
    assert said.value.field == "text"
