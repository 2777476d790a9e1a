"""Invented carried SMEs, marked as such, that complete the portfolios of the demonstration."""

# fmt: off
# One row a line.

from datetime import date

from .shapes import INVENTED, Good, Org, Someone

OPENED = date(2011, 9, 1)

# key: (name, carrier, street, postcode, city, stem of its SIREN, employees, founded, export share, who runs export, role, sectors)
SMES = {
    "isoreva": ("Isoreva", "rhodia", "8 rue des Laines", "26100", "Romans-sur-Isère", "00211301", 85, 1969, "0.35", "Odile Fabre", "export_director", ["construction", "energy"]),
    "laquor": ("Laquor", "rhodia", "14 avenue des Temps Modernes", "69800", "Saint-Priest", "00211483", 52, 1974, "0.28", "Bruno Esteve", "managing_director", ["automotive", "paint"]),
    "brevenne": ("Ateliers Brévenne", "rhodia", "2 quai de la Brévenne", "69210", "L'Arbresle", "00211665", 41, 1958, "0.45", "Lucie Gonon", "export_director", ["water", "chemicals"]),
    "chimilex": ("Chimilex", "rhodia", "5 rue Lavoisier", "91000", "Évry-Courcouronnes", "00211847", 38, 1991, "0.5", "Farid Benali", "managing_director", ["pharmacy", "health"]),
    "verrex": ("Verrex Labo", "rhodia", "30 route de la Bresle", "76470", "Le Tréport", "00212029", 64, 1948, "0.55", "Camille Hue", "export_director", ["pharmacy", "chemicals"]),
    "silicats": ("Silicats du Gardon", "rhodia", "ZI de Croupillac", "30100", "Alès", "00212201", 47, 1963, "0.3", "Gérard Vidal", "managing_director", ["detergents", "construction"]),
    "pigmalis": ("Pigmalis", "rhodia", "11 rue des Plasturgistes", "01100", "Oyonnax", "00212383", 72, 1986, "0.4", "Nadège Perrin", "export_director", ["plastics", "packaging"]),
    "aromelia": ("Aromelia", "rhodia", "Chemin des Lavandes", "04000", "Digne-les-Bains", "00212565", 29, 1979, "0.6", "Julien Reybaud", "managing_director", ["cosmetics"]),
    "corvex": ("Corvex Filtration", "rhodia", "19 boulevard des Tissages", "42300", "Roanne", "00212747", 58, 1953, "0.48", "Sylvie Chazal", "export_director", ["chemicals", "food"]),
    "opaline": ("Opaline Pigments", "rhodia", "Route des Ocres", "84400", "Apt", "00212929", 33, 1937, "0.42", "Marc Roustan", "managing_director", ["construction", "paint"]),
    "orbagna": ("Céramiques Orbagna", "rhodia", "6 rue du Kaolin", "87000", "Limoges", "00213101", 44, 1926, "0.38", "Hélène Laforge", "managing_director", ["electronics", "energy"]),
    "jointec": ("Jointec Loire", "rhodia", "23 rue de la Talaudière", "42000", "Saint-Étienne", "00213283", 61, 1981, "0.33", "Pascal Thévenet", "export_director", ["chemicals", "energy"]),
    "membrana": ("Membrana Ouest", "rhodia", "4 rue Ampère", "22300", "Lannion", "00213465", 36, 2002, "0.52", "Gwenaëlle Le Bris", "export_director", ["water", "food"]),
    "tanins": ("Tanins Cévenols", "rhodia", "Le Moulin Neuf", "30270", "Saint-Jean-du-Gard", "00213647", 21, 1912, "0.46", "Rémi Soulier", "managing_director", ["wine"]),
    "aluform": ("Aluform Oisans", "pechiney", "ZA des Ruines", "38520", "Le Bourg-d'Oisans", "00213829", 55, 1983, "0.25", "Claude Magnin", "managing_director", ["automotive", "aerospace"]),
    "raccords": ("Raccords Maugein", "pechiney", "9 rue des Tourneurs", "19000", "Tulle", "00214001", 39, 1971, "0.31", "Élise Chastang", "export_director", ["energy", "chemicals"]),
}

GOODS = (
    Good("isoreva", "LR-1", "isolants en laine de roche", "rock wool insulation", "680610", "mineral insulation", ("construction", "energy")),
    Good("laquor", "LQ-1", "laques industrielles polyester", "polyester industrial lacquers", "320810", "industrial lacquers", ("automotive",)),
    Good("laquor", "LQ-2", "laques acryliques", "acrylic lacquers", "320820", "industrial lacquers", ("automotive", "construction")),
    Good("brevenne", "PD-4", "pompes doseuses à membrane", "diaphragm dosing pumps", "841350", "dosing pumps", ("water", "chemicals")),
    Good("chimilex", "RX-7", "réactifs de laboratoire", "laboratory reagents", "382219", "laboratory reagents", ("pharmacy", "health")),
    Good("verrex", "VL-2", "verrerie de laboratoire", "laboratory glassware", "701790", "laboratory glassware", ("pharmacy", "chemicals")),
    Good("silicats", "SS-3", "silicates de sodium", "sodium silicates", "283919", "silicates", ("detergents", "construction")),
    Good("pigmalis", "MM-1", "mélanges-maîtres colorants", "colour masterbatches", "320649", "masterbatches", ("plastics", "packaging")),
    Good("aromelia", "HE-1", "huiles essentielles de lavande et de lavandin", "lavender and lavandin essential oils", "330129", "essential oils", ("cosmetics",)),
    Good("aromelia", "HE-2", "huiles essentielles d'agrumes", "citrus essential oils", "330119", "essential oils", ("cosmetics", "food")),
    Good("corvex", "TF-9", "toiles filtrantes techniques", "technical filter cloths", "591140", "filter cloths", ("chemicals", "food")),
    Good("opaline", "OF-5", "pigments d'oxyde de fer", "iron-oxide pigments", "282110", "pigments", ("construction", "paint")),
    Good("orbagna", "SE-2", "supports d'enfournement réfractaires", "refractory kiln furniture", "690390", "kiln furniture", ("electronics", "energy")),
    Good("jointec", "JP-8", "joints en PTFE", "PTFE gaskets", "392690", "gaskets", ("chemicals", "energy")),
    Good("membrana", "UF-6", "modules d'ultrafiltration", "ultrafiltration modules", "842129", "membranes", ("water", "food")),
    Good("tanins", "TC-1", "tanins œnologiques de châtaignier", "chestnut oenological tannins", "320190", "tannins", ("wine",)),
    Good("aluform", "PA-1", "pièces embouties en aluminium", "pressed aluminium parts", "761699", "aluminium parts", ("automotive", "aerospace")),
    Good("raccords", "RI-2", "raccords en acier inoxydable", "stainless steel pipe fittings", "730729", "fittings", ("energy", "chemicals")),
)


def orgs() -> tuple[Org, ...]:
    """One organisation for each line of SMES."""
    return tuple(_org(key, *line) for key, line in SMES.items())


def _org(key: str, name: str, carrier: str, street: str, postcode: str, city: str, stem: str, employees: int, founded: int, share: str,
         _runs: str, _role: str, sectors: list[str]) -> Org:
    return Org(
        key, "carried_sme", name, "FR", OPENED, parent=carrier, siren=stem,
        facts={
            "fictional": True, "legal_form": "SAS" if employees > 40 else "SARL", "street": street, "postcode": postcode, "city": city,
            "language": "fr", "employees": employees, "founded": founded, "export_share": share, "sectors": sectors,
            "languages_spoken": ["fr", "en"], "registration": f"RCS {city} ({INVENTED['fr']})",
        },
    )


TITLES = {"export_director": "responsable export", "managing_director": "gérant"}


def people() -> tuple[Someone, ...]:
    """One person in each, who negotiates and signs."""
    return tuple(
        Someone(key, f"direction@{key}.example", line[9], line[10], TITLES[line[10]], "fr", administrator=True, signs=True, shown=key == "silicats")
        for key, line in SMES.items()
    )
