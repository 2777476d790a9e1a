"""Who may do what with what they see: one table, permission -> roles. `access` asks it at every door; nothing else decides.

Reading needs no line: whoever sees a thing may read it. Being a party is checked by the verb itself.
"""

from .roles import Role

EVERY_DIRECTOR = frozenset({Role.EXPORT_DIRECTOR, Role.MANAGING_DIRECTOR})
SELLERS = frozenset({Role.SUBSIDIARY_MANAGER, Role.SALES_ENGINEER})
PERMISSIONS: dict[str, frozenset[Role]] = {
    "contracts.draft_contract": frozenset({Role.PORTAGE_MANAGER, Role.LEGAL_COUNSEL}),
    "contracts.negotiate_contract": frozenset({Role.PORTAGE_MANAGER, Role.LEGAL_COUNSEL}) | EVERY_DIRECTOR,
    "contracts.approve_contract": frozenset({Role.PORTAGE_MANAGER, Role.LEGAL_COUNSEL}) | EVERY_DIRECTOR,
    "contracts.sign_contract": frozenset({Role.SUBSIDIARY_MANAGER, Role.PORTAGE_MANAGER}) | EVERY_DIRECTOR,
    "contracts.withdraw_contract": frozenset({Role.PORTAGE_MANAGER}) | EVERY_DIRECTOR,
    "contracts.give_notice": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}) | EVERY_DIRECTOR,
    "contracts.acknowledge_notice": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}) | EVERY_DIRECTOR,
    "contracts.end_contract": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}) | EVERY_DIRECTOR,
    "contracts.tell_commission": frozenset({Role.PORTAGE_MANAGER, Role.LEGAL_COUNSEL, Role.SUBSIDIARY_MANAGER})
    | EVERY_DIRECTOR,
    "contracts.finish_duty": frozenset({Role.PORTAGE_MANAGER, Role.LEGAL_COUNSEL, Role.SUBSIDIARY_MANAGER})
    | EVERY_DIRECTOR,
    "contracts.confirm_moral_contract": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}) | EVERY_DIRECTOR,
    "contracts.review_contract": frozenset({Role.LEGAL_COUNSEL}),
    "contracts.name_people": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}) | EVERY_DIRECTOR,
    "contracts.record_authority": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}) | EVERY_DIRECTOR,
    "contracts.change_model": frozenset({Role.LEGAL_COUNSEL}),
    "commission.issue_statement": EVERY_DIRECTOR,
    "commission.accept_statement": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}),
    "commission.dispute_line": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}),
    "commission.answer_dispute": EVERY_DIRECTOR,
    "commission.record_payment": EVERY_DIRECTOR,
    "commission.tell_rate": EVERY_DIRECTOR,
    "commission.make_invoice": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}),
    "commission.contest_invoice": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}),
    "commission.give_mandate": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}),
    "commission.end_mandate": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}) | EVERY_DIRECTOR,
    "commission.self_bill": EVERY_DIRECTOR,
    "commission.propose_split": EVERY_DIRECTOR,
    "commission.answer_share": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}),
    "catalogue.change_product": frozenset({Role.PORTAGE_MANAGER}) | EVERY_DIRECTOR,
    "catalogue.share_product": EVERY_DIRECTOR,
    "fieldwork.file_report": frozenset({Role.SUBSIDIARY_MANAGER, Role.SALES_ENGINEER}),
    "fieldwork.answer_section": frozenset({Role.SUBSIDIARY_MANAGER, Role.SALES_ENGINEER, Role.PORTAGE_MANAGER})
    | EVERY_DIRECTOR,
    "fieldwork.acknowledge_section": EVERY_DIRECTOR,
    "fieldwork.record_order": frozenset({Role.SUBSIDIARY_MANAGER, Role.SALES_ENGINEER}) | EVERY_DIRECTOR,
    "fieldwork.answer_order": EVERY_DIRECTOR,
    "fieldwork.write_on_order": frozenset({Role.SUBSIDIARY_MANAGER, Role.SALES_ENGINEER, Role.PORTAGE_MANAGER})
    | EVERY_DIRECTOR,
    "fieldwork.declare_invoice": EVERY_DIRECTOR,
    "fieldwork.move_prospect": frozenset({Role.SUBSIDIARY_MANAGER, Role.SALES_ENGINEER}),
    "fieldwork.merge_customer": frozenset({Role.SUBSIDIARY_MANAGER, Role.PORTAGE_MANAGER}),
    "needs.ask_need": SELLERS,
    "needs.answer_need": EVERY_DIRECTOR,
    "needs.write_on_need": SELLERS | EVERY_DIRECTOR | {Role.PORTAGE_MANAGER},
    "needs.give_quote": SELLERS,
    "needs.agree_to_quote": EVERY_DIRECTOR,
    "needs.forward_complaint": SELLERS,
    "needs.decide_complaint": EVERY_DIRECTOR,
    "needs.send_sample": EVERY_DIRECTOR,
    "needs.try_sample": SELLERS,
    "needs.write_price": EVERY_DIRECTOR,
    "forum.open_space": frozenset({Role.PORTAGE_MANAGER}),
    "forum.write_post": SELLERS | EVERY_DIRECTOR | {Role.PORTAGE_MANAGER, Role.LEGAL_COUNSEL, Role.EXPERT},
    "forum.moderate_space": frozenset({Role.PORTAGE_MANAGER}),
    "fieldwork.say_same_company": frozenset({Role.PORTAGE_MANAGER}),
    "network.add_organisation": frozenset({Role.PORTAGE_MANAGER}),
    "network.change_organisation": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER}) | EVERY_DIRECTOR,
    "network.answer_candidature": frozenset({Role.PORTAGE_MANAGER}),
    "network.add_customer": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER, Role.SALES_ENGINEER})
    | EVERY_DIRECTOR,
    "network.keep_contact": frozenset({Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER, Role.SALES_ENGINEER}),
}
