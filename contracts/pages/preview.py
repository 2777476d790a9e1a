"""The document that a draft would be, as far as it is typed: the same generator, with a mark wherever something is missing.

A stand-in that no contract can hold takes the place of each missing value; in the finished HTML it becomes a mark that
says what is missing. So the draft reads as the contract will, and shows its holes where they are.
"""

import copy
import re
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from contracts.documents import data as doc
from contracts.documents.articles import SHIPPED, BadModel
from contracts.documents.fonts import FontsMissing, MissingGlyphs, check_coverage, text_of
from contracts.documents.grammar import MissingValue
from contracts.documents.phrases import say
from contracts.documents.render import contract_html
from contracts.documents.words import country

from ..assembly import articles_of, data_of, languages
from ..models import Contract, ContractModel, ModelVersion
from ..queries.checks import gaps
from ..queries.law import law_of
from ..words.codes import GAPS
from . import amending

NO_DAY = date(2999, 1, 1)
NO_RATE = Decimal("0.98765432")
NO_COUNTRY = "ZZ"
MARK = "[[{}]]"
TYPED_MARK = re.compile(r"\[\[([a-z_ ]+)\]\]")
A_DAY = re.compile(r"\b\d{1,2}(?:er)?[\s\u00a0\u202f]+\w+[\s\u00a0\u202f]+(?:2999|3000)\b")
A_RATE = re.compile(r"98[.,]765432[\s\u00a0\u202f]*%")


def draft_html(contract: Contract, today: date) -> str:
    """The whole document as HTML. Raises MissingValue or BadModel when even stand-ins do not make a document."""
    if contract.amends_id:
        return amending.draft_html(contract, today)
    missing = {gap.code for gap in gaps(contract)}
    data = _data(contract, missing, today)
    html = contract_html(data, articles_of(_with_model(contract)), draft=True)
    return _marked(html, missing, data.language.tags)


def unprintable(contract: Contract, today: date) -> str:
    """What no font of ours can draw in this draft, by name; empty when all can be printed."""
    try:
        check_coverage(text_of(draft_html(contract, today)))
    except MissingGlyphs as error:
        return str(error)
    except (MissingValue, BadModel, FontsMissing):
        return ""
    return ""


def _data(contract: Contract, missing: set[str], today: date) -> doc.ContractData:
    """The data of a copy of the contract whose holes are filled with stand-ins. Nothing is saved."""
    filled = _with_model(contract)
    filled.first_day = contract.first_day or NO_DAY
    filled.notice_scale = contract.notice_scale or [1]
    filled.commission_rate = NO_RATE if contract.commission_rate is None else contract.commission_rate
    filled.commission_event = contract.commission_event or "paid"
    filled.forum = contract.forum or MARK.format("no_forum")
    made = data_of(filled, law=law_of(contract), version=contract.version_number + 1, day=today)
    if "no_product" in missing:
        name = MARK.format("no_product")
        made = replace(made, products=(doc.Product("", {"fr": name, "en": name}, ""),))
    if "no_territory" in missing:
        made = replace(made, territory=replace(made.territory, countries=(NO_COUNTRY,)))
    return replace(made, principal=_party(made.principal), agent=_party(made.agent))


def _party(party: doc.Party) -> doc.Party:
    """A party whose empty fields say which they are."""
    empty: dict[str, Any] = {f.name: MARK.format(f.name) for f in fields(party) if getattr(party, f.name) == ""}
    return replace(party, **empty)


def _with_model(contract: Contract) -> Contract:
    """A copy of the contract; with the articles that ship with the product while no model is chosen."""
    filled = copy.copy(contract)
    if not contract.model_version_id:
        texts = {tag: (SHIPPED / f"agent.{tag}.md").read_text(encoding="utf-8") for tag in languages(contract)}
        filled.model_version = ModelVersion(model=ContractModel(name=MARK.format("no_model")), number=1, articles=texts)
    return filled


def _marked(html: str, missing: set[str], tags: tuple[str, ...]) -> str:
    """The HTML with each stand-in replaced by a mark."""
    html = TYPED_MARK.sub(lambda found: _mark(found[1]), html)
    if "no_first_day" in missing:
        html = A_DAY.sub(_mark("no_first_day"), html)
    if "no_rate" in missing:
        html = A_RATE.sub(_mark("no_rate"), html)
    for tag in tags:
        if "no_event" in missing:
            html = html.replace(escape(say("paid", tag, table="event")), _mark("no_event"))
        if "no_territory" in missing:
            html = html.replace(escape(country(NO_COUNTRY, tag)), _mark("no_territory"))
    return html


def _mark(code: str) -> SafeString:
    """What is missing, marked and in words."""
    words = {
        "no_first_day": _("first day"), "no_rate": _("rate"), "no_event": _("event that earns the commission"), "no_forum": _("court or arbitration"),
        "no_product": _("products"), "no_model": _("model of articles"), "no_territory": _("countries"), "signatory": _("signatory"), "registration": _("registration"),
        "legal_form": _("legal form"), "address": _("address"),
    }  # fmt: skip
    told = words.get(code) or GAPS.get(code, code)
    return mark_safe(f"<mark>{escape(_('missing: %(what)s') % {'what': told})}</mark>")  # noqa: S308  # nosec: escaped
