"""Signing: the document, the words of the consent, who I am once more, then my signature."""

from collections.abc import Mapping
from hashlib import sha256
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
from portage.core.seals import timestamps_configured
from portage.network.doors import Request, who

from ..actions import signature as verbs
from ..actions.signing import invitation
from ..forms.binding import SignForm
from ..models import Contract, Document
from ..pages.leaving import at_term
from ..queries import page as queries
from ..queries import people, signing
from ..words.pages import reader_language
from .doors import contract_of, demand_now, identified_by, identify, identify_address, is_sure, posted, today_of


@login_required
def sign(request: Request, pk: UUID) -> HttpResponse:
    """One side's signatory signs the document that was on the page; a job puts the signature in the file."""
    row = contract_of(request, pk, "contracts.sign_contract")
    demand_now(request, row, "sign")
    document, language = to_sign(row), consent_language(row)
    consent = verbs.consent_of(document, language)
    form = SignForm(consent, posted(request), initial={"sha256": document.sha256})
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    told = {"language": language, "zone": zone_of(request)}
    if submit(
        request,
        form,
        lambda given: put_signature(document, given, consent, identified_by(request), who(request), **told),
    ):
        messages.success(request, _("Your signature is recorded. It is being put in the file."))
        return redirect("contracts:signing", pk)
    if request.method == "GET":
        read = sha256(consent.encode()).hexdigest()
        invitation.viewed(document, consent_digest=read, language=language, by=who(request), at=clock.now())
    side = people.side_of(row, request.acting.organisation.pk)
    shown = {
        "contract": row, "document": document, "consent": consent, "form": form, "is_sure": is_sure(request), "today": today_of(row),
        "identify_url": identify_address(request, request.path), "acts": people.acts(row), "party": getattr(row, side),
        "invitation": signing.invitation(document), "timestamps": timestamps_configured(),
        "at_term": at_term(row, today_of(row)),
    }  # fmt: skip
    return render(request, "contracts/sign.html", shown, status=form.status)


def to_sign(row: Contract) -> Document:
    """The document of the present version."""
    return next(
        d for d in queries.documents_of(row) if d.kind == Document.Kind.CONTRACT and d.number == row.version_number
    )


def zone_of(request: Request) -> str:
    """The time zone in which this person reads."""
    return str(request.user.time_zone)


def put_signature(
    document: Document, given: Mapping[str, Any], consent: str, identified: str, by: By, **told: str
) -> object:
    """Sign these bytes and no others: the page may be older than the document."""
    if given["sha256"] != document.sha256:
        raise Refused("other_document", _("Another document awaits signature now: read it before you sign."))
    return verbs.sign(document, consent=consent, identified_by=identified, by=by, at=clock.now(), **told)


def consent_language(row: Contract) -> str:
    """The reader's language where the contract is in both; else the contract's."""
    return reader_language() if row.languages == Contract.Languages.BOTH else row.languages
