"""Counsel of the group are writing the next version of its model: one article more, and one that is not right yet."""

from datetime import datetime

from contracts.actions import working
from contracts.models import ModelVersion

from .rhodia import OWN
from .told import Told

AUDIT = {
    "fr": {
        "title": "Visites de contrôle",
        "text": "Une fois l'an, le mandant peut visiter un client avec l'agent, prévenu {{ reporting.visit_days }} jours avant.",
    },
    "en": {
        "title": "Joint visits",
        "text": "Once a year the principal may visit a customer with the agent, told {{ reporting.visit_days }} days before.",
    },
}
# Typed in English only so far, with a name that does not exist.
UNFINISHED = "The agent keeps for {{ confidentiality.month }} what it learns of the principal."


def write_model(told: Told, *, now: datetime) -> None:
    """A working copy of the group's own model, as counsel left it."""
    by = told.by("rhodia", ("legal_counsel",), now)
    newest = ModelVersion.objects.filter(model__owner=told.orgs["rhodia"], model__name=OWN).order_by("-number").first()
    if newest is None:
        raise LookupError("the group has no model of its own")
    copy = working.begin_copy(newest, by=by, at=now)
    titles = {tag: words["title"] for tag, words in AUDIT.items()}
    added = working.add_article(copy, key="joint_visits", titles=titles, after="reporting", by=by, at=now)
    working.save_article(added, edition=added.edition, texts=AUDIT, only_if="exclusive", by=by, at=now)
    kept = copy.articles.get(key="confidentiality")
    english = {**kept.texts["en"], "text": f"{kept.texts['en']['text']}\n{UNFINISHED}"}
    working.save_article(kept, edition=kept.edition, texts={"en": english}, by=by, at=now)
