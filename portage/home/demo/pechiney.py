"""Pechiney: metallurgy, founded in 1855; absorbed by Alcan (Canada) in December 2003, its contracts went on.

Groups, dates and countries come from Bueno Merino (2007), table II. Streets, registrations and people are invented.
"""

# fmt: off
# One row a line.

from datetime import date

from .shapes import INVENTED, Org, Someone

GROUP_SINCE, ABSORBED = date(1990, 1, 15), date(2003, 12, 15)

PLACES = {
    "RU": ("Russia", "OOO", "Krasnopresnenskaya nab. 12", "123610", "Moscow", "Europe/Moscow", "USD", "en", ["RU"], 12, ["ru", "en"], "Irina Sokolova"),
    "DE": ("Germany", "GmbH", "Grafenberger Allee 87", "40237", "Düsseldorf", "Europe/Berlin", "EUR", "en", ["DE"], 22, ["de", "en"], "Stefan Lorenz"),
    "JP": ("Japan", "K.K.", "2-2-1 Nishi-Shinjuku, Shinjuku-ku", "163-0430", "Tokyo", "Asia/Tokyo", "JPY", "en", ["JP"], 15, ["ja", "en"], "Kenji Murata"),
    "GB": ("United Kingdom", "Limited", "40 Chalvey Road", "SL1 2NZ", "Slough", "Europe/London", "GBP", "en", ["GB", "IE"], 13, ["en"], "Alan Prentice"),
}


def orgs() -> tuple[Org, ...]:
    """Alcan, Pechiney, and its subsidiaries."""
    alcan = Org(
        "alcan", "carrier_group", "Alcan", "CA", date(2003, 12, 1),
        facts={"legal_form": "Inc.", "street": "1188 Sherbrooke Street West", "postcode": "H3A 3G2", "city": "Montreal",
               "time_zone": "America/Toronto", "currency": "CAD", "sectors": ["aerospace", "packaging"], "languages_spoken": ["en", "fr"],
               "registration": f"Montreal ({INVENTED['en']})"},
    )
    group = Org(
        "pechiney", "carrier_group", "Pechiney", "FR", GROUP_SINCE, siren="00163802",
        renames=((ABSORBED, "Alcan Pechiney", "Pechiney absorbée par Alcan (Canada)"),),
        facts={"legal_form": "SA", "street": "7 place du Chancelier", "postcode": "75016", "city": "Paris", "language": "fr",
               "founded": 1855, "sectors": ["aerospace", "packaging", "automotive"], "languages_spoken": ["fr", "en"],
               "registration": f"RCS Paris ({INVENTED['fr']})"},
    )
    return alcan, group, *(_subsidiary(code, number) for number, code in enumerate(PLACES, start=1))


def _subsidiary(code: str, number: int) -> Org:
    name, form, street, postcode, city, zone, currency, language, covered, force, spoken, _manager = PLACES[code]
    return Org(
        f"pechiney-{code.lower()}", "subsidiary", f"Pechiney {name}", code, date(1994, 5, 2), parent="pechiney",
        facts={
            "legal_form": form, "street": street, "postcode": postcode, "city": city, "time_zone": zone, "currency": currency,
            "language": language, "countries_covered": covered, "sales_force": force, "languages_spoken": spoken,
            "sectors": ["aerospace", "automotive"], "registration": f"{code} {7100 + 53 * number} ({INVENTED[language]})",
        },
    )


def people() -> tuple[Someone, ...]:
    """The group's people, then a manager in each subsidiary."""
    return (
        Someone("pechiney", "manager@pechiney.example", "F. Delorme", "portage_manager", "responsable du portage", "fr", administrator=True, shown=True),
        Someone("pechiney", "counsel@pechiney.example", "A. Besnard", "legal_counsel", "juriste", "fr", shown=True),
        Someone("alcan", "manager@alcan.example", "D. Gagnon", "portage_manager", "portage manager", "en", date(2004, 1, 5), administrator=True),
        *(
            Someone(f"pechiney-{code.lower()}", f"manager@{code.lower()}.pechiney.example", place[-1], "subsidiary_manager",
                    "general manager", administrator=True, signs=True, shown=code == "RU")
            for code, place in PLACES.items()
        ),
    )
