"""Which two records of customers look like one company. Pure.

Two records are alike when they stand in one country and their names are the same once accents, case, punctuation and legal
forms are left out; or when the names differ by one letter and nothing says that the companies stand in two cities.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from portage.core.words import alphabetical

LONG = 8  # letters from which one wrong letter is a slip of the hand, not another name
# Letters that no decomposition takes apart.
PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
# Legal forms as they are left once points are out and single letters are put together: "Sp. z o.o." is "sp zoo".
FORMS = frozenset(
    """
    sa sas sasu sarl eurl snc sca scop gie gmbh ag kg kgaa ohg ug mbh co ltd limited llc llp lp plc inc incorporated corp
    corporation company cie bv nv vof cv oy oyj ab as asa aps kft zrt nyrt bt rt sro spol vos doo dd spa srl sapa sl slu sau
    lda ltda eireli me epp cia sp zoo spzoo spj spk ood eood ad ead ooo oao zao pao tov jsc pjsc ojsc kk gk yk pte pvt private
    sdn bhd pt tbk wll fzco fze saog kscc sal ei ip
    """.split()
)


@dataclass(frozen=True)
class Record:
    """What is compared of a customer. `owner`: whose record it is."""

    pk: Hashable
    owner: Hashable
    country: str
    name: str
    city: str = ""


def folded(name: str) -> str:
    """The name as it is compared: small letters and figures alone, legal forms left out at both ends.

    A name that is nothing but legal forms stays whole.
    """
    words = list(_words(alphabetical(name).translate(PLAIN)))
    bare = list(words)
    while bare and bare[-1] in FORMS:
        bare.pop()
    while bare and bare[0] in FORMS:
        bare.pop(0)
    return "".join(bare or words)


def _words(text: str) -> Iterator[str]:
    """The words; single letters that follow each other are one."""
    letters = ""
    for word in re.findall(r"[^\W_]+", text):
        if len(word) == 1 and not word.isdigit():
            letters += word
            continue
        if letters:
            yield letters
        letters = ""
        yield word
    if letters:
        yield letters


def alike(one: Record, other: Record) -> bool:
    """Whether the two records may be of one company: the same whichever is named first."""
    return one.owner == other.owner and _one_company(one, other)


def _one_company(one: Record, other: Record) -> bool:
    """Whether names and places say so, whosever the records are."""
    if one.pk == other.pk or one.country != other.country:
        return False
    first, second = folded(one.name), folded(other.name)
    if not first or not second:
        return False
    return first == second or (_near(first, second) and _may_be_one_place(one.city, other.city))


def _may_be_one_place(one: str, other: str) -> bool:
    return not one or not other or folded(one) == folded(other)


def _near(one: str, other: str) -> bool:
    """Whether one letter was mistyped, left out or put in, or two neighbours were exchanged, in long names; never a figure:
    "Plant 1" and "Plant 2" are two."""
    if min(len(one), len(other)) < LONG or _figures(one) != _figures(other):
        return False
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest, other_rest = short[same:], long[same:]
    if len(short) < len(long):
        return rest == other_rest[1:]
    return rest[1:] == other_rest[1:] or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])


def _figures(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def proposals(records: Iterable[Record]) -> list[tuple[Record, Record]]:
    """Every two records that are alike, in the order in which the records came; each pair once."""
    return _pairs(list(records), _candidates, alike)


def across(records: Iterable[Record]) -> list[tuple[Record, Record]]:
    """The same of records of two owners: of one carrier group's subsidiaries, whoever calls sees to that."""
    return _pairs(
        list(records), _candidates_of_all, lambda one, other: one.owner != other.owner and _one_company(one, other)
    )


def _candidates_of_all(records: Iterable[Record]) -> dict[tuple, list[Record]]:
    return _candidates(replace(record, owner="") for record in records)


def _pairs(
    found: list[Record],
    candidates: Callable[[list[Record]], dict[tuple, list[Record]]],
    holds: Callable[[Record, Record], bool],
) -> list[tuple[Record, Record]]:
    """Every two of the candidates of which it holds, in the order in which the records came."""
    places = {record.pk: number for number, record in enumerate(found)}
    pairs = {
        (min(one, other), max(one, other))
        for together in candidates(found).values()
        for one, other in combinations(sorted({places[record.pk] for record in together}), 2)
        if holds(found[one], found[other])
    }
    return [(found[one], found[other]) for one, other in sorted(pairs)]


def _candidates(records: Iterable[Record]) -> dict[tuple, list[Record]]:
    """Records that share their name, or their name with one letter left out: two names that differ by a letter share one of
    these, so that no two records need be compared that are not near."""
    found: dict[tuple, list[Record]] = {}
    for record in records:
        name = folded(record.name)
        short = {name[:n] + name[n + 1 :] for n in range(len(name))} if len(name) >= LONG else set()
        for spelled in {name, *short} - {""}:
            found.setdefault((record.owner, record.country, spelled), []).append(record)
    return found
