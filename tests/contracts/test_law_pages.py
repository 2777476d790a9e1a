"""Pages of the law: read by members, corrected by platform administrators; dates tried before anybody commits."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from contracts.actions.law import correct_rule
from contracts.actions.notice import give_notice
from contracts.actions.renewal import run_day
from contracts.law import records
from contracts.law.wording import cite
from contracts.models import Contract, LawCorrection, Term
from contracts.queries.law import corrections, law_of
from portage.core.journal import By
from portage.core.models import Entry
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network.models import Person
from tests.cast import by, concluded, make_cast, second_factor
from tests.contracts.test_main_job import noon
from tests.pages import answers, browse

pytestmark = pytest.mark.django_db
LAWS = "/contracts/law/"
FRENCH = "/contracts/law/FR/"
DATES = "/contracts/law/dates/"
NOTICE = "/contracts/law/FR/notice_months/"
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def operator(**over):
    facts = {"email": "olive@example.test", "name": "Olive Perez", "is_platform_administrator": True, **over}
    return Person.objects.create(**facts)


def correct(person, key="notice_months", *, law="FR", **over):
    facts = {
        "value": [6],
        "status": "known",
        "source": "L134-11",
        "checked_on": date(2026, 11, 20),
        "reason": "read again",
    }
    return correct_rule(law, key, **{**facts, **over}, by=By(person), at=AT)


def signed_in(person):
    second_factor(person)
    client = Client()
    client.force_login(person)
    return client


def text(response):
    """What a person reads: without tags, spaces made plain."""
    body = re.sub(r"(?s)<head>.*?</head>|<[^>]*>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(body))


def sent(**over):
    """The form as a platform administrator sends it."""
    typed = {
        "seen": "0",
        "value": "1, 2, 4",
        "certainty": "known",
        "source": "L134-11",
        "checked_on": "2026-11-20",
        "reason": "Read again in the text.",
        "agree": "on",
    }
    return {name: value for name, value in {**typed, **over}.items() if value is not None}


# Reading


def test_every_member_reads_the_law_and_nobody_else_does():
    cast = make_cast()
    everybody = [cast.manager, cast.director, cast.sales_engineer, cast.rival_director, cast.auditor, cast.former, None]
    for url in (LAWS, FRENCH, DATES):
        assert answers(url, everybody) == {
            "Claire Roux": 200,
            "Diane Xavier": 200,
            "Tomek Wilk": 200,
            "Rene Vial": 200,
            "Ada Itor": 200,
            "Fred Ormer": 404,
            "": 302,
        }
    assert signed_in(operator()).get(FRENCH).status_code == 200


def test_the_table_says_what_is_known_and_what_a_person_gives():
    page = text(browse(make_cast().manager).get(LAWS))
    assert "French law" in page
    assert "1, 2, 3 months" in page
    assert "text of the law" in page
    assert "secondary source" in page
    assert "not established" in page
    assert "It does not replace legal advice" in page
    hungary = page[page.index("Hungarian law") :][:400]
    assert "Notice, tacit renewal, statements, compensation, non-compete" in hungary


def test_one_law_shows_each_rule_with_its_source_status_and_day():
    response = browse(make_cast().manager).get(FRENCH)
    page = text(response)
    assert "1 month in year 1, 2 months in year 2, 3 months from year 3 on" in page
    assert "courts usually give 2 years of gross commission" in page
    assert "L134-11" in page
    assert "checked on 21 Nov 2026 , as shipped" in page
    assert 'id="notice_months"' in response.content.decode()
    assert "Correct it" not in page


def test_where_a_rule_is_not_established_the_page_says_what_to_give_and_shows_the_european_minimum():
    page = text(browse(make_cast().manager).get("/contracts/law/HU/"))
    assert "The length of notice is typed in the contract" in page
    assert "never taken for this law's: 1 month in year 1" in page


def test_a_law_that_is_not_recorded_is_absent():
    client = browse(make_cast().manager)
    for code in ("XX", "fr", "France"):
        assert client.get(f"/contracts/law/{code}/").status_code == 404


def test_the_pages_cost_few_queries(django_assert_max_num_queries):
    cast = make_cast()
    client, person = browse(cast.manager), operator()
    for months in range(1, 8):
        correct(person, value=[months])
    for url in (LAWS, FRENCH, f"{DATES}?law=FR&nature=renewable&first_day=2024-03-01&months=12"):
        client.get(url)
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200


# Correcting


def test_only_a_platform_administrator_sees_the_form_and_corrects():
    cast = make_cast()
    for membership in (cast.manager, cast.counsel, cast.director):
        client = browse(membership)
        assert client.get(NOTICE).status_code == 404
        assert client.post(NOTICE, sent()).status_code == 404
    assert browse(None).post(NOTICE, sent()).status_code == 302
    with pytest.raises(Forbidden):
        correct(cast.counsel.person)
    assert not LawCorrection.objects.exists()


def test_a_correction_is_a_new_version_read_by_everybody_with_its_reason():
    cast, person = make_cast(), operator()
    client = signed_in(person)
    page = text(client.get(NOTICE))
    assert "As it stands" in page
    assert "Terms that have opened, last days for notice already told" in page
    response = client.post(NOTICE, sent())
    assert response.status_code == 302
    assert response.url == f"{FRENCH}#notice_months"
    row = LawCorrection.objects.get()
    assert (row.value, row.version, row.status, row.by) == ([1, 2, 4], 1, "known", person)
    entry = Entry.objects.get(kind="contracts.law_corrected")
    assert entry.facts == {"jurisdiction": "FR", "key": "notice_months", "version": 1, "status": "known"}
    assert entry.actor == person
    read = text(browse(cast.director).get(FRENCH))
    assert "4 months from year 3 on" in read
    assert "version 1" in read
    assert "Corrected once" in read
    assert "Read again in the text." in read
    assert "Olive" not in read


def test_versions_count_for_each_rule_and_the_last_one_holds():
    person = operator()
    correct(person)
    correct(person, value=[1, 2, 3])
    correct(person, "non_compete_max_months", value=12)
    versions = LawCorrection.objects.order_by("pk").values_list("key", "version")
    assert list(versions) == [("notice_months", 1), ("notice_months", 2), ("non_compete_max_months", 1)]
    record = records.jurisdiction("FR", corrections())
    assert (record.value("notice_months"), record.rules["notice_months"].version) == ((1, 2, 3), 2)


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"value": "one"}, "value"),
        ({"value": ""}, "value"),
        ({"value": "1, -2"}, "value"),
        ({"source": " "}, "source"),
        ({"checked_on": "2999-01-01"}, "checked_on"),
        ({"checked_on": "soon"}, "checked_on"),
        ({"reason": "  "}, "reason"),
        ({"certainty": "sure"}, "certainty"),
        ({"agree": None}, "agree"),
        ({"value": "1, 2, 3", "certainty": "found", "checked_on": "2026-11-21"}, "value"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_what_was_typed_stays(over, field):
    client = signed_in(operator())
    response = client.post(
        NOTICE, sent(reason=over.get("reason", "My long reason."), **{k: v for k, v in over.items() if k != "reason"})
    )
    assert response.status_code in {409, 422}
    assert field in response.context["form"].errors
    assert ("My long reason." in text(response)) is ("reason" not in over)
    assert not LawCorrection.objects.exists()


def test_a_rule_corrected_meanwhile_is_read_before_it_is_corrected():
    person = operator()
    correct(person)
    response = signed_in(person).post(NOTICE, sent(seen="0"))
    assert response.status_code == 409
    assert "Somebody corrected this rule meanwhile" in text(response)
    assert LawCorrection.objects.count() == 1


def test_a_rule_can_be_set_to_not_established_or_left_to_the_contract():
    client = signed_in(operator())
    assert client.post(NOTICE, sent(certainty="unknown", value="")).status_code == 302
    assert records.jurisdiction("FR", corrections()).find("notice_months").unknown
    statement = "/contracts/law/FR/statement/"
    assert client.post(statement, sent(left_to_contract="on", value="", source="by contract")).status_code == 302
    rule = records.jurisdiction("FR", corrections()).find("statement")
    assert (rule.value, rule.unknown) == (None, False)


def test_a_rule_that_nobody_recorded_can_be_recorded():
    client = signed_in(operator())
    assert "Local courts" in text(client.get(FRENCH))
    assert client.post("/contracts/law/FR/local_courts/", sent(value="yes", source="art. 1")).status_code == 302
    assert records.jurisdiction("FR", corrections()).value("local_courts") is True
    assert client.get("/contracts/law/FR/no_such_rule/").status_code == 404
    assert client.get("/contracts/law/XX/notice_months/").status_code == 404


@pytest.mark.parametrize(
    ("law", "key", "value", "code"),
    [
        ("XX", "notice_months", [1], "unknown_law"),
        ("FR", "no_such", "x", "unknown_rule"),
        ("FR", "notice_months", [], "bad_rule"),
        ("FR", "notice_months", [10**9], "bad_rule"),
        ("FR", "notice_months", [1] * 99, "bad_rule"),
        ("FR", "notice_months", "1,2,3", "bad_rule"),
        ("FR", "termination_pay", {"kind": "gift"}, "bad_rule"),
        ("FR", "termination_pay", {"kind": "indemnity"}, "bad_rule"),
        ("EU", "overriding", "always", "bad_rule"),
        ("FR", "serious_default", 12, "bad_rule"),
        ("FR", "serious_default", " ", "bad_rule"),
        ("NL", "notice_default_months", {"base": 4, "after_years": {"999999999": 5}}, "bad_rule"),
    ],
)
def test_the_verb_refuses_what_has_not_the_shape_of_the_rule(law, key, value, code):
    with pytest.raises(Invalid) as caught:
        correct(operator(), key, law=law, value=value)
    assert caught.value.code == code
    assert not LawCorrection.objects.exists()


def test_saying_the_same_again_is_refused_and_checking_again_is_not():
    person = operator()
    said = {"value": [1, 2, 3], "status": "found", "checked_on": date(2026, 11, 21)}
    with pytest.raises(Refused, match="nothing_changes"):
        correct(person, **said)
    assert correct(person, **{**said, "status": "known"}).version == 1


def test_every_form_of_a_rule_opens():
    client = signed_in(operator())
    for record in records.jurisdictions():
        for key in record.rules:
            assert client.get(reverse("contracts:correct_rule", args=[record.code, key])).status_code == 200


# What a correction does not change


def test_a_correction_moves_no_date_of_a_renewable_contract():
    cast = make_cast()
    contract = concluded(cast)
    run_day(at=noon("2026-11-01"))
    before = Contract.objects.values().get()
    told = list(Term.objects.values_list("number", "last_notice_day"))
    correct(operator(), value=[6])
    correct(Person.objects.get(email="olive@example.test"), "renewal_clause_effect", value="counts_as_indefinite")
    assert law_of(contract).value("notice_months") == (6,)
    run_day(at=noon("2026-11-30"))
    after = Contract.objects.values().get()
    assert {k: after[k] for k in ("term_number", "last_notice_day", "next_day", "ends_on")} == {
        k: before[k] for k in ("term_number", "last_notice_day", "next_day", "ends_on")
    }
    assert list(Term.objects.values_list("number", "last_notice_day")) == told
    contract.refresh_from_db()
    notice = give_notice(
        contract, form="platform", served_on=date(2026, 11, 30), by=by(cast.director), at=noon("2026-11-30")
    )
    assert (notice.ends_on, notice.refuses_renewal_of_term) == (date(2027, 2, 28), 3)


def test_terms_opened_later_go_on_by_the_notice_that_was_signed():
    cast = make_cast()
    concluded(cast)
    run_day(at=noon("2026-11-01"))
    correct(operator(), value=[6])
    run_day(at=noon("2027-03-01"))
    assert Term.objects.get(number=4).last_notice_day == date(2027, 11, 30)


def test_a_served_notice_keeps_its_end_and_a_later_one_follows_the_correction():
    cast = make_cast()
    contract = concluded(cast, start={"nature": "indefinite"})
    run_day(at=noon("2026-11-01"))
    contract.refresh_from_db()
    first = give_notice(
        contract, form="platform", served_on=date(2026, 12, 10), by=by(cast.director), at=noon("2026-12-10")
    )
    assert first.ends_on == date(2027, 3, 31)
    correct(operator(), value=[6])
    first.refresh_from_db()
    contract.refresh_from_db()
    assert (first.ends_on, contract.ends_on) == (date(2027, 3, 31), date(2027, 3, 31))
    later = give_notice(
        contract, form="platform", served_on=date(2026, 12, 11), by=by(cast.subsidiary_manager), at=noon("2026-12-11")
    )
    assert later.ends_on == date(2027, 6, 30)
    contract.refresh_from_db()
    assert contract.ends_on == date(2027, 3, 31)


def test_an_article_is_cited_anew_only_when_it_moved():
    cast, person = make_cast(), operator()
    contract = concluded(cast)
    correct(person, value=[1, 2, 4])
    assert cite(law_of(contract), "notice_months")["en"] == "article L134-11 of the French Commercial Code"
    correct(person, value=[1, 2, 4], source="L134-11-1: since 2027")
    assert cite(law_of(contract), "notice_months")["en"] == "French law, L134-11-1"


# Dates tried


def test_dates_are_tried_with_their_rules_and_nothing_is_kept():
    cast = make_cast()
    entries = Entry.objects.count()
    asked = {"law": "FR", "nature": "renewable", "first_day": "2024-03-01", "months": "12", "served_on": "2026-12-10"}
    response = browse(cast.director).get(DATES, asked)
    page = text(response)
    for row in (
        "1 Mar 2024 28 Feb 2025 31 Jan 2025",
        "1 Mar 2025 28 Feb 2026 31 Dec 2025",
        "1 Mar 2026 28 Feb 2027 30 Nov 2026",
    ):
        assert row in page
    assert "The contract ends on 29 February 2028 ." in page
    assert "Too late for the term in which it is served" in page
    assert "does not open: notice was served" in page
    assert "The contract adopts the law's scale. French law, L134-11" in page
    assert f'href="{FRENCH}#notice_months"' in response.content.decode()
    assert (Contract.objects.count(), Entry.objects.count()) == (0, entries)
    assert browse(cast.director).post(DATES, asked).status_code == 405


def test_the_worked_dates_of_an_indefinite_contract():
    asked = {"law": "FR", "nature": "indefinite", "first_day": "2024-03-01", "served_on": "2026-12-10"}
    client = browse(make_cast().manager)
    page = text(client.get(DATES, asked))
    assert "The contract ends on 31 March 2027 ." in page
    assert "to the end of a calendar month" in page
    asked.pop("served_on")
    assert "An indefinite contract has no terms" in text(client.get(DATES, asked))


def test_where_the_law_is_silent_a_person_types_the_notice():
    client = browse(make_cast().manager)
    asked = {"law": "HU", "nature": "renewable", "first_day": "2024-03-01", "months": "12"}
    refused = client.get(DATES, asked)
    assert refused.status_code == 422
    assert "is not established: type a length" in text(refused)
    assert "The European minimum, which is not this law's" in text(refused)
    found = text(client.get(DATES, {**asked, "notice": "1, 2, 3"}))
    assert "31 Jan 2025" in found
    assert "record a choice" in found


def test_a_notice_shorter_than_the_law_is_said_and_the_longer_is_used():
    asked = {"law": "DE", "nature": "indefinite", "first_day": "2024-03-01", "notice": "1", "served_on": "2026-12-10"}
    page = text(browse(make_cast().manager).get(DATES, asked))
    assert "The notice is shorter than this law asks." in page
    assert "The contract ends on 31 March 2027 ." in page


@pytest.mark.parametrize(
    "over",
    [
        {"first_day": "2024-02-30"},
        {"first_day": "9999-01-01"},
        {"months": "0"},
        {"months": ""},
        {"months": "99999"},
        {"notice": "a"},
        {"notice": "1;-2"},
        {"law": "XX"},
        {"law": "EU"},
        {"nature": "moral"},
        {"choice": "mine"},
        {"served_on": "2023-12-31"},
    ],
)
def test_what_cannot_be_read_is_told_and_what_was_typed_stays(over):
    asked = {"law": "FR", "nature": "renewable", "first_day": "2024-03-01", "months": "12", "notice": "1,2", **over}
    response = browse(make_cast().manager).get(DATES, asked)
    assert response.status_code == 422
    assert response.context["form"].errors
    assert response.context["tried"] is None


def test_with_script_only_the_dates_come_back():
    client = browse(make_cast().manager, **{"HX-Request": "true"})
    response = client.get(DATES, {"law": "FR", "nature": "renewable", "first_day": "2024-03-01", "months": "12"})
    assert response.content.decode().lstrip().startswith('<div id="dates"')
    assert "<html" not in response.content.decode()


def test_dates_follow_the_corrections():
    cast = make_cast()
    correct(operator(), value=[6])
    asked = {"law": "FR", "nature": "renewable", "first_day": "2024-03-01", "months": "12"}
    assert "31 Aug 2024" in text(browse(cast.manager).get(DATES, asked))


def test_the_page_is_french_for_a_french_reader():
    cast = make_cast()
    cast.manager.person.language = "fr"
    cast.manager.person.save()
    page = text(browse(cast.manager).get(FRENCH))
    assert "La loi française" in page
