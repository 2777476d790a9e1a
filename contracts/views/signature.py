"""Signing: the document, the words of the consent, who I am once more, then my signature."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portage.core import clock
from portage.core.forms import submit
from portage.core.journal import By
from portage.core.refusals import Refused
from portage.core.words import day
from portage.network.doors import Request, who

from ..actions import signature as verbs
from ..forms.binding import SignForm
from ..models import Contract, Document
from ..pages.leaving import at_term
from ..queries import page as queries
from ..queries import people
from ..words.pages import reader_language
from .doors import contract_of, demand_now, identified_by, identify, identify_address, is_sure, posted, today_of


@login_required
def sign(request: Request, pk: UUID) -> HttpResponse:
    """One side's signatory signs the document that was on the page. The second signature concludes the contract."""
    row = contract_of(request, pk, "contracts.sign_contract")
    demand_now(request, row, "sign")
    document = to_sign(row)
    consent = verbs.consent_of(document, consent_language(row))
    form = SignForm(consent, posted(request), initial={"sha256": document.sha256})
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    if submit(
        request, form, lambda given: put_signature(document, given, consent, identified_by(request), who(request))
    ):
        messages.success(request, outcome(row))
        return redirect("contracts:contract", pk)
    side = people.side_of(row, request.acting.organisation.pk)
    shown = {
        "contract": row, "document": document, "consent": consent, "form": form, "is_sure": is_sure(request),
        "identify_url": identify_address(request, request.path), "acts": people.acts(row), "party": getattr(row, side),
        "at_term": at_term(row, today_of(row)),
    }  # fmt: skip
    return render(request, "contracts/sign.html", shown, status=form.status)


def to_sign(row: Contract) -> Document:
    """The document of the present version."""
    return next(
        d for d in queries.documents_of(row) if d.kind == Document.Kind.CONTRACT and d.number == row.version_number
    )


def put_signature(document: Document, given: Mapping[str, Any], consent: str, identified: str, by: By) -> object:
    """Sign these bytes and no others: the page may be older than the document."""
    if given["sha256"] != document.sha256:
        raise Refused("other_document", _("Another document awaits signature now: read it before you sign."))
    return verbs.sign(document, consent=consent, identified_by=identified, by=by, at=clock.now())


def consent_language(row: Contract) -> str:
    """The reader's language where the contract is in both; else the contract's."""
    return reader_language() if row.languages == Contract.Languages.BOTH else row.languages


def outcome(row: Contract) -> str:
    """What the signature did."""
    row.refresh_from_db()
    if row.status == Contract.Status.AWAITING_SIGNATURE:
        return _("Your signature is recorded. The other side's is awaited.")
    if row.status == Contract.Status.SIGNED:
        return _("Both sides have signed. The contract starts on %(day)s.") % {
            "day": day(row.first_day or today_of(row))
        }
    return _("Both sides have signed. The contract is in force.")
