"""What needs, quotes, complaints and samples ask of one person today, and what was answered lately: read, put in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portage.core import binding, words
from portage.needs.models import Matter, Sample
from portage.needs.queries import matters, samples
from portage.needs.words.matters import title
from portage.network.access import Acting

MOST = 6  # told one by one; beyond, one line says that there are more
LATELY, CHANGES = timedelta(days=7), 5


@dataclass(frozen=True)
class Asked:
    """What waits for a word of this person's side, and samples that nobody tried; one more than is shown of each."""

    matters: list[Matter] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many lines of the page they are."""
        return len(self.matters) + bool(self.samples)


def asked_of(acting: Acting) -> Asked:
    """Two queries at most."""
    return Asked(matters.waiting_for(acting, MOST + 1), samples.waiting_for(acting, MOST + 1))


def rows(asked: Asked, today: date, *, by_agent: bool) -> list[dict[str, Any]]:
    """Each that waits, with its last day; then one line for samples to try."""
    found = [_row(one, today, by_agent) for one in asked.matters[:MOST]]
    if len(asked.matters) > MOST:
        found.append(
            {
                "day": None, "title": _("More needs, quotes and complaints wait"),
                "says": _("Those whose last day comes first stand above."), "verb": _("Read them"),
                "url": f"{reverse('needs:matters')}?view=waiting&sort=answer_by",
            }
        )  # fmt: skip
    return found + _of_samples(asked.samples)


def _row(one: Matter, today: date, by_agent: bool) -> dict[str, Any]:
    """An SME answers it; its agent, what it is asked back."""
    named = {"what": title(one), "principal": one.contract.principal.name, "agent": one.contract.agent.name}
    head = _("Answer a question: %(what)s") if by_agent else _("Answer: %(what)s")
    says = _("%(principal)s has asked; its day to answer stays.") if by_agent else _("Asked by %(agent)s.")
    return {
        "day": one.answer_by, "left": words.away(one.answer_by, today) if one.answer_by else "",
        "near": binding.nearness(one.answer_by, today) if one.answer_by else "", "title": head % named, "says": says % named,
        "verb": _("Answer"), "url": reverse("needs:matter", args=[one.pk]),
    }  # fmt: skip


def _of_samples(found: Sequence[Sample]) -> list[dict[str, Any]]:
    """However many, one line."""
    if not found:
        return []
    first = found[0]
    url = reverse("needs:sample", args=[first.pk]) if len(found) == 1 else f"{reverse('needs:samples')}?view=untried"
    named = {"product": str(first.product), "lot": first.lot, "day": words.day(first.sent_on)}
    heading = _("Tell what came of a sample") if len(found) == 1 else _("Tell what came of samples")
    return [
        {
            "day": None, "title": heading, "says": _("The oldest: %(product)s, lot %(lot)s, sent on %(day)s.") % named,
            "verb": pgettext("sample", "Tell"), "url": url,
        }
    ]  # fmt: skip


def changes(acting: Acting, *, at: datetime) -> list[dict[str, Any]]:
    """What my subsidiary asked and was answered in the last week, the newest first; one query."""
    return [_change(one) for one in matters.answered_since(acting, at - LATELY, CHANGES)]


def _change(one: Any) -> dict[str, Any]:
    named = {"what": title(one), "principal": one.contract.principal.name, "day": words.day(one.answered_at)}
    return {
        "title": _("Answered: %(what)s") % named,
        "says": _("%(principal)s answered on %(day)s.") % named,
        "url": reverse("needs:matter", args=[one.pk]),
    }
