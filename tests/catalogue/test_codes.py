"""The list of HS codes: found by digits or by words, refused when it does not hold a code."""

import pytest
from django.core.exceptions import ValidationError

from portage.catalogue import codes


def test_the_list_holds_the_subheadings_of_2022():
    assert len(codes.hs_codes()) == 5612
    assert codes.hs_codes()["330290"].startswith("Odoriferous substances")
    assert all(len(code) == 6 and code.isdigit() for code in codes.hs_codes())


@pytest.mark.parametrize("code", ["330290", "291812", "010121"])
def test_a_code_of_the_list_passes(code):
    codes.check_hs_code(code)


@pytest.mark.parametrize("code", ["", "33029", "330299", "3302.90", "999999", "abcdef", "٣٣٠٢٩٠"])
def test_what_the_list_does_not_hold_is_refused(code):
    with pytest.raises(ValidationError):
        codes.check_hs_code(code)


def test_codes_are_found_by_their_digits_with_or_without_the_dot():
    assert [code.code for code in codes.search("3302.90")] == ["330290"]
    assert [code.code for code in codes.search("3302")] == ["330210", "330290"]


def test_codes_are_found_by_words_of_the_subheading_or_of_its_heading():
    assert "291812" in [code.code for code in codes.search("Tartaric acid")]
    assert "330290" in [code.code for code in codes.search("odoriferous alcoholic")]
    assert codes.search("zzzz goods") == []
    assert codes.search("") == codes.search("a") == []
    assert codes.search("of") == []
    assert codes.search("tart aci")[0].code == "291812"
    assert len(codes.search("other")) == codes.MOST


def test_a_code_is_written_with_its_dot_and_kept_without():
    assert codes.dotted("330290") == "3302.90"
    assert codes.compact("3302.90") == "330290"
    assert codes.describe("330290").heading.startswith("Odoriferous")
    assert codes.describe("") is None
