"""What the pages of the law show: each rule in words, how sure it is, where it stands, what it was before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from contracts.documents.words import first_upper
from contracts.law.records import Jurisdiction, Rule, record_members
from contracts.law.wording import law_name
from portage.core.words import alphabetical

from ..models import LawCorrection
from ..queries.law import as_rule
from ..words.law import EXPECTED, GIVE, GIVE_ANY, GROUPS, SHORT, STATUSES, Words, label_of, text
from ..words.pages import reader_language
from ..words.values import short_words, value_words

#: Columns of the table of all laws.
COLUMNS = ("notice_months", "renewal_clause_effect", "termination_pay", "statement", "written_form")


@dataclass(frozen=True)
class Shown:
    """One rule of one law, ready to be read. `rule` None: nothing is recorded."""

    key: str
    label: Words
    rule: Rule | None
    value: str
    source: str
    shape: str
    word: Words
    checked_on: date | None
    give: Words = ""
    stands_in: bool = False
    bound: str = ""
    bound_source: str = ""
    history: tuple[Mapping[str, Any], ...] = ()

    @property
    def version(self) -> int:
        return self.rule.version if self.rule else 0


def address_of(rule: Rule) -> str:
    """Where a rule that a page shows can be read whole: the page of its law, at that rule."""
    return f"{reverse('contracts:law', args=[rule.jurisdiction])}#{rule.key}"


def groups_of(law: Jurisdiction, rows: Iterable[LawCorrection]) -> list[tuple[Words, list[Shown]]]:
    """Every rule of a law by subject: those recorded, those that its floor lends, those that every law should have."""
    past: dict[str, list[LawCorrection]] = {}
    for row in rows:
        past.setdefault(row.key, []).append(row)
    named = {key for _title, keys in GROUPS for key in keys}
    found = [(title, _shown_of(law, keys, past)) for title, keys in GROUPS]
    others = [shown(law, key, past.get(key, ())) for key in law.rules if key not in named]
    return [(title, rules) for title, rules in [*found[:-1], (found[-1][0], [*found[-1][1], *others])] if rules]


def _shown_of(law: Jurisdiction, keys: Iterable[str], past: Mapping[str, list[LawCorrection]]) -> list[Shown]:
    listed = [key for key in keys if law.find(key) or key in EXPECTED]
    return [shown(law, key, past.get(key, ())) for key in listed]


def shown(law: Jurisdiction, key: str, past: Iterable[LawCorrection] = ()) -> Shown:
    """One rule of a law. `past` are its corrections, newest first."""
    rule = law.find(key)
    known = is_known(rule)
    bound = None if known else law.bound(key)
    shape, word = STATUSES[rule.status if rule else "unknown"]
    return Shown(
        key=key,
        label=label_of(key),
        rule=rule,
        value=value_words(rule) if rule else "",
        source=text(rule.source) if rule else "",
        shape=shape,
        word=word,
        checked_on=date.fromisoformat(rule.checked_on) if rule else None,
        give="" if known else GIVE.get(key, GIVE_ANY),
        stands_in=rule is not None and rule.jurisdiction != law.code,
        bound=value_words(bound) if bound else "",
        bound_source=text(bound.source) if bound else "",
        history=tuple(_past(row) for row in past),
    )


def _past(row: LawCorrection) -> dict[str, Any]:
    rule = as_rule(row)
    word = STATUSES[rule.status][1]
    return {"version": row.version, "value": value_words(rule), "source": row.source, "word": word, "row": row}


def lines(laws: Iterable[Jurisdiction]) -> list[dict[str, Any]]:
    """The table of all laws by name, floors last: the rules that drafts turn on, and what a person must give."""
    found = [_line(law) for law in laws]
    return sorted(found, key=lambda line: (line["is_floor"], alphabetical(line["name"])))


def _line(law: Jurisdiction) -> dict[str, Any]:
    cells = [(SHORT[key], shown(law, key), short_words(rule) if (rule := law.find(key)) else "") for key in COLUMNS]
    missing = [SHORT[key] for key in EXPECTED if not is_known(law.find(key))]
    name = first_upper(law_name(law.code)[reader_language()])
    return {
        "law": law,
        "name": name,
        "record": text(law.name),
        "cells": cells,
        "missing": missing,
        "is_floor": bool(record_members(law)),
    }


def is_known(rule: Rule | None) -> bool:
    """Whether something is established, be it that the law leaves the point to the contract."""
    return rule is not None and not rule.unknown


def unrecorded(law: Jurisdiction) -> list[tuple[str, Words]]:
    """The rules that this law has no record of: (key, name)."""
    return [
        (key, label_of(key)) for _title, keys in GROUPS for key in keys if key not in law.rules and key not in EXPECTED
    ]
