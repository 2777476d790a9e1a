"""A character that no font draws is refused by name, before anything is printed."""

import re

import pytest

from contracts.documents import fonts, pdf

from .conftest import NOON


@pytest.mark.parametrize(
    "text", ["Été, œuvre, Łódź, Ελλάδα, Москва", "Zürich 1 000 € n°3 « ’ »", "العقد", "契約 合同 계약", "חוזה", "สัญญา"]
)
def test_the_scripts_of_our_markets_are_covered(text: str) -> None:
    fonts.check_coverage(text)


def test_a_missing_character_is_named_with_its_place() -> None:
    with pytest.raises(fonts.MissingGlyphs, match=r"article 3: no font draws U\+1F600 GRINNING FACE") as caught:
        fonts.check_coverage("oui 😀 non", "article 3")
    assert caught.value.characters == "😀"


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\x00", "\x1b", "\ue000", "\ufdd0"])
def test_what_hides_or_reorders_text_is_refused(character: str) -> None:
    with pytest.raises(fonts.MissingGlyphs):
        fonts.check_coverage(f"a{character}b")


def test_no_pdf_is_made_with_an_empty_box() -> None:
    with pytest.raises(fonts.MissingGlyphs, match="U\\+1F600"):
        pdf.write("<!doctype html><p>&#x1F600;", created=NOON, language="fr")


def test_a_font_that_is_not_installed_is_an_error_and_not_a_substitute() -> None:
    with pytest.raises(fonts.FontsMissing, match="Nowhere Serif"):
        fonts.locate("Nowhere Serif", "regular")


def test_the_style_sheet_asks_for_the_families_that_are_checked() -> None:
    style = re.sub(r"\s+", " ", pdf.STYLE.read_text(encoding="utf-8"))
    for rank in (0, 1):
        assert ", ".join(family[rank] for family in fonts.FAMILIES) in style
    named = set(re.findall(r"Noto [A-Z][A-Za-z ]*[A-Za-z]", re.sub(r"/\*.*?\*/", "", style)))
    assert named <= {family for pair in fonts.FAMILIES for family in pair}
