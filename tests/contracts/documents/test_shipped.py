"""The shipped model for every nature of written contract and every law on record: it says what holds, and no more."""

from dataclasses import replace
from datetime import date
from html import unescape
from itertools import product

import pytest

from contracts.documents import articles, canonical, grammar, pdf, render, shipped
from contracts.documents.data import Pay, Term
from contracts.documents.values import values
from contracts.law import jurisdictions

from .conftest import NOON
from .reading import pages
from .sample import LAW, models, sample

ENDS = ("compensation", "indemnity", "none", "negotiated", "by_law")
INDEMNITY = Pay("indemnity", 1, 5, 12)
EVERY = list(product((True, False), ("renewable", "indefinite"), ENDS))


def indefinite(mode="fr", **changes):
    """The sample without terms."""
    notice = replace(sample().notice, first_last_day=None, month_end=True)
    return sample(mode, nature="indefinite", term=Term(date(2026, 3, 1)), notice=notice, **changes)


def printed(data, **needs):
    return render.contract_html(data, models(nature=data.nature, **needs))


def plain(made):
    return unescape(made).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("exclusive", "nature", "end"), EVERY)
def test_both_languages_face_each_other_whatever_was_replaced(exclusive, nature, end):
    model = models(exclusive, nature=nature, end=end)
    assert articles.parity(model["fr"], model["en"]) == []
    assert [a.position for a in model["fr"]] == list(range(1, 16))


@pytest.mark.parametrize(("exclusive", "nature", "end"), EVERY)
@pytest.mark.parametrize("tag", ["fr", "en"])
def test_they_use_only_names_that_such_a_contract_has(tag, exclusive, nature, end):
    pay = INDEMNITY if end == "indemnity" else LAW.pay
    data = (indefinite if nature == "indefinite" else sample)("both", law=replace(LAW, pay=pay))
    model = models(exclusive, nature=nature, end=end)[tag]
    known = values(data, tag, model)
    for article in model:
        for text in (article.title, *article.paragraphs):
            assert grammar.check(text, article.key, {a.key for a in model}) == []
            assert all(known[name] for name in grammar.names_used(text)), article.key


@pytest.mark.parametrize(("tag", "word"), [("fr", "reconduction"), ("en", "renew")])
@pytest.mark.parametrize("end", ENDS)
def test_an_indefinite_contract_never_speaks_of_renewal(tag, word, end):
    pay = INDEMNITY if end == "indemnity" else LAW.pay
    made = printed(indefinite(tag, law=replace(LAW, pay=pay)), end=end)
    assert word not in made.lower()
    assert {"fr": "durée indéterminée", "en": "indefinite duration"}[tag] in made


def test_the_summary_of_an_indefinite_contract_says_from_when_and_that_notice_is_possible_any_day():
    french, english = (plain(printed(indefinite(tag))) for tag in ("fr", "en"))
    assert "Indéterminée, à partir du 1er mars 2026" in french
    assert "Un, deux puis trois mois, en fin de mois civil ; à tout moment" in french
    assert "Indefinite, from 1 March 2026" in english
    assert "One, two then three months, at the end of a calendar month; at any time" in english


def test_the_data_of_an_indefinite_contract_come_back_as_they_were_written():
    data = indefinite("both")
    raw = canonical.canonical_json(data)
    assert canonical.from_json(raw) == data
    assert b'"last_day":null' in raw
    assert canonical.digest(data) != canonical.digest(replace(data, nature="renewable"))


@pytest.mark.parametrize("mode", ["fr", "en", "both"])
@pytest.mark.parametrize(("end", "pay"), [("compensation", LAW.pay), ("indemnity", INDEMNITY)])
def test_an_indefinite_contract_prints_on_four_to_five_pages(mode, end, pay):
    made = printed(indefinite(mode, law=replace(LAW, pay=pay)), end=end)
    assert 4 <= len(pages(pdf.write(made, created=NOON, language="fr"))) <= 5


@pytest.mark.parametrize("end", ENDS[1:])
def test_a_contract_under_another_law_prints_on_four_to_five_pages_in_both_languages(end):
    made = printed(sample("both", law=replace(LAW, pay=INDEMNITY)), end=end)
    assert 4 <= len(pages(pdf.write(made, created=NOON, language="fr"))) <= 5


def pay_of(record):
    told = record.value("termination_pay") or {"kind": "unknown"}
    return Pay(told["kind"], told.get("cap_years"), told.get("average_over_years"), told.get("claim_within_months"))


def test_the_article_on_the_end_follows_the_record_of_the_law():
    chosen = {record.code: shipped.ending(pay_of(record)) for record in jurisdictions()}
    assert {code for code, end in chosen.items() if end == "compensation"} == {"FR", "GB"}
    assert {code for code, end in chosen.items() if end == "none"} == {"JP", "CN", "RU"}
    assert chosen["DE"] == "indemnity"
    assert chosen["VN"] == "negotiated"
    assert chosen["HU"] == chosen["JO"] == chosen["IQ"] == "by_law"


def test_nothing_is_printed_that_the_record_does_not_say():
    """Lebanon compensates, but no time to claim is recorded: the contract refers to its law."""
    assert shipped.ending(Pay("compensation")) == "by_law"
    assert shipped.ending(Pay("compensation", claim_months=6)) == "by_law"
    assert shipped.ending(replace(INDEMNITY, claim_months=None)) == "by_law"
    assert shipped.ending(Pay()) == "by_law"


def test_the_indemnity_prints_the_figures_of_the_record():
    made = plain(printed(sample("both", law=replace(LAW, pay=Pay("indemnity", 2, 3, 6))), end="indemnity"))
    assert "deux années de commission, en moyenne des trois dernières années" in made
    assert "two years of commission, on the average of the last three years" in made
    assert "dans les six mois qui suivent" in made


NEEDS = {"exclusive": True, "nature": "indefinite", "end": "indemnity"}


def test_words_of_counsels_own_stay_unless_they_ask_for_a_term():
    text = "## Durée {#term .negotiable}\n{own}\n## Fin {#end .fixed}\nNos propres mots.\n"
    kept = articles.parse(text.replace("{own}", "Le contrat dure tant que les parties le veulent."))
    assert shipped.fitted(kept, "fr", **NEEDS) == kept
    asking = articles.parse(text.replace("{own}", "Il dure {{ term.months }} mois."))
    term, end = shipped.fitted(asking, "fr", **NEEDS)
    assert (term.title, term.position, end) == ("Durée indéterminée", 1, asking[1])


def test_shipped_words_give_way_in_a_model_that_took_them_over():
    own = articles.parse("## Fin {#end .negotiable}\n" + "\n".join(shipped.default("en")[11].paragraphs))
    (end,) = shipped.fitted(own, "en", **NEEDS)
    assert "indemnity" in end.title
