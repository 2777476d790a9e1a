"""The guided creation: start, steps in any order, what is invalid kept, review, propose."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.actions import drafting
from contracts.models import Choice, Contract, Version
from portage.core.models import Entry
from tests.cast import AT, by, concluded, draft, make_cast
from tests.contracts.door import counts, strangers, text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def begun(cast) -> Contract:
    """A draft of which nothing is typed yet."""
    return drafting.start_draft(principal=cast.sme, agent=cast.poland, by=by(cast.manager), at=AT)


def step(contract, name: str) -> str:
    return reverse("contracts:step", args=[contract.pk, name])


def rows(*lines: dict, **more: str) -> dict[str, str]:
    """The rows of a step as a browser sends them."""
    sent = {"row-TOTAL_FORMS": str(len(lines)), "row-INITIAL_FORMS": "0", **more}
    return sent | {f"row-{n}-{name}": value for n, line in enumerate(lines) for name, value in line.items()}


# Start


def test_a_manager_starts_a_draft_between_an_sme_and_a_subsidiary(cast):
    sent = {"principal": cast.sme.pk, "agent": cast.poland.pk, "nature": "indefinite"}
    response = visitor(cast.manager).post(reverse("contracts:start"), sent)
    contract = Contract.objects.get()
    assert response.url == reverse("contracts:steps", args=[contract.pk])
    assert (contract.nature, contract.commission_rate, contract.status) == ("indefinite", None, "draft")


def test_only_visible_smes_and_own_subsidiaries_can_be_chosen(cast):
    page = text(visitor(cast.manager).get(reverse("contracts:start")))
    assert "Arômes du Val" in page
    assert "Orvane Japan" in page
    assert "Seule SARL" not in page
    assert "Kestrel Polska" not in page
    for sent in (
        {"principal": cast.lone_sme.pk, "agent": cast.poland.pk},
        {"principal": cast.sme.pk, "agent": cast.rival_subsidiary.pk},
    ):
        response = visitor(cast.manager).post(reverse("contracts:start"), {**sent, "nature": "renewable"})
        assert response.status_code == 422
    assert not Contract.objects.exists()


@pytest.mark.parametrize("role", ["director", "subsidiary_manager", "sales_engineer", "auditor"])
def test_other_roles_start_nothing(cast, role):
    where = reverse("contracts:start")
    assert visitor(getattr(cast, role)).get(where).status_code == 403
    assert visitor(getattr(cast, role)).post(where, {}).status_code == 403
    assert not Contract.objects.exists()


def test_a_confidential_draft_names_its_people_of_both_sides(cast):
    where, client = reverse("contracts:start"), visitor(cast.manager)
    sent = {"principal": cast.sme.pk, "agent": cast.poland.pk, "nature": "renewable", "confidential": "on"}
    refused = client.post(where, sent)
    assert refused.status_code == 422
    assert "Name at least one person of the principal" in text(refused)
    assert "Diane Xavier, export director, Arômes du Val" in text(refused)
    assert client.post(where, {**sent, "people": [cast.director.pk]}).status_code == 302
    contract = Contract.objects.get()
    where = reverse("contracts:contract", args=[contract.pk])
    assert visitor(cast.manager).get(where).status_code == visitor(cast.director).get(where).status_code == 200
    assert visitor(cast.counsel).get(where).status_code == 404


def test_people_of_elsewhere_cannot_be_named(cast):
    sent = {"principal": cast.sme.pk, "agent": cast.poland.pk, "nature": "renewable", "confidential": "on"}
    response = visitor(cast.manager).post(
        reverse("contracts:start"), {**sent, "people": [cast.director.pk, cast.rival_manager.pk]}
    )
    assert response.status_code == 422
    assert not Contract.objects.exists()


# Steps


def test_steps_are_left_and_taken_up_again_at_the_first_one_unfinished(cast, begun):
    client = visitor(cast.manager)
    assert client.get(reverse("contracts:steps", args=[begun.pk])).url == step(begun, "products")
    client.post(step(begun, "products"), {"products": [p.pk for p in cast.products]})
    assert client.get(reverse("contracts:steps", args=[begun.pk])).url == step(begun, "territory")


def test_the_countries_of_the_subsidiary_are_ticked_beforehand_and_no_rate_is_proposed(cast, begun):
    client = visitor(cast.manager)
    territory = client.get(step(begun, "territory"))
    assert territory.context["form"]["countries"].value() == ["PL", "CZ", "HU"]
    assert client.get(step(begun, "commission")).context["form"]["rate"].value() is None
    assert client.get(step(begun, "tasks")).context["form"]["prospecting"].value() == "agent"


def test_each_step_keeps_what_it_is_given(cast, begun):
    client = visitor(cast.manager)
    client.post(step(begun, "products"), {"products": [p.pk for p in cast.products], "next": "1"})
    reserved = rows({"name": "Chemia SA", "place": "Łódź", "rate": "2"}, {"name": "", "place": "", "rate": ""})
    client.post(
        step(begun, "territory"),
        {
            "countries": ["PL", "SK"],
            "regions_PL": "Łódź, Mazowieckie",
            "segments": ["cosmetics"],
            "other_segments": "bougies",
            "exclusive": "on",
            **reserved,
        },
    )
    lines = rows(
        {"product": str(cast.products[1].pk), "up_to": "", "rate": "5"},
        {"product": "", "up_to": "400000", "rate": "6"},
        {"product": "", "up_to": "", "rate": "4.5"},
    )
    client.post(
        step(begun, "commission"), {"rate": "6", "event": "paid", "currency": "EUR", "statement_months": "3", **lines}
    )
    client.post(
        step(begun, "duration"),
        {
            "first_day": "2027-03-01",
            "first_months": "12",
            "renewal_months": "12",
            "year_1": "1",
            "year_2": "2",
            "year_3": "3",
            "notice_forms": ["letter", "platform"],
        },
    )
    begun.refresh_from_db()
    assert [(str(line.country), line.regions) for line in begun.territory_lines.order_by("pk")] == [
        ("PL", ["Łódź", "Mazowieckie"]),
        ("SK", []),
    ]
    assert (begun.segments, begun.exclusive) == (["cosmetics", "bougies"], True)
    assert begun.reserved_customers.values_list("name", "rate").get() == ("Chemia SA", Decimal("0.02"))
    assert (begun.commission_rate, begun.commission_lines.count()) == (Decimal("0.06"), 3)
    assert (begun.first_day, begun.notice_scale) == (date(2027, 3, 1), [1, 2, 3])


def test_saving_the_same_again_writes_nothing(cast):
    contract = draft(cast)
    client, before = visitor(cast.manager), Entry.objects.count()
    sent = {
        "rate": "6",
        "event": "paid",
        "currency": "EUR",
        "statement_months": "3",
        **rows({"product": "", "up_to": "", "rate": ""}),
    }
    assert client.post(step(contract, "commission"), sent).status_code == 302
    assert Entry.objects.count() == before


def test_what_is_invalid_is_answered_beside_its_field_and_kept_until_put_right(cast, begun):
    client = visitor(cast.manager)
    sent = {"rate": "300", "event": "paid", "currency": "EUR", "statement_months": "3", **rows()}
    response = client.post(step(begun, "commission"), sent)
    assert response.status_code == 422
    assert "A rate lies between 0 and 100." in text(response)
    begun.refresh_from_db()
    assert begun.commission_rate is None
    again = client.get(step(begun, "commission"))
    assert again.context["form"]["rate"].value() == "300"
    assert again.context["form"]["event"].value() == "paid"
    assert "to be put right" in text(client.get(step(begun, "tasks")))
    client.post(step(begun, "commission"), {**sent, "rate": "3"})
    assert "to be put right" not in text(client.get(step(begun, "tasks")))


def test_nobody_else_reads_what_is_kept_invalid(cast, begun):
    visitor(cast.manager).post(step(begun, "law"), {"law": "FR", "forum": "", "languages": "fr"})
    assert visitor(cast.counsel).get(step(begun, "law")).context["form"].is_bound is False


def test_autosaving_answers_the_state_and_leaves_the_inputs_alone(cast, begun):
    client = visitor(cast.manager)
    done = client.post(
        step(begun, "duration"),
        {
            "first_day": "2027-01-15",
            "first_months": "12",
            "renewal_months": "12",
            "year_1": "1",
            "notice_forms": ["letter"],
        },
        headers={"HX-Request": "true"},
    )
    assert "Saved" in text(done)
    assert "14 Jan 2028" in text(done)
    assert "<input" not in done.content.decode()
    wrong = client.post(
        step(begun, "duration"),
        {
            "first_day": "2027-02-31",
            "first_months": "12",
            "renewal_months": "12",
            "year_1": "1",
            "notice_forms": ["letter"],
        },
        headers={"HX-Request": "true"},
    )
    assert "Not part of the terms yet" in text(wrong)
    assert "What you typed is kept" in text(wrong)
    begun.refresh_from_db()
    assert begun.first_day == date(2027, 1, 15)


def test_an_empty_territory_is_answered_where_it_is(cast, begun):
    response = visitor(cast.manager).post(step(begun, "territory"), {"segments": ["food"], **rows()})
    assert response.status_code == 422
    assert "Choose at least one country." in text(response)
    assert response.context["form"]["segments"].value() == ["food"]


def test_a_row_half_typed_says_what_is_missing(cast, begun):
    response = visitor(cast.manager).post(
        step(begun, "territory"), {"countries": ["PL"], **rows({"name": "Chemia SA", "place": "", "rate": ""})}
    )
    assert response.status_code == 422
    assert "Type the rate of this customer; 0 is possible." in text(response)


def test_a_notice_shorter_than_the_law_is_told_with_its_article_and_the_minimum_can_be_adopted(cast):
    contract = draft(cast, start={"nature": "indefinite"})
    client = visitor(cast.manager)
    sent = {"first_day": "2024-03-01", "year_1": "1", "year_2": "1", "year_3": "1", "notice_forms": ["letter"]}
    client.post(step(contract, "duration"), sent)
    page = text(client.get(step(contract, "duration")))
    assert "The notice is shorter than this law asks. At least 1, 2, 3 months by year begun. FR L134-11" in page
    assert "to be put right" in page
    client.post(step(contract, "duration"), {**sent, "adopt": "1"})
    contract.refresh_from_db()
    assert contract.notice_scale == [1, 2, 3]


def test_steps_are_closed_to_those_who_may_not_negotiate_and_absent_for_strangers(cast, begun):
    before = counts()
    for name in ("products", "territory", "tasks", "commission", "duration", "law"):
        assert visitor(cast.subsidiary_manager).post(step(begun, name), {"law": "DE"}).status_code == 403
        for who in (*strangers(cast).values(), cast.director):
            assert visitor(who).get(step(begun, name)).status_code == 404
            assert visitor(who).post(step(begun, name), {}).status_code == 404
    assert counts() == before
    assert visitor(cast.manager).get(step(begun, "nothing")).status_code == 404


def test_signed_terms_are_typed_no_more(cast):
    contract = concluded(cast)
    assert visitor(cast.manager).get(step(contract, "law")).status_code == 409
    assert "A signed document never changes." in text(visitor(cast.manager).post(step(contract, "law"), {}))


# Review


def review(contract) -> str:
    return reverse("contracts:review", args=[contract.pk])


def test_the_review_says_what_is_missing_with_a_link_to_its_step(cast, begun):
    page = visitor(cast.manager).get(review(begun))
    assert "Type the commission rate." in text(page)
    assert f'href="{step(begun, "commission")}#id_commission_rate"' in page.content.decode()
    refused = visitor(cast.manager).post(review(begun))
    assert refused.status_code == 422
    assert not Version.objects.exists()


def test_a_complete_draft_is_proposed(cast):
    contract = draft(cast)
    response = visitor(cast.manager).post(review(contract), follow=True)
    assert "Version 1 is proposed" in text(response)
    contract.refresh_from_db()
    assert (contract.status, contract.version_number) == ("negotiating", 1)
    assert visitor(cast.director).get(reverse("contracts:contract", args=[contract.pk])).status_code == 200


def test_zero_per_cent_everywhere_is_told_where_it_is(cast):
    contract = draft(cast, rate=Decimal(0))
    page = text(visitor(cast.manager).get(step(contract, "commission")))
    assert "A commission of 0 % everywhere leaves the agent nothing" in page
    assert visitor(cast.manager).post(review(contract)).status_code == 422


def test_an_overlap_is_shown_to_who_may_see_the_other_contract(cast):
    first = concluded(cast)
    second = draft(cast)
    page = text(visitor(cast.manager).get(review(second)))
    assert first.reference in page
    refused = visitor(cast.manager).post(review(second))
    assert refused.status_code == 409
    assert "Exclusivity" in text(refused)


def test_an_overlap_is_told_in_the_bar_of_every_step_and_typing_goes_on_there(cast):
    """Told only at the review, it cost whoever typed four more steps."""
    concluded(cast)
    second = draft(cast)
    stage = next(
        one for one in visitor(cast.manager).get(step(second, "tasks")).context["stages"] if "territory" in one["url"]
    )
    assert (stage["state"], stage["done"]) == ("wrong", False)
    assert visitor(cast.manager).get(reverse("contracts:steps", args=[second.pk])).url == step(second, "territory")


def test_a_first_day_that_has_passed_is_pointed_out_while_typing(cast, begun):
    typed = {
        "first_months": "12", "renewal_months": "12", "year_1": "1", "year_2": "2", "year_3": "3", "notice_forms": ["letter"],
    }  # fmt: skip
    for first_day, told in (("2024-03-01", True), ("2027-03-01", False)):
        page = text(visitor(cast.manager).post(step(begun, "duration"), {**typed, "first_day": first_day}, follow=True))
        assert ("The first day has passed" in page) is told


def test_a_question_that_the_law_leaves_open_is_answered_in_place_with_a_reason(cast):
    contract = draft(cast, law={"law": "DE"})
    client, where = visitor(cast.manager), reverse("contracts:choices", args=[contract.pk])
    page = text(client.get(review(contract)))
    assert "A question that the law leaves open" in page
    sent = {"question": "renewal_choice", "renewal_choice-answer": "stays_fixed_term"}
    refused = client.post(where, sent)
    assert refused.status_code == 422
    assert not Choice.objects.exists()
    client.post(where, {**sent, "renewal_choice-reason": "Agreed with counsel on 3 January."})
    assert Choice.objects.get().reason == "Agreed with counsel on 3 January."
    assert visitor(cast.director).post(where, sent).status_code == 404


def test_only_counsel_clears_a_contract_under_trade_restrictions(cast):
    contract = draft(cast, law={"law": "RU"})
    where = reverse("contracts:choices", args=[contract.pk])
    sent = {"question": "legal_review", "legal_review-answer": "cleared", "legal_review-reason": "Read and cleared."}
    assert visitor(cast.manager).post(where, sent).status_code == 403
    assert not Choice.objects.exists()
    assert visitor(cast.counsel).post(where, sent).status_code == 302
    assert Choice.objects.get().answer == "cleared"


# The document to come


def test_the_preview_marks_its_holes_and_runs_nothing(cast, begun):
    response = visitor(cast.manager).get(reverse("contracts:draft", args=[begun.pk]))
    assert "<mark>missing: first day</mark>" in response.content.decode()
    assert "<mark>missing: rate</mark>" in response.content.decode()
    assert "2999" not in response.content.decode()
    assert "[[" not in response.content.decode()
    assert "sandbox" in response["Content-Security-Policy"]
    assert "script" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert visitor(cast.director).get(reverse("contracts:draft", args=[begun.pk])).status_code == 404


@pytest.mark.parametrize("languages", ["fr", "en", "both"])
def test_a_complete_draft_shows_no_hole_in_any_language(cast, languages):
    contract = draft(cast, law={"languages": languages})
    shown = visitor(cast.manager).get(reverse("contracts:draft", args=[contract.pk])).content.decode()
    assert "<mark>" not in shown
    assert contract.reference in shown


def test_the_draft_is_made_into_a_pdf(cast):
    contract = draft(cast)
    response = visitor(cast.manager).get(reverse("contracts:draft_pdf", args=[contract.pk]))
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_script_without_a_font_is_named_before_anything_is_proposed(cast):
    contract = draft(cast, law={"forum": "ᚠᚢᚦ tribunal"})
    assert "Some characters cannot be printed" in text(visitor(cast.manager).get(review(contract)))
    refused = visitor(cast.manager).post(review(contract))
    assert refused.status_code == 422
    assert "RUNIC" in text(refused)
    assert not Version.objects.exists()


@pytest.mark.parametrize(
    ("bounds", "says"),
    [
        (["400000"], "Add a line without a bound"),
        (["400000", "400000", ""], "the same bound"),
        (["", ""], "only the last bracket has none"),
    ],
)
def test_brackets_that_leave_a_sale_without_a_rate_are_refused(cast, begun, bounds, says):
    lines = rows(*({"product": "", "up_to": bound, "rate": "5"} for bound in bounds))
    sent = {"rate": "6", "event": "paid", "currency": "EUR", "statement_months": "3", **lines}
    response = visitor(cast.manager).post(step(begun, "commission"), sent)
    assert response.status_code == 422
    assert says in text(response)
    begun.refresh_from_db()
    assert begun.commission_rate is None
