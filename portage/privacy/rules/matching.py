"""One person found in free text: by name in any order, by e-mail, by phone; accents, capitals and punctuation aside. Pure.

    spans("Vu Mme FERRAND Anna, 06.12.34.56.78", [by_name("Anna Ferrand"), by_phone("+33 6 12 34 56 78")])

Words are compared, never letters inside them: "Anna" is not found in "Hannah". One given name may be an initial ("A. Ferrand"),
and one word may stand between the two of a name ("Anna M. Ferrand").
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]
Finder = Callable[[str], Iterator[Span]]
WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*")
ACCENTS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
BETWEEN = re.compile(r"[\s,.'’\-\u2010\u2011]{1,3}")
SEPARATORS = r"[\s().\-/\u00a0\u202f]*"
# Letters that Unicode does not take apart: a person types them without their stroke.
STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
IDEOGRAPHS = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
FEWEST_DIGITS, COMPARED_DIGITS, FEWEST_LETTERS = 6, 9, 2
MOST_WORDS = 6


@dataclass(frozen=True)
class Word:
    """A word of a text: where it stands and how it is compared."""

    start: int
    end: int
    said: str


def folded(text: str) -> str:
    """Without accents, strokes and capitals. Whole articles are folded: no step here goes letter by letter in Python."""
    small = text.casefold()
    return small if small.isascii() else ACCENTS.sub("", unicodedata.normalize("NFKD", small)).translate(STROKES)


def words(text: str) -> list[Word]:
    """The words of a text in order."""
    return [Word(found.start(), found.end(), folded(found.group())) for found in WORD.finditer(text)]


def by_name(name: str) -> Finder | None:
    """Finds the words of a name beside each other, in any order; None when the name is too short to mean anybody."""
    asked = [word.said for word in words(name)][:MOST_WORDS]
    if max((len(word) for word in asked), default=0) < FEWEST_LETTERS:
        return None

    def find(text: str) -> Iterator[Span]:
        if IDEOGRAPHS.search(name):
            written = "".join(name.split())
            yield from ((m.start(), m.end()) for m in re.finditer(re.escape(written), text))
        if max(asked, key=len) not in folded(text):
            return
        there = words(text)
        for start in range(len(there)):
            for size in sizes(len(asked)):
                window = there[start : start + size]
                if (
                    len(window) == size
                    and joined(text, window, len(asked))
                    and is_name(asked, [word.said for word in window])
                ):
                    yield window[0].start, window[-1].end
                    break

    return find


def sizes(count: int) -> tuple[int, ...]:
    """How many words beside each other are looked at; two words of a name may have one between them."""
    return (2, 3) if count == 2 else (count,)


def joined(text: str, window: Sequence[Word], size: int) -> bool:
    """Whether only blanks, commas, dots, dashes or apostrophes stand between the words; one between two begins with a capital."""
    if len(window) == 3 and size < 3 and not text[window[1].start].isupper():
        return False
    return all(BETWEEN.fullmatch(text, one.end, other.start) for one, other in pairwise(window))


def is_name(asked: Sequence[str], there: Sequence[str]) -> bool:
    """Whether these words are the name: each word once, one of them whole at least, the others whole or as an initial."""
    ends = [there[0], there[-1]] if len(there) > len(asked) else list(there)
    left, whole = list(asked), 0
    for word in sorted(ends, key=len, reverse=True):
        if word in left:
            left.remove(word)
            whole += len(word) >= FEWEST_LETTERS
        elif len(word) == 1 and (named := next((one for one in left if one.startswith(word)), None)):
            left.remove(named)
        else:
            return False
    return not left and whole > 0


def by_email(email: str) -> Finder | None:
    """Finds an address, whatever its capitals; never inside a longer one."""
    typed = email.strip()
    if "@" not in typed[1:-1]:
        return None
    pattern = re.compile(rf"(?<![\w.+-]){re.escape(typed)}(?![\w-]|\.\w)", re.I)
    return lambda text: ((found.start(), found.end()) for found in pattern.finditer(text))


def by_phone(phone: str) -> Finder | None:
    """Finds a number by its last nine digits, however it is grouped, with or without the code of its country."""
    digits = re.sub(r"\D", "", phone).lstrip("0")
    if len(digits) < FEWEST_DIGITS:
        return None
    last = digits[-COMPARED_DIGITS:]
    pattern = re.compile(rf"(?<!\d)(?:[+(\d][\d\s().\-/]{{0,7}})?{SEPARATORS.join(last)}(?!\d)")
    return lambda text: ((found.start(), found.end()) for found in pattern.finditer(text))


def spans(text: str, finders: Iterable[Finder]) -> list[Span]:
    """Where the person stands in the text, in order; what overlaps is one."""
    found = sorted(span for finder in finders for span in finder(text))
    merged: list[Span] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def without(text: str, found: Sequence[Span], mark: str) -> str:
    """The text with the mark in place of each span."""
    for start, end in reversed(found):
        text = text[:start] + mark + text[end:]
    return text


def excerpt(text: str, span: Span, around: int = 60) -> tuple[str, str, str]:
    """(before, found, after), cut between words where there is more."""
    start, end = span
    head, tail = text[max(0, start - around) : start], text[end : end + around]
    if start > around:
        head = "…" + (head.partition(" ")[2] or head)
    if end + around < len(text):
        tail = (tail.rpartition(" ")[0] or tail) + "…"
    return head, text[start:end], tail


def said(text: str, span: Span) -> str:
    """The words of a span as they are compared: what a digest is made of."""
    return " ".join(word.said for word in words(text[span[0] : span[1]]))


def windows(text: str, count: int) -> Iterator[tuple[str, Span]]:
    """Each run of `count` words, as compared, and where it stands."""
    there = words(text)
    for start in range(len(there) - count + 1):
        run = there[start : start + count]
        yield " ".join(word.said for word in run), (run[0].start, run[-1].end)
