"""Invented agreements: one in every situation that a contract can be in, on days counted from today."""

# fmt: off
# One row a line.

from datetime import timedelta

from .days import Days
from .shapes import APPROVED, HALF_SIGNED, HALF_TYPED, PROPOSED, TYPED, UNSIGNED, Agreement, Later

DE_SCALE, IT_SCALE = (1, 2, 3, 3, 3, 6), (1, 2, 3, 4, 5, 6)
DE_CHOICE = (("renewal_choice", "counts_as_indefinite", "HGB 89(3), reconduit par sa clause, il vaut durée indéterminée. Le préavis le plus long est retenu."),)
IT_CHOICE = (("renewal_choice", "stays_fixed_term", "Avis de l'avocat à Milan, la clause garde une durée déterminée. Le barème de l'art. 1750 est adopté tout de même."),)


def situations(days: Days) -> tuple[Agreement, ...]:
    """About forty, most of them carried by Rhodia."""
    return (*_soon(days), *_quiet(days), *_leaving(days), *_ended(days), *_on_the_way(days), *_at_pechiney(days))


def _soon(days: Days) -> tuple[Agreement, ...]:
    """In force, with a last day for notice in nine days, and four that share one in forty."""
    near, later = days.ahead(9), days.ahead(40)
    return (
        Agreement("isoreva-br", "isoreva", "rhodia-br", days.first_for(near, term=7), tiers=((250000, "0.06"), (750000, "0.05"), (None, "0.04"))),
        Agreement("laquor-it", "laquor", "rhodia-it", days.first_for(near, term=11), rate="0.05"),
        Agreement("opaline-de", "opaline", "rhodia-de", days.first_for(near, term=5, scale=DE_SCALE), choices=DE_CHOICE, countries=("DE",), law="DE",
                  scale=DE_SCALE, statement_months=1, languages="both", forum="Landgericht Freiburg"),
        Agreement("verrex-kr", "verrex", "rhodia-kr", days.first_for(later, term=4), reserved=(("Hanbit Institute", "Daejeon", "0"),), languages="both"),
        Agreement("chimilex-pl", "chimilex", "rhodia-pl", days.first_for(later, term=6), segments=("pharmacy",), rate="0.09"),
        Agreement("corvex-vn", "corvex", "rhodia-vn", days.first_for(later, term=3), languages="both", rate="0.07"),
        Agreement("aromelia-it", "aromelia", "rhodia-it", days.first_for(later, term=9, scale=IT_SCALE), scale=IT_SCALE, law="IT", forum="Tribunale di Milano",
                  choices=IT_CHOICE, rate="0.08"),
    )


def _quiet(days: Days) -> tuple[Agreement, ...]:
    """In force, renewing themselves; several on 1 January. Two indefinite, one moral, one without exclusivity."""
    january = days.today.replace(month=1, day=1)
    return (
        Agreement("isoreva-jp", "isoreva", "rhodia-jp", january.replace(year=january.year - 5), languages="en", prevailing="en", rate="0.07"),
        Agreement("silicats-br", "silicats", "rhodia-br", january.replace(year=january.year - 8), rate="0.04", target=600000),
        Agreement("pigmalis-pl", "pigmalis", "rhodia-pl", january.replace(year=january.year - 3), rate="0.05"),
        Agreement("brevenne-in", "brevenne", "rhodia-in", january.replace(year=january.year - 2), countries=("IN",), regions={"IN": ["Maharashtra", "Gujarat"]}),
        Agreement("orbagna-cn", "orbagna", "rhodia-cn", days.month_ago(5, years=4), months=(24, 12), rate="0.06", languages="both"),
        Agreement("membrana-cn", "membrana", "rhodia-cn", days.month_ago(2, years=1), tiers=((500000, "0.07"), (None, "0.05")), rate="0.07"),
        Agreement("aromelia-in", "aromelia", "rhodia-in", days.month_ago(9, years=6), rate="0.08", languages="both"),
        Agreement("corvex-de", "corvex", "rhodia-de", days.month_ago(4), rate="0.05"),
        Agreement("jointec-cn", "jointec", "rhodia-cn", days.month_ago(7, years=2), exclusive=False, rate="0.04", languages="both"),
        Agreement("silicats-us", "silicats", "rhodia-us", days.month_ago(3, years=6), nature="indefinite", currency="USD", languages="en", prevailing="en"),
        Agreement("opaline-es", "opaline", "rhodia-es", days.month_ago(1, years=3), nature="indefinite", rate="0.05"),
        Agreement("tanins-es", "tanins", "rhodia-es", days.month_ago(6, years=4), nature="moral"),
        Agreement("jointec-es", "jointec", "rhodia-es", days.month_ago(3, years=5), nature="moral"),
    )


def _leaving(days: Days) -> tuple[Agreement, ...]:
    """A notice in time, one too late, one of an indefinite contract, an end proposed, an end agreed."""
    late, timely = days.ago(days=25), days.ago(days=20)
    by_year_end = days.month_ago(-2) - timedelta(days=1)
    sale = "Nous servons désormais ce marché depuis notre propre entrepôt de Rotterdam."
    return (
        Agreement("jointec-mx", "jointec", "rhodia-mx", days.first_for(timely, term=4), rate="0.07", later=(
            Later(days.ago(days=47), "notice", "principal", {"form": "letter", "sent_on": days.ago(days=50), "grounds": sale}),
            Later(days.ago(days=45), "receipt", "agent"))),
        Agreement("verrex-it", "verrex", "rhodia-it", days.first_for(late, term=5), rate="0.05", later=(
            Later(days.ago(days=12), "notice", "agent", {"form": "platform", "grounds": "Notre force de vente pour les laboratoires passe à une autre unité."}),)),
        Agreement("silicats-mx", "silicats", "rhodia-mx", days.month_ago(10, years=3), nature="indefinite", rate="0.05", later=(
            Later(days.ago(days=18), "notice", "agent", {"form": "platform"}),)),
        Agreement("chimilex-gb", "chimilex", "rhodia-gb", days.month_ago(5, years=3), countries=("GB",), languages="both", rate="0.08", later=(
            Later(days.ago(days=6), "propose_end", "principal", {"last_day": by_year_end, "reason": "Les deux équipes conviennent qu'une autre voie de vente convient mieux."}),)),
        Agreement("corvex-kr", "corvex", "rhodia-kr", days.month_ago(11, years=2), languages="both", rate="0.06", later=(
            Later(days.ago(days=30), "propose_end", "agent", {"last_day": by_year_end, "reason": "The Seoul team closes its filtration line."}),
            Later(days.ago(days=24), "accept_end", "principal"))),
    )


def _ended(days: Days) -> tuple[Agreement, ...]:
    """Ended by a notice two years ago, and one this year."""
    old, recent = days.month_ago(4, years=6), days.first_for(days.ago(months=6), term=4)
    return (
        Agreement("brevenne-pl", "brevenne", "rhodia-pl", old, rate="0.06", later=(
            Later(days.month_ago(9, years=2), "notice", "principal", {"form": "letter", "sent_on": days.month_ago(9, years=2) - timedelta(days=4)}),)),
        Agreement("silicats-es", "silicats", "rhodia-es", recent, countries=("ES", "PT"), rate="0.04", later=(
            Later(days.ago(months=7), "notice", "agent", {"form": "platform"}),)),
    )


def _on_the_way(days: Days) -> tuple[Agreement, ...]:
    """Not yet in force: half typed, typed (one where another contract stands), proposed, waiting for an approval, a document or a signature; withdrawn."""
    soon, spring = days.next_month(), days.month_ago(-4)
    return (
        Agreement("isoreva-jo", "isoreva", "rhodia-jo", spring, HALF_TYPED, opened=days.ago(days=4)),
        Agreement("pigmalis-mx", "pigmalis", "rhodia-mx", spring, TYPED, opened=days.ago(days=8), countries=("MX", "PL")),
        Agreement("pigmalis-in", "pigmalis", "rhodia-in", spring, TYPED, opened=days.ago(days=11), countries=("IN", "LK")),
        Agreement("pigmalis-us", "pigmalis", "rhodia-us", spring, PROPOSED, opened=days.ago(days=33), countries=("US",), languages="both",
                  first_rate="0.05", rate="0.06", approvals=("export_director",)),
        Agreement("membrana-mx", "membrana", "rhodia-mx", spring, PROPOSED, opened=days.ago(days=27), cleared=("agent",), approvals=("export_director", "legal_counsel")),
        Agreement("tanins-us", "tanins", "rhodia-us", spring, PROPOSED, opened=days.ago(days=19), countries=("US",), languages="both"),
        Agreement("orbagna-it", "orbagna", "rhodia-it", spring, APPROVED, opened=days.ago(days=22)),
        Agreement("jointec-de", "jointec", "rhodia-de", spring, UNSIGNED, opened=days.ago(days=24)),
        Agreement("silicats-kr", "silicats", "rhodia-kr", soon, HALF_SIGNED, opened=days.ago(days=27), languages="both"),
        Agreement("verrex-jp", "verrex", "rhodia-jp", spring, UNSIGNED, opened=days.ago(days=40), signature="paper",
                  later=(Later(days.ago(days=3), "scan", "principal"),)),
        Agreement("membrana-jp", "membrana", "rhodia-jp", spring, HALF_SIGNED, opened=days.ago(days=44),
                  later=(Later(days.ago(days=9), "refuse", "agent", {"reason": "Le territoire doit exclure Okinawa, confié à un autre agent."}),)),
        Agreement("verrex-mx", "verrex", "rhodia-mx", soon, opened=days.ago(days=55), rate="0.07", languages="both"),
        Agreement("aromelia-us", "aromelia", "rhodia-us", spring, PROPOSED, opened=days.ago(days=60), withdrawn=days.ago(days=31)),
    )


def _at_pechiney(days: Days) -> tuple[Agreement, ...]:
    return (
        Agreement("aluform-gb", "aluform", "pechiney-gb", days.month_ago(7, years=5), languages="both", countries=("GB",), rate="0.05"),
        Agreement("aluform-jp", "aluform", "pechiney-jp", days.first_for(days.ahead(24), term=3), languages="both", rate="0.06"),
        Agreement("raccords-de", "raccords", "pechiney-de", days.month_ago(1, years=7), rate="0.04"),
        Agreement("raccords-gb", "raccords", "pechiney-gb", days.month_ago(-3), PROPOSED, opened=days.ago(days=20), approvals=("export_director",)),
    )
