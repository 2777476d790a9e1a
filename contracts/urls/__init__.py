"""Doors of the agent contract."""

from django.urls import path

from ..views import (
    choices,
    contract,
    creation,
    documents,
    ending,
    moral,
    naming,
    notice,
    preview,
    signature,
    versions,
)
from . import law, lists, models, negotiation

app_name = "contracts"

urlpatterns = [
    *lists.urlpatterns,
    *models.urlpatterns,
    *law.urlpatterns,
    *negotiation.urlpatterns,
    # One contract, from its creation to its end
    path("new/", creation.start, name="start"),
    path("<uuid:pk>/", contract.contract, name="contract"),
    path("<uuid:pk>/named/", naming.named, name="named"),
    path("<uuid:pk>/named/take-off/", naming.take_off, name="take_name_off"),
    path("<uuid:pk>/journal/", contract.journal, name="journal"),
    path("<uuid:pk>/steps/", creation.steps, name="steps"),
    path("<uuid:pk>/steps/<slug:step>/", creation.step, name="step"),
    path("<uuid:pk>/review/", creation.review, name="review"),
    path("<uuid:pk>/choices/", choices.choices, name="choices"),
    path("<uuid:pk>/draft/", preview.draft, name="draft"),
    path("<uuid:pk>/draft.pdf", preview.draft_pdf, name="draft_pdf"),
    path("<uuid:pk>/versions/<int:number>/", versions.version, name="version"),
    path("<uuid:pk>/reopen/", contract.reopen, name="reopen"),
    path("<uuid:pk>/withdraw/", contract.withdraw, name="withdraw"),
    path("<uuid:pk>/sign/", signature.sign, name="sign"),
    path("<uuid:pk>/confirm/", moral.confirm, name="moral"),
    path("<uuid:pk>/notice/", notice.notice, name="notice"),
    path("<uuid:pk>/notice/letter/", preview.letter, name="letter_draft"),
    path("notices/<uuid:pk>/", notice.served, name="served"),
    path("<uuid:pk>/annul/", notice.annul, name="annul"),
    path("<uuid:pk>/end/", ending.propose, name="propose_end"),
    path("<uuid:pk>/end/accept/", ending.accept, name="accept_end"),
    path("<uuid:pk>/default/", ending.default, name="default"),
    path("documents/<uuid:pk>/", documents.document, name="document"),
]
