"""Characters that people do not see and that change what they read: refused in what two sides negotiate.

A contract's words are the same for the eye and for the file. What reorders a line, joins nothing, or fills no space is named.
"""

import unicodedata

#: Letters by their category, and drawn as nothing: fillers, and marks that only choose how another sign is drawn.
_BLANK = frozenset(
    map(chr, [0x034F, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10)])
)
_WELCOME = frozenset("\n\t")
#: Controls, marks of format (direction, joiners, the soft hyphen), surrogates, private use, nothing at all, line separators.
_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def unseen(text: str) -> str:
    """The characters of `text` that would not be seen, each once, in order."""
    return "".join(sorted({c for c in text if c not in _WELCOME and _hides(c)}))


def _hides(character: str) -> bool:
    return character in _BLANK or unicodedata.category(character) in _CATEGORIES


def named(characters: str, most: int = 5) -> str:
    """Their code and name, never themselves: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
    told = [f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in characters[:most]]
    return ", ".join([*told, *(["…"] if len(characters) > most else [])])
