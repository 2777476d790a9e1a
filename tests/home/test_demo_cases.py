"""The research cases as a living platform: every agreement named in the research stands there, and says the truth."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from stdnum.eu import vat
from stdnum.fr import siren, siret

from contracts.models import Contract, ContractModel, Document, Effect, Reminder, Term
from contracts.queries import checks, working
from contracts.queries.counted import counted
from contracts.standing import COPIES, keep, standing_of
from portage.catalogue.codes import hs_codes
from portage.catalogue.models import Product
from portage.core import clock
from portage.core.models import Entry, Message
from portage.home.demo import accounts
from portage.network import access
from portage.network.models import ApiToken, Customer, Membership, Organisation, Person
from portage.network.rules import tokens as rules

pytestmark = pytest.mark.django_db

# Written from the research (Bueno Merino 2007, table II and section 4.1), not from the demonstration's data.
AGREEMENTS = {
    ("PMI n.1", "Rhodia", "JP"), ("PMI n.1", "Rhodia", "CN"),
    ("PMI n.2", "Pechiney", "RU"), ("PMI n.2", "Pechiney", "DE"),
    ("PMI n.3", "Rhodia", "VN"), ("PMI n.3", "Rhodia", "JO"), ("PMI n.3", "Rhodia", "LB"), ("PMI n.3", "Rhodia", "IQ"),
    ("PMI n.3", "Rhodia", "PL"), ("PMI n.3", "Rhodia", "CZ"), ("PMI n.3", "Rhodia", "HU"),
}  # fmt: skip
PRODUCTS = {
    "PMI n.1": {"natural tartaric acid", "cream of tartar", "Rochelle salt (potassium sodium tartrate)"},
    "PMI n.2": {"welded stainless steel tubes", "cold-drawn stainless steel tubes", "nickel alloy tubes"},
    "PMI n.3": {"aromatic compositions for cosmetics", "aromatic compositions for food", "plant extracts"},
    "PMI n.4": {"metal drums of 50 litres and more", "crimped cans for food", "tinplate pails and canisters"},
}
FRENCH_TITLES = {
    "audit interne", "comptable", "contrôle interne", "directeur du portage", "directeur général", "directrice export",
    "directrice générale", "expert arômes et cosmétiques", "gérant", "ingénieure commerciale", "juriste", "président",
    "responsable du portage", "responsable export",
}  # fmt: skip
EVERY_STATUS = {
    "draft",
    "negotiating",
    "approved",
    "awaiting_signature",
    "signed",
    "in_force",
    "notice_given",
    "ended",
    "withdrawn",
}


@pytest.fixture(scope="module", autouse=True)
def cases(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Loaded once for the module, without rendered documents, and undone after it."""
    with django_db_blocker.unblock(), override_settings(DEBUG=True), transaction.atomic():
        call_command("demo", size="cases", no_documents=True, verbosity=0)
        yield
        transaction.set_rollback(True)


def living() -> list[Contract]:
    return list(
        Contract.objects.filter(status__in=["in_force", "notice_given"]).select_related("principal", "group", "agent")
    )


def once_called(organisation: Organisation) -> set[str]:
    return {organisation.name, *organisation.names.values_list("name", flat=True)}


def test_every_agreement_of_the_research_is_in_force_between_its_parties():
    found = {
        (contract.principal.name, group, str(line.country))
        for contract in living()
        for group in once_called(contract.group)
        for line in contract.territory_lines.all()
    }
    assert found >= AGREEMENTS


def test_an_agent_sits_in_the_country_that_it_sells_to_for_the_cases():
    for contract in living():
        if contract.principal.name in PRODUCTS:
            assert str(contract.agent.country) in {str(line.country) for line in contract.territory_lines.all()}


def test_the_third_sme_has_seven_contracts_one_for_each_subsidiary():
    contracts = [c for c in living() if c.principal.name == "PMI n.3"]
    assert len(contracts) == len({c.agent for c in contracts}) == 7


def test_the_four_smes_have_their_products_under_codes_that_exist():
    for name, products in PRODUCTS.items():
        rows = Product.objects.filter(owner__name=name)
        assert {row.names["en"] for row in rows} == products
        assert all(row.hs_code in hs_codes() for row in rows)


def test_japan_was_agreed_almost_ten_years_ago_without_paper():
    (contract,) = [c for c in living() if c.principal.name == "PMI n.1" and c.nature == "moral"]
    age = clock.now().date() - contract.first_day
    assert timedelta(days=365 * 9) < age < timedelta(days=3653)
    assert (contract.term_number, contract.documents.count(), contract.confirmations.count()) == (0, 0, 2)


def test_the_group_bore_another_name_when_the_oldest_contract_began():
    contract = Contract.objects.get(principal__name="PMI n.1", first_day__year=1994)
    assert contract.versions.get().data["carrier"] == "Rhône-Poulenc"
    assert contract.group.name == "Rhodia"
    assert list(contract.group.names.values_list("name", "from_day")) == [
        ("Rhône-Poulenc", date(1, 1, 1)),
        ("Rhodia", date(1998, 1, 1)),
    ]


def test_pechiney_was_absorbed_by_alcan_in_december_2003_and_its_contracts_went_on():
    group = Organisation.objects.get(kind="carrier_group", names__name="Pechiney")
    assert group.parent.name == "Alcan"
    assert (group.names.last().from_day.year, group.names.last().from_day.month) == (2003, 12)
    assert group.contracts_as_group.filter(status="in_force", first_day__lt=date(2003, 12, 1)).exists()


def test_russia_stands_under_a_recorded_legal_review():
    contract = Contract.objects.get(principal__name="PMI n.2", agent__country="RU")
    assert {(c.question, c.answer) for c in contract.choices.all()} == {("legal_review", "cleared")}


def test_nothing_that_the_law_asks_was_left_unanswered():
    for contract in Contract.objects.exclude(status__in=["draft", "withdrawn"]):
        assert not checks.stops(contract), contract


def test_the_confidential_contract_exists_for_the_people_named_on_it_only():
    contract = Contract.objects.get(confidential=True)
    assert contract.principal.fictional
    assert contract.agent.fictional
    assert contract.group.fictional
    seen = set()
    for membership in Membership.objects.filter(ended_at__isnull=True).select_related("person", "organisation"):
        access.act(membership.person, membership)
        if access.visible(membership.person, Contract.objects.filter(pk=contract.pk)).exists():
            seen.add(membership.person.email)
    assert seen == {
        "manager@valombre.example",
        "counsel@valombre.example",
        "manager@nz.valombre.example",
        "direction@pmi4.example",
    }


def test_every_nature_is_there():
    assert set(Contract.objects.values_list("nature", flat=True)) == {"renewable", "indefinite", "moral"}
    assert Contract.objects.filter(nature="indefinite", status="notice_given").exists()


def test_every_state_is_there_and_the_manager_sees_about_forty():
    assert set(counted().values_list("status", flat=True)) == EVERY_STATUS
    manager = Person.objects.get(email="manager@rhodia.example")
    access.act(manager, manager.memberships.get())
    assert 40 <= access.visible(manager, counted()).count() <= 60


def test_one_contract_has_two_amendments_in_effect_and_one_for_later():
    contract = Contract.objects.get(amendments__amendment_number=3)
    assert list(contract.amendments.order_by("amendment_number").values_list("status", flat=True)) == [
        "in_effect",
        "in_effect",
        "signed",
    ]
    assert (contract.version_number, contract.signed_version) == (3, 1)
    assert {str(line.country) for line in contract.territory_lines.all()} == {"BR", "AR"}


def test_an_amendment_took_effect_days_ago_and_another_is_negotiated():
    late = Effect.objects.get(at__gte=clock.now() - timedelta(days=14))
    assert (str(late.contract.agent.country), late.outcome) == ("IQ", "changed")
    assert late.contract.duties.get(code="register_change").day is not None
    talked = Contract.objects.get(amends__isnull=False, status="negotiating")
    assert talked.proposals.get(answer__isnull=True).subject == "terms-effect"


def test_one_contract_is_extended_one_put_in_writing_and_a_takeover_noted():
    assert set(Contract.objects.filter(extends__isnull=False).values_list("agent__country", flat=True)) == {"ES", "PL"}
    written = Contract.objects.get(formalises__isnull=False)
    assert (written.status, written.formalises.status) == ("in_force", "ended")
    assert written.first_day == written.formalises.first_day
    assert Contract.objects.get(principal__name="PMI n.2", agent__country="RU").party_changes.get().step == "noted"


def test_the_group_keeps_three_versions_of_its_own_model_and_writes_the_next_which_is_not_right_yet():
    model = ContractModel.objects.get(owner__name="Rhodia")
    versions = model.versions.all()
    assert [version.number for version in versions] == [3, 2, 1]
    assert "training modules" in versions[0].articles["en"]
    copy = model.working_copy
    found = working.faults(working.standing(copy), copy.languages)
    assert {(fault.code, fault.tag, fault.article) for fault in found} == {
        ("unknown_name", "en", "confidentiality")
    } | {("paragraphs", "en", "confidentiality")}


def test_people_do_not_negotiate_on_sundays():
    days = [
        entry.at.weekday()
        for entry in Entry.objects.filter(
            kind__in=["contracts.drafted", "contracts.version_proposed", "contracts.signed"]
        )
    ]
    assert days
    assert max(days) <= 4


def test_subsidiaries_have_customers_that_no_sme_sees():
    director = Person.objects.get(email="direction@pmi3.example")
    access.act(director, director.memberships.get())
    assert Customer.objects.count() >= 20
    assert not access.visible(director, Customer.objects.all()).exists()


def test_several_contracts_can_be_left_until_the_same_day_nine_days_from_now():
    day = clock.day_in("Europe/Paris", clock.now()) + timedelta(days=9)
    near = [
        c.last_notice_day for c in living() if c.last_notice_day and abs(c.last_notice_day - day) <= timedelta(days=3)
    ]
    assert len(near) >= 5


def test_the_copies_in_each_row_are_what_the_rules_say_today():
    for contract in living():
        before = [getattr(contract, name) for name in COPIES if name != "due_on"]
        keep(contract, standing_of(contract), clock.day_in(contract.time_zone, clock.now()))
        assert [getattr(contract, name) for name in COPIES if name != "due_on"] == before


def test_terms_follow_each_other_without_a_gap():
    for contract in living():
        terms = list(contract.terms.all())
        for before, after in pairwise(terms):
            assert after.first_day == before.last_day + timedelta(days=1)
    assert Term.objects.filter(number__gte=20).exists()


def test_no_email_of_the_past_waits_to_be_sent():
    today = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    assert not Message.objects.filter(status="waiting", created_at__lt=today).exists()
    assert not Reminder.objects.filter(mails__isnull=True, at__lt=today).exists()


def test_tokens_stand_in_every_state_and_an_erp_acts_for_the_group():
    now = clock.now()
    assert {rules.state(token, now) for token in ApiToken.objects.all()} == {"live", "expired", "revoked"}
    erp = Membership.objects.get(is_program=True)
    assert (erp.organisation.name, erp.person.name) == ("Rhodia", "ERP")
    assert not erp.person.has_usable_password()


def test_identifiers_hold_and_what_is_invented_says_so():
    french = Organisation.objects.filter(country="FR").exclude(kind="institution")
    for organisation in french:
        assert siren.is_valid(organisation.siren)
        assert siret.is_valid(organisation.siret)
        assert vat.is_valid(organisation.vat)
        assert organisation.siren.startswith("00")
    assert all("inv" in organisation.registration for organisation in Organisation.objects.all())
    assert Organisation.objects.get(name="Rhodia Japan").time_zone == "Asia/Tokyo"


def test_people_of_organisations_that_speak_french_have_a_french_title():
    people = Membership.objects.filter(organisation__language="fr", is_program=False)
    titles = set(people.values_list("title", flat=True))
    assert titles == FRENCH_TITLES


def test_everybody_may_log_in_with_a_verified_address():
    people = Membership.objects.filter(ended_at__isnull=True, is_program=False)
    for membership in people.select_related("person"):
        assert membership.person.check_password(accounts.PASSWORD)
        assert membership.person.emailaddress_set.filter(verified=True, primary=True).count() == 1


def test_a_confirmed_moral_contract_has_no_certificate_and_a_signed_one_has_its_document():
    kinds = Document.objects.filter(kind="contract").values_list("contract", flat=True)
    written = [c for c in living() if c.nature != "moral"]
    assert {c.pk for c in written} <= set(kinds)
