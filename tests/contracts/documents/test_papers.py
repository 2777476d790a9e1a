"""Certificates and letters: which terms, why, by which rule; on one page."""

import pytest

from contracts.documents import pdf, render

from .conftest import NOON
from .reading import pages
from .sample import annulment, notice, renewal


def squeezed(made: str) -> str:
    return made.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_renewal_says_which_terms_and_why() -> None:
    made = squeezed(render.renewal_html(renewal(), "fr"))
    assert "se poursuit du 1er mars 2026 au 28 février 2027 inclus" in made
    assert "Période 2, du 1er mars 2025 au 28 février 2026 inclus" in made
    assert "jusqu’au 31 décembre 2025 : deux mois" in made
    assert "aucun, de l’une ou l’autre partie" in made
    assert "Contrat, article 10" in made
    assert "article L134-11 du Code de commerce" in made
    assert "00 h 12 (heure de Paris)" in made
    assert "ff354f32 b5998254" in made


def test_the_chain_of_terms_is_whole() -> None:
    made = squeezed(render.renewal_html(renewal(), "en"))
    for day in ("1 March 2024", "28 February 2025", "1 March 2025", "28 February 2027", "30 November 2026"):
        assert day in made


def test_an_annulment_keeps_the_three_dates_of_serving_apart() -> None:
    made = squeezed(render.annulment_html(annulment(), "en"))
    for fact in ("22 December 2025", "24 December 2025", "29 December 2025", "until 31 December 2025: two months"):
        assert fact in made
    assert "confirmed by Claire Aubry (principal) on 9 March 2026" in made
    assert "28 February 2026, last day of term 2" in made


def test_an_annulment_may_rest_on_an_uploaded_document() -> None:
    made = render.annulment_html(annulment(confirmed_by="", confirmed_side="", proof_hash="ab" * 32), "fr")
    assert "abababab abababab" in made
    assert "confirmé par" not in made


def test_a_notice_tells_the_end_and_its_computation() -> None:
    made = squeezed(render.notice_html(notice(), "fr"))
    assert "Il prendra fin le 28 février 2027 inclus, conformément à son article 11" in made
    assert "troisième année commencée" in made
    assert "au plus tard le 28 février 2028" in made


def test_serious_default_must_state_its_grounds() -> None:
    with pytest.raises(ValueError, match="grounds"):
        notice(kind="serious_default", grounds="  ")


def test_grounds_are_printed_as_they_were_typed() -> None:
    made = render.notice_html(notice(kind="serious_default", grounds="Un\n{{ agent.name }} <b>deux</b>"), "fr")
    assert '<p class="quote">Un\n{{ agent.name }} &lt;b&gt;deux&lt;/b&gt;</p>' in made


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_paper_holds_on_one_page_and_disclaims_advice(language: str) -> None:
    made = [
        render.renewal_html(renewal(), language),
        render.annulment_html(annulment(), language),
        render.notice_html(notice(), language),
    ]
    for html in made:
        assert "conseil juridique" in html or "legal advice" in html
        assert len(pages(pdf.write(html, created=NOON, language=language))) == 1
