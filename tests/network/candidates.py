"""An SME that applies, for tests: what it types, and a candidature that has reached a group."""

from datetime import datetime

from portage.core.journal import PORTAGE, By
from portage.network.actions import apply, confirm_candidature, open_candidature_page
from portage.network.models import Candidature, Organisation

FACTS = {
    "company": "Verrerie Lunaire", "country": "FR", "legal_form": "SAS", "siren": "732829320", "website": "lunaire.example",
    "employees": 31, "founded": 1988, "sectors": ["cosmetics"], "markets": ["PL", "JP"], "languages_spoken": ["fr", "en"],
    "products": [{"name": "Flacons dépolis", "what": "pour parfumeurs", "hs_code": "701090"}],
    "why": "Vos filiales voient nos clients chaque semaine.", "person": "Ines Valmy", "function": "directrice export",
    "email": "ines@lunaire.example", "phone": "+33 1 00 00 00 00", "language": "en",
}  # fmt: skip
TYPED = {
    **{name: FACTS[name] for name in FACTS if name != "products"},
    "product_1_name": "Flacons dépolis", "product_1_what": "pour parfumeurs", "product_1_hs_code": "7010.90",
}  # fmt: skip


def unconfirmed(group: Organisation, *, at: datetime, by: By = PORTAGE, **over) -> Candidature:
    """Sent, and not confirmed."""
    return apply(open_candidature_page(group, by=by, at=at), at=at, **{**FACTS, **over})


def received(group: Organisation, *, at: datetime, by: By = PORTAGE, **over) -> Candidature:
    """Sent and confirmed."""
    return confirm_candidature(unconfirmed(group, at=at, by=by, **over), at=at)
