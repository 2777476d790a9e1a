"""The words of amendments and of consolidated texts; read through `phrases.say(key, language, table="amendment")`."""

AMENDMENTS: dict[str, tuple[str, str]] = {
    "amendment": (
        "Avenant n°\u00a0{} au contrat d'agent commercial {}",
        "Amendment No. {} to commercial agency agreement {}",
    ),
    "amendment_lead": (
        "Les parties modifient comme suit le contrat qui les lie depuis le {}.",
        "The parties amend as follows the agreement that has bound them since {}.",
    ),
    "replaced": ("Ce qui est remplacé", "What is replaced"),
    "marks_note": (
        "Texte barré : ce qui est retiré. Texte souligné : ce qui est ajouté. Le reste est inchangé.",
        "Struck out: what is taken out. Underlined: what is added. The rest is unchanged.",
    ),
    "new_wording": ("Articles dont le texte change", "Articles whose wording changes"),
    "effect": ("Prise d'effet", "Date of effect"),
    "effect_from": ("À compter de", "From"),
    "effect_text": (
        "Le présent avenant prend effet le {}, ou le jour de la dernière signature si elle est postérieure ; jamais dans une période déjà achevée.",
        "This amendment takes effect on {}, or on the day of the last signature if that is later; never within a term that has already ended.",
    ),
    "effect_earlier": (
        "Les parties conviennent expressément que le présent avenant prend effet le {}, avant sa signature, pour la raison suivante : {} Il ne prend jamais effet dans une période déjà achevée.",
        "The parties expressly agree that this amendment takes effect on {}, before it is signed, for the following reason: {} It never takes effect within a term that has already ended.",
    ),
    "the_rest": ("Autres stipulations", "All other terms"),
    "unchanged_rest": (
        "Tous les autres articles du contrat {}, version {}, demeurent inchangés et continuent de lier les parties.",
        "All other articles of agreement {}, version {}, remain unchanged and continue to bind the parties.",
    ),
    "consolidated_annex": ("Annexe. Texte consolidé du contrat {}", "Annex. Consolidated text of agreement {}"),
    "consolidated": ("Contrat d'agent commercial, texte consolidé", "Commercial agency agreement, consolidated text"),
    "consolidated_lead": ("Tel qu'en vigueur depuis le {}", "As in force since {}"),
    "amendments_in_effect": ("Avenants en vigueur", "Amendments in effect"),
    "amendment_from": ("n°\u00a0{}, à compter du {}", "No. {}, from {}"),
    "consolidated_note": (
        "Établi pour faciliter la lecture. Seuls le contrat et les avenants signés lient les parties.",
        "Drawn up to be read easily. Only the signed agreement and the signed amendments bind the parties.",
    ),
    "subject_products": ("Produits", "Products"),
    "subject_countries": ("Pays", "Countries"),
    "subject_segments": ("Segments de clientèle", "Customer segments"),
    "subject_reserved": ("Clients réservés", "Reserved customers"),
    "subject_exclusivity": ("Exclusivité", "Exclusivity"),
    "subject_task_agent": ("Tâches de l'agent", "Tasks of the agent"),
    "subject_task_principal": ("Tâches du mandant", "Tasks of the principal"),
    "subject_commission": ("Commission", "Commission"),
    "subject_product_rates": ("Taux propres à des produits", "Rates of single products"),
    "subject_earned": ("Fait générateur de la commission", "Event that earns the commission"),
    "subject_currency": ("Monnaie", "Currency"),
    "subject_statements": ("Relevés de commission", "Commission statements"),
    "subject_target": ("Objectif de vente annuel", "Yearly sales target"),
}
