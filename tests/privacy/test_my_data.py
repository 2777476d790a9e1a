"""One's own data as a file: complete, readable by people and programs, and nothing of anybody else."""

import json
import time
from io import BytesIO
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from contracts.actions.ending import propose_end
from contracts.actions.renewal import run_day
from portage.core import clock
from portage.core.journal import Event, record_all
from portage.core.models import Entry
from portage.network.actions import add_member, end_membership, invite, keep_view
from tests.cast import AT, by, concluded
from tests.pages import answers, browse

from . import people

pytestmark = pytest.mark.django_db
URL = "/settings/my-data/download/"


@pytest.fixture
def sure(monkeypatch):
    monkeypatch.setattr("portage.privacy.views.account.is_sure", lambda request: True)


def taken(member):
    """(what programs read, what people read)."""
    answer = browse(member).post(URL)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as bundle:
        return json.loads(bundle.read("my-data.json")), bundle.read("my-data.html").decode()


def test_the_file_holds_what_is_held(sure):
    cast = people.with_administrators()
    contract = concluded(cast)
    run_day(at=clock.now())
    contract.refresh_from_db()
    person = cast.director.person
    EmailAddress.objects.create(user=person, email="home@example.test", verified=True)
    keep_view(cast.director, page="contracts", name="Mine <b>", query="q=1")
    propose_end(contract, last_day=contract.term_last_day, reason="We stop.", by=by(cast.director), at=clock.now())
    people.mailed(person, about=contract, at=AT, key="d", text="Something waits.")
    people.acted(cast.director, at=AT, text={"title": "export director"})
    told, page = taken(cast.director)
    assert told["account"][0]["email"] == person.email
    assert told["addresses"][0]["email"] == "home@example.test"
    assert [row["organisation"] for row in told["memberships"]] == ["Arômes du Val"]
    assert told["kept_filters"][0]["query"] == "q=1"
    assert [row["reason"] for row in told["written"] if "reason" in row] == ["We stop."]
    assert any(row["consent"] == "I agree." for row in told["written"] if "consent" in row)
    assert {"address": "203.0.113.9", "agent": "Firefox", "title": "export director"} in [
        row["text"] for row in told["journal"]
    ]
    assert told["mail"][0]["text"] == "Something waits."
    assert "We stop." in page
    assert "Mine &lt;b&gt;" in page
    assert "<script" not in page
    assert Entry.objects.filter(kind="privacy.data_taken", actor=person).count() == 1


def test_nothing_of_other_people_or_organisations_is_in_it(sure):
    cast = people.with_administrators()
    contract = concluded(cast)
    customer = people.customer_of(cast)
    people.known(cast, customer, note="secret of Poland")
    invite(cast.group, email="other@example.test", role="auditor", by=by(cast.manager), at=AT)
    people.acted(cast.rival_keeper, at=AT, text={"title": "rival words"})
    people.mailed(cast.director.person, about=contract, at=AT, key="x", text="for Diane")
    told, page = taken(cast.manager)
    whole = json.dumps(told, ensure_ascii=False) + page
    for word in (
        "other@example.test",
        "rival words",
        "for Diane",
        "diane",
        "secret of Poland",
        "Ewa",
        "Kestrel",
        "Essences",
    ):
        assert word not in whole, word


def test_what_was_typed_for_an_organisation_that_was_left_stays_there(sure):
    cast = people.with_administrators()
    contract = concluded(cast)
    run_day(at=clock.now())
    contract.refresh_from_db()
    propose_end(
        contract, last_day=contract.term_last_day, reason="Internal words.", by=by(cast.director), at=clock.now()
    )
    people.acted(cast.director, at=AT, text={"title": "internal title"})
    other = add_member(
        cast.sme, email="o@example.test", name="O", role="managing_director", is_administrator=True, at=AT
    )
    end_membership(cast.director, by=by(other), at=clock.now(), successor=other)
    told, page = taken(cast.director)
    assert "Internal words." not in page
    assert "internal title" not in page
    assert "203.0.113.9" in page
    assert told["memberships"][0]["ended_at"]


def test_who_i_am_is_asked_first_and_it_is_a_post():
    cast = people.with_administrators()
    answer = browse(cast.director).post(URL)
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not Entry.objects.filter(kind="privacy.data_taken").exists()
    assert browse(cast.director).get(URL).status_code == 405
    assert answers(URL, [None], method="post") == {"": 302}


def test_a_few_thousand_events_answer_in_two_seconds(sure):
    cast = people.with_administrators()
    acting = people.from_somewhere(cast.manager)
    record_all([Event("network.customer_changed", cast.group) for _ in range(5000)], by=acting, at=AT)
    started = time.process_time()  # not the clock: other tests may use the machine
    told, _page = taken(cast.manager)
    assert time.process_time() - started < 2
    assert len(told["journal"]) >= 5000


def test_the_page_says_what_is_in_it_and_how_to_leave():
    cast = people.with_administrators()
    page = browse(cast.director).get(reverse("privacy:mine")).content.decode()
    assert "E-mail sent to you" in page
    assert "ends your membership first" in page.replace("an administrator of it ends", "ends")
