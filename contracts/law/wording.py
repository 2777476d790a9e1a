"""How a law and its articles are named in a document, in French and English. Data, one record a jurisdiction.

A jurisdiction without a record is named by its country code, so that adding one needs no code.
"""

import json
import re
from functools import cache
from pathlib import Path

from .records import Jurisdiction, shipped_source

TAGS = ("fr", "en")
REMARK = re.compile(r": | \(| if ")


@cache
def _records() -> dict:
    return json.loads((Path(__file__).parent / "data" / "wording.json").read_text(encoding="utf-8"))


def law_name(code: str) -> dict[str, str]:
    """The law's name as in "governed by …", by language tag."""
    record = _records().get(code, {})
    return {tag: record.get(tag) or {"fr": f"la loi ({code})", "en": f"the law of {code}"}[tag] for tag in TAGS}


def cite(law: Jurisdiction, key: str, *, rule_key: str = "") -> dict[str, str]:
    """The citation of the rule `key`, by language tag: the shipped wording while the rule stands where it stood, else
    the law's name and the article that its record names, else the law's name alone."""
    rule = law.find(rule_key or key)
    cites = _records().get(law.code, {}).get("cite", {})
    told = cites.get(key) or cites.get(rule_key)
    if told and (rule is None or rule.source == shipped_source(law.code, rule.key)):
        return told
    article = article_of(rule.source) if rule and rule.value is not None else ""
    names = law_name(rule.jurisdiction if rule else law.code)
    return {tag: f"{name}, {article}" if article else name for tag, name in names.items()}


def article_of(source: str) -> str:
    """The article that a source begins with, without the remark after it: "art. 933: at any time" is art. 933."""
    found = REMARK.split(source, maxsplit=1)[0].strip()
    return found if any(character.isdigit() for character in found) else ""
