"""Doors of the agent contract."""

from django.urls import path

from ..views import (
    amending,
    changes,
    choices,
    contract,
    creation,
    documents,
    ending,
    exclusivity,
    moral,
    naming,
    notice,
    preview,
    signature,
    signing,
    verification,
    versions,
)
from . import law, lists, models

app_name = "contracts"

urlpatterns = [
    *lists.urlpatterns,
    *models.urlpatterns,
    *law.urlpatterns,
    # For everybody, signed in or not
    path("verify/", verification.verify, name="verify"),
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
    path("<uuid:pk>/checks/", contract.checks, name="checks"),
    path("<uuid:pk>/exclusivity/", exclusivity.clear, name="clear"),
    path("<uuid:pk>/places/<int:asked>/", exclusivity.keep_places, name="keep_places"),
    path("<uuid:pk>/reopen/", contract.reopen, name="reopen"),
    path("<uuid:pk>/withdraw/", contract.withdraw, name="withdraw"),
    path("<uuid:pk>/sign/", signature.sign, name="sign"),
    path("<uuid:pk>/sign/refuse/", signing.refuse, name="refuse_to_sign"),
    path("<uuid:pk>/sign/elsewhere/", signing.elsewhere, name="sign_elsewhere"),
    path("<uuid:pk>/sign/paper/", signing.scan, name="bring_scan"),
    path("<uuid:pk>/sign/paper/confirm/", signing.confirm, name="confirm_scan"),
    path("<uuid:pk>/sign/last-day/", signing.last_day, name="last_day_to_sign"),
    path("<uuid:pk>/signing/", signing.signing, name="signing"),
    path("<uuid:pk>/signing/record/", signing.record, name="evidence"),
    path("<uuid:pk>/confirm/", moral.confirm, name="moral"),
    path("<uuid:pk>/amend/", amending.amend, name="amend"),
    path("<uuid:pk>/amendments/", amending.amendments, name="amendments"),
    path("<uuid:pk>/writing/", changes.ask_in_writing, name="ask_in_writing"),
    path("<uuid:pk>/extend/", changes.extend, name="extend"),
    path("<uuid:pk>/succession/", changes.answer_succession, name="answer_succession"),
    path("<uuid:pk>/notice/", notice.notice, name="notice"),
    path("<uuid:pk>/notice/letter/", preview.letter, name="letter_draft"),
    path("notices/<uuid:pk>/", notice.served, name="served"),
    path("<uuid:pk>/annul/", notice.annul, name="annul"),
    path("<uuid:pk>/end/", ending.propose, name="propose_end"),
    path("<uuid:pk>/end/accept/", ending.accept, name="accept_end"),
    path("<uuid:pk>/default/", ending.default, name="default"),
    path("documents/<uuid:pk>/", documents.document, name="document"),
]
