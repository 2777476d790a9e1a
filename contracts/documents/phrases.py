"""The words that documents are printed with, besides articles: French and English, the glossary's words.

A document's language is the contract's, never the reader's: hence a fixed table and not the interface's translations.
"""

from .phrases_amendments import AMENDMENTS
from .phrases_evidence import EVIDENCE
from .phrases_papers import PAPERS
from .typography import typeset

_PHRASES: dict[str, tuple[str, str]] = {
    "contract": ("Contrat d'agent commercial", "Commercial agency agreement"),
    "lead": ("Portage commercial par une filiale", "Commercial piggybacking through a subsidiary"),
    "lead_exclusive": (
        "Portage commercial par une filiale, à exclusivité réciproque",
        "Commercial piggybacking through a subsidiary, with reciprocal exclusivity",
    ),
    "version": ("version", "version"),
    "draft": ("Projet, version {}", "Draft, version {}"),
    "principal": ("Le mandant", "The principal"),
    "agent": ("L'agent", "The agent"),
    "for_principal": ("Pour le mandant", "For the principal"),
    "for_agent": ("Pour l'agent", "For the agent"),
    "side_principal": ("mandant", "principal"),
    "side_agent": ("agent", "agent"),
    "subsidiary_of": ("filiale du groupe {}", "subsidiary of the {} group"),
    "represented": ("représentée par {}, {}", "represented by {}, {}"),
    "products": ("Produits", "Products"),
    "territory": ("Territoire", "Territory"),
    "exclusivity": ("Exclusivité", "Exclusivity"),
    "reciprocal": ("Réciproque", "Reciprocal"),
    "no_exclusivity": ("Aucune", "None"),
    "commission": ("Commission", "Commission"),
    "duration": ("Durée", "Duration"),
    "notice": ("Préavis", "Notice"),
    "law": ("Loi, langue", "Law, language"),
    "annex_a": ("Annexe A. Produits", "Annex A. Products"),
    "annex_b": ("Annexe B. Territoire et clients réservés", "Annex B. Territory and reserved customers"),
    "annex_c": ("Annexe C. Barème des commissions", "Annex C. Commission schedule"),
    "annex_d": ("Annexe D. Répartition des tâches", "Annex D. Allocation of tasks"),
    "product_line": ("Ligne de produits", "Product line"),
    "hs_code": ("Code SH", "HS code"),
    "sheet": ("Fiche technique", "Technical sheet"),
    "countries": ("Pays", "Countries"),
    "all_regions": ("toutes régions", "all regions"),
    "segments": ("Segments", "Segments"),
    "all_segments": ("tous", "all"),
    "reserved": ("Clients réservés", "Reserved customers"),
    "none": ("aucun", "none"),
    "sales": ("Ventes de l'année civile, prix net facturé", "Sales of the calendar year, net price invoiced"),
    "rate": ("Taux", "Rate"),
    "up_to": ("jusqu'à {}", "up to {}"),
    "beyond": ("au-delà", "beyond"),
    "every_product": ("Tous les produits", "All products"),
    "other_products": ("Autres produits du contrat", "Other products of the contract"),
    "tier_note": (
        "Chaque taux s'applique à la seule part des ventes comprise dans sa tranche.",
        "Each rate applies only to the part of the sales that falls within its bracket.",
    ),
    "target": ("Objectif de vente annuel", "Yearly sales target"),
    "task": ("Tâche", "Task"),
    "party": ("Partie", "Party"),
    "flow": ("Flux", "Flow"),
    "flow_before": ("information", "information"),
    "flow_after": ("information, biens", "information, goods"),
    "signatures": ("Signatures", "Signatures"),
    "signature": ("Signature", "Signature"),
    "signature_note": (
        "Chaque signature est une signature numérique contenue dans ce fichier. Le signataire, la date et l'heure se lisent dans tout lecteur PDF, champs « principal » (mandant) et « agent ».",
        "Each signature is a digital signature held in this file. The signatory, the day and the time can be read in any PDF reader, fields “principal” and “agent”.",
    ),
    "recorded_note": (
        "La signature de chaque partie est enregistrée sur la plateforme avec l'empreinte SHA-256 de ce fichier, qui ne change plus.",
        "Each party's signature is recorded on the platform with the SHA-256 of this file, which no longer changes.",
    ),
    "paper_note": ("Fait en autant d'exemplaires que de parties.", "Made in as many copies as there are parties."),
    "evidence": ("Preuve", "Evidence"),
    "signatories": ("Signataires prévus", "Intended signatories"),
    "signatories_text": (
        "{} (mandant) et {} (agent) ; identité vérifiée de nouveau au moment de signer",
        "{} (principal) and {} (agent); identity checked again at the time of signing",
    ),
    "consent": ("Consentement", "Consent"),
    "consent_text": (
        "« J'ai lu le contrat {}, version {}, et ses annexes. Je le signe au nom de la partie que je représente. »",
        "“I have read contract {}, version {}, and its annexes. I sign it on behalf of the party I represent.”",
    ),
    "approvals": ("Approbations", "Approvals"),
    "approval": ("{} ({}), le {}", "{} ({}), on {}"),
    "approvals_of": ("Version {} approuvée par {}", "Version {} approved by {}"),
    "no_approval": ("Version {} non encore approuvée", "Version {} not yet approved"),
    "model": ("Modèle", "Model"),
    "model_text": ("{}, modèle {} ; {}", "{}, model {}; {}"),
    "fixed_kept": ("articles fixes non modifiés", "fixed articles unchanged"),
    "fixed_changed": (
        "articles fixes modifiés avec l'accord des deux parties",
        "fixed articles changed with both parties' consent",
    ),
    "attached": ("Données jointes", "Attached data"),
    "nature": ("Nature", "Nature"),
    "nature_recorded": (
        "Signature électronique simple, enregistrée sur la plateforme : identité vérifiée de nouveau, consentement, jour, heure et empreinte du fichier",
        "Simple electronic signature, recorded on the platform: identity checked again, consent, day, hour and fingerprint of the file",
    ),
    "nature_advanced": (
        "Signature électronique avancée, non qualifiée. Sceau de la plateforme, puis une signature par partie, puis un horodatage si un tiers est configuré",
        "Advanced, not qualified, electronic signature. The platform's seal, then one signature a party, then a timestamp where a third party is configured",
    ),
    "nature_qualified": (
        "Signature électronique qualifiée. Scellement : plateforme, puis mandant, puis agent, puis horodatage",
        "Qualified electronic signature. Sealing: platform, then principal, then agent, then timestamp",
    ),
    "nature_paper": ("Signature manuscrite sur papier", "Handwritten signature on paper"),
    "verification": ("Vérification", "Verification"),
    "verification_text": (
        "Par tout lecteur PDF, ou par dépôt du fichier sur la page publique de vérification. Un octet modifié est décelé",
        "By any PDF reader, or by dropping the file on the public verification page. One changed byte is detected",
    ),
    "verification_recorded": (
        "Par l'empreinte SHA-256 de ce fichier, conservée avec les signatures. Un octet modifié la change",
        "By the SHA-256 of this file, kept with the signatures. One changed byte changes it",
    ),
    "advice": (
        "Ce document a été préparé avec une plateforme de gestion de contrats. Ce document ne remplace pas un conseil juridique.",
        "This document was prepared with a contract management platform. This document does not replace legal advice.",
    ),
    "art": ("art.", "art."),
    "ann": ("ann.", "ann."),
    "summary_territory": ("{} ; segments : {} ; {}", "{}; segments: {}; {}"),
    "reserved_count_0": ("aucun client réservé", "no reserved customer"),
    "reserved_count_1": ("un client réservé", "one reserved customer"),
    "reserved_count": ("{} clients réservés", "{} reserved customers"),
    "summary_commission": (
        "{} du prix net facturé, acquise {} ; relevé {}",
        "{} of the net price invoiced, earned {}; {} statement",
    ),
    "summary_term": (
        "Du {} au {}, puis tacite reconduction par {} mois",
        "{} to {}, then tacit renewal for {} months",
    ),
    "summary_indefinite": ("Indéterminée, à partir du {}", "Indefinite, from {}"),
    "summary_notice": ("{} ; d'abord au plus tard le {}", "{}; first, by {} at the latest"),
    "summary_notice_any_day": ("{} ; à tout moment", "{}; at any time"),
    "summary_month_end": ("{}, en fin de mois civil", "{}, at the end of a calendar month"),
    "summary_law": ("{} ; {} ; {}", "{}; {}; {}"),
    "prevails": ("la version en langue {} fait foi", "the {} version prevails"),
}
_EVENTS = {
    "accepted": ("lorsque le mandant accepte la commande", "when the principal accepts the order"),
    "invoiced": ("lorsque la facture est émise", "when the invoice is issued"),
    "paid": ("lorsque la facture est payée", "when the invoice is paid"),
}
_PERIODS = {"monthly": ("mensuel", "monthly"), "quarterly": ("trimestriel", "quarterly")}
_FORMS = {
    "letter": ("lettre recommandée avec avis de réception", "registered letter with acknowledgement of receipt"),
    "platform": ("la plateforme contre récépissé", "the platform against a receipt"),
}
_LEVELS = {
    "recorded": (
        "signature électronique enregistrée sur la plateforme",
        "electronic signature recorded on the platform",
    ),
    "advanced": ("signature électronique avancée", "advanced electronic signature"),
    "qualified": ("signature électronique qualifiée", "qualified electronic signature"),
    "paper": ("signature manuscrite", "handwritten signature"),
}
_LANGUAGES = {"fr": ("française", "French"), "en": ("anglaise", "English")}
_TONGUES = {"fr": ("français", "French"), "en": ("anglais", "English")}
#: With its article in French, as an enumeration needs it.
_TASKS = {
    "prospecting": ("la prospection", "prospecting"),
    "negotiation": (
        "la négociation selon les instructions du mandant",
        "negotiation within the principal's instructions",
    ),
    "taking_order": ("la prise de commande", "taking the order"),
    "invoicing": ("la facturation", "invoicing"),
    "customs": ("les formalités d'exportation et de douane", "export and customs formalities"),
    "transport": ("le transport et la livraison", "transport and delivery"),
    "assistance": ("l'assistance technique au client", "technical assistance to the customer"),
    "collection": ("le recouvrement, avec le risque d'impayé", "debt collection, bearing the risk of non-payment"),
}
_TABLES = {
    "": _PHRASES,
    "event": _EVENTS,
    "period": _PERIODS,
    "form": _FORMS,
    "level": _LEVELS,
    "language": _LANGUAGES,
    "tongue": _TONGUES,
    "task": _TASKS,
    "paper": PAPERS,
    "evidence": EVIDENCE,
    "amendment": AMENDMENTS,
}


def _typeset(pair: tuple[str, str]) -> dict[str, str]:
    return {"fr": typeset(pair[0], "fr"), "en": typeset(pair[1], "en")}


_READY = {(table, key): _typeset(pair) for table, phrases in _TABLES.items() for key, pair in phrases.items()}


def say(key: str, language: str, *args: object, table: str = "") -> str:
    """The phrase in this language, its {} filled in order, once: what is put in is not read again. KeyError when the table has no such key: a closed list."""
    return _READY[table, key][language].format(*args)
