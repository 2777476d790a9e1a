"""A signing besides the signature: where it stands, its record, refusal, files signed elsewhere, paper, its last day."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.core.forms import submit
from portage.core.journal.chain import canonical
from portage.core.refusals import Refused
from portage.core.words import day
from portage.network.doors import Request, who

from ..actions import signature as acts
from ..actions.signing import elsewhere as elsewhere_verbs
from ..actions.signing import invitation, paper, stopping
from ..forms.signing import ConfirmScanForm, ElsewhereForm, LastDayForm, RefuseForm, ScanForm
from ..models import Contract, Document
from ..pages import signing as pages
from ..pages.panels import DOORS
from ..queries import evidence, people
from ..queries import signing as queries
from ..queries.page import facts_now
from ..rules.verbs import verdict
from ..words.pages import VERBS
from .doors import (
    contract_of,
    demand_now,
    identified_by,
    identify,
    identify_address,
    is_piece,
    is_sure,
    posted,
    today_of,
)
from .ending import party_of
from .signature import consent_language, zone_of

SIGN = "contracts.sign_contract"
AWAITED = ("sign", "confirm_scan", "bring_scan")


def documented(request: Request, pk: UUID) -> tuple[Contract, Document]:
    """The contract, for who may see it, and the document of its present version: 404 while there is none."""
    row = contract_of(request, pk)
    document = queries.present(row)
    if document is None:
        raise Http404
    return row, document


@login_required
@require_safe
def signing(request: Request, pk: UUID) -> HttpResponse:
    """Where each side stands, the states of the file, the record. Asked again by itself while a signature is put in the file."""
    row, document = documented(request, pk)
    side = people.side_of(row, request.acting.organisation.pk)
    shown = pages.shown(row, document, own_side=side)
    piece = "contracts/_signing_state.html" if is_piece(request) else "contracts/signing.html"
    told = {"contract": row, "signing": shown, "side": side, "today": today_of(row), "mine": mine(request, row)}
    return render(request, piece, told)


def mine(request: Request, row: Contract) -> dict[str, Any] | None:
    """What this person is awaited for: to sign, to bring the signed paper, or to compare it."""
    facts = facts_now(row, request.acting, today=today_of(row))
    verb = next((one for one in AWAITED if verdict(facts, one).allowed), None)
    return {"label": VERBS[verb][0], "url": reverse(DOORS[verb], args=[row.pk])} if verb else None


@login_required
@require_safe
def record(request: Request, pk: UUID) -> HttpResponse:
    """The record of evidence as canonical JSON, to be verified by any program."""
    row, document = documented(request, pk)
    side = people.side_of(row, request.acting.organisation.pk)
    body = canonical(pages.as_file(document, own_side=side, at=clock.now()))
    name = f"{row.reference}-v{document.number}-evidence.json"
    return HttpResponse(
        body,
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


def bound(
    request: Request, pk: UUID, verb: str, make: Callable[[Contract, Document], tuple[Any, Callable[[Mapping[str, Any]], object], str]],
    template: str, *, sure: bool = True, permission: str = SIGN,
) -> HttpResponse:  # fmt: skip
    """A page with one form that binds or undoes: who may, who they are, the verb, then where the signing stands."""
    row = contract_of(request, pk, permission)
    demand_now(request, row, verb)
    document = queries.present(row)
    if document is None:
        raise Http404
    form, act, done = make(row, document)
    if sure and request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    if submit(request, form, act):
        messages.success(request, done)
        return redirect("contracts:signing", pk)
    shown = {
        "contract": row, "document": document, "form": form, "party": party_of(request, row), "today": today_of(row),
        "is_sure": is_sure(request), "identify_url": identify_address(request, request.path),
        "copy": queries.paper_copy(document), "newest": evidence.newest(document) or document,
    }  # fmt: skip
    return render(request, template, shown, status=form.status)


def files_of(request: Request) -> Any:
    return request.FILES if request.method == "POST" else None


@login_required
def refuse(request: Request, pk: UUID) -> HttpResponse:
    """One side refuses to sign, with a reason."""

    def make(row: Contract, document: Document) -> tuple:
        words = _("I refuse, for %(party)s, to sign this document.") % {"party": party_of(request, row)}
        return (
            RefuseForm(words, posted(request)),
            lambda given: stopping.refuse_to_sign(document, reason=given["reason"], by=who(request), at=clock.now()),
            _("Nobody is bound. The other side is told, with your reason."),
        )

    return bound(request, pk, "refuse_sign", make, "contracts/refuse_to_sign.html")


@login_required
def elsewhere(request: Request, pk: UUID) -> HttpResponse:
    """Our file, taken away, signed with a certificate of one's own, and brought back."""

    def make(row: Contract, document: Document) -> tuple:
        language = consent_language(row)
        consent = acts.consent_of(document, language)

        def act(given: Mapping[str, Any]) -> object:
            return elsewhere_verbs.sign_elsewhere(
                document, pdf=given["file"].read(), consent=consent, identified_by=identified_by(request),
                by=who(request), at=clock.now(), language=language, zone=zone_of(request),
            )  # fmt: skip

        done = _("Your signature stands in the file.")
        return ElsewhereForm(consent, posted(request), files_of(request)), act, done

    return bound(request, pk, "sign", make, "contracts/sign_elsewhere.html")


@login_required
def scan(request: Request, pk: UUID) -> HttpResponse:
    """The signed paper: its scan, and the day of each signature."""

    def make(row: Contract, document: Document) -> tuple:
        words = _(
            "I compared, for %(party)s, every page of this scan with the document, and both signatures stand on it."
        )

        def act(given: Mapping[str, Any]) -> object:
            days = {name: given[name] for name in ("principal_signed_on", "agent_signed_on")}
            return paper.bring_scan(document, scan=given["scan"].read(), by=who(request), at=clock.now(), **days)

        form = ScanForm(words % {"party": party_of(request, row)}, posted(request), files_of(request))
        return form, act, _("The scan is kept. The other side compares it; the contract binds once it confirms.")

    return bound(request, pk, "bring_scan", make, "contracts/bring_scan.html")


@login_required
def confirm(request: Request, pk: UUID) -> HttpResponse:
    """The other side's scan, compared with the document and confirmed."""

    def make(row: Contract, document: Document) -> tuple:
        words = _(
            "I compared, for %(party)s, every page of the scan with the document, and confirm both signatures and their days."
        )
        copy = queries.paper_copy(document)

        def act(given: Mapping[str, Any]) -> object:
            if copy is None or given["sha256"] != copy.scan.sha256:
                raise Refused("other_scan", _("Another scan was brought meanwhile: compare it before you confirm."))
            return paper.confirm_scan(copy, by=who(request), at=clock.now())

        initial = {"sha256": copy.scan.sha256 if copy else ""}
        form = ConfirmScanForm(words % {"party": party_of(request, row)}, posted(request), initial=initial)
        return form, act, _("The contract is concluded.")

    return bound(request, pk, "confirm_scan", make, "contracts/confirm_scan.html")


@login_required
def last_day(request: Request, pk: UUID) -> HttpResponse:
    """More time to sign, or less."""

    def make(row: Contract, document: Document) -> tuple:
        found = queries.invitation(document)
        form = LastDayForm(posted(request), initial={"last_day": found.last_day if found else None})

        def act(given: Mapping[str, Any]) -> object:
            return invitation.move_last_day(document, last_day=given["last_day"], by=who(request), at=clock.now())

        typed = form.cleaned_data.get("last_day") if form.is_bound and form.is_valid() else None
        done = _("Both sides may sign until %(day)s.") % {"day": day(typed) if typed else ""}
        return form, act, done

    return bound(
        request, pk, "last_day", make, "contracts/last_day_to_sign.html", sure=False,
        permission="contracts.negotiate_contract",
    )  # fmt: skip
