"""How a carrier group answers candidatures, and who sees none of it."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from portage.core import clock
from portage.core.models import Entry, Message
from portage.core.outbox import deliver_messages
from portage.core.refusals import Forbidden, Refused
from portage.core.status import WrongArrow
from portage.network.actions import (
    accept_candidature,
    add_member,
    admit_sme,
    end_membership,
    erase_candidature,
    keep_candidature,
    refuse_candidature,
)
from portage.network.keys.candidatures import own_key
from portage.network.models import Candidature, Invitation, Organisation
from tests.cast import by, make_cast
from tests.network.candidates import FACTS, received, unconfirmed
from tests.pages import browse, call, same_as_absent

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
API = "/api/v1/candidatures/"


@pytest.fixture(autouse=True)
def day(monkeypatch):
    caches["limits"].clear()
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def one(cast) -> Candidature:
    return received(cast.group, at=NOW)


def page(one, verb: str = "") -> str:
    return f"/candidatures/{one.pk}/" + (f"{verb}/" if verb else "")


def letters() -> list:
    mail.outbox.clear()
    deliver_messages.call()
    return list(mail.outbox)


def own(one) -> str:
    return Client().get(reverse("network:own_candidature", args=[own_key(one)])).content.decode()


def strangers(cast):
    return [
        cast.rival_manager,
        cast.director,
        cast.lone_director,
        cast.subsidiary_manager,
        cast.sales_engineer,
        cast.former,
    ]


def test_only_the_groups_own_people_find_it(cast, one):
    for member in strangers(cast):
        client = browse(member)
        for verb in ("", "accept", "refuse", "keep", "reopen"):
            assert (
                same_as_absent(client, page(one, verb), page(one, verb).replace(str(one.pk), str(uuid4())))
                or verb == "reopen"
            )
            assert client.post(page(one, verb)).status_code in {404, 405}
        assert b"Lunaire" not in client.get("/candidatures/").content
        assert b"Lunaire" not in client.get("/candidatures/?q=lunaire&status=received").content
        assert call(member, "get", f"{API}{one.pk}/").status_code == 404
        assert call(member, "get", API).json()["results"] == []
    one.refresh_from_db()
    assert one.status == "received"


def test_a_rival_group_finds_nothing_of_it_anywhere(cast, one):
    received(cast.rival_group, at=NOW, company="Autre Verrier", email="autre@x.example")
    client = browse(cast.rival_manager)
    seen = [
        client.get(url).content.decode()
        for url in ("/candidatures/", "/", "/badges/", "/candidatures/page/", "/organisations/")
    ]
    assert not any("Lunaire" in text or "lunaire" in text for text in seen)
    assert "Autre Verrier" in seen[0]
    rows = call(cast.rival_manager, "get", API).json()
    assert (rows["count"], [row["company"] for row in rows["results"]]) == (1, ["Autre Verrier"])
    assert {letter.to[0] for letter in letters() if letter.subject == "A candidature has come"} == {
        "claire.roux@example.test", "karl.egger@example.test",
    }  # fmt: skip


def test_counsel_and_auditor_read_and_do_not_answer(cast, one):
    for member in (cast.counsel, cast.auditor):
        client = browse(member)
        shown = client.get(page(one)).content.decode()
        assert "Verrerie Lunaire" in shown
        assert "Your role does not allow this." in shown
        for verb, typed in (
            ("accept", {"role": "export_director"}),
            ("refuse", {"reason": "no"}),
            ("keep", {}),
            ("reopen", {}),
        ):
            assert client.post(page(one, verb), typed).status_code == 403
        assert client.get("/candidatures/page/").status_code == 403
        assert call(member, "post", f"{API}{one.pk}/refuse/", {"reason": "no"}).status_code == 403
        assert "wait for an answer" not in client.get("/").content.decode()
    one.refresh_from_db()
    assert one.status == "received"
    assert not Entry.objects.filter(scope_id=one.pk).exclude(kind="network.candidature_received").exists()


def test_what_is_not_confirmed_exists_for_nobody(cast):
    hidden = unconfirmed(cast.group, at=NOW)
    client = browse(cast.manager)
    assert same_as_absent(client, page(hidden), page(hidden).replace(str(hidden.pk), str(uuid4())))
    assert client.get("/candidatures/").context["page"].rows == []
    assert not Message.objects.filter(recipient__isnull=False).exists()


def test_a_manager_accepts_and_the_applicant_joins_as_administrator(cast, one):
    client = browse(cast.manager)
    shown = client.get(page(one, "accept"))
    assert shown.context["form"]["name"].value() == "Verrerie Lunaire"
    typed = {name: shown.context["form"][name].value() for name in shown.context["form"].fields}
    typed = {name: value for name, value in typed.items() if value not in (None, "")} | {
        "role": "managing_director",
        "city": "Nancy",
    }
    typed["export_share"] = ""
    done = client.post(page(one, "accept"), typed, follow=True)
    assert done.status_code == 200, done.context["form"].errors
    sme = Organisation.objects.get(name="Verrerie Lunaire")
    assert (sme.kind, sme.siren, sme.city, sme.employees, sme.sectors) == (
        "carried_sme",
        "732829320",
        "Nancy",
        31,
        ["cosmetics"],
    )
    invitation = Invitation.objects.get(organisation=sme)
    assert (invitation.email, invitation.role, invitation.is_administrator) == (
        "ines@lunaire.example",
        "managing_director",
        True,
    )
    one.refresh_from_db()
    assert (one.status, one.sme, one.decided_by) == ("accepted", sme, cast.manager)
    assert "accepts it" in own(one)
    letter = next(letter for letter in letters() if "invited" in letter.subject)
    assert letter.to == ["ines@lunaire.example"]
    kinds = set(Entry.objects.filter(scope_id=one.pk).values_list("kind", flat=True))
    assert kinds == {"network.candidature_received", "network.candidature_accepted"}


def test_a_company_that_the_group_carries_is_not_admitted_twice(cast, one):
    admit_sme(cast.group, name="Lunaire SAS", country="FR", siret="73282932000074", by=by(cast.manager), at=NOW)
    refused = browse(cast.manager).post(page(one, "accept"), {"role": "export_director", **whole()})
    assert refused.status_code == 409
    assert "Lunaire SAS has this registration already" in refused.content.decode()
    one.refresh_from_db()
    assert (one.status, one.sme) == ("received", None)
    assert not Organisation.objects.filter(name="Verrerie Lunaire").exists()
    assert not Invitation.objects.exists()


def whole() -> dict:
    return {
        "name": "Verrerie Lunaire", "country": "FR", "siren": "732829320", "time_zone": "Europe/Paris", "language": "fr",
        "currency": "EUR",
    }  # fmt: skip


def test_a_company_that_a_rival_group_carries_is_nobodys_business_here(cast, one):
    admit_sme(cast.rival_group, name="Lunaire SAS", country="FR", siren="732829320", by=by(cast.rival_manager), at=NOW)
    done = browse(cast.manager).post(page(one, "accept"), {"role": "export_director", **whole()})
    assert done.status_code == 302
    assert Organisation.objects.filter(siren="732829320").count() == 2


def test_the_first_person_directs_the_sme(cast, one):
    with pytest.raises(Refused, match="first_role"):
        accept_candidature(one, role="auditor", by=by(cast.manager), at=NOW)
    assert browse(cast.manager).post(page(one, "accept"), {"role": "auditor", **whole()}).status_code == 422
    one.refresh_from_db()
    assert one.status == "received"


def test_a_refusal_needs_a_reason_which_only_its_page_tells(cast, one):
    client = browse(cast.manager)
    assert client.post(page(one, "refuse"), {"reason": "  "}).status_code == 422
    assert client.post(page(one, "refuse"), {"reason": "Our \u202eagents"}).status_code == 422
    assert Candidature.objects.get().status == "received"
    assert client.post(page(one, "refuse"), {"reason": "Our agents sell <b>glass</b> already."}).status_code == 302
    assert "Our agents sell &lt;b&gt;glass&lt;/b&gt; already." in own(one)
    letter = letters()[-1]
    assert (letter.to, letter.subject) == (["ines@lunaire.example"], "Orvane has answered your candidature")
    assert "agents sell" not in letter.body
    assert (
        "nothing to withdraw"
        in Client().get(reverse("network:withdraw_candidature", args=[own_key(one)])).content.decode()
    )


def test_one_is_kept_with_a_note_that_its_applicant_never_reads_then_taken_up_again(cast, one):
    client = browse(cast.manager)
    assert client.post(page(one, "keep"), {"note": "Ask again after the fair."}).status_code == 302
    assert "Ask again after the fair." in client.get(page(one)).content.decode()
    told = own(one)
    assert "in reserve" in told
    assert "after the fair" not in told
    assert client.post(page(one, "reopen")).status_code == 302
    one.refresh_from_db()
    assert (one.status, one.decided_at, one.note) == ("received", None, "Ask again after the fair.")
    assert client.post(page(one, "refuse"), {"reason": "No."}).status_code == 302


@pytest.mark.parametrize("verb", ["accept", "refuse", "keep", "reopen"])
def test_what_is_answered_is_not_answered_again(cast, one, verb):
    refuse_candidature(one, reason="No.", by=by(cast.manager), at=NOW)
    client = browse(cast.manager)
    typed = {"role": "export_director", "reason": "yes", **whole()}
    assert client.post(page(one, verb), typed).status_code == 409
    assert client.get(page(one, verb)).status_code in {409, 405}
    one.refresh_from_db()
    assert (one.status, one.reason) == ("refused", "No.")
    assert not Organisation.objects.filter(name="Verrerie Lunaire").exists()


def test_another_groups_manager_answers_nothing_by_the_verbs_either(cast, one):
    me = by(cast.rival_manager)
    with pytest.raises(Forbidden):
        refuse_candidature(one, reason="No.", by=me, at=NOW)
    with pytest.raises(Forbidden):
        accept_candidature(one, role="export_director", by=me, at=NOW)
    one.refresh_from_db()
    assert one.status == "received"


def test_who_left_is_not_told(cast):
    other = add_member(cast.group, email="zoe@example.test", name="Zoe Elm", role="portage_manager", at=NOW)
    received(cast.group, at=NOW)
    end_membership(other, by=by(cast.manager), at=NOW, successor=cast.manager)
    told = [letter for letter in letters() if letter.subject == "A candidature has come"]
    assert [letter.to for letter in told] == [["claire.roux@example.test"]]
    assert "Lunaire" not in told[0].body


def test_the_list_is_filtered_by_state_country_target_and_words(cast, one):
    other = received(
        cast.group, at=NOW + timedelta(minutes=1), company="Eaux Vives", country="BE", siren="", registration="BE1", sectors=["water"],
        markets=["BR"], email="e@x.example", products=[{"name": "Filtres à sable", "what": "piscines", "hs_code": ""}],
    )  # fmt: skip
    keep_candidature(other, by=by(cast.manager), at=NOW)
    client = browse(cast.manager)

    def names(query: str) -> list[str]:
        return [row.company for row in client.get(f"/candidatures/?{query}").context["page"].rows]

    assert names("") == ["Eaux Vives", "Verrerie Lunaire"]
    assert names("status=received") == ["Verrerie Lunaire"]
    assert names("country=BE") == names("market=BR") == names("q=SABLE") == names("q=traitement") == ["Eaux Vives"]
    assert names("q=depolis") == ["Verrerie Lunaire"]
    assert names("q=sable&status=received") == []
    assert names("status=unconfirmed") == ["Eaux Vives", "Verrerie Lunaire"]


def test_today_and_the_rail_say_that_one_waits(cast, one):
    shown = browse(cast.manager).get("/").content.decode()
    assert "1 candidature waits for an answer" in shown
    assert 'href="/candidatures/"' in shown
    assert 'id="badge-candidatures" hx-swap-oob="true">1<' in browse(cast.manager).get("/badges/").content.decode()
    for member in (cast.director, cast.subsidiary_manager):
        assert "candidature" not in browse(member).get("/").content.decode().lower()


def test_forty_are_read_one_after_the_other(cast, one):
    second = received(cast.group, at=NOW + timedelta(minutes=2), email="b@x.example", company="B")
    first = browse(cast.manager).get(page(one)).context["next"]
    assert first == second
    assert browse(cast.manager).get(page(second)).context["next"] == one
    assert browse(cast.auditor).get(page(one)).context["next"] is None


def test_erasing_one_that_waits_withdraws_it(cast, one):
    erase_candidature(one, by=by(cast.manager), at=NOW)
    one.refresh_from_db()
    assert (one.status, one.company, one.products) == ("withdrawn", "", [])
    erase_candidature(one, by=by(cast.manager), at=NOW + timedelta(days=1))
    one.refresh_from_db()
    assert one.erased_at == NOW


def test_the_api_reads_and_answers(cast, one):
    rows = call(cast.manager, "get", f"{API}?status=received&market=PL").json()["results"]
    assert [row["company"] for row in rows] == ["Verrerie Lunaire"]
    told = call(cast.auditor, "get", f"{API}{one.pk}/").json()
    assert told["products"] == FACTS["products"]
    assert {verb["verb"]: verb["reason"] for verb in told["verbs"]} == {
        "accept": "role",
        "keep": "role",
        "refuse": "role",
    }
    key = {"Idempotency-Key": "keep-this-one"}
    kept = call(cast.manager, "post", f"{API}{one.pk}/keep/", {"note": "later"}, **key)
    assert (kept.status_code, kept.json()["status"], kept.json()["note"]) == (200, "kept", "later")
    again = call(cast.manager, "post", f"{API}{one.pk}/keep/", {"note": "later"}, **key)
    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (200, "true")
    assert call(cast.manager, "post", f"{API}{one.pk}/keep/", {}).status_code == 409
    assert call(cast.manager, "post", f"{API}{one.pk}/reopen/", {}).json()["status"] == "received"
    assert call(cast.manager, "post", f"{API}{one.pk}/refuse/", {}).status_code == 422
    wrong = call(cast.manager, "post", f"{API}{one.pk}/accept/", {"role": "auditor"})
    assert wrong.status_code == 422
    done = call(cast.manager, "post", f"{API}{one.pk}/accept/", {"role": "export_director", "city": "Nancy"})
    assert done.status_code == 200, done.json()
    assert (done.json()["status"], done.json()["sme"]["name"]) == ("accepted", "Verrerie Lunaire")
    assert Organisation.objects.get(pk=done.json()["sme"]["id"]).city == "Nancy"


def test_the_page_of_the_group_is_its_managers_affair(cast):
    client = browse(cast.manager)
    assert client.get("/candidatures/page/").status_code == 200
    assert client.post("/candidatures/page/", {"welcome_fr": "Bienvenue", "sectors": ["water"]}).status_code == 302
    assert client.post("/candidatures/page/open/").status_code == 302
    key = cast.group.candidature_page.key
    shown = Client().get(f"/apply/{key}/").content.decode()
    assert "Bienvenue" in shown
    assert "water treatment" in shown
    assert client.post("/candidatures/page/", {"welcome_fr": "x" * 3001}).status_code == 422
    for member in (cast.director, cast.subsidiary_manager, cast.rival_manager):
        status = browse(member).post("/candidatures/page/close/").status_code
        assert status == (302 if member == cast.rival_manager else 404)
    assert Client().get(f"/apply/{key}/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_managers_who_answer_at_once_one_is_heard():
    cast = make_cast()
    one = received(cast.group, at=NOW)
    second = add_member(cast.group, email="zoe@example.test", name="Zoe Elm", role="portage_manager", at=NOW)
    told: list[str] = []
    start = threading.Barrier(2)

    def answer(verb, member, **typed) -> None:
        me = by(member)
        start.wait()
        try:
            verb(Candidature.objects.get(pk=one.pk), by=me, at=NOW, **typed)
            told.append(verb.__name__)
        except WrongArrow:
            told.append("too late")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=answer, args=(accept_candidature, cast.manager), kwargs={"role": "export_director"}),
        threading.Thread(target=answer, args=(refuse_candidature, second), kwargs={"reason": "No."}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    one.refresh_from_db()
    assert sorted(told)[1] == "too late" or sorted(told)[0] == "too late"
    assert len(told) == 2
    winner = next(name for name in told if name != "too late")
    assert one.status == {"accept_candidature": "accepted", "refuse_candidature": "refused"}[winner]
    assert Organisation.objects.filter(name="Verrerie Lunaire").count() == (one.status == "accepted")
