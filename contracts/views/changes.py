"""What else changes a contract while it lives: a writing that is asked for, its extension, a party that is succeeded."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portage.core import clock
from portage.core.forms import submit
from portage.network.doors import Request, who

from ..actions import extension, succession, writing
from ..forms.amending import AmendForm, AnswerForm, ExtendForm
from ..pages import stages
from ..queries import changes as queries
from ..queries.covered import in_language
from ..queries.law import law_of
from ..words.pages import reader_language
from .doors import contract_of, demand_now, identify, identify_address, is_sure, posted
from .ending import party_of


@login_required
def ask_in_writing(request: Request, pk: UUID) -> HttpResponse:
    """A moral contract is put in writing: a draft that both sides see at once."""
    row = contract_of(request, pk, "contracts.negotiate_contract")
    demand_now(request, row, "ask_in_writing")
    form = AmendForm(posted(request))
    if submit(request, form, lambda given: writing.ask_in_writing(row, by=who(request), at=clock.now())):
        messages.success(
            request, _("The draft %(reference)s stands ready for both sides.") % {"reference": form.done.reference}
        )
        return redirect("contracts:contract", form.done.pk)
    law = law_of(row)
    shown = {
        "contract": row, "form": form, "is_right": law.value("written_form") == "on_request",
        "rule": stages.rule(law.find("written_form")), "law": in_language({"fr": row.law, "en": row.law}, reader_language()),
    }  # fmt: skip
    return render(request, "contracts/ask_in_writing.html", shown, status=form.status)


@login_required
def extend(request: Request, pk: UUID) -> HttpResponse:
    """Choose subsidiaries; each becomes a draft, and each answers for itself. Sent again, nothing is doubled."""
    row = contract_of(request, pk, "contracts.draft_contract")
    demand_now(request, row, "extend")
    form = ExtendForm(queries.sisters(request.acting, row), posted(request))
    if submit(request, form, lambda given: extension.extend(row, given["agents"], by=who(request), at=clock.now())):
        made = [one for one in form.done if one.made]
        messages.success(
            request,
            ngettext("%(count)d draft is started.", "%(count)d drafts are started.", len(made)) % {"count": len(made)},
        )
    shown = {
        "contract": row, "form": form, "rows": form.done, "products": extension.shared_products(row),
        "made": queries.extensions_seen(request.user, row), "most": extension.MOST,
    }  # fmt: skip
    return render(request, "contracts/extend.html", shown, status=form.status)


@login_required
def answer_succession(request: Request, pk: UUID) -> HttpResponse:
    """The other party sells its business: the contract passes to the buyer only if this side consents."""
    row = contract_of(request, pk, "contracts.end_contract")
    offer = queries.open_offer(row)
    if offer is None or queries.is_own_offer(offer, row, request.acting.organisation.pk):
        raise Http404
    words = _("I answer, for %(party)s, the offer of %(buyer)s as the new party to contract %(reference)s.") % {
        "party": party_of(request, row), "buyer": offer.succession.successor, "reference": row.reference,
    }  # fmt: skip
    form = AnswerForm(words, posted(request))
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    if submit(
        request,
        form,
        lambda given: succession.answer_succession(
            offer, consent=given["consent"] == "yes", by=who(request), at=clock.now()
        ),
    ):
        messages.success(request, _("Your answer is recorded."))
        return redirect("contracts:contract", pk)
    shown = {
        "contract": row, "form": form, "offer": offer, "is_sure": is_sure(request),
        "identify_url": identify_address(request, request.path),
    }  # fmt: skip
    return render(request, "contracts/answer_succession.html", shown, status=form.status)
