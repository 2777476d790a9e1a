"""Which characters our fonts can draw. A missing glyph becomes a silent box and breaks PDF/A: it is refused by name instead.

Fonts are found by fontconfig (fc-match) and read by fontTools, once a process, only as far as the text needs.
"""

import html
import re
import subprocess
import unicodedata
from functools import lru_cache

from fontTools.ttLib import TTFont

#: The families of document.css, in its order: (for text, for labels). A test compares.
FAMILIES = (
    ("Noto Serif", "Noto Sans"),
    ("Noto Naskh Arabic", "Noto Naskh Arabic"),
    ("Noto Serif Hebrew", "Noto Sans Hebrew"),
    ("Noto Serif Armenian", "Noto Sans Armenian"),
    ("Noto Serif Georgian", "Noto Sans Georgian"),
    ("Noto Serif Thai", "Noto Sans Thai"),
    ("Noto Serif Devanagari", "Noto Sans Devanagari"),
    ("Noto Serif CJK SC", "Noto Sans CJK SC"),
)
_STYLES = ("regular", "bold")
# Not drawn, and welcome: line ends, joiners, marks of direction.
_INVISIBLE = frozenset("\n\r\t\u200c\u200d\u200e\u200f")
# Refused even where a font has them: controls, private use, and what reorders text, for what is read must be what is signed.
_REORDERING = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
_REFUSED = {"Cc", "Cn", "Co", "Cs"}
_TAG = re.compile(r"<[^>]*>")


class FontsMissing(RuntimeError):
    """A font family is not installed: the operator's guide names the packages."""


class MissingGlyphs(ValueError):
    """Characters that no font of ours can draw. `characters` is sorted; `where` names the text they stand in."""

    def __init__(self, characters: str, where: str = ""):
        named = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, 'unnamed')}" for c in characters[:20])
        super().__init__(
            f"{where + ': ' if where else ''}no font draws {named}{' and others' if len(characters) > 20 else ''}"
        )
        self.characters, self.where = characters, where

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.characters, self.where)


def check_coverage(text: str, where: str = "") -> None:
    """Nothing when every character can be drawn in every style we print; MissingGlyphs naming the others."""
    left = set(text) - _INVISIBLE
    for rank in range(len(FAMILIES)):
        if not left:
            return
        left -= covered(rank)
    if left:
        raise MissingGlyphs("".join(sorted(left)), where)


def text_of(document: str) -> str:
    """The text of an HTML document, titles and attributes of running headers included, without its tags."""
    titles = " ".join(re.findall(r'title="([^"]*)"', document))
    return html.unescape(_TAG.sub(" ", document) + titles)


@lru_cache(maxsize=len(FAMILIES))
def covered(rank: int) -> frozenset[str]:
    """Characters drawn by both families of this rank, regular and bold. FontsMissing when one is not installed."""
    maps = [_characters(family, style) for family in dict.fromkeys(FAMILIES[rank]) for style in _STYLES]
    drawn = frozenset.intersection(*maps) - _REORDERING
    return frozenset(character for character in drawn if unicodedata.category(character) not in _REFUSED)


def _characters(family: str, style: str) -> frozenset[str]:
    path, index = locate(family, style)
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@lru_cache(maxsize=64)
def locate(family: str, style: str) -> tuple[str, int]:
    """File and index in it of an installed font, by fontconfig."""
    command = ["fc-match", "-f", "%{file}\t%{index}\t%{family}", f"{family}:{style}"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout  # fixed words  # nosec B603
    except (OSError, subprocess.SubprocessError) as error:
        raise FontsMissing(f"fc-match does not answer: {error}") from error
    path, index, name = found.split("\t")
    if family not in name.split(","):
        raise FontsMissing(f"font “{family}” is not installed (fontconfig offers “{name}”)")
    return path, int(index)
