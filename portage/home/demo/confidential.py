"""PMI n.4 and its carrier. The research keeps the carrier's name and the territory secret: here both are invented, and say so."""

# fmt: off
# One row a line.

from datetime import date

from .shapes import INVENTED, Agreement, Org, Someone

SINCE = date(2003, 2, 3)
NAMED = ("manager@valombre.example", "counsel@valombre.example", "manager@nz.valombre.example", "direction@pmi4.example")


def orgs() -> tuple[Org, ...]:
    """The invented group, its subsidiary and the SME, all marked as invented."""
    return (
        Org("valombre", "carrier_group", "Valombre", "FR", SINCE, siren="00130771", facts={
            "fictional": True, "legal_form": "SA", "street": "3 allée des Tilleuls", "postcode": "59000", "city": "Lille", "language": "fr",
            "sectors": ["packaging"], "languages_spoken": ["fr", "en"], "registration": f"RCS Lille ({INVENTED['fr']})"}),
        Org("valombre-nz", "subsidiary", "Valombre New Zealand", "NZ", SINCE, parent="valombre", facts={
            "fictional": True, "legal_form": "Limited", "street": "21 Halsey Street", "postcode": "1010", "city": "Auckland",
            "time_zone": "Pacific/Auckland", "currency": "NZD", "language": "en", "countries_covered": ["NZ"], "sales_force": 7,
            "sectors": ["packaging"], "languages_spoken": ["en"], "registration": f"NZ 9420 ({INVENTED['en']})"}),
        Org("pmi4", "carried_sme", "PMI n.4", "FR", SINCE, parent="valombre", siren="00197635", facts={
            "fictional": True, "legal_form": "SARL", "street": "12 rue de la Ferblanterie", "postcode": "44150", "city": "Ancenis",
            "language": "fr", "employees": 22, "founded": 1976, "export_share": "0.12", "sectors": ["chemicals", "paint", "food"],
            "languages_spoken": ["fr"], "registration": f"RCS Nantes ({INVENTED['fr']})"}),
    )


def people() -> tuple[Someone, ...]:
    """Four who are named on the contract, and two who are not and never see it."""
    return (
        Someone("valombre", "manager@valombre.example", "V. Hardouin", "portage_manager", "responsable du portage", "fr", administrator=True, shown=True),
        Someone("valombre", "counsel@valombre.example", "R. Nollet", "legal_counsel", "juriste", "fr"),
        Someone("valombre", "auditor@valombre.example", "T. Vasseur", "auditor", "contrôle interne", "fr", shown=True),
        Someone("valombre-nz", "manager@nz.valombre.example", "Hana Parata", "subsidiary_manager", "general manager", "en", administrator=True, signs=True),
        Someone("pmi4", "direction@pmi4.example", "M. Rabaud", "managing_director", "gérant", "fr", administrator=True, signs=True, shown=True),
        Someone("pmi4", "auditor@pmi4.example", "C. Rabaud", "auditor", "comptable", "fr"),
    )


def agreements() -> tuple[Agreement, ...]:
    """One contract, signed in 2003, seen by the people named on it and by nobody else."""
    review = ("agent_country", "checked", "Réponse de l'avocat local, aucune règle impérative pour un tel agent, lettre gardée au dossier.")
    return (
        Agreement("pmi4-confidential", "pmi4", "valombre-nz", date(2003, 10, 1), segments=("chemicals", "paint", "food"), tiers=((300000, "0.05"), (None, "0.04")),
                  rate="0.05", choices=(review,), named=NAMED),
    )
