"""The agent contract on paper: four to five pages in French, English or both, complete, and only data inside."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from contracts.documents import articles, canonical, grammar, render
from contracts.documents.commission import CommissionLine, Tier
from contracts.documents.data import Territory

from .reading import pages, reader, text
from .sample import COMMISSION, PRINCIPAL, TERRITORY, models, sample

Made = Callable[[str], bytes]
MODES = ["fr", "en", "both"]


def html(mode: str = "fr", **changes: object) -> str:
    return render.contract_html(sample(mode, **changes), models())


@pytest.mark.parametrize("mode", MODES)
def test_the_default_contract_prints_on_four_to_five_pages(mode: str, contract_pdf: Made) -> None:
    assert 4 <= len(pages(contract_pdf(mode))) <= 5


@pytest.mark.parametrize("mode", MODES)
def test_every_page_tells_reference_version_and_number(mode: str, contract_pdf: Made) -> None:
    printed = pages(contract_pdf(mode))
    for number, page in enumerate(printed, start=1):
        assert "PC-7K3M-Q · version 4" in page
        assert f"{number} / {len(printed)}" in page


@pytest.mark.parametrize("mode", MODES)
def test_every_article_paragraph_and_annex_is_there(mode: str, contract_pdf: Made) -> None:
    printed = text(contract_pdf(mode))
    for tag in sample(mode).language.tags:
        for article in models()[tag]:
            assert f"{article.position}. " in printed
            assert all(f"{article.position}.{n} " in printed for n in range(1, len(article.paragraphs) + 1))
        for letter in "ABCD":
            assert f"{'Annexe' if tag == 'fr' else 'Annex'} {letter}." in printed


@pytest.mark.parametrize("mode", MODES)
def test_no_article_is_split_when_it_fits_on_a_page(mode: str, contract_pdf: Made) -> None:
    printed = pages(contract_pdf(mode))
    for article in models()["fr"]:
        first, last = f" {article.position}.1 ", f" {article.position}.{len(article.paragraphs)} "
        begun, ended = (next(i for i, page in enumerate(printed) if mark in f" {page}") for mark in (first, last))
        assert begun == ended, article.key


def test_the_data_are_attached_and_their_hash_is_printed(contract_pdf: Made) -> None:
    (attached,) = reader(contract_pdf("both")).attachments["contract.json"]
    assert canonical.from_json(attached) == sample("both")
    digest = canonical.digest(sample("both"))
    assert digest in re.sub(r"\s", "", text(contract_pdf("both")))


def test_the_same_sentence_faces_itself_row_by_row() -> None:
    made = html("both")
    rows = re.findall(
        r'<tr><td lang="fr">(?:<h2>.*?</h2>)?\s*<p class="par"><i>([\d.]+)</i>.*?</td><td lang="en">(?:<h2>.*?</h2>)?\s*<p class="par"><i>([\d.]+)</i>',
        made,
    )
    assert len(rows) == sum(len(article.paragraphs) for article in models()["fr"])
    assert all(left == right for left, right in rows)


def test_the_prevailing_language_stands_on_the_left() -> None:
    language = replace(sample("both").language, prevailing="en")
    made = html("both", language=language)
    assert made.index("Commercial agency agreement") < made.index("Contrat d’agent commercial")
    assert made.startswith('<!doctype html><html lang="en">')
    assert "the English version prevails" in made


def test_a_draft_says_so_on_every_page_and_a_contract_never(contract_pdf: Made) -> None:
    made = render.contract_html(sample(), models(), draft=True)
    assert '<p class="status">Projet, version 4</p>' in made
    assert "status" not in html()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "</td></table><h1>x",
        '" onclick="x',
        "{{ agent.name }}",
        "*x* _y_",
        "<a rel=attachment href=file:///etc/passwd>",
    ],
)
def test_what_people_type_stays_text(hostile: str) -> None:
    party = replace(PRINCIPAL, name=hostile, address=hostile, signatory=hostile, legal_form=hostile)
    kept = replace(TERRITORY.reserved[0], name=hostile)
    made = html(
        "both",
        principal=party,
        carrier=hostile,
        territory=replace(TERRITORY, reserved=(kept,), segments=({"fr": hostile, "en": hostile},)),
    )
    plain = html("both")
    assert re.findall(r"<(\w+)", made) == re.findall(r"<(\w+)", plain.replace("reserved_two", ""))
    assert "Rhodia Poland" in made


def test_hostile_articles_give_nothing_but_text() -> None:
    hostile = articles.parse("## <b>T</b> {#a .fixed}\n<img src=x onerror=y> [l](javascript:z) **fort**\n")
    made = render.contract_html(sample(), {"fr": hostile})
    assert "<img" not in made
    assert "href" not in made
    assert "&lt;b&gt;T" in made
    assert "<strong>fort</strong>" in made


def test_a_missing_value_stops_generation_and_names_the_article() -> None:
    with pytest.raises(grammar.MissingValue) as caught:
        html(law=replace(sample().law, forum={}))
    assert (caught.value.article, caught.value.name) == ("law", "dispute.forum")


def test_two_languages_that_do_not_match_are_refused() -> None:
    model = models()
    with pytest.raises(articles.BadModel, match="language"):
        render.contract_html(sample("both"), {**model, "en": model["en"][:-1]})


def test_without_exclusivity_the_article_and_the_summary_say_so() -> None:
    made = render.contract_html(sample(exclusivity=False), models(exclusive=False))
    assert "4. Absence d’exclusivité" in made
    assert "à exclusivité réciproque" not in made
    assert "Par exception à l’article" in made


def test_a_list_in_an_article_is_printed_as_a_list() -> None:
    made = render.contract_html(
        sample(), {"fr": articles.parse("## T {#a .fixed}\nDeux cas :\n- un\n- {{ agent.name }}\n")}
    )
    assert "<ul>" in made
    assert "<li>Rhodia Poland sp. z o.o.</li>" in made


def test_the_schedule_gives_each_line_its_rate_in_each_bracket() -> None:
    lines = (CommissionLine(("soap", "base"), (Tier(Decimal(100000), Decimal("0.07")), Tier(None, Decimal("0.03")))),)
    made = html(commission=replace(COMMISSION, lines=lines))
    schedule = made[made.index("Annexe\u00a0C. B") : made.index("Annexe\u00a0D. R")]
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in schedule.split("<tr>")]
    shown = [[re.sub(r"\s", " ", cell) for cell in row] for row in rows if row]
    assert shown[0] == ["Compositions aromatiques pour savons, Bases parfumantes encapsulées", "7 %", "3 %", "3 %"]
    assert shown[1] == ["Autres produits du contrat", "6 %", "6 %", "5 %"]
    assert shown[2][1:] == ["1 %", "1 %", "1 %"]


def test_a_plain_rate_needs_no_bracket_and_no_segment_means_all() -> None:
    territory = Territory(countries=("PL", "CZ"), regions={"CZ": ("Praha", "Brno")})
    made = html(commission=replace(COMMISSION, tiers=(), lines=()), territory=territory, target=Decimal(120000))
    assert "Tous les produits" in made
    assert "Tchéquie (Praha et Brno)" in made
    assert "Les segments de clientèle visés sont\u00a0: tous" in made.replace("&nbsp;", "\u00a0")
    assert "aucun client réservé" in made
    assert "120\u202f000\u00a0€" in made


def test_a_contract_to_be_signed_on_paper_promises_no_digital_signature() -> None:
    made = html(signature="paper")
    assert "signature manuscrite" in made
    assert "signature numérique" not in made


def test_the_document_does_not_replace_legal_advice() -> None:
    assert html("both").count("ne remplace pas un conseil juridique") == 1
    assert html("both").count("does not replace legal advice") == 1
