"""What was reported of visits in a year, in the words of those who visited; all invented."""

# fmt: off
# One row a line.

from dataclasses import dataclass, field

Seen = tuple[str, str, str, str, str]  # name, product, price, currency, unit
Todo = tuple[str, str, int, str]  # what, side, by so many days after the visit, what became of it: open, taken, done, moved, dropped
Said = tuple[str, int, str]  # side, so many days after, words


@dataclass(frozen=True)
class Part:
    """What one contract was told; "" for the group's own products. `read`: acknowledged so many days after, 0 never.
    `fixed`: (days after, field, the right words, why)."""

    contract: str
    interest: int | None
    needs: str
    objections: str = ""
    customs: str = ""
    growth: str = ""
    opportunity: str = ""
    shown: tuple[str, ...] = ()
    seen: tuple[Seen, ...] = ()
    todo: tuple[Todo, ...] = ()
    order: bool = False
    read: int = 0
    said: tuple[Said, ...] = ()
    fixed: tuple[int, str, str, str] | None = None


@dataclass(frozen=True)
class Visit:
    """A visit so many days ago, with the people met, and a note that no principal reads; reported `late` days after."""

    owner: str
    customer: str
    kind: str
    back: int
    language: str
    parts: tuple[Part, ...]
    met: tuple[tuple[str, str], ...] = ()
    place: str = ""
    note: str = ""
    photo: str = field(default="")
    late: int = 0


LISOWSKA, KOT = ("Ewa Lisowska", "head of formulation"), ("Jerzy Kot", "purchasing")
NORD, ZEST = "Aromatika Nord", "House of Zest"

VISITS = (
    # Poland: three principals at one table
    Visit("rhodia-pl", "Kosmetyka Wisła", "visit", 330, "en", (
        Part("pmi3-pl", 1, "They make eleven creams and buy every note from one house. No wish to change before the summer.", customs="The plan of the year closes on 15 January: a new supplier waits for the next one.", read=2),
        Part("pigmalis-pl", 2, "White caps for the new jars, 300 000 a year. Wants a masterbatch without titanium.", seen=(("Barwa Tech", "MB White 60", "4.10", "EUR", "kg"),), read=3),
    ), met=(LISOWSKA,), place="Factory, ul. Szosa Lubicka"),
    Visit("rhodia-pl", "Kosmetyka Wisła", "call", 242, "en", (
        Part("pmi3-pl", 2, "Asked for a price list for lemon and verbena notes.", todo=(("Send the price list of AC-10", "principal", 7, "done"),), read=1,
             said=(("principal", 1, "Liste envoyée ce matin, en anglais. Les prix tiennent jusqu'à la fin du trimestre."),)),
    ), met=(LISOWSKA,)),
    Visit("rhodia-pl", "Zakłady Bursztyn", "visit", 221, "en", (
        Part("pmi3-pl", 1, "A soft perfume for washing powder. They pay little and buy much.", objections="Ours costs twice theirs.", seen=((NORD, "Fresh 700", "6.80", "EUR", "kg"),), growth="Powder loses to liquids by a tenth a year.", read=4),
        Part("chimilex-pl", 3, "The laboratory changes its pH reagents: eight reference solutions, 40 litres a month.", customs="Whoever has the ISO 17034 certificate is read first.", todo=(("Certificate ISO 17034 in Polish", "principal", 14, "done"),), read=1),
        Part("", 2, "Rhodoclean surfactant, 20 tonnes, if the price of last year stands."),
    ), met=(KOT, ("L. Mazur", "laboratory")), note="Credit insurance says no more than 30 000 EUR for them. Ask finance before any offer.", photo="shelf_powders"),
    Visit("rhodia-pl", "Mleczarnia Podlasie", "fair", 196, "en", (
        Part("pmi3-pl", 3, "Strawberry and vanilla for drinking yoghurt, 600 kg a year, both natural.", opportunity="A second dairy of the same owner starts in spring near Łomża.", shown=("AF-20",), seen=((ZEST, "Vanilla N4", "38.50", "EUR", "kg"),), todo=(("500 g of vanilla AF-20 for a trial", "principal", 10, "done"), ("Call after the trial", "agent", 40, "done")), read=1,
             said=(("principal", 2, "L'échantillon part jeudi. La vanille est naturelle, le certificat est joint au colis."), ("agent", 3, "Thank you. They asked whether it stands 92 degrees for 20 seconds.",), ("principal", 3, "Oui, essai interne du mois dernier : aucune perte au palais."))),
    ), met=(("P. Sokół", "technology"),), place="Polagra, Poznań"),
    Visit("rhodia-pl", "Mleczarnia Podlasie", "visit", 150, "en", (
        Part("pmi3-pl", 4, "Trial passed with the vanilla. They want 250 kg by the end of the quarter and then 50 kg a month.", order=True, shown=("AF-20",), todo=(("Confirm the delivery of 250 kg", "principal", 5, "done"),), read=1, said=(("principal", 1, "Bravo à toute l'équipe. Livraison confirmée en semaine 31."),)),
        Part("pigmalis-pl", 0, "Cups come printed from their supplier: no need of colour."),
    ), met=(("P. Sokół", "technology"), ("M. Bielska", "purchasing"))),
    Visit("rhodia-pl", "Zakłady Bursztyn", "video", 98, "en", (
        Part("chimilex-pl", 3, "First delivery was short of two bottles, sent after four days. They stay calm but count.", objections="Two bottles missing in the first parcel.", todo=(("Say what went wrong with the first parcel", "principal", 6, "moved"),), read=2, said=(("principal", 4, "Erreur de préparation chez notre transporteur, nous pesons désormais chaque colis."),)),
    ), met=(("L. Mazur", "laboratory"),)),
    Visit("rhodia-pl", "Kosmetyka Wisła", "fair", 64, "en", (
        Part("pmi3-pl", 1, "Took the whole range of citrus notes, promised nothing.", shown=("AC-10",), read=5),
        Part("pigmalis-pl", 3, "The titanium-free white passed their light test. They ask for a price for 12 tonnes.", todo=(("Price for 12 tonnes, delivered Toruń", "principal", 10, "done"),), read=1),
    ), met=(LISOWSKA,), place="Cosmoprof, hall 22"),
    Visit("rhodia-pl", "Kosmetyka Wisła", "call", 32, "en", (
        Part("pmi3-pl", 2, "The new shampoo is decided. They compare four lemon notes until December.", seen=((NORD, "Lemon 2200", "14.20", "EUR", "kg"),), read=2),
    ), met=(LISOWSKA,), late=9),
    Visit("rhodia-pl", "Kosmetyka Wisła", "visit", 10, "en", (
        Part("pmi3-pl", 3, "Lemon note without phthalates for a new shampoo line, 400 kg a year from March. Wants 2 kg to try before Christmas.", objections="Delivery in four weeks is long: Aromatika Nord delivers in ten days from a stock in Poznań.", customs="They buy on the yearly plan closed on 15 January. After that date a new supplier waits a year.", shown=("AC-10",),
             seen=((NORD, "Lemon 2200", "14.20", "EUR", "kg"), (ZEST, "Citrus base", "", "", "")),
             todo=(("Send 2 kg of AC-10 and its technical sheet in Polish", "principal", 14, "open"), ("Call Ewa Lisowska after the trial", "agent", 24, "taken"), ("Ask the warehouse in Poznań what 100 kg would cost", "agent", 7, "open")),
             said=(("principal", 0, "AC-10 n'a plus de phtalates depuis la version 3. Je peux faire le certificat lundi."), ("agent", 0, "Please do, in English. Could you hold 100 kg in Poznań from March? That would answer the four weeks."), ("principal", 1, "Pour 100 kg c'est non, pour 250 kg nous partageons les frais de stock.")),
             fixed=(0, "price", "14.80", "the invoice that she showed me said 14.80")),
        Part("pigmalis-pl", 2, "White caps stay as they are until June, then a blue one, colour to be matched on a sample.", todo=(("Match the blue of the sample", "principal", 20, "open"),)),
        Part("chimilex-pl", 1, "Their laboratory buys reagents through the university's contract. To be asked again next year.", read=3),
    ), met=(LISOWSKA, ("A. Krawiec", "purchasing")), place="Laboratory, ul. Szosa Lubicka", note="Their finance director leaves in March. Meet the next one early.", photo="shelf_prices"),
    Visit("rhodia-pl", "Mleczarnia Podlasie", "call", 3, "en", (
        Part("pmi3-pl", 4, "Reorders 100 kg of vanilla, and asks about a caramel that stands the same heat.", order=True, todo=(("Tell whether a caramel exists", "principal", 8, "open"),)),
    ), met=(("M. Bielska", "purchasing"),)),
    # China
    Visit("rhodia-cn", "Pudong Fine Foods", "visit", 300, "en", (
        Part("pmi1-cn", 3, "Cream of tartar for baking powder, 40 tonnes a year. Food grade with a Chinese label.", customs="Samples pass through their agent for customs in Waigaoqiao, never by parcel.", shown=("CT-200",), seen=(("Shandong Tartrates", "CT food", "3.90", "USD", "kg"),), todo=(("Chinese label for CT-200", "principal", 21, "done"),), read=2),
        Part("membrana-cn", 1, "They filter whey elsewhere. No line of their own before two years.", read=6),
    ), met=(("Mr Sun", "purchasing"), ("Ms Gao", "quality")), place="Pudong, plant 2"),
    Visit("rhodia-cn", "Jiangnan Pharmaceutical", "visit", 265, "en", (
        Part("pmi1-cn", 2, "Natural tartaric acid as an excipient: needs a drug master file.", objections="No drug master file for China.", growth="Natural excipients grow by 8 % a year here, they say.", todo=(("Say whether a drug master file is possible", "principal", 30, "done"),), read=1, said=(("principal", 2, "Dossier possible en quatre mois. Qui paie le dépôt ?"), ("agent", 4, "They would share it for three years of exclusivity. I said that the contract decides."))),
        Part("membrana-cn", 3, "Ultrafiltration of a peptide solution, 6 m³ an hour. A trial module in June.", todo=(("Trial module UF-6 on loan", "principal", 45, "done"),), read=2),
        Part("jointec-cn", 2, "PTFE gaskets for three reactors, with FDA certificate.", seen=(("Ningbo Seal", "PT-100", "11.00", "USD", "piece"),), read=3),
    ), met=(("Dr Xu", "research"),), note="Dr Xu knows the price that we gave to Nanjing. Keep one price for both."),
    Visit("rhodia-cn", "Pudong Fine Foods", "video", 171, "en", (
        Part("pmi1-cn", 4, "Label approved. First container of 18 tonnes for September.", order=True, todo=(("Confirm the container", "principal", 7, "done"),), read=1),
    ), met=(("Mr Sun", "purchasing"),)),
    Visit("rhodia-cn", "Jiangnan Pharmaceutical", "visit", 76, "en", (
        Part("membrana-cn", 4, "Trial passed: 11 % more yield than theirs. They write the specification on ours.", opportunity="A sister plant in Wuxi builds the same line next year.", todo=(("Offer for four modules", "principal", 14, "done"),), read=1),
        Part("jointec-cn", 1, "They tried the local gasket. Leaks after forty days, they change every month and find it cheaper.", read=2),
    ), met=(("Dr Xu", "research"), ("Ms Hu", "engineering"))),
    Visit("rhodia-cn", "Jiangnan Pharmaceutical", "call", 8, "en", (
        Part("pmi1-cn", 3, "They file the drug master file themselves if we give the data by February.", todo=(("Data for the drug master file", "principal", 60, "taken"), ("Ask their lawyer for the draft", "agent", 5, "open"))),
    ), met=(("Dr Xu", "research"),)),
    # Jordan, Vietnam
    Visit("rhodia-jo", "Petra Soap Works", "visit", 205, "en", (
        Part("pmi3-jo", 2, "Jasmine and oud for soap bars, 150 kg a year. Labels in Arabic.", customs="Nothing is decided in Ramadan; the owner decides alone, over coffee.", shown=("AC-10",), seen=(("Sham Perfumes", "Oud 12", "22.00", "USD", "kg"),), todo=(("Arabic label of AC-10", "principal", 20, "done"),), read=3),
    ), met=(("Abu Samir", "owner"),), place="Sahab industrial city"),
    Visit("rhodia-jo", "Petra Soap Works", "call", 52, "en", (
        Part("pmi3-jo", 3, "The jasmine pleases his daughter, who now runs sales. They ask whether it is halal.", todo=(("Halal certificate", "principal", 30, "open"),), read=4, said=(("principal", 5, "Sans alcool ni produit animal. Le certificat demande un mois."),)),
    ), met=(("Ms Haddad", "sales"),)),
    Visit("rhodia-vn", "Mekong Hương Liệu", "visit", 187, "fr", (
        Part("pmi3-vn", 3, "Note de citron vert pour un gel douche, 200 kg par an. Ils sentent mieux que nous.", customs="Apporter un échantillon à chaque personne présente, sinon la réunion n'avance pas.", shown=("AC-10",), todo=(("Deux notes de citron vert, 200 g chacune", "principal", 15, "done"),), read=1),
        Part("corvex-vn", 1, "Leurs filtres viennent de Corée et durent deux ans.", read=8),
    ), met=(("M. Phúc", "directeur"), ("Mme Lan Anh", "laboratoire")), place="Can Tho"),
    Visit("rhodia-vn", "Nhà máy Sông Hồng", "visit", 121, "fr", (
        Part("corvex-vn", 3, "Toiles pour filtre-presse, 60 pièces par an, l'actuelle se déchire à 8 bars.", objections="Délai de sept semaines par mer.", seen=(("Daehan Filter", "PP-80", "54.00", "USD", "pièce"),), todo=(("Toile d'essai TF-9", "principal", 25, "done"),), read=2),
    ), met=(("M. Tuấn", "production"),)),
    Visit("rhodia-vn", "Mekong Hương Liệu", "call", 17, "fr", (
        Part("pmi3-vn", 2, "Les deux notes plaisent, le prix moins. Ils demandent 8 % de moins pour 300 kg.", objections="Prix de 8 % au-dessus de Singapour.", todo=(("Répondre sur le prix pour 300 kg", "principal", 10, "open"),), said=(("agent", 9, "Ils relancent : une réponse cette semaine, même négative, nous aiderait."),)),
    ), met=(("M. Phúc", "directeur"),)),
    # Brazil: two principals, one of whom reads nothing of the other
    Visit("rhodia-br", "Isolar Paulista", "visit", 251, "en", (
        Part("isoreva-br", 2, "Rock wool panels for cold rooms: they compare with foam, which burns.", growth="New fire rules in São Paulo from July.", seen=(("Espuma Sul", "PIR 80", "19.40", "USD", "m²"),), todo=(("Fire test report in Portuguese", "principal", 20, "done"),), read=2),
    ), met=(("Beatriz Moura", "head of purchasing"),), place="Campinas"),
    Visit("rhodia-br", "Lavanderias Atlântico", "visit", 160, "en", (
        Part("silicats-br", 3, "Sodium silicate for industrial washing, 25 tonnes a month in bulk.", customs="Freight is paid by the buyer in Santos, whatever the Incoterm says.", shown=("SS-3",), todo=(("Price in bulk, Santos", "principal", 7, "done"), ("Visit their second site", "agent", 30, "dropped")), read=1),
        Part("isoreva-br", 0, "No need: their boilers are new."),
    ), met=(("Inês Falcão", "owner"),)),
    Visit("rhodia-br", "Isolar Paulista", "fair", 88, "en", (
        Part("isoreva-br", 3, "The fire test convinced their engineer. They ask for 400 m² for one building, as a trial.", opportunity="The same builder has nine cold rooms in Goiás.", todo=(("Offer for 400 m²", "principal", 10, "done"),), read=1),
        Part("", 1, "Adhesives of the group: too dear, they said at once."),
    ), met=(("Caio Andrade", "laboratory"),), place="Feicon, São Paulo"),
    Visit("rhodia-br", "Isolar Paulista", "visit", 6, "en", (
        Part("isoreva-br", 4, "The trial building is closed and dry. They order 1 200 m² for January.", objections="Foam is 15 % cheaper and comes in nine days.", customs="The builder pays in two halves, the second one after the fire brigade has passed.", order=True, shown=("LR-1",),
             seen=(("Espuma Sul", "PIR 80", "19.40", "USD", "m²"), ("Lã Brasil", "", "", "", "")),
             todo=(("Confirm 1 200 m² for January", "principal", 4, "open"), ("Photos of the trial building", "agent", 12, "taken"), ("Fire certificate of the new lot", "principal", 20, "open")),
             said=(("principal", 1, "Félicitations. La production confirme 1 200 m² pour la semaine 3."), ("agent", 1, "Week 3 is after their date. Could half of it leave in week 1?")),
             fixed=(0, "price", "18.90", "the offer that they showed me was newer")),
        Part("silicats-br", 1, "Silicate for their binder, one tonne to try.", todo=(("Safety sheet in Portuguese", "principal", 15, "open"),)),
    ), met=(("Beatriz Moura", "head of purchasing"), ("Caio Andrade", "laboratory")), place="Campinas", note="Isolar talks with a buyer from Chile. Do not offer exclusivity."),
    Visit("rhodia-br", "Lavanderias Atlântico", "call", 40, "en", (), note="Nobody answered three times. Pass by in December.", met=()),
)
# fmt: on
