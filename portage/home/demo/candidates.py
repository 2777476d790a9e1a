"""Candidatures of the demonstration: two groups with an open page, one candidature in each state. Firms and people are
invented; numbers are well formed and belong to nobody. Nobody is written to.
"""

# fmt: off
# One row a line.

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portage.core.models import Message
from portage.network import actions as network
from portage.network.models import Candidature

from . import numbers
from .shapes import INVENTED
from .told import Told

WELCOME = {
    "rhodia": {
        "fr": "Nos filiales vendent la chimie fine dans quatre-vingts pays.\nNous cherchons des PMI dont les produits complètent les nôtres chez les mêmes clients : "
              "cosmétique, détergence, peinture, agroalimentaire.\n\nNous lisons chaque candidature et répondons en un mois.",
        "en": "Our subsidiaries sell fine chemicals in eighty countries.\nWe look for SMEs whose products complete ours at the same customers: cosmetics, detergents, "
              "paint, food.\n\nWe read every candidature and answer within a month.",
    },
    "pechiney": {"fr": "Emballage, aéronautique, automobile : si vos produits accompagnent l’aluminium, écrivez-nous."},
}
SECTORS = {"rhodia": ["cosmetics", "detergents", "paint", "food"], "pechiney": ["packaging", "aerospace", "automotive"]}
COUNTRIES = {"rhodia": ["FR", "BE", "DE"], "pechiney": []}


@dataclass(frozen=True)
class Candidate:
    """A firm that applied so many days ago, and what became of it."""

    group: str
    days: int
    state: str
    company: str
    country: str
    number: str
    sectors: tuple[str, ...]
    markets: tuple[str, ...]
    products: tuple[tuple[str, str, str], ...]
    why: str
    person: str
    function: str
    email: str
    language: str = "fr"
    answer: str = ""
    more: tuple[tuple[str, Any], ...] = ()


CANDIDATES = (
    Candidate("rhodia", 2, "received", "Savonnerie du Lauragais", "FR", "00471183", ("cosmetics", "detergents"), ("JP", "KR", "PL"),
              (("Bases lavantes sans sulfate", "Pour shampooings solides ; lots de 50 à 800 kg.", "340211"), ("Savon noir technique", "Nettoyage d’ateliers, biodégradable en 28 jours.", "340120")),
              "Nous exportons 12 % de nos ventes, en Belgique et en Suisse. Un parfumeur coréen rencontré à Cosmoprof nous demande un agent sur place ; vos filiales visitent déjà ses concurrents.",
              "Maëlle Vidal", "directrice export", "m.vidal@savonnerie-lauragais.example",
              more=(("employees", 31), ("founded", 1987), ("export_share", "0.12"), ("legal_form", "SAS"), ("website", "savonnerie-lauragais.example"), ("languages_spoken", ["fr", "en", "es"]), ("phone", "+33 5 00 00 00 12"))),
    Candidate("rhodia", 5, "received", "Kolbweg Pigmentmühlen GmbH", "DE", "HRB 40118", ("paint",), ("BR", "MX"),
              (("Bead mills for pigment pastes", "Grinding to 200 nm, 5 to 60 litres, for makers of industrial paint.", "847982"),),
              "Our mills run in eleven German paint plants. Your Brazilian subsidiary sells additives to the same plants over there; ours would make them disperse better.",
              "Jürgen Kolbweg", "Geschäftsführer", "j.kolbweg@kolbweg.example", "en", more=(("employees", 54), ("founded", 1962), ("export_share", "0.31"), ("legal_form", "GmbH"), ("languages_spoken", ["de", "en"]))),
    Candidate("rhodia", 9, "received", "Les Fermentations de l’Odet", "FR", "00520934", ("food",), ("US", "CA"),
              (("Levains secs actifs", "Panification industrielle, conservation 18 mois.", "210210"),),
              "Deux boulangers industriels nous attendent aux États-Unis ; il nous manque quelqu’un qui connaisse la réglementation et les acheteurs.",
              "Yann Le Guen", "gérant", "yann@odet-ferments.example", more=(("employees", 18), ("founded", 2009), ("export_share", "0.04"), ("legal_form", "SARL"))),
    Candidate("rhodia", 1, "unconfirmed", "Verrerie de la Bresle-Haute", "FR", "00388127", ("cosmetics",), ("IT",),
              (("Flacons décorés", "Séries courtes pour parfumeurs.", "701090"),), "Nous cherchons un agent en Italie.", "Paul Ancel", "", "p.ancel@bresle-haute.example"),
    Candidate("rhodia", 40, "kept", "Ateliers Tessandier", "FR", "00611052", ("water",), ("ES", "PT"),
              (("Doseurs de chlore", "Piscines collectives et eau potable.", "842121"),), "Notre marché est le traitement de l’eau en péninsule ibérique.",
              "Sabine Tessandier", "présidente", "s.tessandier@tessandier.example", answer="Bon produit, mais pas de vendeur eau à Barcelone avant le recrutement de mars : à relire alors.",
              more=(("employees", 24), ("founded", 1998), ("export_share", "0.08"))),
    Candidate("rhodia", 55, "refused", "Agglo Tendance", "FR", "00299481", ("construction",), ("DE",),
              (("Panneaux décoratifs", "Agencement de magasins.", ""),), "Nous voulons vendre en Allemagne.", "Karim Belaïd", "directeur commercial", "k.belaid@agglo-tendance.example",
              answer="Merci de votre candidature. Nos commerciaux en Allemagne visitent des usines chimiques et n’ont pas de contact dans l’agencement de magasins : nous ne vous servirions pas bien.\n"
                     "La chambre de commerce de votre région connaît des agents de ce secteur."),
    Candidate("rhodia", 63, "withdrawn", "Distillerie Aubépine", "FR", "00734410", ("wine",), ("GB",), (("Gins d’altitude", "Cavistes.", "220850"),), "…",
              "Lou Carsan", "", "lou@aubepine.example"),
    Candidate("rhodia", 70, "accepted", "Colorants Mirandol", "FR", "00845521", ("cosmetics", "food"), ("BR",),
              (("Rouge de betterave stabilisé", "Cosmétique et confiserie, tient à 90 °C.", "320300"),), "Vos clients brésiliens du maquillage demandent des colorants végétaux.",
              "Hélène Mirandol", "directrice générale", "h.mirandol@mirandol.example", more=(("employees", 42), ("founded", 1974), ("export_share", "0.22"), ("legal_form", "SAS"), ("languages_spoken", ["fr", "pt"]))),
    Candidate("pechiney", 4, "received", "Joints Valserine", "FR", "00912206", ("automotive", "aerospace"), ("DE", "GB"),
              (("Joints métal-élastomère", "Pour boîtiers d’aluminium coulé, certifiés EN 9100.", "848410"),), "Nous suivons les fondeurs d’aluminium : vos filiales y sont chaque semaine.",
              "Éric Dunoyer", "directeur export", "e.dunoyer@valserine.example", more=(("employees", 88), ("founded", 1969), ("export_share", "0.18"))),
    Candidate("pechiney", 30, "refused", "Papeterie du Fier", "FR", "00133714", ("paper",), ("RU",), (("Papier d’emballage", "Luxe.", "480449"),), "Nous cherchons un agent en Russie.",
              "Nina Roset", "gérante", "n.roset@papeterie-fier.example", answer="Nous ne prenons plus de nouveau produit d’emballage en papier : une PMI que nous portons y est déjà."),
)
# fmt: on
# What the manager adds to what the firm told.
ADDRESS = {
    "street": "4 chemin du Carla",
    "postcode": "81000",
    "city": "Albi",
    "registration": f"RCS Albi ({INVENTED['fr']})",
}  # fmt: skip
PAGES = {"rhodia": 200, "pechiney": 120}  # opened so many days ago


def candidates(told: Told, *, now: datetime) -> None:
    """The pages, then each firm by the verbs that a stranger and a manager call."""
    for group, days in PAGES.items():
        at = now - timedelta(days=days)
        by = told.by(group, ("portage_manager",), at)
        facts = {"welcome": WELCOME[group], "sectors": SECTORS[group], "countries": COUNTRIES[group]}
        network.write_candidature_page(told.orgs[group], by=by, at=at, **facts)
        network.open_candidature_page(told.orgs[group], by=by, at=at)
    for one in sorted(CANDIDATES, key=lambda one: -one.days):
        come(told, one, now)
    Message.objects.filter(scope_kind="network.candidature").update(status=Message.Status.DROPPED, action="")


def come(told: Told, one: Candidate, now: datetime) -> None:
    """One firm sends, confirms an hour later, and is answered the next day."""
    sent = now - timedelta(days=one.days)
    number = {"siren": numbers.siren(one.number)} if one.country == "FR" else {"registration": one.number}
    candidature = network.apply(
        told.orgs[one.group].candidature_page, at=sent, company=one.company, country=one.country, sectors=list(one.sectors),
        markets=list(one.markets), products=[{"name": n, "what": w, "hs_code": hs} for n, w, hs in one.products], why=one.why,
        person=one.person, function=one.function, email=one.email, language=one.language, **number, **dict(one.more),
    )  # fmt: skip
    if one.state != "unconfirmed":
        network.confirm_candidature(candidature, at=sent + timedelta(hours=1))
        answer(told, one, candidature, sent + timedelta(days=1))


def answer(told: Told, one: Candidate, candidature: Candidature, at: datetime) -> None:
    """What became of it, by the group's manager of that day or by the firm itself."""
    by = told.by(one.group, ("portage_manager",), at)
    if one.state == "kept":
        network.keep_candidature(candidature, note=one.answer, by=by, at=at)
    elif one.state == "refused":
        network.refuse_candidature(candidature, reason=one.answer, by=by, at=at)
    elif one.state == "withdrawn":
        network.withdraw_candidature(candidature, at=at)
    elif one.state == "accepted":
        facts = {**numbers.french(one.number), **ADDRESS, "fictional": True}
        sme = network.accept_candidature(
            candidature, role="managing_director", title=one.function, by=by, at=at, **facts
        )
        Message.objects.filter(scope_id=sme.invitations.get().pk).update(status=Message.Status.DROPPED, action="")
