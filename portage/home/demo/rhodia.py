"""Rhodia: chemistry, founded on 1 January 1998 from the chemistry of Rhône-Poulenc; carries since the early 1980s.

Group, date and countries come from Bueno Merino (2007), table II. Streets, registrations and people are invented.
"""

# fmt: off
# One row a line.

from datetime import date

from . import numbers
from .shapes import INVENTED, Model, Org, Someone

GROUP_SINCE, BECAME_RHODIA, SUBSIDIARIES_SINCE = date(1990, 1, 15), date(1998, 1, 1), date(2011, 2, 1)
RENAMED = {"fr": "La chimie de Rhône-Poulenc devient Rhodia", "en": "Chemistry of Rhône-Poulenc, set up as Rhodia"}
HEADS = {"fr": "directrice générale", "en": "general manager"}
SELLS = {"fr": "ingénieure commerciale", "en": ""}

# code: (name of the country, legal form, street, postcode, city, time zone, currency, language, countries covered, sales force, languages)
PLACES = {
    "JP": ("Japan", "K.K.", "6-10-1 Roppongi, Minato-ku", "106-0032", "Tokyo", "Asia/Tokyo", "JPY", "en", ["JP"], 24, ["ja", "en"]),
    "CN": ("China", "Co., Ltd.", "3966 Jindu Road, Minhang", "201108", "Shanghai", "Asia/Shanghai", "CNY", "en", ["CN"], 61, ["zh", "en"]),
    "VN": ("Vietnam", "Company Limited", "29 Le Duan, District 1", "700000", "Ho Chi Minh City", "Asia/Ho_Chi_Minh", "USD", "fr", ["VN", "KH", "LA"], 9, ["vi", "fr", "en"]),
    "JO": ("Jordan", "W.L.L.", "14 Queen Rania Street", "11183", "Amman", "Asia/Amman", "USD", "en", ["JO"], 5, ["ar", "en"]),
    "LB": ("Lebanon", "S.A.R.L.", "Rue de Verdun, immeuble Cèdre", "1107", "Beirut", "Asia/Beirut", "USD", "fr", ["LB"], 6, ["ar", "fr"]),
    "IQ": ("Iraq", "LLC", "Karada Dakhil, block 903", "10069", "Baghdad", "Asia/Baghdad", "USD", "en", ["IQ"], 4, ["ar", "en"]),
    "PL": ("Poland", "sp. z o.o.", "ul. Domaniewska 44", "02-672", "Warsaw", "Europe/Warsaw", "PLN", "en", ["PL"], 18, ["pl", "en"]),
    "CZ": ("Czech Republic", "s.r.o.", "Evropská 178", "160 00", "Prague", "Europe/Prague", "CZK", "en", ["CZ", "SK"], 11, ["cs", "en"]),
    "HU": ("Hungary", "Kft.", "Váci út 81", "1139", "Budapest", "Europe/Budapest", "HUF", "en", ["HU"], 8, ["hu", "en"]),
    "BR": ("Brazil", "Ltda.", "Av. Maria Coelho Aguiar 215", "05804-902", "São Paulo", "America/Sao_Paulo", "BRL", "en", ["BR"], 47, ["pt", "en"]),
    "DE": ("Germany", "GmbH", "Engesserstraße 8", "79108", "Freiburg im Breisgau", "Europe/Berlin", "EUR", "en", ["DE", "AT"], 33, ["de", "en"]),
    "IT": ("Italy", "S.p.A.", "Viale Sarca 223", "20126", "Milan", "Europe/Rome", "EUR", "fr", ["IT"], 27, ["it", "fr"]),
    "IN": ("India", "Private Limited", "Phoenix House, Senapati Bapat Marg", "400013", "Mumbai", "Asia/Kolkata", "INR", "en", ["IN", "LK"], 29, ["en", "hi"]),
    "ES": ("Spain", "S.A.", "Calle de Velázquez 94", "28006", "Madrid", "Europe/Madrid", "EUR", "fr", ["ES", "PT"], 19, ["es", "fr"]),
    "GB": ("United Kingdom", "Limited", "12 Oak House, Watford Business Park", "WD18 8YA", "Watford", "Europe/London", "GBP", "en", ["GB", "IE"], 16, ["en"]),
    "US": ("USA", "Inc.", "8 Cedar Brook Drive", "08512", "Cranbury", "America/New_York", "USD", "en", ["US", "CA"], 52, ["en", "es"]),
    "KR": ("South Korea", "Co., Ltd.", "152 Teheran-ro, Gangnam-gu", "06236", "Seoul", "Asia/Seoul", "KRW", "en", ["KR"], 14, ["ko", "en"]),
    "MX": ("Mexico", "S.A. de C.V.", "Paseo de la Reforma 222", "06600", "Mexico City", "America/Mexico_City", "MXN", "en", ["MX"], 15, ["es", "en"]),
}

MANAGERS = {
    "JP": "Haruto Ishikawa", "CN": "Li Na", "VN": "Tran Minh Chau", "JO": "Samer Haddadin", "LB": "Rima Khalil", "IQ": "Ali Al-Jubouri",
    "PL": "Zofia Pawlak", "CZ": "Jana Dvorak", "HU": "Gabor Szalai", "BR": "Marcos Teixeira", "DE": "Katrin Vogel", "IT": "Paola Ferri",
    "IN": "Anjali Deshmukh", "ES": "Inés Carmona", "GB": "Fiona Marsh", "US": "Daniel Whitaker", "KR": "Park Ji-won", "MX": "Rodrigo Salas",
}

ENGINEERS = {"PL": "Tomasz Wrona", "JP": "Yuki Tanabe", "CN": "Zhang Wei", "BR": "Helena Prado", "VN": "Nguyen Thi Lan", "DE": "Jonas Brandt"}

YEARLY = {
    "fr": {"reporting": "L'agent invite le mandant, une fois par an, à la réunion commerciale de sa filiale."},
    "en": {"reporting": "Once a year the agent invites the principal to its subsidiary's sales meeting."},
}
TRAINED = {
    "fr": {**YEARLY["fr"], "agent_tasks": "Les technico-commerciaux de l'agent suivent les modules de formation du mandant avant leur première visite."},
    "en": {**YEARLY["en"], "agent_tasks": "The agent's sales engineers follow the principal's training modules before their first visit."},
}
HEARD = {
    "fr": {**TRAINED["fr"], "commission": "{?with_target} L'objectif annuel de {{ target.minimum|money }} est revu chaque année."},
    "en": {**TRAINED["en"], "commission": "{?with_target} The yearly target of {{ target.minimum|money }} is reviewed every year."},
}
OWN, PURPOSE = "Contrat d'agent Rhodia", "PMI portées des métiers de la chimie"
MODELS = (
    Model("rhodia", date(2013, 2, 4), OWN, PURPOSE, **YEARLY),
    Model("rhodia", date(2020, 9, 14), OWN, PURPOSE, **TRAINED),
    Model("rhodia", date(2023, 5, 15), OWN, PURPOSE, **HEARD),
)

VAT = {"PL": numbers.polish_vat, "IT": numbers.italian_vat}
# Already there under Rhône-Poulenc.
OLDEST = ("JP", "CN")


def orgs() -> tuple[Org, ...]:
    """The group, then its subsidiaries."""
    group = Org(
        "rhodia", "carrier_group", "Rhône-Poulenc", "FR", GROUP_SINCE, siren="00146037",
        renames=((BECAME_RHODIA, "Rhodia", RENAMED["fr"]),),
        facts={
            "legal_form": "SA", "street": "25 rue de l'Estuaire", "postcode": "92400", "city": "Courbevoie", "language": "fr",
            "registration": f"RCS Nanterre ({INVENTED['fr']})", "sectors": ["chemicals"], "languages_spoken": ["fr", "en"],
        },
    )
    return group, *(_subsidiary(code, number) for number, code in enumerate(PLACES, start=1))


def _subsidiary(code: str, number: int) -> Org:
    name, form, street, postcode, city, zone, currency, language, covered, force, spoken = PLACES[code]
    old = code in OLDEST
    return Org(
        f"rhodia-{code.lower()}", "subsidiary", f"{'Rhône-Poulenc' if old else 'Rhodia'} {name}", code,
        GROUP_SINCE if old else SUBSIDIARIES_SINCE, parent="rhodia",
        renames=((BECAME_RHODIA, f"Rhodia {name}", RENAMED[language]),) if old else (),
        facts={
            "legal_form": form, "street": street, "postcode": postcode, "city": city, "time_zone": zone, "currency": currency,
            "language": language, "countries_covered": covered, "sales_force": force, "languages_spoken": spoken,
            "sectors": ["chemicals"], "registration": f"{code} {4000 + 37 * number} ({INVENTED[language]})",
            "vat": VAT[code](number) if code in VAT else "",
        },
    )


def people() -> tuple[Someone, ...]:
    """The group's people, past and present, then a manager in each subsidiary."""
    handover = date(2009, 6, 30)
    return (
        Someone("rhodia", "g.fontaine@rhodia.example", "G. Fontaine", "portage_manager", "directeur du portage", until=handover),
        Someone("rhodia", "manager@rhodia.example", "C. Renard", "portage_manager", "responsable du portage", "en", date(2009, 6, 1),
                administrator=True, shown=True),
        Someone("rhodia", "counsel@rhodia.example", "L. Charrier", "legal_counsel", "juriste", "fr", shown=True),
        Someone("rhodia", "auditor@rhodia.example", "N. Weber", "auditor", "audit interne", "fr", date(2018, 9, 3), shown=True),
        Someone("rhodia", "expert@rhodia.example", "B. Salomon", "expert", "expert arômes et cosmétiques", "fr", date(2016, 3, 1)),
        Someone("rhodia-cn", "chen.guowei@rhodia.example", "Chen Guowei", "subsidiary_manager", "general manager", until=date(2012, 3, 31), signs=True),
        *(_manager(code) for code in PLACES),
        *(Someone(f"rhodia-{code.lower()}", f"sales@{code.lower()}.rhodia.example", name, "sales_engineer", SELLS[_language(code)],
                  since=date(2015, 9, 1), shown=code == "PL") for code, name in ENGINEERS.items()),
    )


def _language(code: str) -> str:
    """That of the subsidiary, in which the titles of its people are told."""
    return PLACES[code][7]


def _manager(code: str) -> Someone:
    since = date(2012, 3, 1) if code == "CN" else None
    return Someone(f"rhodia-{code.lower()}", f"manager@{code.lower()}.rhodia.example", MANAGERS[code], "subsidiary_manager",
                   HEADS[_language(code)], since=since, administrator=True, signs=True, shown=code in {"JP", "PL", "CN"})
