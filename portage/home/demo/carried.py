"""The four carried SMEs of the research, which it names only by number.

Sector, size, year, export share and products come from Bueno Merino (2007), table II. Streets, registrations and
people are invented.
"""

# fmt: off
# One row a line.

from datetime import date

from .shapes import INVENTED, Good, Org, Someone

FR = INVENTED["fr"]


def orgs() -> tuple[Org, ...]:
    """PMI n.1 to n.3; the fourth stands with its invented carrier, in `confidential`."""
    return (
        _sme("pmi1", "PMI n.1", date(1990, 3, 1), "rhodia", "00178410", ("4 chemin des Lies", "11100", "Narbonne"), 60, 1784, "0.8", ["chemicals", "food"]),
        _sme("pmi2", "PMI n.2", date(1995, 9, 4), "pechiney", "00198023", ("ZI des Forges", "58160", "Imphy"), 48, 1980, "0.2", ["aerospace", "nuclear", "defence"]),
        _sme("pmi3", "PMI n.3", date(2011, 3, 1), "rhodia", "00198241", ("37 route de Plascassier", "06130", "Grasse"), 70, 1982, "0.4", ["cosmetics", "food"]),
    )


def _sme(key: str, name: str, opened: date, carrier: str, stem: str, where: tuple[str, str, str], employees: int, founded: int,
         share: str, sectors: list[str]) -> Org:
    street, postcode, city = where
    return Org(
        key, "carried_sme", name, "FR", opened, parent=carrier, siren=stem,
        facts={
            "legal_form": "SAS", "street": street, "postcode": postcode, "city": city, "language": "fr", "employees": employees,
            "founded": founded, "export_share": share, "sectors": sectors, "languages_spoken": ["fr", "en"],
            "registration": f"RCS {city} ({FR})",
        },
    )


def people() -> tuple[Someone, ...]:
    """Those who run export; PMI n.1's old contracts were signed by a predecessor."""
    return (
        Someone("pmi1", "p.auriol@pmi1.example", "P. Auriol", "managing_director", "président", until=date(2012, 12, 31), signs=True),
        Someone("pmi1", "direction@pmi1.example", "H. Auriol", "export_director", "directrice export", "fr", date(2011, 1, 3),
                administrator=True, signs=True, shown=True),
        Someone("pmi2", "direction@pmi2.example", "J.-M. Corbin", "managing_director", "directeur général", "fr", administrator=True,
                signs=True, shown=True),
        Someone("pmi3", "direction@pmi3.example", "S. Lantieri", "export_director", "directrice export", "fr", administrator=True,
                signs=True, shown=True),
        Someone("pmi3", "juriste@pmi3.example", "E. Maurel", "legal_counsel", "juriste", "fr", date(2012, 1, 9)),
    )


GOODS = (
    Good("pmi1", "AT-100", "acide tartrique naturel", "natural tartaric acid", "291812", "tartaric acid", ("food", "wine", "pharmacy")),
    Good("pmi1", "CT-200", "crème de tartre", "cream of tartar", "291813", "tartrates", ("food",)),
    Good("pmi1", "SR-300", "sel de Rochelle (tartrate double de potassium et de sodium)", "Rochelle salt (potassium sodium tartrate)", "291813",
         "tartrates", ("food", "electronics")),
    Good("pmi2", "TI-10", "tubes soudés en acier inoxydable", "welded stainless steel tubes", "730640", "tubes", ("aerospace", "nuclear", "defence")),
    Good("pmi2", "TI-20", "tubes étirés à froid en acier inoxydable", "cold-drawn stainless steel tubes", "730441", "tubes", ("aerospace", "nuclear")),
    Good("pmi2", "AN-50", "tubes en alliages de nickel", "nickel alloy tubes", "750712", "nickel alloys", ("aerospace", "nuclear", "defence")),
    Good("pmi3", "AC-10", "compositions aromatiques pour la cosmétique", "aromatic compositions for cosmetics", "330290", "aromatic compositions", ("cosmetics",)),
    Good("pmi3", "AF-20", "compositions aromatiques alimentaires", "aromatic compositions for food", "330210", "aromatic compositions", ("food",)),
    Good("pmi3", "PX-31", "extraits végétaux", "plant extracts", "130219", "plant extracts", ("cosmetics", "food")),
    Good("pmi4", "FM-1", "fûts métalliques de 50 litres et plus", "metal drums of 50 litres and more", "731010", "metal packaging", ("chemicals", "paint")),
    Good("pmi4", "BS-2", "boîtes serties pour l'alimentaire", "crimped cans for food", "731021", "metal packaging", ("food",)),
    Good("pmi4", "SC-3", "seaux et bidons en fer-blanc", "tinplate pails and canisters", "731029", "metal packaging", ("paint", "chemicals")),
)
