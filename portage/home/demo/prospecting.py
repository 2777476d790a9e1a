"""A year of prospecting for the cases: customers, their moves on their days, what one visit told of each; all invented."""

# fmt: off
# One row a line.

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from contracts.models import Contract
from portage.core.journal import By
from portage.fieldwork.actions.filing import file_report
from portage.fieldwork.actions.prospects import add_prospect, move_prospect
from portage.fieldwork.models import Prospect
from portage.fieldwork.rules.content import Head, Promise, Seen, Told
from portage.network.actions import add_customer
from portage.network.models import Customer

from .afterwards import drop_old_mail
from .days import working
from .told import Told as Done

SALES = ("sales_engineer", "subsidiary_manager")
STAGE = {"i": "identified", "c": "contacted", "v": "visited", "t": "trial", "q": "quoted", "o": "ordered", "r": "regular"}
LOST = {"price", "delivery", "quality", "competitor", "no_need", "closed", "no_answer"}


@dataclass(frozen=True)
class Lead:
    """A customer and how far it came: `life` has a letter of STAGE, or a reason for which it was lost, and how many days ago.
    A visit is told by a report, with `interest`; what is to be done next, by which side and in how many days."""

    name: str
    city: str
    segment: str
    life: str
    interest: int | None = None
    todo: str = ""
    due: int = 0
    side: str = "agent"


# agreement: (owner, country, its leads)
LEADS = {
    "pmi3-pl": ("rhodia-pl", "PL", (
        Lead("Fabryka Świec Opole", "Opole", "cosmetics", "i12"),
        Lead("Perfumeria Zamość", "Zamość", "cosmetics", "i20"),
        Lead("Mleczarnia Warta", "Konin", "food", "i9"),
        Lead("Pralnie Śląsk", "Katowice", "detergents", "i33"),
        Lead("Octy Lubuskie", "Zielona Góra", "food", "i41"),
        Lead("Balsamy Narew", "Łomża", "pharmacy", "i58"),
        Lead("Hurtownia Odra", "Wrocław", "cosmetics", "i95 c71"),
        Lead("Cukiernia Bałtyk", "Gdańsk", "food", "i140 c122"),
        Lead("Biokrem", "Kraków", "cosmetics", "i77 c66"),
        Lead("Tabaka Kaszuby", "Kartuzy", "food", "i118 c97"),
        Lead("Lody Podhale", "Nowy Targ", "food", "i64 c49"),
        Lead("Wody Kwiatowe Soła", "Żywiec", "cosmetics", "i52 c38"),
        Lead("Piekarnie Biebrza", "Augustów", "food", "i44 c31"),
        Lead("Maści Roztoki", "Jasło", "pharmacy", "i39 c17"),
        Lead("Laboratorium Borowina", "Łódź", "cosmetics", "i150 c138 v104", 2, "Send the data sheet of AC-10", -7, "principal"),
        Lead("Detergenty Pilica", "Radom", "detergents", "i170 c160 v121", 2, "Visit again with samples", 2),
        Lead("Zioła Bieszczady", "Sanok", "pharmacy", "i133 c120 v88", 3, "Answer on organic certificates", -8, "principal"),
        Lead("Herbaty Nysa", "Nysa", "food", "i110 c96 v63", 2, "Call the purchaser", 5),
        Lead("Syropy Mazury", "Ełk", "food", "i101 c82 v55", 1),
        Lead("Kremy Wigry", "Suwałki", "cosmetics", "i125 c113 v76", 2, "Send two notes of vanilla", 9, "principal"),
        Lead("Czekolada Drawa", "Złocieniec", "food", "i92 c83 v47", 3, "Tell the price for 400 kg", 3),
        Lead("Szampony Noteć", "Nakło", "cosmetics", "i88 c75 v40", 2),
        Lead("Pierniki Brda", "Chojnice", "food", "i70 c61 v29", 2, "Send the allergen statement", 6, "principal"),
        Lead("Olejki Liwiec", "Węgrów", "cosmetics", "i60 c46 v18", 3, "Bring 500 g of PX-31", 11),
        Lead("Kosmetyka Wisła", "Toruń", "cosmetics", "i210 c200 v168 t142", 3, "2 kg of CL-12 for the second trial", 4, "principal"),
        Lead("Krochmal Noteć", "Piła", "food", "i190 c176 v150 t131", 3, "Ask for the result of the trial", -3),
        Lead("Aptekarz Sandomierz", "Sandomierz", "pharmacy", "i180 c158 v133 t99", 2, "Ask for the result of the trial", 5),
        Lead("Mydlarnia Hel", "Hel", "cosmetics", "i166 c151 v117 t84", 3, "Ask for the result of the trial", 0),
        Lead("Farby Żuraw", "Gdynia", "paint", "i230 c210 v185 t160 q139", 3, "Answer on the quote", 2),
        Lead("Proszki Sudety", "Wałbrzych", "detergents", "i220 c204 v180 t151 q128", 2, "Answer on the quote", -5),
        Lead("Kremy Roztocze", "Lublin", "cosmetics", "i240 c222 v190 t166 q150", 4, "Answer on the quote", 7),
        Lead("Fabryka Mydła Gdynia", "Gdynia", "cosmetics", "i260 c246 v214 t190 q171 o120", 4, "First delivery", 2, "principal"),
        Lead("Detergenty Mazovia", "Płock", "detergents", "i280 c262 v230 t201 q185 o133", 4, "Second delivery", 9, "principal"),
        Lead("Napoje Bug", "Siedlce", "food", "i270 c251 v222 t199 q180 o141", 3, "Ask about the next order", 35),
        Lead("Zielarnia Lublin", "Lublin", "pharmacy", "i350 c341 v305 t280 q262 o210 r150", 4, "New price list", 40, "principal"),
        Lead("Płyny Warmia", "Olsztyn", "detergents", "i345 c330 v301 t275 q256 o195 r130", 4, "Yearly visit", 3),
        Lead("Kosmetyki Jura", "Częstochowa", "cosmetics", "i340 c322 v290 t262 q247 o190 r133", 3, "Yearly visit", 8),
        Lead("Pasty Kujawy", "Bydgoszcz", "cosmetics", "i355 c346 v310 t284 q270 o215 r160", 4, "Plan of the next year", 45),
        Lead("Perfumy Żuławy", "Elbląg", "cosmetics", "i300 c288 v255 price190", 1),
        Lead("Ciastka Prosna", "Kalisz", "food", "i310 c296 v260 t236 q220 price150", 2),
        Lead("Octy Pilica", "Pionki", "food", "i290 c275 price201"),
        Lead("Żele Skawa", "Wadowice", "cosmetics", "i250 c236 v205 t181 price110", 2),
        Lead("Wosk Krosno", "Krosno", "cosmetics", "i265 c250 v218 delivery145", 2),
        Lead("Mydła Nida", "Pińczów", "cosmetics", "i235 c219 delivery160"),
        Lead("Lizaki Wda", "Starogard", "food", "i205 c188 closed90"),
        Lead("Farby Ina", "Stargard", "paint", "i195 no_need155"),
        # the same company, recorded twice: proposed for merging
        Lead("KOSMETYKI JURA Sp. z o.o.", "Częstochowa", "cosmetics", "i80"),
    )),
    "pmi3-hu": ("rhodia-hu", "HU", (
        Lead("Duna Illat", "Győr", "cosmetics", "i120 c101 v70 t33", 3, "Ask for the result of the trial", 6),
        Lead("Balaton Szappan", "Siófok", "cosmetics", "i90 c62"), Lead("Tisza Cukorka", "Szolnok", "food", "i61"),
        Lead("Mátra Gyógyfű", "Eger", "pharmacy", "i140 c119 no_answer44"),
    )),
    "pmi3-cz": ("rhodia-cz", "CZ", (
        Lead("Morava Parfém", "Olomouc", "cosmetics", "i160 c139 v98 t71 q40", 3, "Answer on the quote", 4),
        Lead("Sladovna Haná", "Prostějov", "food", "i75 c51"), Lead("Mýdlárna Sázava", "Benešov", "cosmetics", "i30"),
    )),
    "pmi3-jo": ("rhodia-jo", "JO", (
        Lead("Petra Soap Works", "Amman", "cosmetics", "i130 c116 v91", 3, "Send the halal certificate", -2, "principal"),
        Lead("Jerash Sweets", "Irbid", "food", "i48 c20"),
    )),
    "pmi1-cn": ("rhodia-cn", "CN", (
        Lead("Jiangnan Pharmaceutical", "Nanjing", "pharmacy", "i200 c181 v150 t121", 3, "Ask for the result of the trial", 8),
        Lead("Taihu Dairy", "Wuxi", "food", "i110 c85"), Lead("Lanjiang Beverages", "Hangzhou", "food", "i55"),
    )),
    "isoreva-br": ("rhodia-br", "BR", (
        Lead("Isolar Paulista", "Campinas", "construction", "i170 c150 v122 t95 q60", 3, "Answer on the quote", 5),
        Lead("Lavanderias Atlântico", "Santos", "detergents", "i130 c102"), Lead("Telhados Sabiá", "Curitiba", "construction", "i45 c21"),
    )),
}
NEEDS = (
    "Lemon and lavender notes for a new line, about 300 kg a year.", "A vanilla that stands the oven, 400 kg a year in two deliveries.",
    "A natural extract to replace a synthetic one before the next label.", "Samples in 500 g: their laboratory works alone on mornings.",
)
# What is no aroma: of these subsidiaries' customers, their needs alone are told.
OTHERS = {
    "rhodia-cn": ("Tartaric acid of pharmaceutical grade, 20 tonnes a year in bags of 25 kg.", "A second source of cream of tartar."),
    "rhodia-br": ("Rock wool panels for a cold room, with the fire test of the insurer.", "Panels for a dryer at 180 degrees."),
}
OBJECTIONS = (
    "The present supplier delivers in eight days.", "They want a certificate in their own language.",
    "Payment at sixty days is usual here.", "",
)
CUSTOMS = ("Orders are placed in May and in November.", "The laboratory decides, the purchaser signs.", "", "")
GROWTH = ("", "Natural cosmetics grow by a tenth a year, they say.", "", "Private labels take shelves from brands.")
RIVALS = (("Aromatika Nord", "Lemon 2200", "13.60"), ("Belle Essence", "Lavande 40", "21.50"), ("Kiyomizu Flavors", "Vanilla V8", "48.00"))
# fmt: on


@transaction.atomic
def record_prospecting(told: Done, *, now: datetime) -> None:
    """Every customer, move and visit on its day, in the order of days, by the subsidiary's own people."""
    known = {(one.owner_id, one.name): one for one in Customer.objects.all()}
    steps = [step for key in LEADS if key in told.contracts for step in _steps(told, key, known, now)]
    for _at, do in sorted(steps, key=lambda step: step[0]):
        do()
    drop_old_mail(before=now.replace(hour=0, minute=0, second=0, microsecond=0))


def _steps(told: Done, key: str, known: dict, now: datetime) -> Iterator[tuple[datetime, Callable[[], None]]]:
    contract, (owner, country, leads) = told.contracts[key], LEADS[key]
    contract.refresh_from_db()
    for number, lead in enumerate(leads):
        for word in lead.life.split():
            what, back = word.rstrip("0123456789"), int(word.lstrip("abcdefghijklmnopqrstuvwxyz_"))
            day = working(now.date() - timedelta(days=back))
            at = datetime.combine(day, time(8 + number % 8, number % 60), tzinfo=UTC)
            if contract.first_day is not None and day >= contract.first_day:
                yield at, partial(_step, told, contract, owner, country, lead, what, number, known, at, now)


def _step(
    told: Done, contract: Contract, owner: str, country: str, lead: Lead, what: str, number: int, known: dict, at: datetime,
    now: datetime,
) -> None:  # fmt: skip
    me, org = told.by(owner, SALES, at), told.orgs[owner]
    customer = known.get((org.pk, lead.name))
    if customer is None:
        facts = {"country": country, "city": lead.city, "segment": lead.segment}
        customer = known[org.pk, lead.name] = add_customer(org.pk, name=lead.name, by=me, at=at, **facts)
    if what == "v":
        _visit(contract, customer, lead, number, owner, me, at, now.date())
        return
    found = Prospect.objects.filter(contract=contract, customer=customer).first()
    if found is None:
        add_prospect(contract, customer=customer, stage=STAGE.get(what, "identified"), by=me, at=at)
    else:
        lost = {"stage": "lost", "why_lost": what} if what in LOST else {"stage": STAGE[what]}
        move_prospect(found, **lost, seen=found.moves_made, by=me, at=at)


def _visit(
    contract: Contract, customer: Customer, lead: Lead, number: int, owner: str, me: By, at: datetime, today: date
) -> None:
    """What the visit told. The price of a competitor rises a little from one visit to the next."""
    day = at.date()
    todo = (Promise(lead.todo, lead.side, today + timedelta(days=lead.due)),) if lead.todo else ()
    says = Told(
        contract.pk, interest=lead.interest, needs=NEEDS[number % 4], objections=OBJECTIONS[number % 4], customs=CUSTOMS[number % 4],
        growth=GROWTH[number % 4], competitors=_seen(number, (today - day).days), actions=todo,
    )  # fmt: skip
    if owner in OTHERS:
        says = replace(says, needs=OTHERS[owner][number % 2], growth="", competitors=())
    head = Head(customer.pk, "visit", day, "en", place=lead.city)
    key = uuid5(NAMESPACE_URL, f"{contract.reference} {lead.name}")
    file_report(key, head=head, sections=[says], contracts={contract.pk: contract}, by=me, at=at, written_at=at)


def _seen(number: int, days_ago: int) -> tuple[Seen, ...]:
    name, product, price = RIVALS[number % len(RIVALS)]
    grown = (Decimal(price) * (1 - Decimal(days_ago) / 4000)).quantize(Decimal("0.01"))
    return (Seen(name, product, grown, "EUR", "kg"),) if number % 2 else ()
