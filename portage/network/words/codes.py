"""The words of codes: what a role may do, why something cannot be done with an organisation, how an invitation stands."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..permissions import PERMISSIONS

REASONS = {
    "archived": _("It is archived: it can be read, not changed."),
    "not_yours": _("Only its own people, or those of its group, may do this."),
    "role": _("Your role does not allow this."),
}

# verb: words, icon, what follows
VERBS = {
    "change": (
        _("Change its details"),
        "edit",
        _("Address, identifiers, languages. Signed contracts keep what they were signed with."),
    ),
    "rename": (_("Record a new name"), "tag", _("From a day on; history keeps the old name.")),
    "archive": (_("Archive"), "archive", _("It stays readable; nothing new can be begun with it.")),
}

INVITATION_STATES = {
    "waiting": pgettext_lazy("invitation", "Waiting"),
    "expired": pgettext_lazy("invitation", "Expired"),
    "accepted": pgettext_lazy("invitation", "Accepted"),
    "revoked": pgettext_lazy("invitation", "Revoked"),
}

# What a candidature's page offers: words, icon, what follows.
ANSWERS = {
    "accept": (
        _("Accept"),
        "user-check",
        _("The SME comes to the platform, and its first person is invited by e-mail."),
    ),
    "keep": (_("Keep in reserve"), "archive", _("The applicant is told; your note is for your group only.")),
    "refuse": (_("Refuse"), "x", _("The applicant reads your reason.")),
    "reopen": (_("Take it up again"), "refresh", _("It stands among those to answer again; nobody is told.")),
}

# The shape that draws each state of a candidature; its word is the state's own.
CANDIDATURE_SHAPES = {
    "received": "waiting", "kept": "running", "accepted": "done", "refused": "refused", "withdrawn": "withdrawn",
}  # fmt: skip

CANDIDATURE_EVENTS = {
    "network.candidature_received": _("The candidature came: its address was proved by e-mail."),
    "network.candidature_kept": _("kept it in reserve."),
    "network.candidature_reopened": _("took it up again."),
    "network.candidature_refused": _("refused it, with a reason."),
    "network.candidature_accepted": _("accepted it: the SME came to the platform."),
    "network.candidature_withdrawn": _("The applicant withdrew it: what it held is erased."),
    "network.candidature_erased": _("What it held was erased."),
}

# Kinds of scope, in the order of the page of roles.
SCOPES = {
    "contract": _("Contracts that they see"),
    "model": _("Models of contracts"),
    "product": _("Products"),
    "need": _("Needs"),
    "quote": _("Quotes"),
    "price": _("Price instructions"),
    "sample": _("Samples"),
    "complaint": _("Complaints"),
    "order": _("Orders"),
    "organisation": _("Organisations"),
    "customer": _("Industrial customers"),
    "report": _("Visit reports"),
    "section": _("What a visit report tells the parties of a contract"),
    "prospect": _("Prospects"),
    "space": _("Spaces of the forum, and what is said there"),
    "candidature": _("Candidatures"),
}

PERMISSION_WORDS = {
    "contracts.draft_contract": _("Start a draft"),
    "contracts.negotiate_contract": _("Type and propose terms"),
    "contracts.approve_contract": _("Approve a version"),
    "contracts.sign_contract": _("Sign, if recorded as a signatory"),
    "contracts.withdraw_contract": _("Withdraw before signature"),
    "contracts.give_notice": _("Give notice"),
    "contracts.acknowledge_notice": _("Confirm the receipt of a notice"),
    "contracts.end_contract": _("End by agreement, or for serious default"),
    "contracts.tell_commission": _("Tell yearly commission, and what counsel says of the end"),
    "contracts.finish_duty": _("Record that a duty was done, or by when it is to be done"),
    "commission.issue_statement": _("Issue commission statements"),
    "commission.accept_statement": _("Accept a commission statement"),
    "commission.dispute_line": _("Dispute a line of a commission statement"),
    "commission.answer_dispute": _("Answer a dispute of commission"),
    "commission.record_payment": _("Record that commission was paid"),
    "commission.tell_rate": _("Record rates of exchange"),
    "commission.make_invoice": _("Make commission invoices, and take them back"),
    "commission.contest_invoice": _("Contest a commission invoice that the principal wrote"),
    "commission.give_mandate": _("Let the principal write commission invoices, if recorded as a signatory"),
    "commission.end_mandate": _("End the mandate to write commission invoices"),
    "commission.self_bill": _("Write the agent's commission invoices, under its mandate"),
    "commission.propose_split": _("Propose that an order is shared between contracts"),
    "commission.answer_share": _("Agree with a part of an order, or decline it"),
    "contracts.confirm_moral_contract": _("Confirm a moral contract"),
    "contracts.review_contract": _("Answer a question of law"),
    "contracts.name_people": _("Say who may see a confidential contract, and read who opened it"),
    "contracts.record_authority": _("Record who may sign"),
    "contracts.change_model": _("Publish and copy models"),
    "catalogue.change_product": _("Add and change products"),
    "catalogue.share_product": _("Share a product, or take it back"),
    "fieldwork.record_order": _("Record orders of customers, or declare direct ones"),
    "fieldwork.answer_order": _("Accept and refuse orders"),
    "fieldwork.declare_invoice": _("Declare deliveries, invoices, payments, credit notes"),
    "fieldwork.write_on_order": _("Write on an order, and dispute what was declared"),
    "forum.open_space": _("Open a space between the agencies of the group"),
    "forum.write_post": _("Write in the forum"),
    "forum.moderate_space": _("Keep order in the spaces of the group and of its contracts"),
    "needs.ask_need": _("Ask what a customer needs"),
    "needs.answer_need": _("Answer needs"),
    "needs.write_on_need": _("Write on needs, quotes and complaints, and translate"),
    "needs.give_quote": _("Quote, inside the price instructions or with the SME's agreement; order what was quoted"),
    "needs.agree_to_quote": _("Agree to a quote outside of the price instructions"),
    "needs.forward_complaint": _("Forward complaints of customers, and close them"),
    "needs.decide_complaint": _("Accept and refuse complaints"),
    "needs.send_sample": _("Send samples"),
    "needs.try_sample": _("Receive samples, and tell what came of trials"),
    "needs.write_price": _("Write price instructions"),
    "network.add_organisation": _("Add a subsidiary, admit an SME"),
    "network.change_organisation": _("Change its details and name, archive it"),
    "network.add_customer": _("Record customers"),
    "network.answer_candidature": _("Open the public page; accept, refuse or keep"),
    "fieldwork.say_same_company": _("Say that customers of two subsidiaries are one company"),
    "fieldwork.merge_customer": _("Merge two records of one customer"),
    "fieldwork.file_report": _("File visit reports, and correct their own"),
    "fieldwork.answer_section": _("Answer the other party, ask for actions and do them"),
    "fieldwork.acknowledge_section": _("Acknowledge what an agent told"),
    "fieldwork.move_prospect": _("Add and move prospects"),
    "network.keep_contact": _("Record, correct and remove contacts at customers"),
}


def may_of(role: str) -> list[Any]:
    """What a role may do, in words: what an invited person reads before joining."""
    return [words for permission, words in PERMISSION_WORDS.items() if role in PERMISSIONS[permission]]
