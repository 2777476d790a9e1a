"""Needs, quotes, complaints, prices and samples for programs: the same verbs, once for each key, the same refusals."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from portage.core import clock
from portage.needs.models import Instruction, Matter, Sample
from tests.cast import make_cast
from tests.every_address import client_of, token_client
from tests.fieldwork.visits import customer_of, running
from tests.needs import asking

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    cast = make_cast()
    return cast, running(cast), customer_of(cast)


def post(client: Client, path: str, data: dict[str, Any], status: int = 201, **headers: str) -> Any:
    answer = client.post(f"/api/v1{path}", data, content_type="application/json", headers=headers)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_need_is_asked_answered_and_read_by_programs(there):
    cast, contract, customer = there
    agent, principal = (
        token_client(cast.sales_engineer, ("read", "write")),
        token_client(cast.director, ("read", "write")),
    )
    data = {"key": uuid4(), "contract": contract.pk, "text": "400 kg?", "language": "en", "customer": customer.pk}
    told = post(agent, "/needs/", data, **{"Idempotency-Key": "need-0001"})
    assert post(agent, "/needs/", data, **{"Idempotency-Key": "need-0001"}) == told
    assert post(agent, "/needs/", data)["id"] == told["id"]
    assert Matter.objects.count() == 1
    assert told["thread"][0]["texts"] == {"en": "400 kg?"}
    assert [one["verb"] for one in told["verbs"] if one["allowed"]] == ["write", "attach", "withdraw"]
    post(principal, f"/needs/{told['id']}/answers/", {"answer": "no"}, 422)
    answered = post(principal, f"/needs/{told['id']}/answers/", {"answer": "yes", "text": "Oui.", "language": "fr"})
    assert (answered["status"], answered["thread"][1]["original"]) == ("yes", "fr")
    said = answered["thread"][1]["id"]
    assert post(agent, f"/needs/words/{said}/translations/", {"language": "en", "text": "Yes."})["texts"] == {
        "fr": "Oui.",
        "en": "Yes.",
    }
    listed = agent.get("/api/v1/needs/?view=needs").json()["results"]
    assert [(one["reference"], one["opening"]) for one in listed] == [(told["reference"], {"en": "400 kg?"})]
    assert agent.get("/api/v1/needs/?view=waiting").json()["results"] == []


def test_a_program_of_another_house_finds_nothing(there):
    cast, contract, _customer = there
    need = asking.asked(cast, contract)
    stranger = token_client(cast.rival_director, ("read", "write"))
    absent = stranger.get(f"/api/v1/needs/{uuid4()}/")
    found = stranger.get(f"/api/v1/needs/{need.pk}/")
    assert (
        (found.status_code, found.json()["detail"])
        == (absent.status_code, absent.json()["detail"])
        == (404, absent.json()["detail"])
    )
    assert stranger.get("/api/v1/needs/").json()["results"] == []
    data = {"key": uuid4(), "contract": contract.pk, "text": "x", "language": "en"}
    assert post(client_of(cast.sister_manager), "/needs/", data, 422)["errors"][0]["field"] == "contract"


def test_a_quote_names_the_line_that_is_outside_and_becomes_an_order_once(there):
    cast, contract, customer = there
    agent, principal = client_of(cast.sales_engineer), client_of(cast.director)
    today = clock.day_in(contract.time_zone, clock.now())
    price = {
        "key": uuid4(), "contract": contract.pk, "product": cast.products[0].pk, "country": "PL", "currency": "EUR", "unit": "kg",
        "floor": "12.50", "list_price": "14.20", "valid_from": today,
    }  # fmt: skip
    first = post(principal, "/prices/", price)
    assert (post(principal, "/prices/", price)["id"], Instruction.objects.count()) == (first["id"], 1)
    assert [one["floor"] for one in agent.get("/api/v1/prices/?view=in_force").json()["results"]] == ["12.5000"]
    good = {"product": cast.products[0].pk, "quantity": "400", "unit": "kg", "price": "13.00"}
    quote = {
        "key": uuid4(), "contract": contract.pk, "customer": customer.pk, "currency": "EUR",
        "valid_until": today + timedelta(days=9), "items": [good, good | {"price": "12.00"}],
    }  # fmt: skip
    wrong = post(agent, "/quotes/", quote, 422)
    assert [(one["code"], one["field"]) for one in wrong["errors"]] == [("below_floor", "items.1")]
    given = post(agent, "/quotes/", quote | {"items": [good]})
    assert (given["status"], given["quote"]["total"], given["quote"]["lines"][0]["why"]) == ("given", "5200.000", [])
    order = post(agent, f"/needs/{given['id']}/order/", {})
    assert post(agent, f"/needs/{given['id']}/order/", {}) == order
    assert agent.get(f"/api/v1/needs/{given['id']}/").json()["quote"]["order"] == order["order"]


def test_a_sample_is_sent_received_and_tried_by_programs(there):
    cast, contract, _customer = there
    agent, principal = client_of(cast.sales_engineer), client_of(cast.director)
    need = asking.asked(cast, contract)
    data = {
        "key": uuid4(), "contract": contract.pk, "need": need.pk, "product": cast.products[0].pk, "lot": "L-1", "quantity": "2",
        "unit": "kg", "sent_on": "2024-04-12",
    }  # fmt: skip
    sample = post(principal, "/samples/", data)
    assert (post(principal, "/samples/", data)["id"], Sample.objects.count(), sample["need"]) == (
        sample["id"],
        1,
        str(need.pk),
    )
    trial = {"key": uuid4(), "on": "2024-04-20", "result": "good"}
    post(agent, f"/samples/{sample['id']}/trials/", trial, 409)
    post(principal, f"/samples/{sample['id']}/receipt/", {"on": "2024-04-15"}, 403)
    post(agent, f"/samples/{sample['id']}/receipt/", {"on": "2024-04-15"})
    for _turn in range(2):
        told = post(agent, f"/samples/{sample['id']}/trials/", trial)
    assert (told["standing"], told["received_on"], len(told["trials"])) == ("good", "2024-04-15", 1)


def test_a_complaint_is_forwarded_decided_and_closed_by_programs(there):
    cast, contract, customer = there
    agent, principal = client_of(cast.sales_engineer), client_of(cast.director)
    data = {"key": uuid4(), "contract": contract.pk, "customer": customer.pk, "text": "It leaks.", "language": "en", "received_on": "2024-04-12"}  # fmt: skip
    told = post(agent, "/complaints/", data)
    words = {"text": "Done.", "language": "en"}
    post(agent, f"/needs/{told['id']}/close/", words, 409)
    post(principal, f"/needs/{told['id']}/answers/", {"answer": "accepted", "remedy": "credit"})
    assert post(agent, f"/needs/{told['id']}/close/", words, 200)["status"] == "closed"
    post(agent, f"/needs/{told['id']}/withdraw/", words, 409)
