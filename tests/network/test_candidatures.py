"""Candidatures: a stranger applies, a letter proves the address, and only then the group reads and answers."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from portage.core import clock
from portage.core.api.limits import ApplyThrottle
from portage.core.models import Entry, Message
from portage.core.outbox import deliver_messages
from portage.network.actions import close_candidature_page, open_candidature_page, write_candidature_page
from portage.network.models import Candidature, CandidatureGrant
from portage.network.rules import candidatures as rules
from tests.cast import by, make_cast
from tests.network.candidates import TYPED, received, unconfirmed
from tests.pages import browse, same_as_absent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def day(monkeypatch):
    caches["limits"].clear()
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def twice_an_hour(monkeypatch):
    monkeypatch.setattr(ApplyThrottle, "rate", "2/hour", raising=False)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def page(cast):
    return open_candidature_page(cast.group, by=by(cast.manager), at=NOW)


def where(page) -> str:
    return reverse("network:apply", args=[page.key])


def letters() -> list:
    """The letters that leave now."""
    mail.outbox.clear()
    deliver_messages.call()
    return list(mail.outbox)


def link(letter) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", letter.body)[1]


def send(page, client=None, **over):
    return (client or Client()).post(where(page), {**TYPED, **over})


def test_a_stranger_applies_confirms_and_the_group_reads_it(cast, page):
    write_candidature_page(cast.group, welcome={"en": "We carry\nmakers of glass."}, by=by(cast.manager), at=NOW)
    client = Client()
    shown = client.get(where(page)).content.decode()
    assert "Orvane" in shown
    assert "makers of glass." in shown
    sent = client.post(where(page), TYPED, follow=True)
    assert "ines@lunaire.example" in sent.content.decode()
    [letter] = letters()
    assert letter.to == ["ines@lunaire.example"]
    assert not CandidatureGrant.objects.exists()
    assert "Lunaire" not in browse(cast.manager).get("/candidatures/").content.decode()
    opened = client.get(link(letter))
    assert opened.status_code == 200
    assert Candidature.objects.get().status == "unconfirmed"
    own = client.post(link(letter), follow=True)
    assert "Verrerie Lunaire" in own.content.decode()
    found = Candidature.objects.get()
    assert (found.status, found.confirmed_at, found.siren) == ("received", NOW, "732829320")
    assert found.products == [{"name": "Flacons dépolis", "what": "pour parfumeurs", "hs_code": "701090"}]
    assert "Verrerie Lunaire" in browse(cast.manager).get("/candidatures/").content.decode()
    one = browse(cast.manager).get(f"/candidatures/{found.pk}/").content.decode()
    for told in ("Verrerie Lunaire", "Flacons dépolis", "Ines Valmy", "732829320", "Vos filiales voient"):
        assert told in one
    told = {tuple(letter.to): letter for letter in letters()}
    assert set(told) == {("ines@lunaire.example",), ("claire.roux@example.test",)}
    assert list(Entry.objects.filter(scope_id=found.pk).values_list("kind", flat=True)) == [
        "network.candidature_received"
    ]


def test_no_letter_holds_a_word_of_the_applicant(cast, page):
    send(page, company="BUY-COINS http://evil.example", person="CLICK", why="Visit http://evil.example now")
    every = letters()
    Client().post(link(every[0]))
    every += letters()
    assert len(every) == 3
    for letter in every:
        whole = letter.subject + letter.body + letter.alternatives[0][0]
        assert "evil" not in whole
        assert "BUY-COINS" not in whole
        assert "CLICK" not in whole


def test_what_strangers_type_is_escaped_and_never_a_link(cast, page):
    send(
        page,
        company="<script>alert(1)</script>",
        website="http://evil.example/{{ 1 }}",
        why="{% debug %} http://evil.example",
    )
    Client().post(link(letters()[0]))
    found = Candidature.objects.get()
    shown = browse(cast.manager).get(f"/candidatures/{found.pk}/").content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert 'href="http://evil' not in shown
    assert "{% debug %}" in shown


@pytest.mark.parametrize(
    "field", ["company", "person", "why", "function", "product_1_name", "product_1_what", "website"]
)
@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\x07", "\ufeff"])
def test_characters_that_hide_or_reorder_are_refused(page, field, hidden):
    answer = send(page, **{field: f"Verre{hidden}rie"})
    assert answer.status_code == 422
    assert not Candidature.objects.exists()
    assert not Message.objects.exists()


def test_a_line_has_no_break_and_a_text_may(page):
    assert send(page, company="Verrerie\nLunaire").status_code == 422
    assert send(page, why="One\r\ntwo").status_code == 302
    assert Candidature.objects.get().why == "One\ntwo"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"siren": "732829321"}, "siren"), ({"siren": ""}, "siren"), ({"country": "DE", "siren": ""}, "registration"),
        ({"email": "nobody"}, "email"), ({"markets": []}, "markets"), ({"markets": ["XX"]}, "markets"),
        ({"why": "x" * 4001}, "why"), ({"company": "x" * 161}, "company"), ({"product_1_name": ""}, "product_1_name"),
        ({"product_2_name": "only a name"}, "product_2_what"), ({"product_3_hs_code": "701090"}, "product_3_name"),
        ({"product_1_hs_code": "ABC"}, "product_1_hs_code"), ({"employees": "-3"}, "employees"),
        ({"employees": "99999999999999999999"}, "employees"), ({"founded": "99999"}, "founded"), ({"vat": "FR1"}, "vat"),
        ({"language": "de"}, "language"), ({"office_line": "http://bot"}, "office_line"), ({"export_share": "300"}, "export_share"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said_beside_its_field_and_what_was_typed_stays(page, wrong, field):
    answer = send(page, **wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Ines Valmy" in answer.content.decode()
    assert not Candidature.objects.exists()


def test_a_german_company_is_known_by_its_register_or_its_vat_number(page):
    assert send(page, country="DE", siren="", registration="HRB 1234").status_code == 302
    assert send(page, country="DE", siren="", vat="DE 136 695 976").status_code == 302
    assert Candidature.objects.filter(country="DE").count() == 2


def test_closed_renewed_and_absent_are_the_same_404(cast, page):
    absent = "/apply/0000000000/"
    closed = where(page)
    close_candidature_page(cast.group, by=by(cast.manager), at=NOW)
    assert same_as_absent(Client(), closed, absent)
    assert send(page).status_code == 404
    assert not Candidature.objects.exists()
    open_candidature_page(cast.group, by=by(cast.manager), at=NOW)
    assert Client().get(closed).status_code == 200
    browse(cast.manager).post("/candidatures/page/renew/")
    assert same_as_absent(Client(), closed, absent)
    page.refresh_from_db()
    assert Client().get(where(page).upper().replace("/APPLY/", "/apply/")).status_code == 200


def test_the_answer_is_the_same_whatever_is_known_of_the_address(cast, page):
    received(cast.group, at=NOW, email="known@lunaire.example", siren="", registration="other")
    answers = []
    for email in ("new@x.example", "diane.xavier@example.test", "claire.roux@example.test", "known@lunaire.example"):
        client = Client()
        done = send(page, client, email=email)
        shown = client.get(done["Location"]).content.decode().replace(email, "")
        answers.append((done.status_code, done["Location"], re.sub(r"csrf\w+.{0,90}|nonce=\S+", "", shown)))
    assert len(set(answers)) == 1
    assert Message.objects.filter(key__endswith=":confirm", status="waiting").count() == 5


def test_three_letters_a_day_go_to_one_address_and_the_page_does_not_say_so(cast, page):
    other = open_candidature_page(cast.rival_group, by=by(cast.rival_manager), at=NOW)
    told = [send(page).status_code for _ in range(3)] + [send(other).status_code for _ in range(3)]
    assert told == [302] * 6
    assert len(letters()) == 3
    assert Message.objects.filter(status="dropped").count() == 3


def test_a_network_may_send_twenty_an_hour_then_is_told_when(page, cast):
    for number in range(20):
        assert send(page, email=f"a{number}@x.example").status_code == 302
    late = send(page, email="late@x.example")
    assert late.status_code == 429
    assert 0 < int(late["Retry-After"]) <= 3601
    assert "Ines Valmy" in late.content.decode()
    assert Candidature.objects.count() == 20
    assert Client(REMOTE_ADDR="198.51.100.7").post(where(page), TYPED).status_code == 302


def test_a_network_of_ipv6_is_counted_as_one(page, twice_an_hour):
    for number in range(2):
        Client(REMOTE_ADDR=f"2001:db8:1:1::{number}").post(where(page), TYPED)
    assert Client(REMOTE_ADDR="2001:db8:1:1:ffff::1").post(where(page), TYPED).status_code == 429
    assert Client(REMOTE_ADDR="2001:db8:1:2::1").post(where(page), TYPED).status_code == 302


def test_behind_a_proxy_the_header_that_it_sets_tells_networks_apart(page, settings, twice_an_hour):
    for header, last in ((None, 429), ("X-Real-IP", 302)):
        caches["limits"].clear()
        settings.ALLAUTH_TRUSTED_CLIENT_IP_HEADER = header
        told = [Client(headers={"X-Real-IP": f"192.0.2.{n}"}).post(where(page), TYPED).status_code for n in range(3)]
        assert told == [302, 302, last]


def test_what_is_refused_for_its_form_does_not_count(page, twice_an_hour):
    for _ in range(3):
        assert send(page, email="nobody").status_code == 422
    assert send(page).status_code == 302


def test_a_group_receives_so_many_a_day(page, cast, monkeypatch):
    monkeypatch.setattr(rules, "MOST_A_DAY", 2)
    assert [send(page).status_code for _ in range(3)] == [302, 302, 429]
    assert send(page)["Retry-After"] == "3600"
    other = open_candidature_page(cast.rival_group, by=by(cast.rival_manager), at=NOW)
    assert send(other).status_code == 302
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1, seconds=1))
    assert send(page).status_code == 302


def test_a_link_confirms_once_and_for_three_days(cast, page, monkeypatch):
    send(page)
    where = link(letters()[0])
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=3, hours=15))
    assert Client().post(where).status_code == 410
    assert Candidature.objects.get().status == "unconfirmed"
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=3))
    assert Client().post(where).status_code == 302
    again = Client().post(where)
    assert again.status_code == 410
    assert "Lunaire" not in again.content.decode()
    assert Client().get("/candidature/confirm/not-ours/").status_code == 404


def test_a_key_of_one_letter_does_not_open_what_another_does(cast, page):
    send(page)
    confirming = link(letters()[0])
    assert Client().get(confirming.replace("/confirm/", "/")).status_code == 404
    Client().post(confirming)
    own = next(link(letter) for letter in letters() if "lunaire" in letter.to[0])
    assert Client().get(own).status_code == 200
    assert Client().get(own.replace("/candidature/", "/candidature/confirm/")).status_code == 404


def test_one_address_has_one_open_candidature_at_a_group(cast, page):
    send(page)
    send(page, company="Another name")
    first, second = (link(letter) for letter in letters())
    assert Client().post(first).status_code == 302
    refused = Client().post(second)
    assert refused.status_code == 409
    assert "waits at this group already" in refused.content.decode()
    assert Candidature.objects.filter(status="received").count() == 1


def test_an_applicant_withdraws_and_what_it_held_is_erased(cast, page):
    candidature = received(cast.group, at=NOW)
    own = next(link(letter) for letter in letters() if "Keep this e-mail" in letter.body)
    client = Client()
    assert client.post(f"{own}withdraw/").status_code == 422
    assert Candidature.objects.get().status == "received"
    gone = client.post(f"{own}withdraw/", {"agree": "on"}, follow=True)
    assert gone.status_code == 410
    assert "Lunaire" not in gone.content.decode()
    found = Candidature.objects.get()
    assert (found.status, found.erased_at) == ("withdrawn", NOW)
    row = str({field.name: getattr(found, field.name) for field in found._meta.concrete_fields})
    for word in ("Lunaire", "lunaire", "Ines", "732829320", "Flacons", "filiales", "directrice"):
        assert word not in row
    assert not Message.objects.filter(address__contains="lunaire").exists()
    shown = browse(cast.manager).get(f"/candidatures/{candidature.pk}/").content.decode()
    assert "What it held was erased on" in shown
    assert "Lunaire" not in shown
    assert Entry.objects.filter(scope_id=found.pk, kind="network.candidature_withdrawn").exists()


def test_what_nobody_confirmed_is_erased_after_a_week(cast, page):
    from portage.network.actions import sweep_candidatures

    kept = received(cast.group, at=NOW, email="a@x.example")
    unconfirmed(cast.group, at=NOW, email="c@x.example")
    assert sweep_candidatures(at=NOW + timedelta(days=6)) == 0
    assert sweep_candidatures(at=NOW + timedelta(days=8)) == 1
    assert not Candidature.objects.filter(email="c@x.example").exists()
    assert not Message.objects.filter(address="c@x.example").exists()
    kept.refresh_from_db()
    assert kept.company == "Verrerie Lunaire"


def test_a_letter_that_waits_is_not_sent_once_it_is_withdrawn(cast, page):
    from portage.network.actions import withdraw_candidature

    candidature = received(cast.group, at=NOW)
    withdraw_candidature(candidature, at=NOW)
    assert [letter.to for letter in letters() if "lunaire" in letter.to[0]] == []


def test_the_french_page_greets_in_french_or_in_what_there_is(cast, page):
    write_candidature_page(cast.group, welcome={"en": "Welcome, glass makers"}, by=by(cast.manager), at=NOW)
    shown = Client(headers={"Accept-Language": "fr"}).get(where(page)).content.decode()
    assert '<div lang="en">' in shown
    assert '<html lang="fr"' in shown
