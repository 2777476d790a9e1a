"""The guided creation as it is shown: the bar of steps, what is missing here with its rule, and what stands beside."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.law.findings import Finding
from contracts.law.records import Jurisdiction, Rule
from contracts.law.wording import cite
from portage.core.words import day
from portage.network.models import Person

from ..forms.binding import ChoiceForm
from ..models import Contract
from ..queries import checks, exclusivity
from ..queries import steps as queries
from ..queries.covered import in_language
from ..queries.law import choices_of, law_of
from ..rules.agreed import Gap
from ..words.codes import ANSWERED_BY, GAPS, QUESTIONS, findings_text
from ..words.pages import RULES, SEVERITIES, STATUSES, STEPS, reader_language
from .dates_preview import preview
from .law import address_of


def states(contract: Contract, typed: Collection[str] = (), gaps: list[Gap] | None = None) -> list[queries.Step]:
    """Every step with its state, gaps and findings; `gaps` when they were already read."""
    found = checks.gaps(contract) if gaps is None else gaps
    return queries.steps(contract, found, checks.findings(contract), typed)


def bar(contract: Contract, steps: list[queries.Step], *, current: str) -> list[dict[str, Any]]:
    """The steps for core/_stages.html, the review last."""
    shown = [
        {
            "label": STEPS[s.key],
            "url": reverse("contracts:step", args=[contract.pk, s.key]),
            "state": s.state,
            "done": s.state == "done",
            "current": s.key == current,
        }
        for s in steps
    ]
    done = all(s.state == "done" for s in steps) and current != "review"
    return [
        *shown,
        {
            "label": STEPS["review"],
            "url": reverse("contracts:review", args=[contract.pk]),
            "state": "",
            "done": False,
            "current": current == "review",
            "ready": done,
        },
    ]


def missing(contract: Contract, gaps: list[Gap], side: str) -> list[dict[str, Any]]:
    """Everything that is missing, each with where `side` can mend it: a step, or the page of its own signatories."""
    keys, shown = queries.keys_of(contract), []
    for gap in gaps:
        label, url = STEPS.get(gap.step, _("Signatories")), ""
        if gap.step in keys:
            url = f"{reverse('contracts:step', args=[contract.pk, gap.step])}#id_{gap.field}"
        elif gap.field == side:
            url = reverse("contracts:signatories", args=[getattr(contract, f"{side}_id")])
        shown.append({"text": GAPS[gap.code], "label": label, "url": url})
    return shown


def here(steps: list[queries.Step], key: str) -> list[dict[str, Any]]:
    """What is missing or wrong in one step: words and rule."""
    step = next(s for s in steps if s.key == key)
    return [{"severity": "missing", "text": GAPS[gap.code], "rule": ""} for gap in step.gaps] + [
        finding(one) for one in step.findings
    ]


def finding(one: Finding, contract: Contract | None = None) -> dict[str, Any]:
    """One finding of the law: how grave, the sentence, what would do, the rule, the question that answers it, its step."""
    shown = {
        "code": one.code, "severity": one.severity, "word": SEVERITIES[one.severity], "text": findings_text(one), "rule": rule(one.rule),
        "rule_url": address_of(one.rule) if one.rule else "",
        "question": ANSWERED_BY.get(one.code, "") if one.severity != "warning" else "", "needed": needed(one),
    }  # fmt: skip
    if contract is not None:
        key = queries.step_in(contract, one)
        shown["step"] = STEPS[key]
        shown["url"] = reverse("contracts:step", args=[contract.pk, key])
    return shown


def needed(one: Finding) -> str:
    """The figures that would do, where the finding has some."""
    months = one.needed.get("months")
    if months:
        return _("At least %(months)s months by year begun.") % {"months": ", ".join(str(m) for m in months)}
    every = one.needed.get("every_months")
    return _("At most every %(months)s months.") % {"months": every} if every else ""


def rule(given: Rule | None) -> str:
    """Jurisdiction, source, and the day it was checked."""
    if given is None:
        return ""
    where = " ".join(filter(None, (given.jurisdiction, given.source)))
    return _("%(rule)s (checked %(day)s)") % {"rule": where, "day": day(date.fromisoformat(given.checked_on), "short")}


def questions(
    contract: Contract, findings: list[dict[str, Any]], answering: ChoiceForm | None = None
) -> list[dict[str, Any]]:
    """Each question that these findings ask, once: its form, and the answer that now holds. `answering` was refused.

    Marks each finding as answered or not: the list above the questions must not ask again.
    """
    asked = list(dict.fromkeys(one["question"] for one in findings if one["question"] in QUESTIONS))
    held = {
        choice.question: choice
        for choice in choices_of(contract).filter(question__in=asked).select_related("membership__person")
    }
    for one in findings:
        one["answered"] = one["question"] in held
    return [
        {
            "question": name, "findings": [one for one in findings if one["question"] == name], "held": held.get(name),
            "answer": QUESTIONS[name].get(held[name].answer, "") if name in held else "",
            "form": answering if answering and answering.question == name else ChoiceForm(name, dict(QUESTIONS[name])),
        }
        for name in asked
    ]  # fmt: skip


def known(law: Jurisdiction) -> list[dict[str, Any]]:
    """What is recorded of a law, rule by rule: how sure it is, where it stands, when it was checked."""
    found = [(label, law.find(key)) for key, label in RULES.items()]
    return [
        {"label": label, "status": STATUSES["unknown" if one is None else one.status], "sure": one is not None and not one.unknown, "rule": rule(one) if one and not one.unknown else ""}
        for label, one in found
    ]  # fmt: skip


def overlaps(contract: Contract, person: Person) -> list[Contract]:
    """The contracts that this person may see and that already cover the same: nobody else's count."""
    return exclusivity.seen_by(contract, person)


def beside(contract: Contract, step: str, form: Any, today: date) -> dict[str, Any]:
    """What helps to type this step: computed dates, the law's limits, overlaps."""
    if step == "duration":
        return {
            "preview": preview(contract, form, today),
            "minimum": form.minimum,
            "source": in_language(cite(form.law, "notice_months"), reader_language()),
        }
    if step == "commission":
        law = law_of(contract)
        own = law.find("statement")
        found = own if own and not own.unknown else law.bound("statement")
        every = (
            found.value.get("max_months_by_agreement", found.value["every_months"]) if found and found.value else None
        )
        return {"every": every, "rule": rule(found) if every else "", "statements": True}
    if step == "law":
        return {"known": known(law_of(contract))}
    if step == "territory" and queries.was_saved(contract, "territory"):
        return {"overlaps": overlaps(contract, form.person), "checked": True}
    return {}
