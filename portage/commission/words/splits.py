"""Splits of orders in words: rules, claims, states, refusals. What an agent reads names no other, and no number of others."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

# What each agent reads of the rule, and what the principal chooses.
RULES: Mapping[str, Words] = {
    "places": _(
        "Buyer, delivery and payer are not all in one agent's territory: each agent concerned has an equal part."
    ),
    "former": _(
        "One agent succeeds another. The order came before the former one's contract ended, or is mainly its work and came within a reasonable time after: the commission is the former agent's (directive 86/653/EEC, articles 8 and 9)."
    ),
    "shared": _(
        "One agent succeeds another, and circumstances make it equitable to share the commission (directive 86/653/EEC, article 9)."
    ),
    "agreed": _("The principal proposes the parts, and the agents agree: no rule of law gives them."),
}
SHORT: Mapping[str, Words] = {
    "places": _("Several territories, equal parts"),
    "former": _("The former agent, whole (articles 8 and 9)"),
    "shared": _("Former agent and successor share (article 9)"),
    "agreed": _("Other parts"),
}
CLAIMS: Mapping[str, Words] = {
    "buyer": _("the buyer is in your territory"),
    "delivery": _("the goods are delivered in your territory"),
    "payer": _("the payer is in your territory"),
    "former": _("you were the agent there before"),
    "recorded": _("the order is recorded under your contract"),
    "named": _("the principal names your contract"),
}
OWN_CLAIMS: Mapping[str, Words] = {
    "buyer": _("buyer in its territory"),
    "delivery": _("delivery in its territory"),
    "payer": _("payer in its territory"),
    "former": _("former agent"),
    "recorded": _("order recorded under it"),
    "named": _("named by you"),
}

# state: the code of its shape (core.drawings.shapes), the word
STATES: Mapping[str, tuple[str, Words]] = {
    "waits": ("waiting", _("Waits for agreement")),
    "declined": ("refused", _("Declined")),
    "holds": ("done", _("Agreed by all")),
    "withdrawn": ("none", _("Withdrawn")),
}
ANSWERS: Mapping[str, tuple[str, Words]] = {
    "none": ("waiting", _("No answer yet")),
    "agrees": ("done", _("Agrees")),
    "declines": ("refused", _("Declines")),
}

REFUSALS: Mapping[str, Words] = {
    "not_the_principal": _("The principal proposes the split of an order: it alone knows its contracts."),
    "not_the_agent": _("The agent of the contract answers for its part."),
    "unknown_rule": _("Choose the rule that the parts follow."),
    "rule_does_not_apply": _("This rule does not propose parts to these contracts: choose another one."),
    "too_few_parts": _("A split has at least two parts."),
    "too_many_parts": _("A split has at most %(most)s parts."),
    "not_a_part": _("A part lies between 0 and 100 %%, with at most four decimals."),
    "not_a_whole": _("The parts do not add up to 100 %%."),
    "foreign_contract": _("One of these contracts cannot have a part of this order."),
    "own_contract_missing": _("The contract under which the order is recorded is one of the parts; it may be zero."),
    "split_waits": _("A split is proposed already and waits for agreement: withdraw it first."),
    "split_holds": _("The split of this order is agreed by all: it stays."),
    "split_over": _("This proposal is closed: nothing is asked of you any more."),
    "part_answered": _("This part has its answer already."),
    "no_reason": _("Say why: the principal reads it."),
    "no_split": _("No split of this order waits."),
}
