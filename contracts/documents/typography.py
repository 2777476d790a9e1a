"""Spaces that must not break and true apostrophes, put into the text of articles by the generator, never typed by people.

It touches the text of models only, before Markdown; what users type as values stays as they typed it.
"""

import re

NBSP, NARROW = "\u00a0", "\u202f"
_APOSTROPHE = re.compile(r"(?<=\w)'")
_NUMBER = re.compile(
    r"(?<![\w.,])(\d+|\{\}|\}\}) (?=(?:jours?|mois|ans?|fois|days?|months?|years?|times|working|%|€)\b)"
)
_FRENCH = (
    (re.compile(r"[ \u00a0\u202f]+([;!?])"), NARROW + r"\1"),
    (re.compile(r"[ \u00a0\u202f]+:(?=\s|$)"), NBSP + ":"),
    (re.compile(r"«[ \u00a0\u202f]*"), "«" + NBSP),
    (re.compile(r"[ \u00a0\u202f]*»"), NBSP + "»"),
    (re.compile(r"\b([Aa]rticles?|[Aa]nnexes?) (?=[A-Z\d{])"), r"\1" + NBSP),
)
_ENGLISH = ((re.compile(r"\b([Aa]rticles?|[Aa]nnex(?:es)?) (?=[A-Z\d{])"), r"\1" + NBSP),)


def typeset(text: str, language: str) -> str:
    """The same words with the apostrophes and unbreakable spaces of the language ("fr" or "en")."""
    text = _NUMBER.sub(r"\1" + NBSP, _APOSTROPHE.sub("’", text))
    for pattern, replacement in _FRENCH if language == "fr" else _ENGLISH:
        text = pattern.sub(replacement, text)
    return text
