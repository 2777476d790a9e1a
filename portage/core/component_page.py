"""Every component on one page with invented data, to be looked at while building. Exists only when DEBUG=1."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from .drawings import maps
from .forms import DayField

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 16, 12, tzinfo=UTC)
SHA256 = "ff354f32b59982540cd1d52e4176c1e3d5441b3aa60bc923880a1f30ce92b549"


@dataclass(frozen=True)
class InventedTerm:
    """A term of an invented chain, in the shape that `chain_of_terms` reads."""

    number: int
    first_day: date
    last_day: date
    last_notice_day: date | None
    proof_url: str = "#proof"

    @property
    def proof(self) -> str:
        return "initial term, signed" if self.number == 1 else "certificate of renewal"

    def get_began_display(self) -> str:
        return "initial" if self.number == 1 else "tacit renewal"


def invented_terms(count: int) -> list[InventedTerm]:
    """Terms of a year each, the last one current on TODAY."""
    first = 2027 - count
    return [
        InventedTerm(
            n + 1, date(first + n, 3, 1), date(first + n + 1, 3, 1) - timedelta(days=1), date(first + n, 11, 30)
        )
        for n in range(count)
    ]


class InventedForm(forms.Form):
    """Each kind of field once."""

    name = forms.CharField(label="Name of the SME", help_text="As in its register.")
    email = forms.EmailField(label="E-mail of its export director", required=False)
    law = forms.ChoiceField(label="Governing law", choices=[("FR", "French law"), ("DE", "German law")])
    first_day = DayField(label="First day")
    rate = forms.DecimalField(label="Commission rate, %", min_value=Decimal(0), max_value=Decimal(100))
    countries = forms.MultipleChoiceField(
        label="Countries", choices=[("PL", "Poland"), ("CZ", "Czechia")], widget=forms.CheckboxSelectMultiple
    )
    way = forms.ChoiceField(
        label="Form of notice", choices=[("p", "platform"), ("l", "letter")], widget=forms.RadioSelect
    )
    remarks = forms.CharField(label="Remarks", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.FileField(label="Signed paper", required=False)
    agreed = forms.BooleanField(label="I have read the conditions.")


class InventedConfirmation(forms.Form):
    """A box that binds: never ticked beforehand."""

    agreed = forms.BooleanField(
        label="I refuse, for PMI n.3, the renewal of this contract, which will end on 28 February 2027."
    )


@dataclass(frozen=True)
class Place:
    """A line of an invented rail."""

    label: str
    icon: str

    @property
    def key(self) -> str:
        return self.label.lower()

    @property
    def url(self) -> str:
        return f"#{self.key}"

    @property
    def current(self) -> bool:
        return self.label == "Contracts"

    @property
    def apart(self) -> bool:
        return self.label in {"Organisations", "Models"}


def invented_lists() -> dict[str, Any]:
    """What lists, verbs and rows show."""
    verb = {"label": "Prepare a notice", "url": "#notice", "icon": "send", "says": "Shows its effect first."}
    return {
        "crumbs": [{"label": "Contracts", "url": "#contracts"}, {"label": "PC-7K3M-Q"}],
        "may": [
            {"label": "Open the review file", "url": "#review", "icon": "list-details", "says": "Commits to nothing."},
            verb,
        ],
        "refused": [
            {"label": "Change the signed text", "why": "A signed document never changes. Propose an amendment."}
        ],
        "sum": [
            {"label": "First day of the contract", "value": "1 March 2021", "why": "signed contract, article 10"},
            {
                "label": "Length",
                "value": "3 months",
                "why": "law: 3 months, art. L134-11; contract: 3 months. The longer applies",
            },
            {
                "label": "End of the contract",
                "value": "28 February 2027",
                "why": "the last day of term 6",
                "result": True,
            },
        ],
        "views": [
            {"label": "All", "url": "#all", "count": 300, "current": True},
            {"label": "Renewals, 90 days", "url": "#r", "count": 45},
        ],
        "chips": [{"label": "State is not", "value": "Ended", "remove_url": "#remove"}],
        "pager": {"first": "#1", "previous": "#2", "next": "#4", "last": "#9", "says": "101 to 150 of more than 1,000"},
        "stages": [
            {"label": "Parties", "url": "#1", "done": True},
            {"label": "Territory", "current": True},
            {"label": "Commission"},
        ],
        "files": [
            {
                "name": "Agent contract, version 3",
                "url": "#f",
                "icon": "file-certificate",
                "says": "PDF, 5 pages, signed 12 February 2021",
                "sha256": SHA256,
                "state": "done",
                "word": "Sealed, 2 signatures valid",
            },
            {
                "name": "Consolidated text",
                "url": "#c",
                "says": "For reading; the signed files alone bind",
                "word": "not signed",
            },
        ],
        "entries": [
            {"at": NOW, "who": "A. K., subsidiary manager of Rhodia Poland", "what": "read the review file of term 6."},
            {"at": NOW, "who": "Portage", "what": "opened term 6 and wrote the certificate of renewal."},
        ],
    }


def invented_contracts() -> list[dict[str, Any]]:
    """Rows of a table that becomes cards."""
    rows = [
        ("PMI n.3", "Rhodia Poland", "PL", "in_force", "notice", 9), ("PMI n.1", "Rhodia Japan", "JP", "in_force", "renews", 40),
        ("PMI n.2", "Rhodia Brazil", "BR", "notice_given", "ends", 99), ("PMI n.4", "Rhodia China", "CN", "awaiting_signature", "sign", -2),
    ]  # fmt: skip
    return [
        {"principal": principal, "agent": agent, "country": country, "state": state, "kind": kind,
         "day": TODAY + timedelta(days=days), "commission": Decimal("20379.5"), "rate": Decimal("0.045")}
        for principal, agent, country, state, kind, days in rows
    ]  # fmt: skip


def invented_shell() -> dict[str, Any]:
    """A frame with every place, for somebody invented."""
    named = ("Today home", "Contracts file-text", "Calendar calendar", "Organisations building", "Models template")
    places = [Place(*words.split()) for words in named]
    return {
        "person": True, "name": "Claire Rey", "initials": "CR", "organisation": "Rhodia", "role": "portage manager",
        "theme": "auto", "themes": [("auto", "as the device"), ("light", "light"), ("dark", "dark")], "languages": settings.LANGUAGES,
        "places": places, "account": [{"label": "My settings", "url": "#me", "icon": "settings"}], "appearance_url": "#appearance",
        "others": [{"pk": 1, "organisation": "Rhodia Poland", "get_role_display": "auditor"}], "act_url": "#act", "sign_out_url": "#out",
    }  # fmt: skip


def components(request: HttpRequest) -> HttpResponse:
    """The page. `?theme=dark` shows it dark; posting shows the form's errors."""
    if not settings.DEBUG:
        raise Http404
    messages.success(request, "The notice was served on 21 November 2026.")
    messages.warning(request, "One signatory has not answered.")
    marks = {
        "PL": maps.Mark(2, near=True),
        "BR": maps.Mark(13),
        "JP": maps.Mark(3),
        "SG": maps.Mark(1),
        "US": maps.Mark(14),
    }
    covered = {*marks, "FR", "DE", "CN", "IN", "AU", "CZ", "HU", "CA"}
    context = {
        **invented_lists(), "rows": invented_contracts(), "form": InventedForm(request.POST or None),
        "confirmation": InventedConfirmation(prefix="confirm"), "today": TODAY, "now": NOW, "sha256": SHA256,
        "near": TODAY + timedelta(days=9), "far": TODAY + timedelta(days=99), "gone": TODAY - timedelta(days=3), "next_year": TODAY + timedelta(days=290),
        "steps": ["First day of the contract: 1 March 2021.", "Year begun on 21 November 2026: the sixth. Minimum: 3 months."],
        "short": invented_terms(3), "long": invented_terms(26), "six": invented_terms(6),
        "upcoming": InventedTerm(7, date(2027, 3, 1), date(2028, 2, 29), date(2027, 11, 30)),
        "states": ["draft", "negotiating", "approved", "awaiting_signature", "signed", "in_force", "notice_given", "ended",
                   "withdrawn", "done", "open", "waiting", "running", "near", "late", "refused", "none"],
        "map": maps.world_map(marks, covered), "marks": sorted(marks.items()),
        "shell": {**invented_shell(), "theme": request.GET.get("theme", "auto")},
    }  # fmt: skip
    return render(request, "core/components.html", context)
