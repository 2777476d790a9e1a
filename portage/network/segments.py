"""Customer segments, which are the sectors of organisations too: a closed list with names per language, so that two
contracts, or a product and a customer, can be compared.

A segment outside the list is kept as it was typed; it is then the same word in each language.
"""

from django.utils.translation import get_language

from portage.core.words import alphabetical

SEGMENTS: dict[str, dict[str, str]] = {
    "aerospace": {"fr": "aéronautique et espace", "en": "aerospace"},
    "agriculture": {"fr": "agriculture", "en": "agriculture"},
    "automotive": {"fr": "automobile", "en": "automotive"},
    "chemicals": {"fr": "chimie", "en": "chemicals"},
    "construction": {"fr": "construction", "en": "construction"},
    "cosmetics": {"fr": "cosmétiques", "en": "cosmetics"},
    "defence": {"fr": "défense", "en": "defence"},
    "detergents": {"fr": "détergents", "en": "detergents"},
    "electronics": {"fr": "électronique", "en": "electronics"},
    "energy": {"fr": "énergie", "en": "energy"},
    "food": {"fr": "agroalimentaire", "en": "food"},
    "health": {"fr": "santé", "en": "health"},
    "nuclear": {"fr": "nucléaire", "en": "nuclear"},
    "packaging": {"fr": "emballage", "en": "packaging"},
    "paint": {"fr": "fabricants de peinture", "en": "paint makers"},
    "paper": {"fr": "papeterie", "en": "paper"},
    "pharmacy": {"fr": "pharmacie", "en": "pharmacy"},
    "plastics": {"fr": "plasturgie", "en": "plastics"},
    "textiles": {"fr": "textile", "en": "textiles"},
    "water": {"fr": "traitement de l'eau", "en": "water treatment"},
    "wine": {"fr": "vin et spiritueux", "en": "wine and spirits"},
}


def segment_names(segment: str) -> dict[str, str]:
    """The names of a segment by language tag."""
    return SEGMENTS.get(segment, {"fr": segment, "en": segment})


def segment_name(segment: str) -> str:
    """The name of a segment in the reader's language."""
    names = segment_names(segment)
    return names.get((get_language() or "en")[:2], names["en"])


def segment_choices() -> list[tuple[str, str]]:
    """The list, by name in the reader's language."""
    return sorted(((key, segment_name(key)) for key in SEGMENTS), key=lambda pair: alphabetical(pair[1]))
