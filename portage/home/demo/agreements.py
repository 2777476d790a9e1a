"""Every agreement that the research names for the SMEs 1 to 3, and the one that came before Rhodia.

Parties and territories are facts (Bueno Merino 2007, section 4.1); rates, days and courts are invented.
"""

# fmt: off
# One row a line.

from datetime import date, timedelta

from .days import Days
from .shapes import TYPED, Agreement, Later

CIVIL = "legal_review"
CLEARED = "Revu avec un avocat douanier. Les tubes de ce contrat vont à des centrales civiles et ne figurent sur aucune liste restreinte."
AGAIN = "Revu avant la reconduction. Seuls des tubes soudés pour centrales civiles, chaque commande est vérifiée avant d'être acceptée."


def agreements(days: Days) -> tuple[Agreement, ...]:
    """Twelve agreements; the fourth SME's stands in `confidential`."""
    return (*_pmi1(days), *_pmi2(days), *_pmi3(days))


def _pmi1(days: Days) -> tuple[Agreement, ...]:
    """China: concluded with Rhône-Poulenc, carried over to Rhodia, then written anew. Japan: almost ten years without paper."""
    anew = days.month_ago(8, years=8)
    eve, talks = anew - timedelta(days=1), anew - timedelta(days=95)
    wish = "Both sides write the contract anew: cream of tartar and Rochelle salt join it."
    return (
        Agreement("pmi1-cn-before", "pmi1", "rhodia-cn", date(1994, 4, 1), products=("AT-100",), segments=("food", "pharmacy"), rate="0.05", currency="FRF",
                  later=(Later(talks, "propose_end", "agent", {"last_day": eve, "reason": wish}),
                         Later(talks + timedelta(days=6), "accept_end", "principal"))),
        Agreement("pmi1-cn", "pmi1", "rhodia-cn", anew, segments=("food", "pharmacy", "wine"), languages="both",
                  tiers=((400000, "0.05"), (None, "0.04")), rate="0.05"),
        Agreement("pmi1-jp", "pmi1", "rhodia-jp", days.month_ago(-2, years=10), nature="moral", products=("AT-100", "CT-200"),
                  segments=("food", "pharmacy")),
        Agreement("pmi1-jp-written", "pmi1", "rhodia-jp", days.month_ago(-3), TYPED, opened=days.ago(days=16), products=("AT-100", "CT-200"),
                  segments=("food", "pharmacy"), languages="both", rate="0.055"),
    )


def _pmi2(days: Days) -> tuple[Agreement, ...]:
    """Russia, concluded with Pechiney before Alcan, under a recorded legal review; Germany."""
    return (
        Agreement("pmi2-ru", "pmi2", "pechiney-ru", date(2002, 1, 1), products=("TI-10",), segments=("nuclear",), rate="0.07",
                  languages="en", prevailing="en", choices=((CIVIL, "cleared", CLEARED),),
                  later=(Later(days.ago(months=14), "choice", "agent", {"question": CIVIL, "answer": "cleared", "reason": AGAIN}),)),
        Agreement("pmi2-de", "pmi2", "pechiney-de", days.first_for(days.ahead(40), term=9), segments=("aerospace", "nuclear", "defence"),
                  rate="0.05", languages="both", reserved=(("Rheinwerk Turbinen", "Essen", "0"),)),
    )


def _pmi3(days: Days) -> tuple[Agreement, ...]:
    """Three series, one contract for each country subsidiary: seven in all."""
    levant, centre = days.first_for(days.ahead(70), term=6), days.first_for(days.ahead(9), term=8)
    uses = ("cosmetics", "food")
    return (
        Agreement("pmi3-vn", "pmi3", "rhodia-vn", days.month_ago(2, years=9), countries=("VN",), languages="both", rate="0.08", segments=uses),
        Agreement("pmi3-jo", "pmi3", "rhodia-jo", levant, languages="both", rate="0.08", segments=uses),
        Agreement("pmi3-lb", "pmi3", "rhodia-lb", levant, rate="0.08", segments=uses),
        Agreement("pmi3-iq", "pmi3", "rhodia-iq", levant, languages="both", rate="0.09", segments=uses),
        Agreement("pmi3-pl", "pmi3", "rhodia-pl", centre, rate="0.06", reserved=(("Kosmetyka Wisła", "Toruń", "0"),), segments=uses),
        Agreement("pmi3-cz", "pmi3", "rhodia-cz", centre, countries=("CZ",), rate="0.06", segments=uses),
        Agreement("pmi3-hu", "pmi3", "rhodia-hu", centre, rate="0.06", segments=uses),
    )
