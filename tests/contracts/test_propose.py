"""Proposing a version: what cannot be signed for, printed or left open is told before anybody approves it."""

from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest

from contracts.actions import drafting, signature, versions
from contracts.actions.models import publish_model
from contracts.actions.notice import give_notice
from contracts.actions.printable import check_printable
from contracts.assembly import articles_of, data_of
from contracts.documents.canonical import build
from contracts.documents.contract import contract_html
from contracts.models import SigningAuthority, Version
from contracts.paperwork import articles
from contracts.queries.law import law_of
from portage.core.journal import PORTAGE
from portage.core.refusals import Invalid, Refused, Several
from tests.cast import AT, approved, by, draft, make_cast, shipped
from tests.contracts.test_main_job import noon

pytestmark = pytest.mark.django_db
GLAGOLITIC = "ⰀⰁⰂ"
INDEFINITE = {"start": {"nature": "indefinite"}}


def propose(cast, contract):
    return versions.propose(contract, by=by(cast.manager), at=AT)


def refused(cast, contract):
    with pytest.raises(Refused) as caught:
        propose(cast, contract)
    contract.refresh_from_db()
    assert (contract.version_number, contract.status) == (0, "draft")
    assert not Version.objects.exists()
    return caught.value


def codes(several):
    assert isinstance(several, Several)
    return [(one.code, one.details["step"], one.field) for one in several.refusals]


def own_model(cast, old, new):
    """A model of the group, the shipped words but for some."""
    texts = {tag: text.replace(old[tag], new[tag]) for tag, text in shipped().items()}
    return publish_model(owner=cast.group, name="Orvane own", texts=texts, by=by(cast.counsel), at=AT)


def use(cast, contract, version, **over):
    terms = {"law": "FR", "forum": "tribunal de commerce de Lyon", "languages": "fr", "prevailing": "fr", **over}
    drafting.set_law(contract, **terms, model_version=version, by=by(cast.manager), at=AT)
    contract.refresh_from_db()
    return contract


def text_of(contract, tag="fr"):
    version = contract.versions.get(number=1)
    return contract_html(build(version.data), articles(version))


def test_a_version_needs_somebody_recorded_to_sign_for_each_party():
    cast = make_cast()
    contract = draft(cast, agent=cast.japan, countries=["JP"])
    assert codes(refused(cast, contract)) == [("no_agent_signatory", "parties", "agent")]
    SigningAuthority.objects.all().delete()
    assert [code for code, *_ in codes(refused(cast, contract))] == ["no_principal_signatory", "no_agent_signatory"]


def test_an_authority_that_is_over_or_not_begun_does_not_count():
    cast = make_cast()
    SigningAuthority.objects.filter(organisation=cast.sme).update(until_day=date(2024, 1, 9))
    SigningAuthority.objects.filter(organisation=cast.poland).update(from_day=date(2024, 1, 11))
    contract = draft(cast)
    assert [code for code, *_ in codes(refused(cast, contract))] == ["no_principal_signatory", "no_agent_signatory"]
    signature.record_authority(cast.sme, membership=cast.director, from_day=date(2024, 1, 10), by=PORTAGE, at=AT)
    assert [code for code, *_ in codes(refused(cast, contract))] == ["no_agent_signatory"]


def test_the_document_names_who_may_sign_on_the_day_of_its_version():
    cast = make_cast()
    SigningAuthority.objects.filter(organisation=cast.sme).update(
        from_day=date(2024, 1, 10), until_day=date(2024, 2, 1)
    )
    assert propose(cast, draft(cast)).data["principal"]["signatory"] == "Diane Xavier"


def test_what_no_font_draws_is_refused_beside_its_field():
    cast = make_cast()
    contract = draft(cast, law={"forum": f"tribunal de {GLAGOLITIC}"})
    found = refused(cast, contract)
    assert isinstance(found, Invalid)
    assert (found.code, found.field, found.details["step"]) == ("no_glyph", "forum", "law")
    assert GLAGOLITIC in str(found.message)
    propose(cast, use(cast, contract, contract.model_version))


def test_each_text_that_is_typed_leads_to_its_own_step():
    cast = make_cast()
    kept = [{"name": GLAGOLITIC, "place": "Łódź", "rate": Decimal(0)}]
    contract = draft(cast)
    drafting.set_territory(
        contract, countries=["PL"], segments=[], exclusive=True, reserved=kept, by=by(cast.manager), at=AT
    )
    found = refused(cast, contract)
    assert (found.code, found.details["step"], found.field) == ("no_glyph", "territory", "reserved")
    drafting.set_territory(
        contract, countries=["PL"], segments=[GLAGOLITIC], exclusive=True, by=by(cast.manager), at=AT
    )
    assert refused(cast, contract).field == "other_segments"
    regions = {"PL": [GLAGOLITIC]}
    drafting.set_territory(
        contract, countries=["PL"], segments=[], exclusive=True, regions=regions, by=by(cast.manager), at=AT
    )
    assert refused(cast, contract).field == "regions_PL"


def test_the_scripts_of_our_markets_are_welcome():
    cast = make_cast()
    propose(cast, draft(cast, law={"forum": "東京地方裁判所, محكمة عمان, Łódź"}))


def test_an_article_that_asks_for_what_the_contract_does_not_say_is_named():
    cast = make_cast()
    old = {"fr": "Un objectif de vente, s'il en est convenu", "en": "A sales target, if one is agreed"}
    new = {"fr": "L'objectif de {{ target.minimum|money }}", "en": "The target of {{ target.minimum|money }}"}
    contract = use(cast, draft(cast), own_model(cast, old, new))
    found = refused(cast, contract)
    assert (found.code, found.details["step"], found.field) == ("no_value", "commission", "target")
    assert (found.details["article"], found.details["name"]) == ("reporting", "target.minimum")
    assert "8" in str(found.message)
    assert "Comptes rendus et visites" in str(found.message)
    assert "target.minimum" in str(found.message)


def test_a_model_without_the_language_of_the_contract_is_refused():
    cast = make_cast()
    french = {"fr": shipped()["fr"]}
    version = publish_model(owner=cast.group, name="En français", texts=french, by=by(cast.counsel), at=AT)
    contract = use(cast, draft(cast), version, languages="both")
    found = refused(cast, contract)
    assert (found.code, found.field) == ("no_text", "languages")


def test_a_first_term_shorter_than_its_notice_is_refused():
    cast = make_cast()
    contract = draft(cast, duration={"first_months": 1, "notice_scale": [2, 2, 3]})
    assert codes(refused(cast, contract)) == [("no_day_in_time", "duration", "notice_scale")]


def test_a_moral_contract_has_no_version():
    cast = make_cast()
    contract = draft(cast, start={"nature": "moral"})
    assert refused(cast, contract).code == "no_paper"


def test_an_indefinite_contract_is_written_without_terms_and_keeps_its_data():
    cast = make_cast()
    contract = draft(cast, **INDEFINITE, law={"languages": "both"})
    data = build(propose(cast, contract).data)
    assert (data.nature, data.term.months, data.term.last_day, data.term.renewal_months) == (
        "indefinite",
        None,
        None,
        None,
    )
    assert data.notice.first_last_day is None
    printed = text_of(contract)
    assert "durée indéterminée" in printed
    assert "reconduction" not in printed
    assert "renew" not in printed


def test_what_is_printed_of_notice_is_what_will_be_computed():
    """French law rounds the notice of an indefinite contract to the end of a month, whatever was ticked."""
    cast = make_cast()
    contract = approved(cast, draft(cast, **INDEFINITE, duration={"notice_month_end": False}))
    assert "en fin de mois civil" in text_of(contract)
    contract.status = "in_force"
    contract.save()
    notice = give_notice(
        contract, form="platform", served_on=date(2026, 12, 10), by=by(cast.director), at=noon("2026-12-10")
    )
    assert notice.ends_on == date(2027, 3, 31)


def test_a_renewable_contract_says_month_end_only_if_agreed():
    cast = make_cast()
    assert "mois civil" not in text_of(approved(cast, draft(cast)))


def test_the_scale_is_said_to_be_the_laws_only_when_it_is():
    cast = make_cast()
    version = propose(cast, draft(cast))
    assert version.data["notice"]["source"]["fr"] == "article L134-11 du Code de commerce"
    longer = draft(cast, products=cast.products[:1], countries=["CZ"], duration={"notice_scale": [6]})
    assert propose(cast, longer).data["notice"]["source"]["fr"] == "convenu entre les parties"


@pytest.mark.parametrize(
    ("law", "said"),
    [
        ("DE", "de commission, en moyenne des cinq dernières années"),
        ("JP", "la loi japonaise n’en impose pas"),
        ("VN", "la rémunération que la loi attache aux contrats"),
        ("HU", "les règles impératives de la loi hongroise"),
        ("LB", "les règles impératives de la loi libanaise"),
    ],
)
@pytest.mark.parametrize("nature", ["renewable", "indefinite"])
def test_the_end_of_the_contract_is_written_as_its_law_says(law, said, nature):
    cast = make_cast()
    contract = draft(cast, start={"nature": nature}, law={"law": law})
    html = contract_html(
        data_of(contract, law=law_of(contract), version=1, day=date(2024, 1, 10)), articles_of(contract)
    )
    assert said in html.replace("\u00a0", " ").replace("&nbsp;", " ")
    assert "L134" not in html


def test_words_of_a_groups_own_model_stay():
    cast = make_cast()
    old = {"fr": "Passé ce délai, il perd ce droit.", "en": "After that year the right is lost."}
    version = own_model(cast, old, {"fr": "Nos mots.", "en": "Our words."})
    contract = use(cast, draft(cast), version, law="DE")
    end = next(article for article in articles_of(contract)["fr"] if article.key == "end")
    assert end.paragraphs[1].endswith("Nos mots.")


def test_asking_whether_it_can_be_printed_stays_quick():
    """Once the fonts' tables are read (0.3 s, once a process), both languages are asked in well under a second."""
    cast = make_cast()
    contract = draft(cast, law={"languages": "both"})
    law = law_of(contract)
    data, texts = data_of(contract, law=law, version=1, day=date(2024, 1, 10)), articles_of(contract, law)
    check_printable(data, texts)
    begun = perf_counter()
    for _ in range(5):
        check_printable(data, texts)
    assert (perf_counter() - begun) / 5 < 0.25
