"""The agreed terms as short labelled lines in one language, and what changed between two sets of them.

A contract's version and another are compared by these lines beside their articles: what the articles take from the data
(a rate, a day, a list of countries) changes without a word of their own changing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from . import redline, words
from .amendment import Facts
from .annexes import name_of
from .commission import Tier
from .data import Clauses, ContractData, Party
from .phrases import say
from .typography import typeset
from .values import forms, places, scale, segments

#: The step of the guided creation where each line is typed; the parties' own lines are nobody's to type there.
STEPS: Mapping[str, tuple[str, ...]] = {
    "parties": ("principal", "agent"),
    "products": ("products",),
    "territory": ("countries", "segments", "reserved", "exclusivity"),
    "tasks": ("agent_tasks", "principal_tasks"),
    "commission": ("rate", "rates", "event", "currency", "statement", "target"),
    "duration": ("first_day", "first_months", "renewal_months", "notice", "notice_forms"),
    "law": ("law", "forum", "languages", "prevailing", "model", *(f.name for f in fields(Clauses))),
    "effect": ("from_day", "earlier"),
}
#: Values up to so many characters are marked whole.
SHORT = 40
STEP_OF = {code: step for step, codes in STEPS.items() for code in codes}
_LABELS: Mapping[str, tuple[str, str]] = {
    "principal": ("Mandant", "Principal"),
    "agent": ("Agent", "Agent"),
    "products": ("Produits", "Products"),
    "countries": ("Pays", "Countries"),
    "segments": ("Segments", "Segments"),
    "reserved": ("Clients réservés", "Reserved customers"),
    "exclusivity": ("Exclusivité", "Exclusivity"),
    "agent_tasks": ("Tâches de l'agent", "Tasks of the agent"),
    "principal_tasks": ("Tâches du mandant", "Tasks of the principal"),
    "rate": ("Taux de commission", "Commission rate"),
    "rates": ("Taux particuliers", "Rates that differ"),
    "event": ("Commission acquise", "Commission earned"),
    "currency": ("Monnaie", "Currency"),
    "statement": ("Relevé de commissions", "Commission statement"),
    "target": ("Objectif de vente annuel", "Yearly sales target"),
    "first_day": ("Premier jour", "First day"),
    "first_months": ("Première période", "First term"),
    "renewal_months": ("Reconduction", "Renewal"),
    "notice": ("Préavis", "Notice"),
    "notice_forms": ("Forme du préavis", "Form of notice"),
    "law": ("Loi applicable", "Governing law"),
    "forum": ("Tribunal ou arbitrage", "Forum or arbitration"),
    "languages": ("Langues", "Languages"),
    "prevailing": ("Langue qui fait foi", "Language that prevails"),
    "model": ("Modèle d'articles", "Model of articles"),
    "forward_days": ("Transmission d'une demande (jours ouvrés)", "Forwarding an inquiry (working days)"),
    "answer_days": ("Réponse à une commande (jours ouvrés)", "Answer to an order (working days)"),
    "visit_days": ("Compte rendu de visite (jours)", "Report of a visit (days)"),
    "meetings": ("Réunions par an", "Meetings a year"),
    "complaint_days": ("Transmission d'une réclamation (jours ouvrés)", "Forwarding a complaint (working days)"),
    "amicable_days": ("Règlement amiable (jours)", "Amicable settlement (days)"),
    "force_majeure_days": ("Force majeure (jours)", "Force majeure (days)"),
    "from_day": ("Prise d'effet", "Takes effect on"),
    "earlier": ("Pourquoi avant la signature", "Why it applies before it is signed"),
    "confidentiality_years": ("Confidentialité après la fin (années)", "Confidentiality after the end (years)"),
}


@dataclass(frozen=True)
class TermLine:
    """One term: its code, its label and what it is, in words of one language. "" where there is none."""

    code: str
    label: str
    value: str


@dataclass(frozen=True)
class TermChange:
    """One term that differs: both readings, and the same as marks of revision."""

    code: str
    label: str
    before: str
    after: str
    marked: redline.Marked

    @property
    def step(self) -> str:
        return STEP_OF[self.code]


def label(code: str, tag: str) -> str:
    return typeset(_LABELS[code][tag != "fr"], tag)


def lines(data: ContractData, tag: str, amendment: Facts | None = None) -> tuple[TermLine, ...]:
    """Every term, in the order of the guided creation; of an amendment, also from when."""
    found = {
        **_parties(data),
        **_covered(data, tag),
        **_earned(data, tag),
        **_lasting(data, tag),
        **_governed(data, tag),
        **(_effect(amendment, tag) if amendment else {}),
    }
    every = [code for codes in STEPS.values() for code in codes]
    return tuple(TermLine(code, label(code, tag), found[code]) for code in every if code in found)


def changes(
    before: ContractData,
    after: ContractData,
    tag: str,
    amendments: tuple[Facts | None, Facts | None] = (None, None),
) -> tuple[TermChange, ...]:
    """The terms that differ, in order. `amendments`: of two versions of an amendment, what each says of itself."""
    former, present = amendments
    return tuple(
        TermChange(old.code, old.label, old.value, new.value, _marked(old.value, new.value))
        for old, new in zip(lines(before, tag, former), lines(after, tag, present), strict=True)
        if old.value != new.value
    )


def _marked(before: str, after: str) -> redline.Marked:
    """A short value is read whole, 5 % against 6 %; a long one, a list of countries, by what changes in it."""
    if max(len(before), len(after)) > SHORT:
        return redline.words(before, after)
    return tuple(
        redline.Piece(kind, text) for kind, text in ((redline.REMOVED, before), (redline.ADDED, after)) if text
    )


def _parties(data: ContractData) -> dict[str, str]:
    return {"principal": _party(data.principal), "agent": _party(data.agent)}


def _party(party: Party) -> str:
    told = [party.name, party.legal_form, party.address, party.registration, party.signatory]
    return ", ".join(filter(None, told))


def _covered(data: ContractData, tag: str) -> dict[str, str]:
    tasks = {side: [say(task, tag, table="task") for task in given] for side, given in _tasks(data)}
    return {
        "products": ", ".join(str(name_of(product, (tag,))[tag]) for product in data.products),
        "countries": words.BETWEEN[tag].join(places(data, tag)),
        "segments": ", ".join(segments(data, tag)),
        "reserved": words.BETWEEN[tag].join(_reserved(data, tag)) or say("none", tag),
        "exclusivity": say("reciprocal" if data.exclusivity else "no_exclusivity", tag),
        "agent_tasks": words.BETWEEN[tag].join(tasks["agent"]),
        "principal_tasks": words.BETWEEN[tag].join(tasks["principal"]),
    }


def _tasks(data: ContractData) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "agent", data.agent_tasks
    yield "principal", data.principal_tasks


def _reserved(data: ContractData, tag: str) -> Iterator[str]:
    for customer in data.territory.reserved:
        yield f"{', '.join(filter(None, (customer.name, customer.place)))} ({words.percent(customer.rate, tag)})"


def _earned(data: ContractData, tag: str) -> dict[str, str]:
    deal = data.commission
    return {
        "rate": words.percent(deal.rate, tag),
        "rates": words.BETWEEN[tag].join(_rates(data, tag)) or say("none", tag),
        "event": say(deal.event, tag, table="event"),
        "currency": words.currency(deal.currency, tag),
        "statement": say(data.statement.period, tag, table="period"),
        "target": say("none", tag) if data.target is None else words.money((data.target, deal.currency), tag),
    }


def _rates(data: ContractData, tag: str) -> Iterator[str]:
    """ "all products: 6% up to €300,000, 5% beyond"."""
    names = {product.key: str(name_of(product, (tag,))[tag]) for product in data.products}
    if data.commission.tiers:
        yield say("every_product", tag) + words.COLON[tag] + _brackets(data.commission.tiers, data, tag)
    for line in data.commission.lines:
        named = ", ".join(names.get(key, key) for key in line.products)
        yield named + words.COLON[tag] + _brackets(line.tiers, data, tag)


def _brackets(tiers: tuple[Tier, ...], data: ContractData, tag: str) -> str:
    currency = data.commission.currency
    several = len(tiers) > 1
    told = [
        f"{words.percent(tier.rate, tag)} {say('up_to', tag, words.money((tier.up_to, currency), tag))}"
        if tier.up_to is not None
        else f"{words.percent(tier.rate, tag)}{' ' + say('beyond', tag) if several else ''}"
        for tier in tiers
    ]
    return ", ".join(told)


def _lasting(data: ContractData, tag: str) -> dict[str, str]:
    term = data.term
    return {
        "first_day": words.long_date(term.first_day, tag),
        "first_months": words.months(term.months, tag) if term.months else say("none", tag),
        "renewal_months": words.months(term.renewal_months, tag) if term.renewal_months else say("none", tag),
        "notice": scale(data.notice, tag),
        "notice_forms": words.BETWEEN[tag].join(forms(data.notice, tag)),
    }


def _effect(amendment: Facts, tag: str) -> dict[str, str]:
    return {
        "from_day": words.long_date(amendment.from_day, tag),
        "earlier": amendment.earlier or say("none", tag),
    }


def _governed(data: ContractData, tag: str) -> dict[str, str]:
    tongues = [say(one, tag, table="tongue") for one in data.language.tags]
    clauses = {field.name: str(getattr(data.clauses, field.name)) for field in fields(Clauses)}
    return {
        "law": data.law.names.get(tag, data.law.code),
        "forum": data.law.forum.get(tag, ""),
        "languages": words.join(sorted(tongues), tag),
        "prevailing": say(data.language.prevailing, tag, table="tongue"),
        "model": f"{data.model.names.get(tag, '')}, {say('version', tag)} {data.model.version}",
        **clauses,
    }
